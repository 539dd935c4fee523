// The gate: which offsets of a text hold a word that rules ask for, where it counts. It lets more
// through than matters and never less; comparing with `--no-gate` proves that.
import { buildWordScanner, type WordScanner } from "../base/word-scan.js";
import type { GateWord } from "../model/gate-word.js";
import { PREDICATES } from "../rules/words.js";

export interface WordGate {
  readonly words: readonly GateWord[];
  /** Numbers of the words that occur, wherever they stand; each once. */
  wordsIn(bytes: Uint8Array): readonly number[];
  /** Offsets in code where words of `wanted` stand as they have to, ascending, each once. */
  offsets(text: string, wanted: ReadonlySet<number>): number[];
}

export function buildGate(words: readonly GateWord[]): WordGate {
  const scanner = buildWordScanner(words);
  const lastSeen = new Uint32Array(words.length);
  let scan = 0;
  return {
    words,
    wordsIn: (bytes) => {
      const found: number[] = [];
      scan++;
      scanner.scan(bytes, (index) => {
        if (lastSeen[index] !== scan) found.push(index);
        lastSeen[index] = scan;
        return false;
      });
      return found;
    },
    offsets: (text, wanted) => gatedOffsets(scanner, words, wanted, text),
  };
}

function gatedOffsets(
  scanner: WordScanner,
  words: readonly GateWord[],
  wanted: ReadonlySet<number>,
  text: string,
): number[] {
  const offsets: number[] = [];
  const hasRaw = text.includes('R"');
  scanner.scanText(text, (index, start, end) => {
    if (!wanted.has(index)) return false;
    const word = words[index];
    if (word !== undefined && stands(text, start, end, word, hasRaw)) offsets.push(start);
    return false;
  });
  // Two words may stand at one place; counting it twice would hide what a later look adds.
  return [...new Set(offsets)].sort((a, b) => a - b);
}

function stands(
  text: string,
  start: number,
  end: number,
  word: GateWord,
  hasRaw: boolean,
): boolean {
  switch (word.where) {
    case "anywhere":
      return true;
    case "call":
      return isCalled(text, end);
    case "text":
      return hasRaw || hasQuoteBefore(text, start);
    case "named-text":
      return hasTextBeside(text, end);
    case "list-start":
      return startsList(text, start);
    case "format":
      return hasConversionBehind(text, end);
    case "name":
      return isInName(text, start, end, word.fits);
    case "method":
      return isCalled(text, end) && isCalledOn(text, start, word.receivers);
    case "settings":
      return false;
  }
}

/** On the same line. A file may hold no quote at all, so only the line is looked through. */
function hasQuoteBefore(text: string, start: number): boolean {
  return text.slice(text.lastIndexOf("\n", start) + 1, start + 1).includes('"');
}

/** How far before a method its receiver's name is looked for. */
const RECEIVER_REACH = 60;
const RECEIVER = /(\w+)(?:\s*\(\s*\)|\s*\[[^\]]*\])*\s*(?:\.|->)\s*$/;

/** `server.arg(`, `this->server->arg(`: what stands before it is one of the receivers, or any. */
function isCalledOn(
  text: string,
  start: number,
  receivers: readonly string[] | undefined,
): boolean {
  const name = RECEIVER.exec(text.slice(Math.max(0, start - RECEIVER_REACH), start))?.[1];
  return name !== undefined && (receivers === undefined || receivers.includes(name));
}

/** Inside an identifier, or a text that could be one, that the predicate accepts. */
function isInName(text: string, start: number, end: number, fits: string | undefined): boolean {
  let from = start;
  let to = end;
  while (isWordUnit(text.charCodeAt(from - 1))) from--;
  while (isWordUnit(text.charCodeAt(to))) to++;
  return fits === undefined || PREDICATES[fits]?.test(text.slice(from, to), NO_LISTS) === true;
}

const NO_LISTS = { lists: new Map<string, readonly string[]>() };

function isWordUnit(unit: number): boolean {
  const letter = unit | 32;
  return (letter >= 97 && letter <= 122) || (unit >= 48 && unit <= 57) || unit === 95;
}

/** How far a conversion may stand from the label before it, line ends and quotes between. */
const LABEL_REACH = 80;

function hasConversionBehind(text: string, end: number): boolean {
  return text.slice(end, end + LABEL_REACH).includes("%");
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

/** `{` before it, blanks between; or the end of a comment, whatever stands before that. */
function startsList(text: string, start: number): boolean {
  let i = start - 1;
  while (i >= 0 && text.charCodeAt(i) <= 32) i--;
  if (text.charCodeAt(i) === 123 || (text[i] === "/" && text[i - 1] === "*")) return true;
  const line = text.slice(text.lastIndexOf("\n", i) + 1, i + 1);
  return text.slice(i + 1, start).includes("\n") && line.includes("//");
}

/** How far a literal may stand from the name it is stored under, in characters. */
const NEAR = 200;

function hasTextBeside(text: string, end: number): boolean {
  const stop = text.indexOf(";", end);
  const limit = Math.min(stop < 0 ? text.length : stop, end + NEAR);
  const quote = text.indexOf('"', end);
  return quote >= 0 && quote < limit;
}
