// The one door to tree-sitter: loads the runtime and grammars, leases trees. A tree is valid inside
// its `using` block alone and never leaves the caller; what leaves is plain data.
import { Language, Parser, type Tree } from "web-tree-sitter";
import { nestsDeeper } from "./lexical.js";
import { TreeMemory } from "./memory.js";
import { BROKEN, copyOf, outline, type Grammar, type Node, type PlainNode } from "./node.js";

export type { Node } from "./node.js";
export type GrammarName = "c" | "cpp";

/** Gives the bytes of a `.wasm` file: `web-tree-sitter`, `tree-sitter-c`, `tree-sitter-cpp`. */
export type WasmSource = (name: string) => Promise<Uint8Array>;

export interface Lease extends Disposable {
  readonly root: Node;
}

/** Parsers for the loaded grammars; made once per process or thread. */
export interface Syntax {
  /** Parses `text`. The caller must dispose the lease (`using`). */
  lease(grammar: GrammarName, text: string): Lease;
  /** Trees are copied straight from the parser's memory; otherwise it takes longer. */
  readonly quick: boolean;
}

/** @throws where the runtime or a grammar cannot be loaded: nothing can be judged without it. */
export async function loadSyntax(wasm: WasmSource): Promise<Syntax> {
  await Parser.init({ wasmBinary: await wasm("web-tree-sitter"), wasmMemory: MEMORY });
  const [c, cpp] = await Promise.all([
    wasm("tree-sitter-c").then((bytes) => Language.load(bytes)),
    wasm("tree-sitter-cpp").then((bytes) => Language.load(bytes)),
  ]);
  const readers = { c: readerFor(c), cpp: readerFor(cpp) };
  return {
    lease: (grammar, text) => readers[grammar].lease(text),
    quick: readers.c.quick && readers.cpp.quick,
  };
}

/** Not among Node's types; every host has it. */
declare const WebAssembly: {
  readonly Memory: new (pages: { initial: number; maximum: number }) => {
    readonly buffer: ArrayBufferLike;
  };
};

/** tree-sitter keeps one runtime in a thread whatever is asked of it, so this is its one memory. */
const MEMORY = new WebAssembly.Memory({ initial: 512, maximum: 32_768 });

type Copy = (tree: Tree, text: string) => PlainNode;

interface Reader {
  readonly quick: boolean;
  lease(text: string): Lease;
}

function readerFor(language: Language): Reader {
  const parser = new Parser();
  parser.setLanguage(language);
  const grammar = grammarOf(language);
  const quick = quickCopy(parser, language, grammar);
  const copy = quick ?? ((tree, text) => slowCopy(tree, grammar, text));
  return { quick: quick !== undefined, lease: (text) => leaseFrom(parser, copy, text) };
}

/** Brackets within brackets; the parser's own stack runs over somewhere behind 2000. */
const MOST_BRACKETS = 1000;

function leaseFrom(parser: Parser, copy: Copy, text: string): Lease {
  const isTooDeep = nestsDeeper(text, MOST_BRACKETS);
  const tree = parse(parser, isTooDeep ? "" : text);
  const root = copy(tree, text);
  tree.delete();
  if (isTooDeep) root.type = BROKEN;
  return { root, [Symbol.dispose]: () => undefined };
}

function parse(parser: Parser, text: string): Tree {
  const tree = parser.parse(text);
  if (tree === null) throw new Error("the parser was stopped");
  return tree;
}

function slowCopy(tree: Tree, grammar: Grammar, text: string): PlainNode {
  const cursor = tree.walk();
  const root = copyOf(cursor, grammar, text);
  cursor.delete();
  return root;
}

/** Has what the memory's layout decides: fields, aliases, hidden, missing, extra and broken nodes. */
const PROBE = `
#define A(x) "a" x
/* é */ static const struct s *v[2] = { { .a.b = f(1, 'c'), [3] = -2 }, "x" "y" }; // end
int main(void) { for (int i = 0; i < 3; i++) { if (a->b & 4) return x ? y : (int)z; else g(; } )
enum { A = 1, B }; typedef unsigned long t; void f(t a, ...) { do a += sizeof(t); while (!a); }
`;

/** Undefined where the parser's memory isn't laid out as memory.ts expects. */
function quickCopy(parser: Parser, language: Language, grammar: Grammar): Copy | undefined {
  const memory = new TreeMemory(MEMORY, grammar, addressOf(language));
  const tree = parse(parser, PROBE);
  const quick = outline(memory.read(addressOf(tree), PROBE));
  const slow = outline(slowCopy(tree, grammar, PROBE));
  tree.delete();
  return quick === slow ? (parsed, text) => memory.read(addressOf(parsed), text) : undefined;
}

/** The binding keeps an object's address in its first element. */
function addressOf(object: object): number {
  const address: unknown = Reflect.get(object, 0);
  return typeof address === "number" ? address : 0;
}

function grammarOf(language: Language): Grammar {
  return {
    typeOf: Array.from(language.types, (type: string | undefined) => type ?? ""),
    isNamed: Array.from(language.types, (_, id) => language.nodeTypeIsNamed(id)),
    fields: language.fields,
  };
}
