// The machine as a web worker sees it: no disk, so that only documents that are open in the editor are
// looked at; what was installed with us was fetched before.
import type { BookSources } from "../rules/book.js";
import { memorySource } from "../scan/source.js";
import type { Machine } from "./machine.js";

export interface Fetched {
  readonly book: BookSources;
  /** By name. */
  readonly schemas: ReadonlyMap<string, string>;
  /** Address of the folder that we were installed in, with a slash at its end. */
  readonly base: string;
}

export function webMachine({ book, schemas, base }: Fetched): Machine {
  return {
    files: () => Promise.resolve(memorySource(new Map())),
    standing: () => undefined,
    text: () => undefined,
    book: () => book,
    schema: (name) => schemas.get(name) ?? "{}",
    installed: (path) => new URL(path, base).toString(),
  };
}
