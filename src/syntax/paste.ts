// Adjacent literals with names between them (`"http://" HOST "/api"`). The C++ grammar knows no such
// thing and neither grammar knows `"port " STR(PORT)`, so each name that stands beside a literal is
// covered by a literal of equal length, and what it was is remembered by its offset.
import type { Expr } from "../model/expr.js";
import { isIdentifierPart, isSpace, skipLiteralOrComment } from "./lexical.js";

/** Offset of a covering literal → the expression it covers. */
export type Pasted = ReadonlyMap<number, Expr>;

const NOTHING: Pasted = new Map();

/** Words that may stand beside a literal and are no macros. */
const KEYWORDS = new Set(
  (
    "return else extern case throw co_return co_yield co_await operator and or not in do goto if " +
    "sizeof delete new default asm volatile __asm__ __asm __volatile__ import export using typeof " +
    "const constexpr static auto xor bitand bitor not_eq and_eq or_eq inline"
  ).split(" "),
);

/** What has a literal of its own: `extern "C" int x`. */
const OWN_LITERAL = /\b(?:extern|operator|asm|volatile|__asm__|__asm)\s*$/;

/** Suffixes that the standard library gives to literals; others start with an underscore. */
const SUFFIX = /^(?:_\w+|s|sv|h|min|ms|us|ns|y|d|i|il)$/;

export function cover(text: string): { readonly text: string; readonly pasted: Pasted } {
  if (!MAYBE.test(text)) return { text, pasted: NOTHING };
  const covering = new Covering(text);
  covering.run();
  return covering.result();
}

/** A quote, or a name behind `=`, with a name beside it; most texts have none. */
const MAYBE =
  /"[^"\\\n]*(?:\\[\s\S][^"\\\n]*)*"\s*[A-Za-z_]|[\w)]\s+(?:u8|[uUL])?"|(?:\)|[A-Z0-9_]{2})"|=\s*[A-Z_]\w*\s+[A-Z_]|[(,]\s*[A-Z_][A-Z0-9_]+[ \t]+[A-Z_][A-Z0-9_]+\s*[,)]/;

/** `= SCHEME HOST;`: macros of which each is a text. */
const ROW = /\s*([A-Z_][A-Z0-9_]*(?:[ \t]+[A-Z_][A-Z0-9_]*)+)\s*(?=[,;})])/y;

/** `f(SCHEME HOST)`: the same as an argument. */
const ARGUMENT = /\s*([A-Z_][A-Z0-9_]+(?:[ \t]+[A-Z_][A-Z0-9_]+)+)\s*(?=[,)])/y;

