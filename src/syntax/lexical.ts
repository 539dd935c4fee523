// The few lexical facts of C-family text that cutting needs: blanks, comments, literals and the ends
// of directives. A line ends with `\n`, with or without a `\r` before it, as for the grammars.

export function isSpace(c: number): boolean {
  return c === 32 || (c >= 9 && c <= 13);
}

export function isIdentifierPart(c: number): boolean {
  return (
    (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || (c >= 48 && c <= 57) || c > 127
  );
}

/** True where only blanks stand before `offset` on its line. */
export function startsLine(text: string, offset: number): boolean {
  let i = offset - 1;
  while (i >= 0 && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9)) i--;
  return i < 0 || text.charCodeAt(i) === 10;
}

/** Past blanks and comments. A continued line counts as blank. */
export function skipBlank(text: string, from: number): number {
  let i = from;
  for (;;) {
    while (i < text.length && isBlankAt(text, i)) i++;
    const next = skipComment(text, i);
    if (next === i) return i;
    i = next;
  }
}

function isBlankAt(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  return isSpace(c) || c === 0xfeff || (c === 92 && afterBackslash(text, at) > at + 1);
}

/**
 * Past an escape at a backslash: two characters, or one where it stands alone at the end; more where
 * it continues a line.
 */
function afterBackslash(text: string, at: number): number {
  const next = text.charCodeAt(at + 1);
  if (next === 10) return at + 2;
  return next === 13 && text.charCodeAt(at + 2) === 10 ? at + 3 : at + 1;
}

export function skipComment(text: string, from: number): number {
  if (text.charCodeAt(from) !== 47) return from;
  const second = text.charCodeAt(from + 1);
  if (second === 42) {
    const end = text.indexOf("*/", from + 2);
    return end < 0 ? text.length : end + 2;
  }
  if (second !== 47) return from;
  let i = from + 2;
  while (i < text.length && text.charCodeAt(i) !== 10)
    i = text.charCodeAt(i) === 92 ? afterBackslash(text, i) : i + 1;
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
    if (c === quote) return i + 1;
    if (c === 10) return i; // an unclosed literal ends with its line
    i = c === 92 ? Math.max(i + 2, afterBackslash(text, i)) : i + 1;
  }
  return text.length;
}

const CHARACTER = /'(?:\\.|[^\\'\n])'/y;

/**
 * The end of a directive's logical line, continuations and multi-line comments included; the line
 * break is left out.
 */
export function lineEndOf(text: string, from: number): number {
  let i = from;
  while (i < text.length) {
    const c = text.charCodeAt(i);
    if (c === 10) return text.charCodeAt(i - 1) === 13 && i > from ? i - 1 : i;
    if (c === 92) i = afterBackslash(text, i);
    else if (c === 39) i = afterApostrophe(text, i);
    else {
      const next = skipLiteralOrComment(text, i);
      i = next > i ? next : i + 1;
    }
  }
  return text.length;
}

/** Past `'"'`; the apostrophe of `#error don't` opens no literal. */
function afterApostrophe(text: string, at: number): number {
  CHARACTER.lastIndex = at;
  return CHARACTER.test(text) ? CHARACTER.lastIndex : at + 1;
}

/** `text` with spaces instead of what stands in a span; line breaks stay. */
export function blanked(text: string): string {
  return text.replace(/[^\n\r]/g, " ");
}

/** More brackets are open at once than `most`, whatever they stand in. */
export function nestsDeeper(text: string, most: number): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 40 || c === 91 || c === 123) {
      if (++depth > most) return true;
    } else if ((c === 41 || c === 93 || c === 125) && depth > 0) depth--;
  }
  return false;
}
