// A folder or file → its assessment: reads the project's configuration, its facts, and goes through
// the engine's one door. What every command of the command line has in common.
import * as fs from "node:fs";
import nodePath from "node:path";
import type { Assessment } from "../model/assessment.js";
import type { Config } from "../model/config.js";
import { DEFAULT_EDITION, type Edition } from "../model/provision.js";
import { assess } from "../engine/assess.js";
import type { FactIndex } from "../facts/index.js";
import type { Book } from "../rules/book.js";
import { workspaceOf, type Workspace } from "../rules/workspace.js";
import type { Syntax } from "../syntax/runtime.js";
import { readProject, type ReadProjectOptions } from "./read-project.js";
import type { FileSource } from "./source.js";

export interface CheckOptions extends ReadProjectOptions {
  readonly edition?: Edition;
  /** ISO date. */
  readonly today: string;
  readonly toolVersion: string;
  readonly baseline?: ReadonlySet<string>;
  readonly config?: Config;
}

export interface Checked {
  readonly assessment: Assessment;
  readonly index: FactIndex;
}

/** `.baseline645/` of a folder; a missing file is none. */
export function readWorkspace(folder: string): Workspace {
  return workspaceOf((path) => {
    const file = nodePath.join(folder, path);
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
  });
}

export function checkFiles(
  source: FileSource,
  syntax: Syntax,
  book: Book,
  workspace: Workspace,
  options: CheckOptions,
): Checked {
  const { config, product } = workspace;
  const read = readProject(source, syntax, book, config, options);
  const assessment = assess({
    index: read.index,
    book,
    config,
    product,
    edition: options.edition ?? config.edition ?? DEFAULT_EDITION,
    today: options.today,
    toolVersion: options.toolVersion,
    reading: read.reading,
    problems: [...workspace.problems, ...read.problems],
    held: read.held,
    ...(options.baseline === undefined ? {} : { baseline: options.baseline }),
  });
  return { assessment, index: read.index };
}
