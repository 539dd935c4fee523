// Why a file or folder is not read. The words are those of the report, so each stands here once.
import { folderOf, nameOf } from "../base/paths.js";
import type { Selection } from "./globs.js";

export const WHY = {
  ignored: "ignored by git",
  ignoredButRead: "ignored by git but read by the SDK",
  builtWith: "what the last build was configured with",
  excluded: "excluded by the configuration",
  notIncluded: "not included by the configuration",
  dependencies: "installed dependencies",
  buildOutput: "build output",
  leadsOut: "a link that leads out of the folder",
  leadsNowhere: "a link that leads nowhere",
  notAFile: "a pipe, a socket or a device",
  noReader: "no reader for this kind of file",
} as const;

/** Where a file or folder stands, by the name it was reached by and by its real one. */
export interface Stand {
  readonly path: string;
  /** Slashed path from the top with every link resolved. */
  readonly real: string;
  readonly absolute: string;
}

/** Folders of version control hold no product, so they are not even mentioned. */
const UNMENTIONED = new Set([".git", ".hg", ".svn"]);

const NEVER_WALKED: ReadonlyMap<string, string> = new Map([
  ["node_modules", WHY.dependencies],
  [".pio", WHY.buildOutput],
  // Names of before PlatformIO 4.
  [".pioenvs", WHY.buildOutput],
  [".piolibdeps", WHY.dependencies],
]);

export function isUnmentioned(stand: Stand): boolean {
  return partsToAsk(stand).some((part) => UNMENTIONED.has(part));
}

export function reasonOfPlace(selection: Selection, stand: Stand): string | undefined {
  for (const part of partsToAsk(stand)) {
    const reason = NEVER_WALKED.get(part);
    if (reason !== undefined) return reason;
  }
  return isExcluded(selection, stand) ? WHY.excluded : undefined;
}

function isExcluded(selection: Selection, { path, real }: Stand): boolean {
  if (selection.excludes(path)) return true;
  if (real === path) return false;
  for (let place = real; place !== ""; place = folderOf(place)) {
    if (selection.excludes(place)) return true;
  }
  return false;
}

/**
 * What CMake builds into. With a CMakeLists.txt beside it the cache is that of a build inside the
 * sources, and what was given to the tool is the product whatever lies in it.
 */
export function isBuildOutput(path: string, has: (name: string) => boolean): boolean {
  return path !== "" && has("CMakeCache.txt") && !has("CMakeLists.txt");
}

/**
 * What CMake's last run wrote of the configuration, below a folder that it builds into: ESP-IDF's and
 * Zephyr's. An image of sysbuild has its own one folder deeper. The commands lie there on request.
 */
export const BUILT: readonly string[] = [
  "config/sdkconfig.cmake",
  "zephyr/.config",
  "compile_commands.json",
];

/** The folders above were asked on the way here, except those that a link went round. */
function partsToAsk({ path, real }: Stand): readonly string[] {
  return real === path ? [nameOf(path)] : [nameOf(path), ...real.split("/")];
}
