// A C-family document → its facts, item by item. With a gate, only the items that hold a gated
// offset are parsed; the others are known to concern no rule.
import { lineStarts, positionAt } from "../../base/span.js";
import type { Document, DocumentFacts, ItemFacts } from "../../model/document.js";
import { cutItems, type Item } from "../../syntax/items.js";
import type { GrammarName, Syntax } from "../../syntax/runtime.js";
import { extract, type Extracted } from "./extract.js";

export interface Gate {
  /** Offsets of words that some rule asks for, ascending; undefined reads every item. */
  readonly offsets: readonly number[] | undefined;
  /** Reads the whole file as one item instead: the check on the cutter. */
  readonly whole?: boolean;
}

export function readC(document: Document, syntax: Syntax, gate: Gate): DocumentFacts {
  const { text, path, kind } = document;
  const starts = lineStarts(text);
  const items: ItemFacts[] = ignoreComments(text, starts);
  let parsed = false;
  for (const item of gate.whole === true ? [wholeOf(text)] : cutItems(text)) {
    const include = item.kind === "directive" ? includeIn(text, item) : undefined;
    if (include === undefined && !isGated(item, gate.offsets)) continue;
    parsed ||= include === undefined;
    items.push(itemFacts(text, starts, item, include ?? readItem(syntax, document, item)));
  }
  const partial = items.some((item) => item.partial);
  const parse = !parsed ? "skipped" : partial ? "partial" : "whole";
  return { path, kind, items, problems: [], parse };
}

function itemFacts(
  text: string,
  starts: readonly number[],
  item: Item,
  extracted: Extracted,
): ItemFacts {
  const { line, column } = positionAt(starts, item.at.start);
  return {
    at: item.at,
    line,
    column,
    text: text.slice(item.at.start, item.at.end),
    context: item.context,
    conditions: item.conditions,
    facts: extracted.facts,
    partial: extracted.partial || item.partial,
  };
}

const INCLUDE = /^#\s*(?:include|import)\s*[<"]([^>"\n]+)[>"]/;

/** Includes are read without the grammar, in every document: they decide what its names mean. */
function includeIn(text: string, item: Item): Extracted | undefined {
  const found = INCLUDE.exec(text.slice(item.at.start, item.at.end));
  if (found === null) return undefined;
  const [written, path = ""] = found;
  const fact = { word: "include" as const, path, span: { start: 0, end: written.length } };
  return { facts: [fact], partial: false, errors: 0 };
}

function wholeOf(text: string): Item {
  return {
    at: { start: 0, end: text.length },
    kind: "declaration",
    context: [],
    conditions: [],
    partial: false,
  };
}

function isGated(item: Item, offsets: readonly number[] | undefined): boolean {
  if (offsets === undefined) return true;
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < item.at.start) low = middle + 1;
    else high = middle;
  }
  const next = offsets[low];
  return next !== undefined && next < item.at.end;
}

/** C++ reads most C as well; where it stumbles, C is tried and the reading with fewer errors wins. */
function readItem(syntax: Syntax, document: Document, item: Item): Extracted {
  const slice = document.text.slice(item.at.start, item.at.end);
  // The grammar wants a line break behind a directive.
  const text = item.kind === "directive" ? `${slice}\n` : slice;
  const first: GrammarName = document.kind === "c" ? "c" : "cpp";
  const extracted = extract(syntax, first, text);
  if (extracted.errors === 0) return extracted;
  const other = extract(syntax, first === "c" ? "cpp" : "c", text);
  return other.errors < extracted.errors ? other : extracted;
}

const IGNORE = /baseline645:[^\n\r]*/g;

/** Suppression comments, wherever they stand; each is an item of its own. */
function ignoreComments(text: string, starts: readonly number[]): ItemFacts[] {
  if (!text.includes("baseline645:")) return [];
  const items: ItemFacts[] = [];
  for (const match of text.matchAll(IGNORE)) {
    const position = positionAt(starts, match.index);
    const line = text.slice(starts[position.line] ?? 0, match.index);
    if (!/(?:\/\/|\/\*|^\s*\*)[^"]*$/.test(line)) continue;
    const written = match[0].replace(/\s*\*\/.*$/, "").trimEnd();
    items.push({
      at: { start: match.index, end: match.index + written.length },
      line: position.line,
      column: position.column,
      text: written,
      context: [],
      conditions: [],
      facts: [{ word: "ignore", text: written, span: { start: 0, end: written.length } }],
      partial: false,
    });
  }
  return items;
}
