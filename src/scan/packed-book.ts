// The rule book as one file, dist/book.json, which the build makes of rules/: loading it takes a third of
// the time. While somebody works on the rules, the files themselves count.
import * as fs from "node:fs";
import nodePath from "node:path";
import type { BookSources } from "../rules/book.js";

export const PACKED = nodePath.join("dist", "book.json");

/** Undefined where there is none, or, in a checkout, a file under `rules/` is newer. */
export function packedBook(packaged: string): BookSources | undefined {
  const file = nodePath.join(packaged, PACKED);
  if (!fs.existsSync(file)) return undefined;
  // Where a package was unpacked, the times say nothing about what is newer.
  const isCheckout = fs.existsSync(nodePath.join(packaged, "src"));
  const { mtimeMs } = fs.statSync(file);
  if (isCheckout && newest(nodePath.join(packaged, "rules")) > mtimeMs) return undefined;
  return JSON.parse(fs.readFileSync(file, "utf8")) as BookSources;
}

/** Milliseconds of the last change of a file or folder below. */
function newest(folder: string): number {
  let last = fs.statSync(folder).mtimeMs;
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const path = nodePath.join(folder, entry.name);
    last = Math.max(last, entry.isDirectory() ? newest(path) : fs.statSync(path).mtimeMs);
  }
  return last;
}
