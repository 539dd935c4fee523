// The few lexical facts of C-family text that cutting needs: blanks, comments, literals, brackets.
import { BranchDepths } from "./conditionals.js";

export function isSpace(c: number): boolean {
  return c === 32 || (c >= 9 && c <= 13);
}

export function isIdentifierPart(c: number): boolean {
  return (
    (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || (c >= 48 && c <= 57) || c > 127
  );
}

/** Past blanks and comments. */
export function skipBlank(text: string, from: number): number {
  let i = from;
  for (;;) {
    while (i < text.length && isSpace(text.charCodeAt(i))) i++;
    const next = skipComment(text, i);
    if (next === i) return i;
    i = next;
  }
}

function skipComment(text: string, from: number): number {
  if (text.charCodeAt(from) !== 47) return from;
  const second = text.charCodeAt(from + 1);
  if (second === 42) {
    const end = text.indexOf("*/", from + 2);
    return end < 0 ? text.length : end + 2;
  }
  if (second !== 47) return from;
  let i = from + 2;
  while (i < text.length && text.charCodeAt(i) !== 10) {
    if (text.charCodeAt(i) === 92) i++;
    i++;
  }
  return Math.min(i, text.length);
}

/** Past a comment, string, raw string or character literal at `from`; `from` where there is none. */
export function skipLiteralOrComment(text: string, from: number): number {
  const c = text.charCodeAt(from);
  if (c === 47) return skipComment(text, from);
  if (c === 34) return skipString(text, from);
  if (c === 39) return skipCharacter(text, from);
  return from;
}

function skipString(text: string, from: number): number {
  if (
    text.charCodeAt(from - 1) === 82 &&
    /(?:^|[^\w])(?:u8|u|U|L)?R$/.test(text.slice(Math.max(0, from - 4), from))
  ) {
    const open = text.indexOf("(", from);
    if (open > 0 && open - from <= 17) {
      const end = text.indexOf(`)${text.slice(from + 1, open)}"`, open);
      if (end >= 0) return end + (open - from) + 1;
    }
  }
  return skipQuoted(text, from, 34);
}

/** `1'000'000` holds no character literal. */
function skipCharacter(text: string, from: number): number {
  const before = text.charCodeAt(from - 1);
  const digits = /[0-9a-fA-F]/;
  if (
    isIdentifierPart(before) &&
    digits.test(text.charAt(from - 1)) &&
    digits.test(text.charAt(from + 1)) &&
    /\b\d[\w']*$/.test(text.slice(Math.max(0, from - 24), from))
  )
    return from + 1;
  return skipQuoted(text, from, 39);
}

function skipQuoted(text: string, from: number, quote: number): number {
  let i = from + 1;
  while (i < text.length) {
    const c = text.charCodeAt(i);
    if (c === 92) i++;
    else if (c === quote) return i + 1;
    else if (c === 10) return i; // an unclosed literal ends with its line
    i++;
  }
  return text.length;
}

/** The end of a directive's logical line, continuations and multi-line comments included. */
export function lineEndOf(text: string, from: number): number {
  let i = from;
  while (i < text.length) {
    const c = text.charCodeAt(i);
    if (c === 10) return i;
    if (c === 92) {
      i++;
      if (text.charCodeAt(i) === 13) i++;
      i++;
      continue;
    }
    // An apostrophe in `#error don't` must not open a literal.
    const next = c === 39 ? i : skipLiteralOrComment(text, i);
    i = next > i ? next : i + 1;
  }
  return text.length;
}

/**
 * The offset behind the bracket that closes the one at `open`. Branches of `#if` count once: where
 * they open and close differently, or nothing closes, the result is partial and ends at the next
 * `}` in the first column.
 */
// eslint-disable-next-line complexity -- a scanner is one decision on a character
export function matchingClose(text: string, open: number): { end: number; partial: boolean } {
  const branches = new BranchDepths();
  let depth = 0;
  let i = open;
  while (i < text.length) {
    const next = skipLiteralOrComment(text, i);
    if (next > i) {
      i = next;
      continue;
    }
    const c = text.charCodeAt(i);
    if (c === 35 && startsLine(text, i)) {
      const end = lineEndOf(text, i);
      depth = branches.take(text.slice(i, end), depth);
      i = end;
      continue;
    }
    if (c === 123 || c === 40 || c === 91) depth++;
    else if (c === 125 || c === 41 || c === 93) {
      depth--;
      if (depth <= 0) return { end: i + 1, partial: branches.uneven };
    }
    i++;
  }
  const rescue = /\n\}/.exec(text.slice(open));
  return { end: rescue === null ? text.length : open + rescue.index + 2, partial: true };
}

function startsLine(text: string, offset: number): boolean {
  let i = offset - 1;
  while (i >= 0 && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9)) i--;
  return i < 0 || text.charCodeAt(i) === 10;
}
