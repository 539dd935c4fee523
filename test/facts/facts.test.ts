// Literate tests of fact extraction: every `##` of the Markdown files beside this one is a piece of
// source and, below it, the facts that reading it gives, one a line in the order of the text.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import nodePath from "node:path";
import type { DocumentKind } from "../../src/model/document.js";
import { readC } from "../../src/facts/c/read.js";
import { readSettings } from "../../src/facts/settings/read.js";
import { loadGrammars, packageFolder } from "../../src/scan/resources.js";
import { showFact } from "./show.js";

const KINDS: ReadonlyMap<string, DocumentKind> = new Map([
  ["c", "c"],
  ["cpp", "cpp"],
  ["h", "header"],
  ["ino", "arduino"],
  ["yaml", "esphome"],
]);

interface Pair {
  readonly title: string;
  /** Of its heading, from 1. */
  readonly line: number;
  readonly kind: DocumentKind;
  readonly source: string;
  readonly facts: readonly string[];
}

interface Block {
  readonly language: string;
  readonly text: string;
}

/** A heading without its two blocks is a fault of the file, not a test fewer. */
function pairsOf(markdown: string, name: string): Pair[] {
  const pairs: Pair[] = [];
  let line = 1;
  for (const section of markdown.split(/^(?=## )/m)) {
    const at = line;
    line += section.split("\n").length - 1;
    const title = /^## (.*)/.exec(section)?.[1];
    if (title === undefined) continue;
    const [source, facts, ...others] = blocksOf(section);
    const kind = KINDS.get(source?.language ?? "");
    const isPair = kind !== undefined && facts?.language === "text" && others.length === 0;
    assert.ok(source !== undefined && isPair, `${name}:${String(at)}: no pair of blocks`);
    const lines = facts.text.split("\n").filter((fact) => fact !== "");
    pairs.push({ title, line: at, kind, source: source.text, facts: lines });
  }
  return pairs;
}

function blocksOf(section: string): Block[] {
  return [...section.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(
    ([, language = "", text = ""]) => ({ language, text }),
  );
}

const syntax = await loadGrammars();

/** Facts in the order in which they are found; what did not parse is said first. */
function factsOf(kind: DocumentKind, text: string): string[] {
  const document = { path: "text", kind, text };
  const { items } = readSettings(document) ?? readC(document, syntax, { offsets: undefined });
  return items.flatMap((item) => [
    ...(item.partial ? ["(partial)"] : []),
    ...item.facts.map((fact) => showFact(fact, item)),
  ]);
}

const folder = nodePath.join(packageFolder(), "test", "facts");
const files = fs.readdirSync(folder).filter((name) => name.endsWith(".md"));

describe("facts of C, C++, Arduino and ESPHome text", () => {
  for (const name of files.sort())
    describe(name, () => {
      const markdown = fs.readFileSync(nodePath.join(folder, name), "utf8");
      for (const { title, line, kind, source, facts } of pairsOf(markdown, name))
        it(`${title} (${name}:${String(line)})`, () => {
          assert.equal(factsOf(kind, source).join("\n"), facts.join("\n"));
        });
    });

  it("are tested by what lies beside this file", () => {
    assert.ok(files.length >= 4);
  });
});
