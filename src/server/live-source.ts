// The files of a folder as the editor sees them: unsaved buffers win over the disk, wherever a file is
// asked for. What is on disk is listed anew when files come or go.
import type { SkippedFile } from "../model/assessment.js";
import type { Problem } from "../model/problem.js";
import type { ReadBytes } from "../scan/files.js";
import { isWanted, memorySource, type FileSource } from "../scan/source.js";

const NOTHING: FileSource = memorySource(new Map());

export class LiveSource implements FileSource {
  private disk: FileSource = NOTHING;
  private readonly buffers = new Map<string, Uint8Array>();
  private onlyOpen = false;

  list(disk: FileSource): void {
    this.disk = disk;
    this.onlyOpen = false;
  }

  /** From now on only files that are open in the editor count. */
  listOpenOnly(): void {
    this.onlyOpen = true;
  }

  get paths(): readonly string[] {
    if (!this.onlyOpen) return this.disk.paths;
    return [...this.buffers.keys()].filter(isWanted).sort();
  }

  get problems(): readonly Problem[] {
    return this.onlyOpen ? [] : this.disk.problems;
  }

  get leftOut(): readonly SkippedFile[] {
    return this.onlyOpen ? [] : this.disk.leftOut;
  }

  bytes(path: string): ReadBytes {
    const bytes = this.buffers.get(path);
    return bytes === undefined ? this.disk.bytes(path) : { bytes };
  }

  /** True where that changes what `bytes` gives. */
  open(path: string, text: string): boolean {
    const before = this.bytes(path);
    const bytes = Buffer.from(text);
    this.buffers.set(path, bytes);
    return !("bytes" in before) || !bytes.equals(before.bytes);
  }

  /** True where the disk has something else. */
  close(path: string): boolean {
    const buffer = this.buffers.get(path);
    this.buffers.delete(path);
    const after = this.bytes(path);
    return (
      buffer !== undefined && (!("bytes" in after) || !Buffer.from(buffer).equals(after.bytes))
    );
  }

  isOpen(path: string): boolean {
    return this.buffers.has(path);
  }

  /** The text of an open buffer. */
  buffer(path: string): string | undefined {
    const bytes = this.buffers.get(path);
    return bytes === undefined ? undefined : Buffer.from(bytes).toString("utf8");
  }
}
