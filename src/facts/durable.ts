// Where a setting has to be written to last: generated files are written anew by the SDK's tools.
// Sources: ESP-IDF build system guide (sdkconfig is generated from sdkconfig.defaults); Zephyr
// "Setting Kconfig configuration values" (prj.conf is the application's own).
import type { DocumentFacts } from "../model/document.js";
import { nameOf } from "../base/paths.js";
import type { Bound } from "./bound.js";
import type { FactIndex } from "./index.js";

const DURABLE = ["sdkconfig.defaults", "prj.conf"];

/** The root's durable settings file, where it has one. */
export function durableFile(index: FactIndex, at: Bound): DocumentFacts | undefined {
  for (const source of index.documents())
    if (source.root === at.source.root && DURABLE.includes(nameOf(source.document.path)))
      return source.document;
  return undefined;
}

/** A settings line as the SDK's tools write it; `n` is a comment in Kconfig files. */
export function settingLine(document: DocumentFacts, key: string, value: string): string {
  const generated = document.kind === "sdkconfig" && nameOf(document.path) === "sdkconfig";
  if (value === "n" && generated) return `# ${key} is not set`;
  return `${key}=${value}`;
}
