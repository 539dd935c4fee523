// The parser in WebAssembly against the native one, which is another build of the same grammars with
// another way to its trees: what both say is what the grammars say. The native one is an optional
// package and loads on some machines only; BASELINE645_ORACLE=required fails where it does not.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { loadGrammars } from "../../src/scan/resources.js";
import type { GrammarName } from "../../src/syntax/runtime.js";
import { firstDifference, oracleTexts, type Shown } from "./oracle-texts.js";

interface NativeCursor {
  readonly nodeType: string;
  readonly nodeIsNamed: boolean;
  readonly nodeIsMissing: boolean;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly currentFieldName: string | undefined;
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
}

interface NativeParser {
  setLanguage(language: unknown): void;
  parse(input: (index: number) => string): { walk(): NativeCursor };
}

type NativeParse = (grammar: GrammarName, text: string) => Shown;

/** The native parser, or why there is none. */
function loadNative(): NativeParse | string {
  const require = createRequire(import.meta.url);
  try {
    const Parser = require("tree-sitter") as new () => NativeParser;
    const parserOf = (language: unknown): NativeParser => {
      const parser = new Parser();
      parser.setLanguage(language);
      return parser;
    };
    const parsers = {
      c: parserOf(require("tree-sitter-c")),
      cpp: parserOf(require("tree-sitter-cpp")),
    };
    return (grammar, text) => {
      // A longer text in one piece is refused.
      const tree = parsers[grammar].parse((index) => text.slice(index, index + 4096));
      return copyOf(tree.walk());
    };
  } catch (error) {
    return error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  }
}

/** What a lease shows of a tree: named nodes, those in a field, and those that are missing. */
function copyOf(cursor: NativeCursor): Shown {
  const children: Shown[] = [];
  const copy: Shown = {
    type: cursor.nodeType,
    isMissing: cursor.nodeIsMissing,
    startIndex: cursor.startIndex,
    endIndex: cursor.endIndex,
    field: cursor.currentFieldName ?? null,
    children,
  };
  if (!cursor.gotoFirstChild()) return copy;
  do {
    const { nodeIsNamed } = cursor;
    const child = copyOf(cursor);
    if (nodeIsNamed || child.field !== null || child.isMissing) children.push(child);
  } while (cursor.gotoNextSibling());
  cursor.gotoParent();
  return copy;
}

const native = loadNative();
const syntax = await loadGrammars();

describe("the parser in WebAssembly and the native one", () => {
  if (typeof native === "string") {
    console.log(`native tree-sitter: not run, because ${native}`);
    it("are compared where BASELINE645_ORACLE=required", () => {
      assert.notEqual(process.env["BASELINE645_ORACLE"], "required", native);
    });
    return;
  }

  it("give the same trees of the sample and of every rule's page", () => {
    const differences = oracleTexts().flatMap(({ name, grammar, text }) => {
      using lease = syntax.lease(grammar, text);
      const difference = firstDifference(lease.root, native(grammar, text));
      return difference === undefined ? [] : [`${name}: ${difference}`];
    });
    assert.deepEqual(differences.slice(0, 10), []);
  });

  it("are compared by what tells trees apart", () => {
    using lease = syntax.lease("c", "int a = f(1);");
    assert.equal(firstDifference(lease.root, native("c", "int a = f(1);")), undefined);
    assert.match(firstDifference(lease.root, native("c", "int a = f(b);")) ?? "", /number_literal/);
    assert.match(firstDifference(lease.root, native("c", "int a = f (1);")) ?? "", /≠/);
  });
});
