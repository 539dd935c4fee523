// What git tracks, from a repository's index. Git ignores only what it does not track: a file of
// secrets that was committed before an ignore file named it is still in every clone. An index that
// is missing, damaged or of an unknown form tells nothing, and then ignore files alone decide.
import nodePath from "node:path";
import { folderOf } from "../base/paths.js";
import { readFile, readText } from "./files.js";

/** The folder that `.git` in `folder` is or, in a worktree or a submodule, points to. */
export function gitFolderOf(folder: string): string {
  const dotGit = nodePath.join(folder, ".git");
  const { text = "" } = readText(dotGit, { maxBytes: 4096 });
  const target = /^gitdir: (.+)/.exec(text)?.[1]?.trimEnd();
  // A workspace must not make Windows sign in to a server of its choice.
  if (target === undefined || /^[\\/]{2}/.test(target)) return dotGit;
  return nodePath.resolve(folder, target);
}

const MOST_BYTES = 128 * 1024 * 1024;

/** Asked late, since most walks of clean trees never ask. */
export function trackedIn(gitFolder: string): () => ReadonlySet<string> {
  let tracked: ReadonlySet<string> | undefined;
  return () => {
    if (tracked === undefined) {
      const read = readFile(nodePath.join(gitFolder, "index"), { maxBytes: MOST_BYTES });
      tracked = "bytes" in read ? trackedPaths(read.bytes) : new Set();
    }
    return tracked;
  };
}

const SIGNATURE = 0x44495243; // "DIRC"
const HEADER = 12;
/** Times, device, owner, size and a SHA-1; then two bytes of flags. */
const FLAGS = 60;
const EXTENDED = 0x4000;

/** Every tracked file, with the folders above it, slashed, from the top of the repository. */
export function trackedPaths(index: Uint8Array): ReadonlySet<string> {
  const tracked = new Set<string>();
  const view = new DataView(index.buffer, index.byteOffset, index.byteLength);
  if (index.length < HEADER || view.getUint32(0) !== SIGNATURE) return tracked;
  const version = view.getUint32(4);
  if (version < 2 || version > 4) return tracked;
  const decoder = new TextDecoder();
  let at = HEADER;
  let name: Uint8Array = new Uint8Array();
  for (let left = view.getUint32(8); left > 0 && at + FLAGS + 2 < index.length; left--) {
    const isExtended = (view.getUint16(at + FLAGS) & EXTENDED) !== 0;
    const start = at + FLAGS + (isExtended ? 4 : 2);
    const entry = version === 4 ? shared(index, start, name) : padded(index, at, start);
    if (entry === undefined) break;
    ({ name, next: at } = entry);
    addWithFolders(tracked, decoder.decode(name));
  }
  return tracked;
}

interface Entry {
  readonly name: Uint8Array;
  /** Where the next entry starts. */
  readonly next: number;
}

/** The name ends in one to eight NULs, so that entries are multiples of eight long. */
function padded(index: Uint8Array, entry: number, start: number): Entry | undefined {
  const end = index.indexOf(0, start);
  if (end < 0) return undefined;
  return { name: index.subarray(start, end), next: entry + ((end - entry + 8) & ~7) };
}

/** The name begins as the one before, less so many letters; the count is in git's own varint. */
function shared(index: Uint8Array, start: number, before: Uint8Array): Entry | undefined {
  let at = start;
  let byte = index[at++] ?? 0;
  let dropped = byte & 127;
  while ((byte & 128) !== 0 && at - start < 5) {
    byte = index[at++] ?? 0;
    dropped = ((dropped + 1) << 7) + (byte & 127);
  }
  const end = index.indexOf(0, at);
  if (end < 0 || dropped > before.length) return undefined;
  const kept = before.subarray(0, before.length - dropped);
  const name = new Uint8Array(kept.length + end - at);
  name.set(kept);
  name.set(index.subarray(at, end), kept.length);
  return { name, next: end + 1 };
}

function addWithFolders(tracked: Set<string>, path: string): void {
  tracked.add(path);
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) {
    if (tracked.has(folder)) return;
    tracked.add(folder);
  }
}
