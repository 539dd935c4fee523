// Text that keeps where each of its characters came from, so that a value which was quoted and
// escaped on its way into a file still knows its exact place there.
import type { Span } from "../../base/span.js";

export interface Word {
  readonly text: string;
  /** For each UTF-16 unit of `text`: where its writing starts and ends in the document. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

export interface WordBuilder {
  add(character: string, start: number, end: number): void;
  readonly word: Word;
}

export function wordBuilder(): WordBuilder {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = "";
  return {
    add(character, start, end) {
      text += character;
      starts.push(start);
      ends.push(end);
    },
    get word() {
      return { text, starts, ends };
    },
  };
}

/** `text` as it stands in the document from `start`. */
export function plainWord(text: string, start: number): Word {
  return {
    text,
    starts: Array.from({ length: text.length }, (_, i) => start + i),
    ends: Array.from({ length: text.length }, (_, i) => start + i + 1),
  };
}

export function sliceWord(word: Word, from: number, to = word.text.length): Word {
  return {
    text: word.text.slice(from, to),
    starts: word.starts.slice(from, to),
    ends: word.ends.slice(from, to),
  };
}

/** Where [from, to) of the word is written; an empty range lies after the unit before it. */
export function spanIn(word: Word, from = 0, to = word.text.length): Span {
  const start = from < to ? word.starts[from] : (word.ends[from - 1] ?? word.starts[from]);
  if (start === undefined) return { start: 0, end: 0 };
  return { start, end: from < to ? (word.ends[to - 1] ?? start) : start };
}

/** Splits as a POSIX shell does: blanks, `'…'`, `"…"` and backslashes. An open quote runs to the end. */
export function shellWords(line: Word): Word[] {
  const words: Word[] = [];
  let at = line.text.search(/\S|$/);
  while (at < line.text.length) {
    const builder = wordBuilder();
    at = addShellWord(line, at, builder);
    words.push(builder.word);
    at += line.text.slice(at).search(/\S|$/);
  }
  return words;
}

/** Adds the word that starts at `from`; returns where it ends. */
function addShellWord(line: Word, from: number, builder: WordBuilder): number {
  let quote = "";
  let i = from;
  for (; i < line.text.length; i++) {
    const c = line.text.charAt(i);
    if (quote === "" && /\s/.test(c)) break;
    if (c === quote) quote = "";
    else if (quote === "" && (c === "'" || c === '"')) quote = c;
    else {
      const start = line.starts[i] ?? 0;
      if (escapes(line.text, i, quote)) i++;
      builder.add(line.text.charAt(i), start, line.ends[i] ?? 0);
    }
  }
  return i;
}

/** Inside `"…"` a backslash escapes only itself and the quote; inside `'…'` nothing. */
function escapes(text: string, at: number, quote: string): boolean {
  if (text.charAt(at) !== "\\" || at + 1 >= text.length || quote === "'") return false;
  return quote === "" || /["\\]/.test(text.charAt(at + 1));
}

/** Splits at `separator`, as CMake lists do at `;`. Empty pieces are dropped. */
export function splitWord(word: Word, separator: string): Word[] {
  const pieces: Word[] = [];
  let from = 0;
  for (let at = 0; at <= word.text.length; at++) {
    if (at < word.text.length && word.text.charAt(at) !== separator) continue;
    if (at > from) pieces.push(sliceWord(word, from, at));
    from = at + 1;
  }
  return pieces;
}
