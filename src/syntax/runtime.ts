// The one door to tree-sitter: loads the runtime and grammars, leases trees. A tree is valid inside
// its `using` block alone and never leaves the caller; what leaves is plain data.
import { Language, Parser, type Node, type Tree } from "web-tree-sitter";

export type { Node } from "web-tree-sitter";
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
}

/** @throws where the runtime or a grammar cannot be loaded: nothing can be judged without it. */
export async function loadSyntax(wasm: WasmSource): Promise<Syntax> {
  const runtime = await wasm("web-tree-sitter");
  await Parser.init({ wasmBinary: runtime });
  const [c, cpp] = await Promise.all([
    wasm("tree-sitter-c").then((bytes) => Language.load(bytes)),
    wasm("tree-sitter-cpp").then((bytes) => Language.load(bytes)),
  ]);
  const parsers = { c: parserFor(c), cpp: parserFor(cpp) };
  return { lease: (grammar, text) => leaseFrom(parsers[grammar], text) };
}

function parserFor(language: Language): Parser {
  const parser = new Parser();
  parser.setLanguage(language);
  return parser;
}

function leaseFrom(parser: Parser, text: string): Lease {
  const tree: Tree | null = parser.parse(text);
  if (tree === null) throw new Error("the parser was stopped");
  return {
    root: tree.rootNode,
    [Symbol.dispose]: () => {
      tree.delete();
    },
  };
}
