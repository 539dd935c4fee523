// Addresses and ranges between the engine and the Language Server Protocol.
import nodePath from "node:path";
import { URI } from "vscode-uri";
import { toSlashes } from "../base/paths.js";
import type { Range } from "../base/span.js";
import type { Place } from "../model/finding.js";
import type { Location, LspRange, Uri } from "../protocol/places.js";

export function lspRange({ start, end }: Range): LspRange {
  return {
    start: { line: start.line, character: start.column },
    end: { line: end.line, character: end.column },
  };
}

/** Absolute path of a `file:` address; undefined for a document that is on no disk. */
export function fileOf(uri: Uri): string | undefined {
  const parsed = URI.parse(uri);
  return parsed.scheme === "file" ? parsed.fsPath : undefined;
}

export function uriOf(folder: string, path: string): Uri {
  return URI.file(nodePath.join(folder, path)).toString();
}

/** Slashed path of `file` in `folder`; undefined outside of it. */
export function pathIn(folder: string, file: string): string | undefined {
  const path = nodePath.relative(folder, file);
  const isOutside = path === "" || path.startsWith("..") || nodePath.isAbsolute(path);
  return isOutside ? undefined : toSlashes(path);
}

export function locationOf(folder: string, place: Place): Location {
  return { uri: uriOf(folder, place.path), range: lspRange(place.range) };
}

/** `main/wifi.c:12` */
export function whereOf({ path, range }: Place): string {
  return `${path}:${String(range.start.line + 1)}`;
}
