// Splits text into scoped tokens with VS Code's own engine for TextMate grammars, taken from the
// installed host, so that a test sees what the editor sees.
import * as fs from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { installHost } from "../host/install-host.js";
import { isMissing, ROOT } from "../host/places.js";

/** The part of vscode-textmate's interface that is used here. */
interface Engine {
  Registry: new (options: {
    onigLib: Promise<OnigLib>;
    loadGrammar: (scopeName: string) => Promise<unknown>;
  }) => { loadGrammar(scopeName: string): Promise<Grammar | null> };
  parseRawGrammar(text: string, path: string): unknown;
  INITIAL: unknown;
}

interface Grammar {
  tokenizeLine(
    line: string,
    before: unknown,
  ): {
    tokens: { startIndex: number; endIndex: number; scopes: string[] }[];
    ruleStack: unknown;
  };
}

interface OnigLib {
  createOnigScanner(patterns: string[]): unknown;
  createOnigString(text: string): unknown;
}

interface Oniguruma {
  loadWASM(bytes: Uint8Array): Promise<void>;
  OnigScanner: new (patterns: string[]) => {
    findNextMatchSync(text: unknown, from: number): unknown;
  };
  OnigString: new (text: string) => unknown;
}

/** Draws a text's tokens, one a line, with their innermost scope; neither blanks nor punctuation. */
export type Draw = (text: string) => string;

/** The drawer for one of our languages, by the name of its grammar file. */
export async function tokenizer(language: string): Promise<Draw> {
  const { engine, oniguruma } = await loadEngine();
  const path = join(ROOT, "syntaxes", `${language}.tmLanguage.json`);
  const raw = engine.parseRawGrammar(fs.readFileSync(path, "utf8"), path);
  const registry = new engine.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: (scopeName) => Promise.resolve(scopeName === `source.${language}` ? raw : null),
  });
  const grammar = await registry.loadGrammar(`source.${language}`);
  if (grammar === null) throw new Error(`${path} is not the grammar of source.${language}`);
  return (text) => draw(text, grammar, engine.INITIAL, `.${language}`);
}

function draw(text: string, grammar: Grammar, initial: unknown, suffix: string): string {
  const drawn: string[] = [];
  let before = initial;
  for (const line of text.split("\n")) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, before);
    before = ruleStack;
    for (const { startIndex, endIndex, scopes } of tokens) {
      const word = line.slice(startIndex, endIndex).trim();
      const scope = scopes.at(-1) ?? "";
      if (word !== "" && !scope.startsWith("punctuation."))
        drawn.push(`${word} → ${scope.slice(0, -suffix.length)}`);
    }
  }
  return drawn.join("\n");
}

/**
 * Whether VS Code's engine takes a regular expression. It doesn't complain about one that it can't
 * read, it puts an empty one in its place, which unlike `(?!)` matches.
 */
export async function compiles(pattern: string): Promise<boolean> {
  const { oniguruma } = await loadEngine();
  // An `end` or a `while` may quote what its `begin` has found.
  const standalone = pattern.replaceAll(/\\[1-9]/g, "");
  const scanner = new oniguruma.OnigScanner([`(?!)(?:${standalone})`]);
  return scanner.findNextMatchSync(new oniguruma.OnigString("x"), 0) === null;
}

let loading: Promise<{ engine: Engine; oniguruma: Oniguruma }> | undefined;

function loadEngine(): Promise<{ engine: Engine; oniguruma: Oniguruma }> {
  loading ??= (async () => {
    const host = await installHost();
    if (isMissing(host)) throw new Error(host.missing);
    const require = createRequire(import.meta.url);
    const [engineFolder, onigurumaFolder] = ["vscode-textmate", "vscode-oniguruma"].map((name) =>
      join(host.modules, name),
    ) as [string, string];
    const oniguruma = require(onigurumaFolder) as Oniguruma;
    const wasm = fs.readFileSync(join(onigurumaFolder, "release", "onig.wasm"));
    await oniguruma.loadWASM(new Uint8Array(wasm));
    return { engine: require(engineFolder) as Engine, oniguruma };
  })();
  return loading;
}
