// Which files matter to a project and how: what a change of a path asks for, whether it was typed or
// came from another program.
import { isMarker } from "../facts/markers.js";
import { isWanted } from "../scan/source.js";
import type { LiveSource } from "./live-source.js";
import { OWN_FOLDER } from "../rules/workspace.js";
import { isOwn } from "./own-files.js";

/** `project`: what the project is or consists of; `file`: that file alone. */
export type Reach = "project" | "file";

/** A path that another program wrote, made or removed. Of a folder, watchers tell its own name alone. */
export interface OutsideChange {
  readonly path: string;
  readonly isNew: boolean;
}

export function reachOfTyping(source: LiveSource, path: string): Reach | undefined {
  if (isOwn(path)) return "project";
  if (source.isLeftOut(path)) return undefined;
  if (decidesTheProject(path)) return "project";
  return isWanted(path) ? "file" : undefined;
}

/** `standing` is what is at the path now. */
export function reachOutside(
  source: LiveSource,
  { path, isNew }: OutsideChange,
  standing: "file" | "folder" | undefined,
): Reach | undefined {
  if (path === OWN_FOLDER) return "project";
  if (!isOwn(path) && source.isLeftOut(path)) return undefined;
  if (standing === "folder")
    return isNew && !isHidden(path) && !source.hasBelow(path) ? "project" : undefined;
  if (hasComeOrGone(source, path, standing !== undefined)) return "project";
  return source.isOpen(path) ? undefined : reachOfTyping(source, path);
}

function hasComeOrGone(source: LiveSource, path: string, isThere: boolean): boolean {
  if (!isThere && source.hasBelow(path)) return true;
  return isWanted(path) && isThere !== source.isListed(path);
}

/** Files that say what the project is and what of it is read; the rest is read again alone. */
function decidesTheProject(path: string): boolean {
  const name = path.split("/").at(-1) ?? "";
  return (
    isMarker(path) ||
    /^(?:\.gitignore|platformio.*\.ini|CMakeLists\.txt)$/i.test(name) ||
    name.endsWith(".cmake")
  );
}

/** Folders such as `.vscode`, which editors make at will, hold no firmware. */
function isHidden(path: string): boolean {
  return path.split("/").some((name) => name.startsWith("."));
}
