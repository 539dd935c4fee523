// A workspace's own files under `.baseline645/`: configuration, product and rules, an unsaved buffer
// before the file on disk.
import { loadBook, type Book, type BookSources } from "../rules/book.js";
import type { RuleSource } from "../rules/load.js";
import { OWN_FOLDER, workspaceOf, type TextOf, type Workspace } from "../rules/workspace.js";
import type { Machine } from "./machine.js";

/** Open buffers by slashed path in the folder. */
export interface Buffers {
  buffer(path: string): string | undefined;
  openPaths(): Iterable<string>;
}

export interface OwnFiles extends Workspace {
  readonly book: Book;
}

export function isOwn(path: string): boolean {
  return path.startsWith(`${OWN_FOLDER}/`);
}

export function hasOwnFiles(machine: Machine, folder: string): boolean {
  return machine.standing(folder, OWN_FOLDER) === "folder";
}

/**
 * A refused rule of the workspace is named in the problems and the rest of the book judges.
 * @throws where the rule book that comes with us is broken: reinstall.
 */
export function readOwnFiles(machine: Machine, folder: string, buffers: Buffers): OwnFiles {
  const textOf = (path: string): string | undefined =>
    buffers.buffer(path) ?? machine.text(folder, path);
  const own = workspaceOf(textOf);
  const { book, problems } = loadBook(sourcesOf(machine.book(folder), textOf, buffers));
  if (book === undefined) throw new Error(problems[0]?.message ?? "the rule book does not load");
  return { ...own, book, problems: [...own.problems, ...problems] };
}

/** What lies on disk, and rules and lists that were never saved. */
function sourcesOf(
  { standard, lists, flows, rules }: BookSources,
  textOf: TextOf,
  buffers: Buffers,
): BookSources {
  const isBuiltin = (rule: RuleSource): boolean => rule.origin === "builtin";
  const lying = new Set([...lists, ...flows, ...rules].map(({ path }) => path));
  const unsaved = [...buffers.openPaths()].filter((path) => !lying.has(path));
  const own = [
    ...rules.filter((rule) => !isBuiltin(rule)).map(({ path }) => path),
    ...unsaved.filter((path) => /^\.baseline645\/rules\/[^/]+\.yaml$/.test(path)),
  ];
  const newFlows = unsaved.filter((path) => /^\.baseline645\/flows\/[^/]+\.yaml$/.test(path));
  const newLists = unsaved.filter((path) => /^\.baseline645\/data\/[^/]+\.yaml$/.test(path));
  return {
    standard,
    lists: [
      ...lists.map((list) => ({ ...list, text: buffers.buffer(list.path) ?? list.text })),
      ...newLists.map((path) => ({ path, text: textOf(path) ?? "" })),
    ],
    flows: [
      ...flows.map((flow) => ({ ...flow, text: buffers.buffer(flow.path) ?? flow.text })),
      ...newFlows.map((path) => ({ path, text: textOf(path) ?? "" })),
    ],
    rules: [
      ...rules.filter(isBuiltin),
      ...own.sort().map((path): RuleSource => ({
        path,
        yaml: textOf(path) ?? "",
        page: textOf(path.replace(/\.yaml$/, ".md")),
        origin: "workspace",
      })),
    ],
  };
}
