// Zephyr's west: where a workspace is, which repository in it is the product's, and which projects
// its manifest lists.
import { folderOf, joinPath, nameOf } from "../base/paths.js";
import { lineValue } from "./lines.js";
import { inFolder, type Folders, type TextOf } from "./folders.js";

export interface WestWorkspace {
  readonly top: string;
  /** The manifest repository: the product's own. */
  readonly manifest: string;
}

/** Workspaces whose `.west/config` says which repository holds the manifest. */
export function* westWorkspaces(folders: Folders, textOf: TextOf): Iterable<WestWorkspace> {
  for (const holder of folders.holding("config")) {
    if (nameOf(holder) !== ".west") continue;
    const path = lineValue(textOf(inFolder(holder, "config")) ?? "", ["path"], "=", true);
    const top = folderOf(holder);
    if (path !== undefined) yield { top, manifest: joinPath(top, path) };
  }
}

/**
 * Folders of the projects in a `west.yml`, which lie beside the manifest's own repository. Imported
 * manifests are not followed.
 */
export function* listedByWest(folders: Folders, textOf: TextOf): Iterable<string> {
  for (const manifest of folders.holding("west.yml")) {
    if (manifest === "") continue;
    const text = textOf(inFolder(manifest, "west.yml")) ?? "";
    for (const entry of projectsIn(text)) {
      const path = valueIn(entry, "path") ?? valueIn(entry, "name");
      if (path !== undefined) yield joinPath(folderOf(manifest), path);
    }
  }
}

/** The entries of the `projects:` list, each from its dash on. */
function projectsIn(text: string): string[] {
  const list = /^([ \t]*)projects:[ \t]*\r?\n/m.exec(text);
  if (list === null) return [];
  const indent = (list[1] ?? "").length;
  const lines: string[] = [];
  for (const line of text.slice(list.index + list[0].length).split(/\r?\n/)) {
    const own = line.search(/\S/);
    if (own >= 0 && (own < indent || (own === indent && line.charAt(own) !== "-"))) break;
    lines.push(line);
  }
  return lines
    .join("\n")
    .split(/^[ \t]*-[ \t]+/m)
    .slice(1);
}

/** Without quotes, and without a comment behind it. */
function valueIn(entry: string, key: string): string | undefined {
  return /^["']?([^"'#\s]+)/.exec(lineValue(entry, [key], ":", true) ?? "")?.[1];
}
