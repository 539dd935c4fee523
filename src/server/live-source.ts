// The files of a folder as the editor sees them: unsaved buffers win over the disk, wherever a file is
// asked for, and one that was never saved is there too, unless the project leaves its place out. What
// is on disk is listed anew when files come or go.
import { compareText } from "../base/collections.js";
import { folderOf, isInside } from "../base/paths.js";
import type { SkippedFile } from "../model/assessment.js";
import type { Problem } from "../model/problem.js";
import { DEFAULT_LIMITS, tooLarge, type ReadBytes } from "../scan/contents.js";
import { isWanted, memorySource, type FileSource } from "../scan/source.js";

const NOTHING: FileSource = memorySource(new Map());

/** Folders of version control, of which a walk does not even speak. */
const UNMENTIONED = /(?:^|\/)\.(?:git|hg|svn)(?:\/|$)/;

export class LiveSource implements FileSource {
  private disk: FileSource = NOTHING;
  private listed: ReadonlySet<string> = new Set();
  private without: ReadonlySet<string> = new Set();
  private readonly buffers = new Map<string, Uint8Array>();
  private onlyOpen = false;
  /** `paths`, until buffers come or go. */
  private known: readonly string[] | undefined;

  list(disk: FileSource): void {
    this.disk = disk;
    this.listed = new Set(disk.paths);
    this.without = new Set(disk.leftOut.map(({ path }) => path));
    this.onlyOpen = false;
    this.known = undefined;
  }

  /** From now on only files that are open in the editor count. */
  listOpenOnly(): void {
    this.onlyOpen = true;
    this.known = undefined;
  }

  get paths(): readonly string[] {
    this.known ??= this.collect();
    return this.known;
  }

  private collect(): readonly string[] {
    const open = [...this.buffers.keys()].filter(isWanted).sort(compareText);
    if (this.onlyOpen) return open;
    const unlisted = open.filter((path) => !this.listed.has(path) && !this.isLeftOut(path));
    return unlisted.length === 0
      ? this.disk.paths
      : [...this.disk.paths, ...unlisted].sort(compareText);
  }

  get problems(): readonly Problem[] {
    return this.onlyOpen ? [] : this.disk.problems;
  }

  get leftOut(): readonly SkippedFile[] {
    return this.onlyOpen ? [] : this.disk.leftOut;
  }

  get readAnyway(): ReadonlyMap<string, string> {
    return this.onlyOpen ? new Map<string, string>() : (this.disk.readAnyway ?? new Map());
  }

  bytes(path: string): ReadBytes {
    const bytes = this.buffers.get(path);
    if (bytes === undefined) return this.disk.bytes(path);
    return bytes.length > DEFAULT_LIMITS.maxBytes
      ? { problem: tooLarge(path, bytes.length, DEFAULT_LIMITS) }
      : { bytes };
  }

  /** True where that changes what `bytes` gives. */
  open(path: string, text: string): boolean {
    const before = this.bytes(path);
    const bytes = new TextEncoder().encode(text);
    if (!this.buffers.has(path)) this.known = undefined;
    this.buffers.set(path, bytes);
    return !("bytes" in before) || !areEqual(bytes, before.bytes);
  }

  /** True where the disk has something else. */
  close(path: string): boolean {
    const buffer = this.buffers.get(path);
    this.buffers.delete(path);
    this.known = undefined;
    const after = this.bytes(path);
    return buffer !== undefined && (!("bytes" in after) || !areEqual(buffer, after.bytes));
  }

  isOpen(path: string): boolean {
    return this.buffers.has(path);
  }

  /** The text of an open buffer. */
  buffer(path: string): string | undefined {
    const bytes = this.buffers.get(path);
    return bytes === undefined
      ? undefined
      : new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  }

  openPaths(): Iterable<string> {
    return this.buffers.keys();
  }

  /** On disk when that was last looked at, and part of the project. */
  isListed(path: string): boolean {
    return this.listed.has(path);
  }

  hasBelow(folder: string): boolean {
    return this.disk.paths.some((path) => path !== folder && isInside(folder, path));
  }

  /** Kept out of the project by policy: ignored by git, excluded, built. */
  isLeftOut(path: string): boolean {
    if (this.onlyOpen || this.listed.has(path)) return false;
    if (UNMENTIONED.test(path)) return true;
    for (let place = path; place !== ""; place = folderOf(place))
      if (this.without.has(place)) return true;
    return false;
  }
}

function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
