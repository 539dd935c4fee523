// Where the files of a project come from: a disk, or memory for pages and unsaved buffers. Reading
// goes through this alone, so that every host reads alike.
import type { SkippedFile } from "../model/assessment.js";
import type { Problem } from "../model/problem.js";
import { readFile, DEFAULT_LIMITS, type ReadBytes } from "./files.js";
import { walk, type WalkedFile } from "./walk.js";
import { kindOf, needsSniffing } from "../facts/kinds.js";
import { isMarker } from "../facts/markers.js";

export interface FileSource {
  /** Slashed paths in code-unit order. */
  readonly paths: readonly string[];
  readonly problems: readonly Problem[];
  readonly leftOut: readonly SkippedFile[];
  bytes(path: string): ReadBytes;
}

export interface DiskOptions {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly maxBytes?: number;
}

/** A folder or a single file on disk. */
export async function diskSource(top: string, options: DiskOptions = {}): Promise<FileSource> {
  const walked = await walk(top, { ...options, wants: isWanted });
  const files = new Map<string, WalkedFile>(walked.files.map((file) => [file.path, file]));
  const limits = { maxBytes: options.maxBytes ?? DEFAULT_LIMITS.maxBytes };
  return {
    paths: [...files.keys()],
    problems: walked.problems,
    leftOut: walked.leftOut,
    bytes: (path) => {
      const file = files.get(path);
      return file === undefined
        ? { problem: missing(path) }
        : readFile(file.absolute, limits, path);
    },
  };
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

function missing(path: string): Problem {
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
