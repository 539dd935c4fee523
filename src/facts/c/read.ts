// A C-family document → its facts, item by item. With a gate, only the items that hold a gated
// offset are parsed; the others are known to concern no rule.
import { groupBy } from "../../base/collections.js";
import { lineStarts, positionAt } from "../../base/span.js";
import { ownCopy } from "../../base/text.js";
import type { Document, DocumentFacts, ItemFacts } from "../../model/document.js";
import { cutItems, type Item } from "../../syntax/items.js";
import type { GrammarName, Syntax } from "../../syntax/runtime.js";
import { extract, extractDirective, type Extracted } from "./extract.js";

export interface Gate {
  /** Offsets of words that some rule asks for, ascending; undefined reads every item. */
  readonly offsets: readonly number[] | undefined;
  /** Items that hold one of these, ascending, are read for flow as well. */
  readonly deep?: readonly number[] | "all";
  /** Reads the whole file as one item instead: the check on the cutter. */
  readonly whole?: boolean;
  /** What the document said before: items whose text is still the same keep their facts. */
  readonly before?: DocumentFacts | undefined;
}

export function readC(document: Document, syntax: Syntax, gate: Gate): DocumentFacts {
  const { text, path, kind } = document;
  const starts = lineStarts(text);
  const items: ItemFacts[] = ignoreComments(text, starts);
  const known = new KnownItems(gate.before);
  let partial = false;
  let parsed = false;
  for (const { item, isInclude } of itemsToRead(text, gate)) {
    const isDeep = item.kind !== "directive" && isDeeply(item, gate);
    const read = factsOf(item, document, syntax, starts, known, isDeep);
    parsed ||= !isInclude;
    partial ||= read.partial;
    items.push(read);
  }
  const parse = !parsed ? "skipped" : partial ? "partial" : "whole";
  return { path, kind, items, problems: [], parse };
}

/** Each include once, and what the gate lets through. */
function* itemsToRead(
  text: string,
  gate: Gate,
): Iterable<{ readonly item: Item; readonly isInclude: boolean }> {
  const included = new Set<string>();
  for (const item of gate.whole === true ? [wholeOf(text)] : cutItems(text)) {
    const isInclude = isIncludeItem(text, item);
    if (isInclude) {
      const key = keyOf(text, item);
      if (included.has(key)) continue;
      included.add(key);
    } else if (!isGated(item, gate.offsets)) continue;
    yield { item, isInclude };
  }
}

function factsOf(
  item: Item,
  document: Document,
  syntax: Syntax,
  starts: readonly number[],
  known: KnownItems,
  isDeep: boolean,
): ItemFacts {
  const { at, context, conditions } = item;
  const written = document.text.slice(at.start, at.end);
  const before = known.take(item, written, isDeep);
  if (before !== undefined && isSame(before, item)) return before;
  const { text, facts, partial } = before ?? extractedFrom(item, written);
  const { line, column } = positionAt(starts, at.start);
  const deep = isDeep ? { deep: true as const } : {};
  const isPartial = partial || item.partial;
  return { at, line, column, text, context, conditions, facts, partial: isPartial, ...deep };

  function extractedFrom({ kind }: Item, slice: string): Pick<ItemFacts, "text"> & Extracted {
    // Facts are slices of their item: with a text of its own the document's can go.
    const own = ownCopy(slice);
    const grammar = grammarOf(document);
    return {
      text: own,
      ...(kind === "directive"
        ? extractDirective(syntax, grammar, own)
        : readItem(syntax, grammar, own, isDeep)),
    };
  }
}

/** It stands where it stood, so that what is known of it stays known. */
function isSame(before: ItemFacts, { at, context, conditions, partial }: Item): boolean {
  const around = [...context, "", ...conditions].join("\n");
  return (
    before.at.start === at.start &&
    before.partial === partial &&
    around === [...before.context, "", ...before.conditions].join("\n")
  );
}

/** Items of an earlier reading by their text. Each is given once: a fact belongs to one item. */
class KnownItems {
  private readonly byText: ReadonlyMap<string, ItemFacts[]>;

  constructor(before: DocumentFacts | undefined) {
    this.byText = groupBy(before?.items ?? [], ({ text }) => text);
  }

  /** Where parts could not be read, it is not known whether because of the text or of its place. */
  take({ kind }: Item, text: string, isDeep: boolean): ItemFacts | undefined {
    if ((kind === "directive") !== text.startsWith("#")) return undefined;
    const found = this.byText.get(text)?.pop();
    return found?.partial === true || (found?.deep ?? false) !== isDeep ? undefined : found;
  }
}

/** A second include of a file under the same conditions says nothing new. */
function keyOf(text: string, { at, conditions }: Item): string {
  return [text.slice(at.start, at.end), ...conditions].join("\n");
}

/** Includes are read in every document: they decide what its names mean. */
function isIncludeItem(text: string, { kind, at }: Item): boolean {
  return kind === "directive" && /^#\s*(?:include|import)\b/.test(text.slice(at.start, at.end));
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

function isDeeply(item: Item, { deep = [] }: Gate): boolean {
  return isGated(item, deep === "all" ? undefined : deep);
}

function grammarOf({ kind }: Document): GrammarName {
  return kind === "c" ? "c" : "cpp";
}

/** C++ reads most C as well; where one stumbles, the other is tried and fewer errors win. */
function readItem(syntax: Syntax, first: GrammarName, text: string, isDeep: boolean): Extracted {
  const extracted = extract(syntax, first, text, isDeep);
  if (extracted.errors === 0) return extracted;
  const other = extract(syntax, first === "c" ? "cpp" : "c", text, isDeep);
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
