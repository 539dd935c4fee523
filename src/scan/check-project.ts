// A folder or file → its assessment: reads the project's configuration, its facts, and goes through
// the engine's one door. What every command of the command line has in common.
import * as fs from "node:fs";
import nodePath from "node:path";
import type { Assessment } from "../model/assessment.js";
import type { Config } from "../model/config.js";
import { NO_CONFIG } from "../model/config.js";
import type { Problem } from "../model/problem.js";
import { DEFAULT_EDITION, type Edition } from "../model/provision.js";
import { assess } from "../engine/assess.js";
import type { FactIndex } from "../facts/index.js";
import type { Book } from "../rules/book.js";
import { NO_PRODUCT, readConfig, readProduct } from "../rules/config.js";
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

export interface Workspace {
  readonly config: Config;
  readonly product: ReturnType<typeof readProduct>["product"];
  readonly problems: readonly Problem[];
}

/** `.baseline645/` of a folder; a missing file is none. */
export function readWorkspace(folder: string): Workspace {
  const config = read(folder, "config.yaml", readConfig);
  const product = read(folder, "product.yaml", readProduct);
  return {
    config: config?.config ?? NO_CONFIG,
    product: product?.product ?? NO_PRODUCT,
    problems: [...(config?.problems ?? []), ...(product?.problems ?? [])],
  };
}

function read<T>(
  folder: string,
  name: string,
  reader: (text: string, path: string) => T,
): T | undefined {
  const path = nodePath.join(folder, ".baseline645", name);
  return fs.existsSync(path)
    ? reader(fs.readFileSync(path, "utf8"), `.baseline645/${name}`)
    : undefined;
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
