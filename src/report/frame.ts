// A code frame: the lines of an excerpt with the squiggle drawn under them. It shows the masked excerpt
// and nothing else, and clips long lines round the squiggle.
import type { Range } from "../base/span.js";
import type { Excerpt } from "../model/finding.js";
import { cellsOf, cellsWidth, type Cell } from "./cells.js";

export interface FrameLine {
  /** Line of the document, from 1; absent on a line of squiggles, and where lines were left out. */
  readonly line?: number;
  readonly kind: "code" | "squiggle" | "cut";
  readonly text: string;
}

const MOST_LINES = 8;
const SQUIGGLE = "^";
const CUT = "…";

/** `width` is what is left for the code itself. */
export function frame(excerpt: Excerpt, range: Range, width: number): FrameLine[] {
  const marks = excerpt.marks ?? range;
  const from = firstShown(excerpt, marks);
  const shown = excerpt.lines.slice(from, from + MOST_LINES);
  const cut: readonly FrameLine[] = [{ kind: "cut", text: CUT }];
  return [
    ...(from > 0 ? cut : []),
    ...shown.flatMap((text, i) => drawn(text, excerpt.firstLine + from + i, marks, width)),
    ...(from + shown.length < excerpt.lines.length ? cut : []),
  ];
}

/** The first line that is shown: the top, unless the squiggle would then be cut off. */
function firstShown(excerpt: Excerpt, marks: Range): number {
  const start = marks.start.line - excerpt.firstLine;
  const last = excerpt.lines.length - 1;
  return start < MOST_LINES ? 0 : Math.min(start, last);
}

/** A line of code, and the squiggle's line where it has one. */
function drawn(text: string, line: number, marks: Range, width: number): FrameLine[] {
  const cells = cellsOf(text);
  const marked = markedColumns(cells, line, marks);
  const window = clip(cellsWidth(cells), marked, width);
  const code: FrameLine = { kind: "code", line: line + 1, text: cutTo(cells, window) };
  if (marked === undefined) return [code];
  const start = Math.max(marked.start, window.start);
  const length = Math.max(1, Math.min(marked.end, window.end) - start);
  const squiggle = " ".repeat(start - window.start) + SQUIGGLE.repeat(length);
  return [code, { kind: "squiggle", text: squiggle }];
}

/** Columns of the terminal, half-open. */
interface Columns {
  readonly start: number;
  readonly end: number;
}

function markedColumns(cells: readonly Cell[], line: number, marks: Range): Columns | undefined {
  const { start, end } = marks;
  if (line < start.line || line > end.line) return undefined;
  // A range that ends before the first character of a line does not mark that line.
  if (line > start.line && line === end.line && end.column === 0) return undefined;
  const from = line === start.line ? start.column : indent(cells);
  const to = line === end.line ? end.column : Number.POSITIVE_INFINITY;
  const before = cells.filter((cell) => cell.to <= from);
  const inside = cells.filter((cell) => cell.to > from && cell.from < to);
  const left = cellsWidth(before);
  return { start: left, end: left + Math.max(1, cellsWidth(inside)) };
}

function indent(cells: readonly Cell[]): number {
  return cells.find((cell) => cell.text.trim() !== "")?.from ?? 0;
}

/** The part of a line of `total` columns that fits into `width`, with the marked columns in it. */
function clip(total: number, marked: Columns | undefined, width: number): Columns {
  if (total <= width) return { start: 0, end: Math.max(total, marked?.end ?? 0) };
  const { start, end } = marked ?? { start: 0, end: 0 };
  const room = width - (end - start);
  const wanted = room > 2 ? start - Math.floor(room / 2) : start - 1;
  const left = Math.max(0, Math.min(wanted, total - width));
  return { start: left, end: left + width };
}

/** The cells within `window`, an ellipsis in place of the first and the last where more follows. */
function cutTo(cells: readonly Cell[], window: Columns): string {
  let text = "";
  let column = 0;
  const total = cellsWidth(cells);
  for (const cell of cells) {
    const end = column + cell.width;
    text += cutCell(cell, { start: column, end }, window, total);
    column = end;
  }
  return text.trimEnd();
}

function cutCell(cell: Cell, at: Columns, window: Columns, total: number): string {
  if (at.end <= window.start || at.start >= window.end) return "";
  const cutLeft = window.start > 0 && at.start <= window.start;
  const cutRight = window.end < total && at.end >= window.end;
  if (!cutLeft && !cutRight) return cell.text;
  const room = Math.min(at.end, window.end) - Math.max(at.start, window.start);
  return cutLeft ? CUT.padEnd(room) : CUT.padStart(room);
}
