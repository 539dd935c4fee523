// Where the files of a project come from: a disk (disk-source.ts), or memory for pages and unsaved
// buffers. Reading goes through this alone, so that every host reads alike.
import type { SkippedFile } from "../model/assessment.js";
import type { Problem } from "../model/problem.js";
import type { ReadBytes } from "./contents.js";
import { kindOf, needsSniffing } from "../facts/kinds.js";
import { isMarker } from "../facts/markers.js";

export interface FileSource {
  /** Slashed paths in code-unit order. */
  readonly paths: readonly string[];
  readonly problems: readonly Problem[];
  readonly leftOut: readonly SkippedFile[];
  /** Files that are read although policy would leave them out, with what speaks for them. */
  readonly readAnyway?: ReadonlyMap<string, string>;
  /** Where a single file was given to the tool: it is the product, whatever it is called. */
  readonly given?: string;
  bytes(path: string): ReadBytes;
}

/** Marker files are wanted too: they tell what the project is, and settings under names of their own. */
export function isWanted(path: string): boolean {
  return (
    kindOf(path) !== undefined ||
    needsSniffing(path) ||
    isMarker(path) ||
    /defaults[\w.-]*$/.test(path)
  );
}

/** Files given as text. */
export function memorySource(files: ReadonlyMap<string, string>): FileSource {
  const encoder = new TextEncoder();
  return {
    paths: [...files.keys()].sort(),
    problems: [],
    leftOut: [],
    bytes: (path) => {
      const text = files.get(path);
      return text === undefined ? { problem: missing(path) } : { bytes: encoder.encode(text) };
    },
  };
}

export function missing(path: string): Problem {
  return { kind: "unreadable", path, message: "There is no such file.", severity: "warning" };
}

/** `source` with some files' bytes given instead: standard input, unsaved buffers. */
export function withOverlay(
  source: FileSource,
  files: ReadonlyMap<string, Uint8Array>,
): FileSource {
  return {
    ...source,
    paths: [...new Set([...source.paths, ...files.keys()])].sort(),
    bytes: (path) => {
      const given = files.get(path);
      return given === undefined ? source.bytes(path) : { bytes: given };
    },
  };
}
