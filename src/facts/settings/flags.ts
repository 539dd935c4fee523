// Compiler flags that define macros, as build files write them: `-DNAME=value`, `-D NAME=value`,
// and bare `NAME=value` where a build system takes definitions. The value is what the compiler sees.
import type { Span } from "../../base/span.js";
import type { Expr } from "../../model/expr.js";
import type { DefineFact } from "../../model/fact.js";
import { numberOf, unquote } from "../c/literals.js";
import { sliceWord, spanIn, type Word } from "./word.js";

/** The definitions among the words of a command line. */
export function definesIn(words: readonly Word[]): DefineFact[] {
  const facts: DefineFact[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word?.text.startsWith("-D") !== true) continue;
    const flagStart = spanIn(word).start;
    const rest = sliceWord(word, 2 + Math.max(0, word.text.slice(2).search(/\S|$/)));
    const named = rest.text === "" ? words[++i] : rest;
    const fact = named === undefined ? undefined : defineOf(named, flagStart);
    if (fact !== undefined) facts.push(fact);
  }
  return facts;
}

/** `NAME`, `NAME=value` or `NAME(args)=value`; undefined where it is none of these. */
export function defineOf(word: Word, flagStart = spanIn(word).start): DefineFact | undefined {
  const head = /^([A-Za-z_]\w*)(?:\(([^()]*)\))?(=|$)/.exec(word.text);
  const name = head?.[1];
  if (head === null || name === undefined) return undefined;
  const value =
    head[3] === "="
      ? valueOf(sliceWord(word, head[0].length), spanIn(word, head[0].length))
      : ({ is: "number", value: 1, written: "1", span: spanIn(word, 0, name.length) } as const);
  const params = head[2]?.split(",").map((param) => param.trim());
  return {
    word: "define",
    name,
    ...(params === undefined ? {} : { params }),
    value,
    by: "flag",
    span: { start: flagStart, end: Math.max(value.span.end, spanIn(word).end) },
  };
}

/** What a build system fills in: PlatformIO, CMake and shell variables, generator expressions. */
const FILLED_IN = /\$(?:[A-Z]*\{[^{}]*\}|\([^()]*\)|<[^<>]*>)/g;

function valueOf(word: Word, span: Span): Expr {
  const { text } = word;
  const number = numberFrom(text);
  if (number !== undefined) return { is: "number", value: number, written: text, span };
  // A backslash that no shell took away is meant for the quote behind it.
  const string = /^\\?"([^]*?)\\?"$/.exec(text);
  if (string !== null) return textOf(word, span);
  if (/^[A-Za-z_]\w*$/.test(text)) return { is: "name", name: text, span };
  return { is: "unknown", written: text, span };
}

function numberFrom(text: string): number | undefined {
  if (!/^[-+]?[\d.]/.test(text)) return undefined;
  const value = numberOf(text.replace(/^[-+]/, ""));
  return value !== undefined && text.startsWith("-") ? -value : value;
}

/** A string literal; parts that the build fills in are unknown, the rest around them is known. */
function textOf(word: Word, span: Span): Expr {
  const open = word.text.indexOf('"') + 1;
  const close = word.text.replace(/\\?"$/, "").length;
  const body = sliceWord(word, open, close);
  const parts: Expr[] = [];
  let from = 0;
  const known = (to: number): void => {
    if (to <= from) return;
    const text = unquote(`"${body.text.slice(from, to)}"`);
    parts.push({ is: "text", text, span: spanIn(body, from, to) });
  };
  for (const match of body.text.matchAll(FILLED_IN)) {
    known(match.index);
    from = match.index + match[0].length;
    parts.push({ is: "unknown", written: match[0], span: spanIn(body, match.index, from) });
  }
  if (parts.length === 0) return { is: "text", text: unquote(`"${body.text}"`), span };
  known(body.text.length);
  const [only] = parts;
  return only !== undefined && parts.length === 1
    ? { ...only, span }
    : { is: "concat", parts, span };
}
