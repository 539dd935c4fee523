// The quick copy of a tree, straight out of the parser's memory, against the slow one, which asks the
// parser node by node: they show the same, on whole texts and on broken ones.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import { Language, Parser } from "web-tree-sitter";
import { loadGrammars } from "../../src/scan/resources.js";
import { copyOf, type Grammar, type Node } from "../../src/syntax/node.js";
import type { GrammarName } from "../../src/syntax/runtime.js";
import { firstDifference, oracleTexts, type OracleText } from "./oracle-texts.js";

const syntax = await loadGrammars();
const require = createRequire(import.meta.url);

type SlowParse = (text: string) => Node;

/** The runtime is the one that `loadGrammars` started: a thread has no other. */
async function slowParse(name: GrammarName): Promise<SlowParse> {
  const packaged = `tree-sitter-${name}`;
  const language = await Language.load(
    fs.readFileSync(require.resolve(`${packaged}/${packaged}.wasm`)),
  );
  const grammar: Grammar = {
    typeOf: Array.from(language.types, (type: string | undefined) => type ?? ""),
    isNamed: Array.from(language.types, (_, id) => language.nodeTypeIsNamed(id)),
    fields: language.fields,
  };
  const parser = new Parser();
  parser.setLanguage(language);
  return (text) => {
    const tree = parser.parse(text);
    assert.ok(tree !== null);
    const cursor = tree.walk();
    const root = copyOf(cursor, grammar, text);
    cursor.delete();
    tree.delete();
    return root;
  };
}

const slow = { c: await slowParse("c"), cpp: await slowParse("cpp") };

/** A few say as much as all of them. */
function differences(texts: readonly OracleText[]): string[] {
  const all = texts.flatMap(({ name, grammar, text }) => {
    using lease = syntax.lease(grammar, text);
    const difference = firstDifference(lease.root, slow[grammar](text));
    return difference === undefined ? [] : [`${name}: ${difference}`];
  });
  return all.slice(0, 10);
}

const texts = oracleTexts();

/** What a cut makes of it: open brackets, pieces of words, missing and superfluous tokens. */
function broken({ name, grammar, text }: OracleText): OracleText[] {
  const half = Math.floor(text.length / 2);
  return [
    { name: `${name} (first half)`, grammar, text: text.slice(0, half) },
    { name: `${name} (second half)`, grammar, text: text.slice(half) },
    { name: `${name} (no semicolons)`, grammar, text: text.replaceAll(";", "") },
  ];
}

describe("copies of a tree", () => {
  it("come quickly from the parser's memory", () => {
    assert.equal(syntax.quick, true);
  });

  it("are the same of the sample and of every rule's page", () => {
    assert.deepEqual(differences(texts), []);
  });

  it("are the same in the other grammar", () => {
    const swapped = texts.map((one): OracleText => {
      return { ...one, grammar: one.grammar === "c" ? "cpp" : "c" };
    });
    assert.deepEqual(differences(swapped), []);
  });

  it("are the same of broken texts", () => {
    assert.deepEqual(differences(texts.flatMap(broken)), []);
  });

  it("are the same beyond ASCII, of nothing, and of long leaves", () => {
    const one = (text: string): OracleText => ({ name: text.slice(0, 20), grammar: "cpp", text });
    const odd = ['char *é = "ü😀"; // ß\n', "", "\n\n  ", "\ufeffint a;", "int a;\0 int b;"];
    const long = [
      `/*${"x".repeat(70_000)}*/ int a;`,
      `${" ".repeat(300)}int a = ${"1".repeat(300)};`,
    ];
    assert.deepEqual(differences([...odd, ...long].map(one)), []);
  });
});
