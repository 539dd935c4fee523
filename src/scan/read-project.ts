// Files → a closed set of facts, in one go. A host that follows changes keeps the reading instead.
import type { ReadingRecord } from "../model/assessment.js";
import type { Config } from "../model/config.js";
import type { Problem } from "../model/problem.js";
import type { FactIndex } from "../facts/index.js";
import type { Book } from "../rules/book.js";
import type { Syntax } from "../syntax/runtime.js";
import { ProjectReading, type ReadOptions } from "./reading.js";
import type { FileSource } from "./source.js";

export interface ReadProject {
  readonly index: FactIndex;
  readonly reading: ReadingRecord;
  readonly problems: readonly Problem[];
  /** What holds in it, for `assess`. */
  readonly held: ProjectReading["held"];
}

export interface ReadProjectOptions extends ReadOptions {
  readonly onProgress?: (done: number, total: number) => void;
}

export function readProject(
  source: FileSource,
  syntax: Syntax,
  book: Book,
  config: Config,
  options: ReadProjectOptions = {},
): ReadProject {
  const reading = new ProjectReading(source, syntax, book, config, options);
  options.onProgress?.(0, source.paths.length);
  for (const { done } of reading.readAll()) options.onProgress?.(done, source.paths.length);
  const { index, held } = reading;
  return { index, reading: reading.record(), problems: reading.problems(), held };
}
