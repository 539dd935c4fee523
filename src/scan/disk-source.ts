// The files of a folder, or a single file, on disk.
import { DEFAULT_LIMITS } from "./contents.js";
import { readFile } from "./files.js";
import { isWanted, missing, type FileSource } from "./source.js";
import { walk, type WalkedFile } from "./walk.js";

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
