// Statements of C-family code around a fact: where a line may be put before one or taken away without
// changing what an `if` or a loop governs.
import type { Span } from "../base/span.js";
import type { Bound } from "../facts/bound.js";
import { codeIn, isClosing, isOpening } from "./arguments.js";

const CODE: ReadonlySet<string> = new Set(["c", "cpp", "arduino", "header"]);

export function isCode({ source }: Bound): boolean {
  return CODE.has(source.document.kind);
}

interface Statement {
  /** Of its first letter. */
  readonly start: number;
  /** What stands in front of the fact. */
  readonly before: string;
  /** The fact stands in parentheses of the statement. */
  readonly inside: boolean;
}

function statementOf(text: string, fact: Span): Statement {
  const open: string[] = [];
  let start = 0;
  let depth = 0;
  for (const [at, c] of codeIn(text, { start: 0, end: fact.start })) {
    const isInList = "([".includes(open.at(-1) ?? "{");
    if (isOpening(c)) open.push(c);
    else if (isClosing(c)) open.pop();
    // The clauses of a `for` are no statements.
    if (c !== "{" && c !== "}" && (c !== ";" || isInList)) continue;
    start = at + 1;
    depth = open.length;
  }
  const gap = /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/|#[^\n]*\n)*/.exec(
    text.slice(start, fact.start),
  );
  start += gap?.[0].length ?? 0;
  return { start, before: text.slice(start, fact.start), inside: open.length > depth };
}

/** Where another statement may be put in front of the one that holds the fact, on a line of its own. */
export function placeBefore(text: string, fact: Span): number | undefined {
  const { start, before, inside } = statementOf(text, fact);
  const [word = ""] = /^\w*/.exec(before) ?? [];
  if (GOVERNED.has(word) || (word === "if" && !inside)) return undefined;
  return /^[ \t]*$/.test(text.slice(text.lastIndexOf("\n", start - 1) + 1, start))
    ? start
    : undefined;
}

/** What comes after these runs under a condition, or more than once. */
const GOVERNED = new Set(["else", "for", "while", "do", "switch", "case", "default"]);

/** Whether the lines of the fact hold its statement, whole and alone. */
export function fillsLines(text: string, { start, end }: Span): boolean {
  const statement = statementOf(text, { start, end });
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = text.indexOf("\n", end);
  const rest = text.slice(end, lineEnd < 0 ? undefined : lineEnd);
  return (
    /^[ \t]*$/.test(text.slice(lineStart, Math.max(lineStart, statement.start))) &&
    statement.start >= lineStart &&
    /^\s*;?\s*(?:\/\/.*|\/\*[^*]*\*\/\s*)?$/.test(rest)
  );
}
