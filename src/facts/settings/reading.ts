// What every settings reader shares: lines with their offsets, and how facts and problems become
// the one item that a settings file is.
import { lineStarts, positionAt, type Span } from "../../base/span.js";
import type { Document, DocumentFacts } from "../../model/document.js";
import type { Fact, IgnoreFact } from "../../model/fact.js";
import type { Problem } from "../../model/problem.js";

export interface Line {
  /** Without its line break, and without a byte order mark before the first line. */
  readonly text: string;
  readonly start: number;
  /** From 0. */
  readonly number: number;
}

export function linesOf(text: string): Line[] {
  const starts = lineStarts(text);
  return starts.map((start, number) => {
    const next = starts[number + 1] ?? text.length;
    const from = number === 0 && text.startsWith("\ufeff") ? 1 : start;
    return { text: text.slice(from, next).replace(/\r?\n$|\r$/, ""), start: from, number };
  });
}

/** Something that could not be read, at a place in the document. */
export interface Complaint {
  readonly at: Span;
  readonly message: string;
}

/** A file that is no settings file at all complains of every line; the first few say it. */
const MOST_COMPLAINTS = 20;

/** The document as one item. Facts are sorted by where they stand. */
export function wholeDocument(
  document: Document,
  facts: readonly Fact[],
  complaints: readonly Complaint[],
): DocumentFacts {
  const { path, kind, text } = document;
  const partial = complaints.length > 0;
  return {
    path,
    kind,
    items: [
      {
        at: { start: 0, end: text.length },
        line: 0,
        column: 0,
        text,
        context: [],
        conditions: [],
        facts: [...facts].sort((a, b) => a.span.start - b.span.start),
        partial,
      },
    ],
    problems: problemsOf(document, complaints),
    parse: partial ? "partial" : "whole",
  };
}

function problemsOf({ path, text }: Document, complaints: readonly Complaint[]): Problem[] {
  if (complaints.length === 0) return [];
  const starts = lineStarts(text);
  const problems = complaints.slice(0, MOST_COMPLAINTS).map(({ at, message }): Problem => {
    const start = positionAt(starts, at.start);
    return {
      kind: "partial",
      path,
      range: { start, end: positionAt(starts, at.end) },
      message: `Line ${start.line + 1}: ${message}`,
      severity: "warning",
    };
  });
  const rest = complaints.length - problems.length;
  if (rest > 0)
    problems.push({
      kind: "partial",
      path,
      message: `${rest} more lines could not be read; is this the kind of file its name says?`,
      severity: "warning",
    });
  return problems;
}

const MARK = "baseline645:";

/** The suppression inside a comment, if it holds one. */
export function ignoreIn(comment: string, start: number): IgnoreFact[] {
  const at = comment.indexOf(MARK);
  if (at < 0) return [];
  const text = comment.slice(at).trimEnd();
  return [{ word: "ignore", text, span: { start: start + at, end: start + at + text.length } }];
}

/** Suppressions in the comments of a YAML file. */
export function ignoresInYaml(text: string): IgnoreFact[] {
  return linesOf(text).flatMap((line) => {
    const at = line.text.search(/(?:^|\s)#/);
    return at < 0 ? [] : ignoreIn(line.text.slice(at), line.start + at);
  });
}

/**
 * Conditions that one fact can carry. Nobody nests deeper; without a limit, a file made for it would
 * grow with the square of its length.
 */
export const MOST_CONDITIONS = 32;

/** `text` shortened for a message, on one line. */
export function briefly(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
