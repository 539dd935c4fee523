// What a command needs before it can judge: rule book, grammars, the project's own configuration.
import * as fs from "node:fs";
import nodePath from "node:path";
import { EDITIONS, type Edition } from "../model/provision.js";
import type { Book } from "../rules/book.js";
import type { Workspace } from "../rules/workspace.js";
import { readWorkspace } from "../scan/check-project.js";
import { loadGrammars, loadRulebook, packageFolder } from "../scan/resources.js";
import { diskSource } from "../scan/disk-source.js";
import type { FileSource } from "../scan/source.js";
import type { Syntax } from "../syntax/runtime.js";
import type { Problem } from "../model/problem.js";
import { UsageError } from "./output.js";

export interface Session {
  readonly book: Book;
  readonly syntax: Syntax;
  readonly workspace: Workspace;
  readonly version: string;
}

/** @throws UsageError where the rule book does not load whole: half a book must not judge. */
export async function openSession(top: string): Promise<Session> {
  const folder = folderOfArgument(top);
  const book = openBook(folder);
  const syntax = await loadGrammars();
  return { book, syntax, workspace: readWorkspace(folder), version: toolVersion() };
}

export function openBook(workspace?: string): Book {
  const { book, problems } = loadRulebook(workspace);
  if (book === undefined || problems.length > 0)
    throw new UsageError(`the rule book is broken:\n${problems.map(problemLine).join("\n")}`);
  return book;
}

export function problemLine(problem: Problem): string {
  const at =
    problem.range === undefined
      ? ""
      : `:${String(problem.range.start.line + 1)}:${String(problem.range.start.column + 1)}`;
  return `  ${problem.path}${at}  ${problem.message}`;
}

export async function openSource(top: string, workspace: Workspace): Promise<FileSource> {
  if (!fs.existsSync(top)) throw new UsageError(`there is no ${top}: name a folder or a file`);
  const { include, exclude } = workspace.config;
  return diskSource(top, { include, exclude });
}

function folderOfArgument(top: string): string {
  return fs.existsSync(top) && fs.statSync(top).isFile() ? nodePath.dirname(top) : top;
}

export function toolVersion(): string {
  const text = fs.readFileSync(nodePath.join(packageFolder(), "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

export function editionOf(written: string | undefined): Edition | undefined {
  if (written === undefined) return undefined;
  const edition = EDITIONS.find((e) => e === written.replace(/^v/i, ""));
  if (edition === undefined)
    throw new UsageError(`unknown edition "${written}": use ${EDITIONS.join(" or ")}`);
  return edition;
}

/** ISO date of today, or the one given. */
export function todayOf(written: string | undefined): string {
  if (written === undefined) return new Date().toISOString().slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(written))
    throw new UsageError(`"${written}" is no date: write it as 2027-01-31`);
  return written;
}
