// Finds many words in one pass: an Aho-Corasick automaton on typed arrays, over bytes or over text.
// It is the prefilter that decides what is parsed at all, so it never misses: every occurrence of
// every word is reported, overlapping ones too. It says nothing about comments, quotes or calls.
// Built once, it keeps no state between scans and may be shared.
import { listAt } from "./collections.js";

export interface ScanWord {
  /** ASCII, not empty; see `isScannable`. */
  readonly word: string;
  /**
   * `word`: as written, and not inside a longer identifier. A boundary is asked for at an end whose
   * own character could stand in an identifier, so `http://` may be followed by a letter.
   * `part`: anywhere, and ASCII letters match in either case.
   */
  readonly kind: "word" | "part";
}

/** `wordIndex` counts in the list the scanner was built from. Returning true ends the scan. */
export type OnHit = (wordIndex: number, start: number, end: number) => boolean | undefined;

export interface WordScanner {
  /**
   * Reports hits by ascending end, of the same end the longer first; offsets are bytes. True where
   * `onHit` ended the scan. The bytes must be ASCII-compatible: UTF-16 hides every word from it.
   */
  scan(bytes: Uint8Array, onHit: OnHit): boolean;
  /** The same over UTF-16 code units. */
  scanText(text: string, onHit: OnHit): boolean;
  hasAny(bytes: Uint8Array): boolean;
}

/** True for a word that a scanner can be built with. */
export function isScannable(word: string): boolean {
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) > 127) return false;
  return word.length > 0;
}

/** Throws RangeError on a word that is not scannable: a gate must not be built with a hole in it. */
export function buildWordScanner(words: readonly ScanWord[]): WordScanner {
  for (const { word } of words) {
    if (!isScannable(word)) throw new RangeError(`not an ASCII word: ${JSON.stringify(word)}`);
  }
  const automaton = buildAutomaton(words);
  const checks = words.map(checkOf);

  /** Passes on the words that end before `end`, where the automaton is in `state`. */
  function report(state: number, end: number, unitAt: UnitAt, onHit: OnHit): boolean {
    const index = state / automaton.classCount;
    const last = entry(automaton.outputStarts, index + 1);
    for (let o = entry(automaton.outputStarts, index); o < last; o++) {
      const wordIndex = entry(automaton.outputs, o);
      const check = checks[wordIndex];
      if (check === undefined || !stands(check, end, unitAt)) continue;
      if (onHit(wordIndex, end - check.length, end) === true) return true;
    }
    return false;
  }

  // The two loops below are the hot path: one transition is one load and one compare, since a
  // state that ends a word is stored as its complement, which is negative.
  function scan(bytes: Uint8Array, onHit: OnHit): boolean {
    const { table, classes } = automaton;
    const unitAt = (at: number): number => bytes[at] ?? OUTSIDE;
    let state = 0;
    for (let i = 0; i < bytes.length; i++) {
      state = table[state + (classes[bytes[i] ?? 0] ?? 0)] ?? 0;
      if (state < 0) {
        state = ~state;
        if (report(state, i + 1, unitAt, onHit)) return true;
      }
    }
    return false;
  }

  function scanText(text: string, onHit: OnHit): boolean {
    const { table, classes } = automaton;
    const unitAt = (at: number): number =>
      at >= 0 && at < text.length ? text.charCodeAt(at) : OUTSIDE;
    let state = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      state = unit > 127 ? 0 : (table[state + (classes[unit] ?? 0)] ?? 0);
      if (state < 0) {
        state = ~state;
        if (report(state, i + 1, unitAt, onHit)) return true;
      }
    }
    return false;
  }

  return { scan, scanText, hasAny: (bytes) => scan(bytes, () => true) };
}

/** The code unit at an offset, `OUTSIDE` before the start and after the end. */
type UnitAt = (at: number) => number;
const OUTSIDE = -1;

/** What is left to ask once the folded letters of a word have been seen. */
interface Check {
  readonly length: number;
  /** The letters, where their case matters. */
  readonly exact?: string;
  /** Whether an identifier character before, or after it, makes it part of a longer one. */
  readonly opens: boolean;
  readonly closes: boolean;
}

function checkOf({ word, kind }: ScanWord): Check {
  if (kind === "part") return { length: word.length, opens: false, closes: false };
  const opens = isIdentifierUnit(word.charCodeAt(0));
  const closes = isIdentifierUnit(word.charCodeAt(word.length - 1));
  return { length: word.length, exact: word, opens, closes };
}

function stands(check: Check, end: number, unitAt: UnitAt): boolean {
  const start = end - check.length;
  if (check.opens && isIdentifierUnit(unitAt(start - 1))) return false;
  if (check.closes && isIdentifierUnit(unitAt(end))) return false;
  return check.exact === undefined || standsAt(check.exact, start, unitAt);
}

