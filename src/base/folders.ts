// The folders that a list of slashed paths implies.
import { folderOf } from "./paths.js";

/** Every folder above any of the paths, "" left out, in code-unit order. */
export function foldersHolding(paths: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const path of paths)
    for (
      let folder = folderOf(path);
      folder !== "" && !folders.has(folder);
      folder = folderOf(folder)
    )
      folders.add(folder);
  return [...folders].sort();
}
