// Generated files: the JSON schemas that editors use, rules/README.md, and what rule pages say of how often
// they were seen at work. `--write` writes them, `--check` fails where one is not what it should be.
import * as fs from "node:fs";
import nodePath from "node:path";
import { ConfigForm, ProductForm } from "../src/rules/config.js";
import type { Rule } from "../src/model/rule.js";
import { loadBook } from "../src/rules/book.js";
import { DescribedRule, jsonSchemaOf, ListForm } from "../src/rules/schema.js";
import { bookSources, packageFolder } from "../src/scan/resources.js";
import { placesSeen, withEvidence } from "./field-evidence.js";
import { ruleIndex } from "./rule-index.js";

const root = packageFolder();

function generated(): ReadonlyMap<string, string> {
  const { book, problems } = loadBook(bookSources(root));
  if (book === undefined || problems.length > 0)
    throw new Error(problems.map((p) => `${p.path}: ${p.message}`).join("\n"));
  const seen = placesSeen(nodePath.join(root, "test", "field"));
  const pages = book.rules
    .filter((rule) => rule.stance === "violates")
    .map((rule) => pageOf(rule, seen.get(rule.id) ?? 0));
  return new Map([
    ...pages,
    ["rules/README.md", ruleIndex(book, readReasons("without-rules"), readReasons("one-sided"))],
    ["rules/schema/rule.schema.json", schema("A rule of Baseline 645", DescribedRule)],
    ["rules/schema/list.schema.json", schema("A list that rules name with @", ListForm)],
    ["rules/schema/config.schema.json", schema(".baseline645/config.yaml", ConfigForm)],
    ["rules/schema/product.schema.json", schema(".baseline645/product.yaml", ProductForm)],
  ]);
}

function pageOf({ path }: Rule, seen: number): readonly [path: string, text: string] {
  const page = path.replace(/\.yaml$/, ".md");
  return [page, withEvidence(fs.readFileSync(nodePath.join(root, page), "utf8"), seen)];
}

/** Why no rule speaks for a provision: kept beside the provisions, by id. */
function readReasons(name: string): string {
  return fs.readFileSync(nodePath.join(root, "rules", "provisions", `${name}.yaml`), "utf8");
}

function schema(title: string, form: Parameters<typeof jsonSchemaOf>[0]): string {
  return `${JSON.stringify({ title, ...(jsonSchemaOf(form) as object) }, undefined, 2)}\n`;
}

const write = process.argv.includes("--write");
let stale = 0;
for (const [path, text] of generated()) {
  const absolute = nodePath.join(root, path);
  const now = fs.existsSync(absolute) ? fs.readFileSync(absolute, "utf8") : undefined;
  if (now === text) continue;
  if (write) {
    fs.mkdirSync(nodePath.dirname(absolute), { recursive: true });
    fs.writeFileSync(absolute, text);
    console.log(`wrote ${path}`);
  } else {
    stale++;
    console.error(`${path} is not up to date: run npm run generate`);
  }
}
process.exitCode = stale > 0 ? 1 : 0;
