// The files of a folder, or a single file, on disk.
import nodePath from "node:path";
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
  const [first] = walked.files;
  const isGiven = first?.absolute === nodePath.resolve(top);
  const limits = { maxBytes: options.maxBytes ?? DEFAULT_LIMITS.maxBytes };
  return {
    paths: [...files.keys()],
    problems: walked.problems,
    leftOut: walked.leftOut,
    readAnyway: new Map(
      walked.files.flatMap(({ path, because }) => (because === undefined ? [] : [[path, because]])),
    ),
    ...(first === undefined || !isGiven ? {} : { given: first.path }),
    bytes: (path) => {
      const file = files.get(path);
      return file === undefined
        ? { problem: missing(path) }
        : readFile(file.absolute, limits, path);
    },
  };
}
