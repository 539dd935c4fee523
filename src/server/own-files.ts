// A workspace's own files under `.baseline645/`: configuration, product and rules, an unsaved buffer
// before the file on disk.
import * as fs from "node:fs";
import nodePath from "node:path";
import { NO_CONFIG, type Config } from "../model/config.js";
import type { Product } from "../model/assessment.js";
import type { Problem } from "../model/problem.js";
import { loadBook, type Book } from "../rules/book.js";
import { NO_PRODUCT, readConfig, readProduct } from "../rules/config.js";
import { bookSources, packageFolder } from "../scan/resources.js";

export const OWN_FOLDER = ".baseline645";

/** Text of an open buffer by slashed path in the folder. */
export type Buffers = (path: string) => string | undefined;

export interface OwnFiles {
  readonly book: Book;
  readonly config: Config;
  readonly product: Product;
  readonly problems: readonly Problem[];
}

export function isOwn(path: string): boolean {
  return path.startsWith(`${OWN_FOLDER}/`);
}

export function hasOwnFiles(folder: string): boolean {
  return fs.existsSync(nodePath.join(folder, OWN_FOLDER));
}

/**
 * A refused rule of the workspace is named in the problems and the rest of the book judges.
 * @throws where the rule book that comes with us is broken: reinstall.
 */
export function readOwnFiles(folder: string, buffers: Buffers): OwnFiles {
  const config = readOne(folder, "config.yaml", buffers, readConfig);
  const product = readOne(folder, "product.yaml", buffers, readProduct);
  const { book, problems } = loadBook(sourcesOf(folder, buffers));
  if (book === undefined) throw new Error(problems[0]?.message ?? "the rule book does not load");
  return {
    book,
    config: config?.config ?? NO_CONFIG,
    product: product?.product ?? NO_PRODUCT,
    problems: [...(config?.problems ?? []), ...(product?.problems ?? []), ...problems],
  };
}

function readOne<T>(
  folder: string,
  name: string,
  buffers: Buffers,
  reader: (text: string, path: string) => T,
): T | undefined {
  const path = `${OWN_FOLDER}/${name}`;
  const text = buffers(path) ?? textOnDisk(nodePath.join(folder, path));
  return text === undefined ? undefined : reader(text, path);
}

function textOnDisk(absolute: string): string | undefined {
  return fs.existsSync(absolute) ? fs.readFileSync(absolute, "utf8") : undefined;
}

function sourcesOf(folder: string, buffers: Buffers): ReturnType<typeof bookSources> {
  const sources = bookSources(packageFolder(), folder);
  const pagePath = (path: string): string => path.replace(/\.yaml$/, ".md");
  return {
    ...sources,
    lists: sources.lists.map((list) => ({ ...list, text: buffers(list.path) ?? list.text })),
    rules: sources.rules.map((rule) =>
      rule.origin === "builtin"
        ? rule
        : {
            ...rule,
            yaml: buffers(rule.path) ?? rule.yaml,
            page: buffers(pagePath(rule.path)) ?? rule.page,
          },
    ),
  };
}
