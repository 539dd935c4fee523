// The arguments of a call as they are written. An expression looks through casts and parentheses; an
// edit must not.
import type { Span } from "../base/span.js";
import type { CallFact } from "../model/fact.js";
import type { Bound } from "../facts/bound.js";

/** What is passed over whole: literals and comments. */
const OPAQUE = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\\n])*'|\/\/[^\n]*|\/\*[\s\S]*?\*\//y;

/** Goes through code outside of literals and comments. */
export function* codeIn(text: string, { start, end }: Span): Iterable<[at: number, c: string]> {
  for (let i = start; i < end; i++) {
    OPAQUE.lastIndex = i;
    const whole = OPAQUE.exec(text)?.[0].length;
    if (whole === undefined) yield [i, text.charAt(i)];
    else i += whole - 1;
  }
}

/** Each argument from its first to its last letter; undefined where the call is no list in parentheses. */
export function argumentSpans(text: string, call: Span): Span[] | undefined {
  const { cuts, close } = lastList(text, call);
  const [open] = cuts;
  if (open === undefined || close !== call.end - 1 || text.charAt(close) !== ")") return undefined;
  const spans = cuts.map((cut, i) => trimmed(text, cut + 1, cuts[i + 1] ?? close));
  const [first] = spans;
  return spans.length === 1 && first?.start === first?.end ? [] : spans;
}

/** Of the last brackets of a call the opening one with the commas, and the closing one. */
function lastList(text: string, call: Span): { cuts: number[]; close: number } {
  let depth = 0;
  let cuts: number[] = [];
  let close = -1;
  for (const [at, c] of codeIn(text, call)) {
    if (isOpening(c)) {
      if (depth === 0) cuts = [at];
      depth++;
    } else if (isClosing(c)) {
      depth--;
      if (depth === 0) close = at;
    } else if (c === "," && depth === 1) cuts.push(at);
  }
  return { cuts, close };
}

export function isOpening(c: string): boolean {
  return c === "(" || c === "[" || c === "{";
}

export function isClosing(c: string): boolean {
  return c === ")" || c === "]" || c === "}";
}

function trimmed(text: string, from: number, to: number): Span {
  const piece = text.slice(from, to);
  const start = from + piece.length - piece.trimStart().length;
  return { start, end: Math.max(start, from + piece.trimEnd().length) };
}

/** The whole argument with its casts, or its expression where the text does not tell. */
export function argumentSpan({ fact, item }: Bound<CallFact>, number: number): Span | undefined {
  const spans = argumentSpans(item.text, fact.span);
  return spans?.length === fact.args.length ? spans[number] : fact.args[number]?.span;
}
