// Reads one file: its bytes or its text, or the problem that prevented it. Never throws, never reads
// more than the limit, and never waits on something that is no plain file. Messages name the path
// inside the project only, so that they are the same on every machine.
import * as fs from "node:fs";
import type { Problem } from "../model/problem.js";
import { toSlashes } from "../base/paths.js";
import {
  DEFAULT_LIMITS,
  problem,
  textOf,
  tooLarge,
  type ReadBytes,
  type ReadLimits,
} from "./contents.js";

/** `path` is the name by which a problem speaks of the file. */
export function readFile(
  absolute: string,
  limits: ReadLimits = DEFAULT_LIMITS,
  path: string = toSlashes(absolute),
): ReadBytes {
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer that may never come. Windows
    // has no such flag, and `|` then takes its absence for 0.
    const descriptor = fs.openSync(absolute, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
    try {
      return readOpened(descriptor, limits, path);
    } finally {
      fs.closeSync(descriptor);
    }
  } catch (error) {
    return { problem: unreadable(path, error) };
  }
}

function readOpened(descriptor: number, limits: ReadLimits, path: string): ReadBytes {
  const stats = fs.fstatSync(descriptor);
  if (!stats.isFile()) return { problem: notAFile(path, stats.isDirectory()) };
  if (stats.size > limits.maxBytes) return { problem: tooLarge(path, stats.size, limits) };
  return { bytes: readAll(descriptor, stats.size) };
}

/** The text of a file; undefined where it has none, and then a problem says why. */
export function readText(
  absolute: string,
  limits: ReadLimits = DEFAULT_LIMITS,
  path: string = toSlashes(absolute),
): { readonly text: string | undefined; readonly problems: readonly Problem[] } {
  const read = readFile(absolute, limits, path);
  return "problem" in read
    ? { text: undefined, problems: [read.problem] }
    : textOf(read.bytes, path);
}

/** The problem behind an error of the file system. A missing judgement is an error, a stale link is not. */
export function unreadable(path: string, error: unknown): Problem {
  const code = errorCode(error);
  const reason = REASONS.get(code) ?? `the system answers ${code}`;
  const severity = code === "ENOENT" || code === "ELOOP" ? "warning" : "error";
  return problem("unreadable", path, `Cannot be read: ${reason}.`, severity);
}

/** `ENOENT` and the like, or the error's name. */
function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return "an unknown error";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ["EACCES", "permission is denied"],
  ["EPERM", "permission is denied"],
  ["ENOENT", "there is no such file or folder"],
  ["ELOOP", "its links lead in a circle"],
  ["EISDIR", "a folder stands where a file is expected"],
  ["ENOTDIR", "a part of its path is not a folder"],
  ["ENAMETOOLONG", "its path is too long for this system"],
  ["EMFILE", "too many files are open"],
  ["EBUSY", "another program holds it"],
  ["EIO", "the disk reports an error"],
]);

export function notAFile(path: string, isFolder: boolean): Problem {
  const message = isFolder
    ? "Cannot be read: a folder stands where a file is expected."
    : "Not read: it is a pipe, a socket or a device, not a file.";
  return problem("unreadable", path, message, "warning");
}

/** Up to `size` bytes: a file that grows meanwhile is cut, one that shrinks comes short. */
function readAll(descriptor: number, size: number): Uint8Array {
  const bytes = Buffer.allocUnsafeSlow(size);
  let filled = 0;
  while (filled < size) {
    const got = fs.readSync(descriptor, bytes, filled, size - filled, null);
    if (got === 0) break;
    filled += got;
  }
  return bytes.subarray(0, filled);
}
