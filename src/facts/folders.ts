// The folders of a project, as a list of paths shows them: which files lie in which, by name. Made
// once for a discovery; it reads nothing.
import { folderOf, isInside, joinPath, nameOf } from "../base/paths.js";

export type TextOf = (path: string) => string | undefined;

export interface Folders {
  /** Folders that hold something, "" included, ascending. */
  readonly all: readonly string[];
  readonly paths: readonly string[];
  has(path: string): boolean;
  /** Names of the files directly in a folder, ascending. */
  filesIn(folder: string): readonly string[];
  /** Folders that directly hold a file of this name. */
  holding(name: string): readonly string[];
}

export function foldersOf(paths: readonly string[]): Folders {
  const known = new Set(paths);
  const files = new Map<string, string[]>([["", []]]);
  const holders = new Map<string, string[]>();
  const sorted = [...known].sort();
  for (const path of sorted) {
    const folder = folderOf(path);
    const name = nameOf(path);
    append(files, folder, name);
    append(holders, name, folder);
    for (let above = folder; above !== "" && above !== folderOf(above);) {
      above = folderOf(above);
      if (files.has(above)) break;
      files.set(above, []);
    }
  }
  return {
    all: [...files.keys()].sort(),
    paths: sorted,
    has: (path) => known.has(path),
    filesIn: (folder) => files.get(folder) ?? [],
    holding: (name) => holders.get(name) ?? [],
  };
}

function append(to: Map<string, string[]>, key: string, value: string): void {
  const list = to.get(key);
  if (list === undefined) to.set(key, [value]);
  else list.push(value);
}

/** `folder/name`, or the name alone at the top. */
export function inFolder(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

/** Files of a CMake list that exist below a folder, relative to it. */
export function listedFiles(list: string, folder: string, folders: Folders): string[] {
  return list
    .split(/[;\s]+/)
    .map((entry) => entry.replace(/^\$\{(?:CMAKE|PROJECT)_[A-Z_]*DIR\}\/|^\$\{PROJECT_DIR\}\//, ""))
    .map((entry) => joinPath(folder, entry))
    .filter((path) => folders.has(path) && isInside(folder, path))
    .map((path) => (folder === "" ? path : path.slice(folder.length + 1)));
}
