// The files that come with the tool: the rule book and the grammars. They lie beside the bundle, or
// in the package folder while developing.
import * as fs from "node:fs";
import { createRequire } from "node:module";
import nodePath from "node:path";
import { fileURLToPath } from "node:url";
import type { Problem } from "../model/problem.js";
import type { RuleSource } from "../rules/load.js";
import { loadBook, type Book, type BookSources } from "../rules/book.js";
import { packedBook } from "./packed-book.js";
import { loadSyntax, type Syntax } from "../syntax/runtime.js";
import { toSlashes } from "../base/paths.js";

/** The folder that holds `rules/`. @throws where the package is broken. */
export function packageFolder(from = import.meta.url): string {
  let folder = nodePath.dirname(fileURLToPath(from));
  for (;;) {
    if (fs.existsSync(nodePath.join(folder, "rules", "provisions"))) return folder;
    const above = nodePath.dirname(folder);
    if (above === folder) throw new Error("the rule book is missing: reinstall baseline645");
    folder = above;
  }
}

export async function loadGrammars(): Promise<Syntax> {
  const folder = nodePath.join(packageFolder(), "dist", "grammars");
  const require = createRequire(import.meta.url);
  return loadSyntax((name) => {
    const bundled = nodePath.join(folder, `${name}.wasm`);
    const path = fs.existsSync(bundled) ? bundled : require.resolve(`${name}/${name}.wasm`);
    return fs.promises.readFile(path);
  });
}

/** The rule book, with the rules of a workspace where it has some. */
export function loadRulebook(workspace?: string): { book?: Book; problems: Problem[] } {
  return loadBook(bookSources(packageFolder(), workspace));
}

export function bookSources(packaged: string, workspace?: string): BookSources {
  const builtin = packedBook(packaged) ?? builtinSources(packaged);
  if (workspace === undefined) return builtin;
  const own = nodePath.join(workspace, ".baseline645");
  return {
    standard: builtin.standard,
    lists: [...builtin.lists, ...textsIn(nodePath.join(own, "data"), workspace)],
    flows: [...builtin.flows, ...textsIn(nodePath.join(own, "flows"), workspace)],
    rules: [...builtin.rules, ...ruleSources(nodePath.join(own, "rules"), workspace, "workspace")],
  };
}

/** What the files under `rules/` say, as they were written. */
export function builtinSources(packaged: string): BookSources {
  const rules = nodePath.join(packaged, "rules");
  const standard = nodePath.join(rules, "provisions", "en-303-645.yaml");
  return {
    standard: { path: shown(packaged, standard), text: fs.readFileSync(standard, "utf8") },
    lists: textsIn(nodePath.join(rules, "data"), packaged),
    flows: textsIn(nodePath.join(rules, "flows"), packaged),
    rules: clauseFolders(rules).flatMap((folder) => ruleSources(folder, packaged, "builtin")),
  };
}

/** `5.1-passwords`, …, `6-data`: folders named for a clause. */
function clauseFolders(rules: string): string[] {
  return fs
    .readdirSync(rules, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d/.test(entry.name))
    .map((entry) => nodePath.join(rules, entry.name));
}

function ruleSources(folder: string, base: string, origin: RuleSource["origin"]): RuleSource[] {
  return yamlFiles(folder).map((path) => {
    const page = path.replace(/\.yaml$/, ".md");
    return {
      path: shown(base, path),
      yaml: fs.readFileSync(path, "utf8"),
      page: fs.existsSync(page) ? fs.readFileSync(page, "utf8") : undefined,
      origin,
    };
  });
}

function textsIn(folder: string, base: string): { path: string; text: string }[] {
  return yamlFiles(folder).map((path) => ({
    path: shown(base, path),
    text: fs.readFileSync(path, "utf8"),
  }));
}

function yamlFiles(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => nodePath.join(folder, name));
}

function shown(base: string, path: string): string {
  return toSlashes(nodePath.relative(base, path));
}
