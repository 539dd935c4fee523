// Paths inside a project are always written with `/` and are relative to the folder that was given
// to the tool. These are pure functions, so Windows behaviour is tested anywhere.

/** `a\b\c` → `a/b/c`; a leading `./` is dropped. */
export function toSlashes(path: string): string {
  const slashed = path.replaceAll("\\", "/");
  return slashed.startsWith("./") ? slashed.slice(2) : slashed;
}

/** The folder of a slashed path, "" at the top. */
export function folderOf(path: string): string {
  const cut = path.lastIndexOf("/");
  return cut < 0 ? "" : path.slice(0, cut);
}

/** The last part of a slashed path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The ending of the last part, with its dot and in lower case: `.c`, or "" where there is none. */
export function endingOf(path: string): string {
  const name = nameOf(path);
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? "" : name.slice(dot).toLowerCase();
}

/** Joins and folds `.` and `..`; a `..` that climbs out of the top stays written. */
export function joinPath(folder: string, relative: string): string {
  const parts = folder === "" || relative.startsWith("/") ? [] : folder.split("/");
  for (const part of relative.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}

/** True where `path` lies in `folder` or is it; "" holds everything. */
export function isInside(folder: string, path: string): boolean {
  return folder === "" || path === folder || path.startsWith(`${folder}/`);
}
