// Where a setting has to be written to last: generated files are written anew by the SDK's tools.
// Sources: ESP-IDF build system guide (sdkconfig is generated from sdkconfig.defaults); Zephyr
// "Setting Kconfig configuration values" (prj.conf is the application's own).
import type { DocumentFacts } from "../model/document.js";
import type { KconfigDefaultFact, SettingFact } from "../model/fact.js";
import { nameOf } from "../base/paths.js";
import type { Bound } from "./bound.js";
import type { FactIndex } from "./index.js";

const DURABLE = ["sdkconfig.defaults", "prj.conf"];
/** ESP-IDF's whole configuration, made from the defaults and menuconfig. */
const GENERATED = "sdkconfig";

/** The root's durable settings file, where it has one. */
export function durableFile(index: FactIndex, at: Bound): DocumentFacts | undefined {
  for (const source of index.documents())
    if (source.root === at.source.root && DURABLE.includes(nameOf(source.document.path)))
      return source.document;
  return undefined;
}

/**
 * Whether what a setting says outlives the SDK's tools. Nothing is known to be lost of a generated file
 * that is kept in version control and made from no other.
 */
export function isLasting(
  index: FactIndex,
  fact: SettingFact | KconfigDefaultFact,
  { source }: Bound,
): boolean {
  const { path } = source.document;
  if (fact.word !== "setting" || nameOf(path) !== GENERATED) return true;
  const { variants } = source.root;
  const isMade = variants.some(({ layers }) => layers.length > 1 && layers.includes(path));
  if (!isMade && index.project.ignored?.has(path) !== true) return true;
  for (const other of index.find("setting", fact.key)) {
    const at = other.source;
    const isGenerated =
      at.document.path === path ||
      at.root !== source.root ||
      index.project.built?.has(at.document.path) === true;
    if (!isGenerated && other.fact.value === fact.value) return true;
  }
  return false;
}

/** A settings line as the SDK's tools write it; `n` is a comment in Kconfig files. */
export function settingLine(document: DocumentFacts, key: string, value: string): string {
  if (document.kind === "esphome") return `${key}: ${value.startsWith('"') ? value : `"${value}"`}`;
  const generated = document.kind === "sdkconfig" && nameOf(document.path) === GENERATED;
  if (value === "n" && (generated || document.kind === "linux-config"))
    return `# ${key} is not set`;
  return `${key}=${value}`;
}
