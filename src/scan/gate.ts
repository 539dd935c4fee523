// The gate: which offsets of a text could concern a rule. It lets more through than matters and
// never less; comparing with `--no-gate` proves that.
import { buildWordScanner, type WordScanner } from "../base/word-scan.js";
import type { GateWord } from "../rules/gate.js";

export interface WordGate {
  /** Cheap: does the text hold any word at all? */
  mayConcern(bytes: Uint8Array): boolean;
  /** Offsets of words that stand where they count, ascending, each once. */
  offsets(text: string): number[];
}

/** Comments that accept findings always pass. */
const ALWAYS: GateWord = { word: "baseline645:", kind: "part", where: "anywhere" };

export function buildGate(words: readonly GateWord[]): WordGate {
  const all = [...words, ALWAYS];
  const scanner = buildWordScanner(all);
  return {
    mayConcern: (bytes) => scanner.hasAny(bytes),
    offsets: (text) => gatedOffsets(scanner, all, text),
  };
}

function gatedOffsets(scanner: WordScanner, words: readonly GateWord[], text: string): number[] {
  const offsets: number[] = [];
  const hasRaw = text.includes('R"');
  scanner.scanText(text, (index, start, end) => {
    const where = words[index]?.where ?? "anywhere";
    if (stands(text, start, end, where, hasRaw)) offsets.push(start);
    return false;
  });
  // Two words may stand at one place; counting it twice would hide what a later look adds.
  return [...new Set(offsets)].sort((a, b) => a - b);
}

function stands(
  text: string,
  start: number,
  end: number,
  where: GateWord["where"],
  hasRaw: boolean,
): boolean {
  switch (where) {
    case "anywhere":
      return true;
    case "call":
      return isCalled(text, end);
    case "text":
      return hasRaw || text.lastIndexOf('"', start) > text.lastIndexOf("\n", start);
    case "named-text":
      return hasTextBeside(text, end);
  }
}

/** `(` or `<` follows, blanks and comments between; a continued line counts as blank. */
function isCalled(text: string, end: number): boolean {
  let i = end;
  for (;;) {
    const c = text.charCodeAt(i);
    if (c === 32 || (c >= 9 && c <= 13) || c === 92) i++;
    else if (c === 47 && text.charCodeAt(i + 1) === 42) {
      const close = text.indexOf("*/", i + 2);
      if (close < 0) return false;
      i = close + 2;
    } else return c === 40 || c === 60 || c === 123;
  }
}

/** How far a literal may stand from the name it is stored under, in characters. */
const NEAR = 200;

function hasTextBeside(text: string, end: number): boolean {
  const stop = text.indexOf(";", end);
  const limit = Math.min(stop < 0 ? text.length : stop, end + NEAR);
  const quote = text.indexOf('"', end);
  return quote >= 0 && quote < limit;
}

/** Finds names that were asked for, where something defines them. */
export function buildDefinitionGate(names: readonly string[]): WordGate {
  const words = names.flatMap((name): GateWord[] => [
    { word: name, kind: "word", where: "anywhere" },
    // Kconfig files name a symbol without its prefix.
    ...(name.startsWith("CONFIG_") && name.length > 7
      ? [{ word: name.slice(7), kind: "word" as const, where: "anywhere" as const }]
      : []),
  ]);
  const scanner = buildWordScanner(words);
  return {
    mayConcern: (bytes) => scanner.hasAny(bytes),
    offsets: (text) => {
      const offsets: number[] = [];
      scanner.scanText(text, (_, start, end) => {
        if (defines(text, start, end)) offsets.push(start);
        return false;
      });
      return offsets.sort((a, b) => a - b);
    },
  };
}

/** `#define NAME`, `NAME =`, `NAME[] =`, `NAME{`, `NAME(` of a constructor, `NAME,` of an enum. */
function defines(text: string, start: number, end: number): boolean {
  if (/#[ \t]*define[ \t]+$/.test(text.slice(Math.max(0, start - 40), start))) return true;
  if (/^\s*(?:\[[^\]\n]*\]\s*)*(?:=(?!=)|\{)/.test(text.slice(end, end + 80))) return true;
  return (
    /(?:^|[{,\n]\s*)[\w\s*:<>]*$/.test(text.slice(Math.max(0, start - 60), start)) &&
    /^\s*[(,;}]/.test(text.slice(end, end + 8))
  );
}
