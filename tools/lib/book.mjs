// Packs rules/ into dist/book.json: the same sources, YAML turned into JSON. A file that is no YAML
// fails the build; what is wrong beyond that the loader says at its key, from the file itself.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { parseDocument } from "yaml";
import { ROOT } from "./run.mjs";

const RULES = join(ROOT, "rules");

/** Gives the size of the packed book in bytes. */
export function packBook() {
  const book = {
    standard: source(join(RULES, "provisions", "en-303-645.yaml")),
    lists: yamlFiles(join(RULES, "data")).map(source),
    flows: yamlFiles(join(RULES, "flows")).map(source),
    rules: readdirSync(RULES)
      .filter((name) => /^\d/.test(name))
      .flatMap((name) => yamlFiles(join(RULES, name)))
      .map(rule),
  };
  const text = JSON.stringify(book);
  writeFileSync(join(ROOT, "dist", "book.json"), text);
  return text.length;
}

function rule(path) {
  const { path: shown, text } = source(path);
  const page = path.replace(/\.yaml$/, ".md");
  return {
    path: shown,
    yaml: text,
    origin: "builtin",
    ...(existsSync(page) ? { page: readFileSync(page, "utf8") } : {}),
  };
}

function source(path) {
  const document = parseDocument(readFileSync(path, "utf8"));
  const shown = relative(ROOT, path).split(sep).join("/");
  if (document.errors.length > 0) throw new Error(`${shown}: ${document.errors[0].message}`);
  return { path: shown, text: JSON.stringify(document.toJS({ maxAliasCount: 100 })) };
}

function yamlFiles(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => join(folder, name));
}