const IDENTIFIER = Uint8Array.from({ length: 128 }, (_, unit) =>
  /[A-Za-z0-9_]/.test(String.fromCharCode(unit)) ? 1 : 0,
);

function isIdentifierUnit(unit: number): boolean {
  return IDENTIFIER[unit] === 1;
}

function standsAt(word: string, start: number, unitAt: UnitAt): boolean {
  for (let i = 0; i < word.length; i++) {
    if (word.charCodeAt(i) !== unitAt(start + i)) return false;
  }
  return true;
}

interface Automaton {
  /** Byte → class; 0 is every byte that stands in no word and always leads back to the start. */
  readonly classes: Uint8Array;
  readonly classCount: number;
  /** Row of a state + class → row of the next state, complemented where words end there. */
  readonly table: Int32Array;
  /** Words that end in state s: outputs[outputStarts[s] … outputStarts[s + 1]). */
  readonly outputStarts: Int32Array;
  readonly outputs: Int32Array;
}

function buildAutomaton(words: readonly ScanWord[]): Automaton {
  const { classes, classCount } = classify(words);
  const trie = growTrie(words, classes);
  // States are numbered breadth-first: nearly all text stays within a few units of the start, and
  // those rows then lie side by side in the cache. A node's fallback, the state of its longest
  // proper suffix, is shallower, so its row and its words are complete when the node needs them.
  const nodes = [0];
  const fallbacks = [0];
  const table = new Int32Array(trie.size * classCount);
  const outputStarts = new Int32Array(trie.size + 1);
  const outputs: number[] = [];
  for (let state = 0; state < nodes.length; state++) {
    const node = entry(nodes, state);
    const fallback = entry(fallbacks, state);
    const row = state * classCount;
    const fallbackRow = fallback * classCount;
    table.copyWithin(row, fallbackRow, fallbackRow + classCount);
    for (let child = entry(trie.firstChild, node); child > 0; child = entry(trie.sibling, child)) {
      const letter = entry(trie.letter, child);
      const reached = state === 0 ? 0 : entry(table, fallbackRow + letter);
      const childRow = nodes.length * classCount;
      table[row + letter] = trie.endings.has(child) || reached < 0 ? ~childRow : childRow;
      nodes.push(child);
      fallbacks.push((reached < 0 ? ~reached : reached) / classCount);
    }
    const own = trie.endings.get(node) ?? [];
    const inherited = outputs.slice(
      entry(outputStarts, fallback),
      entry(outputStarts, fallback + 1),
    );
    outputs.push(...own, ...inherited);
    outputStarts[state + 1] = outputs.length;
  }
  return { classes, classCount, table, outputStarts, outputs: Int32Array.from(outputs) };
}

/** What stands at an index that is known to be inside. */
function entry(list: ArrayLike<number>, index: number): number {
  return list[index] ?? 0;
}

/**
 * One class a letter in use. Cases are folded as soon as one word asks for it; what is then found
 * in the wrong case is dropped by `report`.
 */
function classify(words: readonly ScanWord[]): { classes: Uint8Array; classCount: number } {
  const fold = words.some(({ kind }) => kind === "part");
  const classes = new Uint8Array(256);
  let classCount = 1;
  for (const { word } of words) {
    for (const letter of word) {
      const unit = letter.charCodeAt(0);
      if (classes[unit] !== 0) continue;
      classes[unit] = classCount;
      if (fold) {
        classes[letter.toLowerCase().charCodeAt(0)] = classCount;
        classes[letter.toUpperCase().charCodeAt(0)] = classCount;
      }
      classCount++;
    }
  }
  return { classes, classCount };
}

/** The words as a tree of letters; node 0 is the start, and as a child or sibling 0 means none. */
interface Trie {
  readonly size: number;
  readonly firstChild: readonly number[];
  readonly sibling: readonly number[];
  /** Class of the letter that leads to a node. */
  readonly letter: readonly number[];
  readonly endings: ReadonlyMap<number, readonly number[]>;
}

function growTrie(words: readonly ScanWord[], classes: Uint8Array): Trie {
  const firstChild = [0];
  const sibling = [0];
  const letter = [0];
  const endings = new Map<number, number[]>();
  words.forEach(({ word }, wordIndex) => {
    let node = 0;
    for (let i = 0; i < word.length; i++) {
      const wanted = entry(classes, word.charCodeAt(i));
      let child = entry(firstChild, node);
      while (child > 0 && letter[child] !== wanted) child = entry(sibling, child);
      if (child === 0) {
        child = letter.length;
        firstChild.push(0);
        sibling.push(entry(firstChild, node));
        letter.push(wanted);
        firstChild[node] = child;
      }
      node = child;
    }
    listAt(endings, node).push(wordIndex);
  });
  return { size: letter.length, firstChild, sibling, letter, endings };
}