/** What stands before the name of a call; before that of a declaration stands a type. */
const CALLING = /(?:[;{}(,=.>!|?:+]\s*|&&\s*|\breturn\s+)(?:[\w.]|->|::)*$/;
const DECLARING = /(?:^|[^-])>\s*\w+$/;

/** Types in capitals, which parameters are declared with. */
const TYPE =
  /^(?:CONST|IN|OUT|VOID|U?INT\d*|U?CHAR|BYTE|D?WORD|BOOL(?:EAN)?|FLOAT|HANDLE|.*_T|T?[A-Z])\b/;

interface Word {
  readonly start: number;
  readonly end: number;
  readonly expr: Expr;
}

class Covering {
  private readonly text: string;
  private readonly words: Word[] = [];

  constructor(text: string) {
    this.text = text;
  }

  run(): void {
    const { text } = this;
    let i = 0;
    while (i < text.length) {
      const next = skipLiteralOrComment(text, i);
      if (next === i) i = this.rowBehind(i);
      else {
        if (text.charCodeAt(i) === 34 && next - i > 1) this.literal(i, next);
        i = Math.max(next, this.words.at(-1)?.end ?? 0);
      }
    }
  }

  /** Names behind `=`, `(` or `,`; what stands at `i` is no literal. */
  private rowBehind(i: number): number {
    const code = this.text.charCodeAt(i);
    if (code === 61) return this.row(ROW, i + 1);
    return (code === 40 || code === 44) && this.isArgument(i) ? this.row(ARGUMENT, i + 1) : i + 1;
  }

  private isArgument(at: number): boolean {
    ARGUMENT.lastIndex = at + 1;
    const names = ARGUMENT.exec(this.text)?.[1];
    if (names === undefined || TYPE.test(names)) return false;
    const open = openBefore(this.text, at + 1);
    if (open < 0) return false;
    const before = this.text.slice(Math.max(0, open - NEAR), open).trimEnd();
    return /\w$/.test(before) && CALLING.test(before) && !DECLARING.test(before);
  }

  private row(pattern: RegExp, at: number): number {
    pattern.lastIndex = at;
    const found = pattern.exec(this.text);
    const names = found?.[1];
    if (found === null || names === undefined) return at;
    const start = at + found[0].indexOf(names);
    for (const name of names.matchAll(/\w+/g)) {
      const from = start + name.index;
      const word = named(this.text, from, from + name[0].length);
      if (word !== undefined) this.words.push(word);
    }
    return start + names.length;
  }

  private literal(start: number, end: number): void {
    const from = prefixStart(this.text, start);
    if (OWN_LITERAL.test(this.text.slice(Math.max(0, from - 16), from))) return;
    const before = this.wordBefore(from);
    if (before !== undefined && before.start >= (this.words.at(-1)?.end ?? 0))
      this.words.push(before);
    for (let at = end; ;) {
      const word = this.wordAfter(at, at === end);
      if (word === undefined) return;
      this.words.push(word);
      at = word.end;
    }
  }

  private wordAfter(at: number, afterLiteral: boolean): Word | undefined {
    const { text } = this;
    let start = at;
    while (isSpace(text.charCodeAt(start))) start++;
    NAME.lastIndex = start;
    const name = NAME.exec(text)?.[0];
    if (name === undefined || KEYWORDS.has(name)) return undefined;
    if (start === at && (!afterLiteral || SUFFIX.test(name))) return undefined;
    const end = start + name.length;
    if (isPrefix(text, name, end)) return undefined;
    CALL.lastIndex = end;
    const list = CALL.exec(text)?.[0];
    if (list === undefined) return named(text, start, end);
    return isMacroName(name) ? called(name, start, list, end) : undefined;
  }

  private wordBefore(at: number): Word | undefined {
    const { text } = this;
    let end = at;
    while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
    if (text.charCodeAt(end - 1) === 41) return callEndingAt(text, end);
    let start = end;
    while (start > 0 && isIdentifierPart(text.charCodeAt(start - 1))) start--;
    const name = text.slice(start, end);
    if (!/^[A-Za-z_]/.test(name) || KEYWORDS.has(name)) return undefined;
    return end < at || isMacroName(name) ? named(text, start, end) : undefined;
  }

  result(): { text: string; pasted: Pasted } {
    if (this.words.length === 0) return { text: this.text, pasted: NOTHING };
    let covered = "";
    let from = 0;
    for (const { start, end } of this.words) {
      covered += `${this.text.slice(from, start)}"${"_".repeat(end - start - 2)}"`;
      from = end;
    }
    const pasted = new Map(this.words.map(({ start, expr }) => [start, expr]));
    return { text: covered + this.text.slice(from), pasted };
  }
}

/** `R"(…)"` and `L"…"` are prefixes of the next literal. */
function isPrefix(text: string, name: string, end: number): boolean {
  return text.charCodeAt(end) === 34 && /^(?:u8|[uUL])?R?$/.test(name);
}

/** How far from an argument its bracket is looked for. */
const NEAR = 200;

/** The bracket that is open at `at`; -1 where none is near. */
function openBefore(text: string, at: number): number {
  let depth = 0;
  for (let i = at - 1; i >= Math.max(0, at - NEAR); i--) {
    const code = text.charCodeAt(i);
    if (code === 41) depth++;
    else if (code === 40 && depth-- === 0) return i;
    else if (code === 59 || code === 123) return -1;
  }
  return -1;
}

const NAME = /[A-Za-z_]\w*/y;
const CALL = /[ \t]*\((?:[^()"'\n]|"(?:[^"\\\n]|\\.)*"|\([^()"'\n]*\))*\)/y;

/** `u8"…"`: the literal starts with its prefix. */
function prefixStart(text: string, quote: number): number {
  const prefix = /(?:^|[^\w])((?:u8|[uUL])?R?)$/.exec(text.slice(Math.max(0, quote - 4), quote));
  return quote - (prefix?.[1]?.length ?? 0);
}

/** A literal takes two characters, so a name of one takes the blank before it along. */
function named(text: string, start: number, end: number): Word | undefined {
  const span = { start, end };
  const expr = { is: "name" as const, name: text.slice(start, end), span };
  if (end - start > 1) return { start, end, expr };
  return text.charCodeAt(start - 1) === 32 ? { start: start - 1, end, expr } : undefined;
}

function isMacroName(name: string): boolean {
  return /^[A-Z_][A-Z0-9_]*$/.test(name);
}

const CALL_BEFORE =
  /\b([A-Z_][A-Z0-9_]*)([ \t]*\((?:[^()"'\n]|"(?:[^"\\\n]|\\.)*"|\([^()"'\n]*\))*\))$/;

function callEndingAt(text: string, end: number): Word | undefined {
  const found = CALL_BEFORE.exec(text.slice(Math.max(0, end - 120), end));
  const [whole = "", name = "", list = ""] = found ?? [];
  return found === null ? undefined : called(name, end - whole.length, list, end - list.length);
}

function called(name: string, start: number, list: string, listStart: number): Word {
  const end = listStart + list.length;
  return {
    start,
    end,
    expr: {
      is: "call",
      callee: name,
      args: argumentsOf(list, listStart),
      span: { start, end },
    },
  };
}

/** Each argument of a written list, as far as tokens tell what it is. */
function argumentsOf(list: string, start: number): Expr[] {
  const open = list.indexOf("(") + 1;
  const inside = list.slice(open, -1);
  return [...inside.matchAll(ARGUMENTS)].map((found) => {
    const written = found[0].trim();
    const from = start + open + found.index + found[0].indexOf(written);
    return argument(written, { start: from, end: from + written.length });
  });
}

const ARGUMENTS = /(?:[^,"()]|"(?:[^"\\\n]|\\.)*"|\([^()]*\))+/g;

function argument(written: string, span: Expr["span"]): Expr {
  if (/^[A-Za-z_]\w*$/.test(written)) return { is: "name", name: written, span };
  if (/^"[^"\\\n]*"$/.test(written)) return { is: "text", text: written.slice(1, -1), span };
  if (/^(?:0[xX][\da-fA-F]+|[1-9]\d{0,8}|0)$/.test(written))
    return { is: "number", value: Number(written), written, span };
  const call = /^([A-Z_][A-Z0-9_]*)\s*(\([^()]*\))$/.exec(written);
  const [, name = "", args = ""] = call ?? [];
  if (call === null) return { is: "unknown", written, span };
  const at = span.start + written.length - args.length;
  return { is: "call", callee: name, args: argumentsOf(args, at), span };
}

/** In a macro's body `#x` is the text of what `x` is given as. */
export function coverBody(text: string): { readonly text: string; readonly pasted: Pasted } {
  const strings: Word[] = [];
  const plain = text.replace(STRINGIFIED, (whole, name: string | undefined, offset: number) => {
    if (name === undefined) return whole;
    const span = { start: offset, end: offset + whole.length };
    const of: Expr = { is: "name", name, span: { start: span.end - name.length, end: span.end } };
    strings.push({ ...span, expr: { is: "operation", operator: "#", operands: [of], span } });
    return `"${"_".repeat(whole.length - 2)}"`;
  });
  const covered = cover(plain);
  if (strings.length === 0) return covered;
  const pasted = new Map(covered.pasted);
  for (const { start, expr } of strings) pasted.set(start, expr);
  return { text: covered.text, pasted };
}

/** Literals are passed over, and so is `##`. */
const STRINGIFIED = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|##|#[ \t]*([A-Za-z_]\w*)/g;
