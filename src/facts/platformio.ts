// A platformio.ini with the files that it takes in: its environments, and the values of its keys.
import { joinPath } from "../base/paths.js";
import type { SettingFact } from "../model/fact.js";
import type { Environment } from "../model/project.js";
import { environmentsIn } from "./environments.js";
import { foldersOf, inFolder, type Folders, type TextOf } from "./folders.js";
import { readIni } from "./settings/ini.js";

interface Survey {
  readonly folders: Folders;
  readonly textOf: TextOf;
}

/** INI files under names of their own that a platformio.ini of the project takes in. */
export function platformioExtras(paths: readonly string[], textOf: TextOf): string[] {
  const folders = foldersOf(paths);
  return folders.holding("platformio.ini").flatMap((at) => extraConfigs(folders, textOf, at));
}

function environmentNames(folder: string, survey: Survey): string[] {
  return iniFiles(survey, folder).flatMap((path) =>
    [...(survey.textOf(path) ?? "").matchAll(/^\[env:([^\]\n]+)\]/gm)].map(
      (match) => match[1] ?? "",
    ),
  );
}

export function environmentsAt(folder: string, survey: Survey): Environment[] {
  const settings = iniFiles(survey, folder).flatMap((path) =>
    settingsIn(path, survey.textOf(path) ?? ""),
  );
  return environmentsIn(environmentNames(folder, survey), settings);
}

/** Values of a key, in whatever section, of a root's platformio.ini and what it takes in. */
export function platformioValues(survey: Survey, folder: string, key: string): string[] {
  return iniFiles(survey, folder).flatMap((path) => valuesIn(path, survey.textOf(path) ?? "", key));
}

function iniFiles({ folders, textOf }: Survey, folder: string): string[] {
  const path = inFolder(folder, "platformio.ini");
  return folders.has(path) ? [path, ...extraConfigs(folders, textOf, folder)] : [];
}

function valuesIn(path: string, text: string, key: string): string[] {
  return settingsIn(path, text).flatMap((fact) => (fact.key === key ? [fact.value] : []));
}

function settingsIn(path: string, text: string): SettingFact[] {
  return readIni({ path, kind: "platformio", text })
    .items.flatMap(({ facts }) => facts)
    .filter((fact) => fact.word === "setting");
}

/** Files that `extra_configs` of a folder's platformio.ini names, by glob and whatever their ending. */
export function extraConfigs(folders: Folders, textOf: TextOf, folder: string): string[] {
  const path = inFolder(folder, "platformio.ini");
  const patterns = valuesIn(path, textOf(path) ?? "", "extra_configs")
    .flatMap((value) => value.split(/\n|, /))
    .map((pattern) => globOf(joinPath(folder, pattern.trim())));
  if (patterns.length === 0) return [];
  return folders.paths.filter((p) => p !== path && patterns.some((pattern) => pattern.test(p)));
}

/** Python's glob: `*` and `?` stay within a name, `**` does not. */
function globOf(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll(/\*\*\/?|\*|\?/g, (glob) =>
      glob === "*" ? "[^/]*" : glob === "?" ? "[^/]" : ".*",
    );
  return new RegExp(`^${source}$`);
}
