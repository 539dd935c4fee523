// One door to the settings readers: a document of a kind that is no source code → its facts.
import type { Document, DocumentFacts, DocumentKind } from "../../model/document.js";
import { readBuildCommands } from "./build-commands.js";
import { readCmake } from "./cmake.js";
import { readCompileCommands } from "./compile-commands.js";
import { readEsphome } from "./esphome.js";
import { readIni } from "./ini.js";
import { readKeys } from "./keys.js";
import { readKconfigValues } from "./kconfig-values.js";
import { readKconfig } from "./kconfig.js";
import { readManifest } from "./manifest.js";
import { readPolicy } from "./policy.js";
import { readPartitions } from "./partitions.js";
import { readSdkconfigCmake } from "./sdkconfig-cmake.js";

export type SettingsKind = Exclude<DocumentKind, "c" | "cpp" | "arduino" | "header">;

const READERS: Readonly<Record<SettingsKind, (document: Document) => DocumentFacts>> = {
  sdkconfig: (document) =>
    document.path.endsWith(".cmake") ? readSdkconfigCmake(document) : readKconfigValues(document),
  "kconfig-fragment": readKconfigValues,
  "linux-config": readKconfigValues,
  kconfig: readKconfig,
  platformio: readIni,
  partitions: readPartitions,
  manifest: readManifest,
  esphome: readEsphome,
  cmake: readCmake,
  "compile-commands": readCompileCommands,
  "build-commands": readBuildCommands,
  key: readKeys,
  policy: readPolicy,
};

export function isSettingsKind(kind: DocumentKind): kind is SettingsKind {
  return Object.hasOwn(READERS, kind);
}

/** Undefined for source code, which facts/c reads. */
export function readSettings(document: Document): DocumentFacts | undefined {
  return isSettingsKind(document.kind) ? READERS[document.kind](document) : undefined;
}
