// Single lines of Kconfig: where code ends and a comment starts, and what `default`,
// `select` and `imply` say.
import type { Span } from "../../base/span.js";

/** The line without its comment; a `#` inside quotes is none. */
export function codeOf(line: string): string {
  let quote = "";
  for (let i = 0; i < line.length; i++) {
    const c = line.charAt(i);
    if (c === "\\" && quote !== "") i++;
    else if (quote !== "") quote = c === quote ? "" : quote;
    else if (c === '"' || c === "'") quote = c;
    else if (c === "#") return line.slice(0, i);
  }
  return line;
}

export interface Default {
  readonly written: string;
  /** Unquoted; absent for what must be computed. */
  readonly value?: string;
  readonly quoted: boolean;
  readonly valueSpan: Span;
  /** The value and its condition. */
  readonly span: Span;
  readonly condition?: string;
}

const VALUE = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\S+)/;

/** `VALUE [if CONDITION]`, standing at `start`. */
export function readDefault(text: string, start: number): Default {
  const match = VALUE.exec(text);
  const [first = "", double, single] = match ?? [];
  const rest = text.slice(first.length);
  const isSimple = /^\s*(?:$|if\s)/.test(rest);
  const condition = (isSimple ? /^\s+if\s+(.*)$/ : /\sif\s+(.*)$/).exec(rest)?.[1]?.trim();
  const written = isSimple ? first : text;
  const string = isSimple ? (double ?? single) : undefined;
  const value = isSimple ? plainValue(first, string) : undefined;
  return {
    written,
    quoted: string !== undefined,
    valueSpan: { start, end: start + written.length },
    span: { start, end: start + text.length },
    ...(value === undefined ? {} : { value }),
    ...(condition === undefined ? {} : { condition }),
  };
}

/** `$(…)` is filled in by the build. */
function plainValue(written: string, string: string | undefined): string | undefined {
  if (string !== undefined)
    return /\$[({]/.test(string) ? undefined : string.replaceAll(/\\(.)/g, "$1");
  return /^(?:[ynm]|-?\d+(?:\.\d+)?|0[xX][0-9a-fA-F]+)$/.test(written) ? written : undefined;
}

export interface Given {
  readonly name: string;
  readonly span: Span;
  readonly condition?: string;
}

/** `NAME [if CONDITION]` of a `select` or `imply`, a statement at `span`; undefined where no name stands there. */
export function readGiven(text: string, span: Span): Given | undefined {
  const [, name, condition] = /^(\w+)(?:\s+if\s+(.*\S))?\s*$/.exec(text) ?? [];
  if (name === undefined) return undefined;
  return { name, span, ...(condition === undefined ? {} : { condition }) };
}
