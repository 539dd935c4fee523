// A fact in its place: which item, document and project root it belongs to. Equal text in two files
// may share facts, never places.
import { lineStarts, positionAt, type Range, type Span } from "../base/span.js";
import type { DocumentFacts, ItemFacts } from "../model/document.js";
import type { Fact, KconfigDefaultFact, ObjectFact, SettingFact } from "../model/fact.js";
import type { Ownership, ProjectRoot } from "../model/project.js";

export interface Source {
  readonly document: DocumentFacts;
  readonly root: ProjectRoot;
  readonly ownership: Ownership;
}

export interface Bound<F extends Fact = Fact> {
  readonly fact: F;
  readonly item: ItemFacts;
  readonly source: Source;
}

/** Narrows a bound fact to the facts of one word. */
export function isWord<W extends Fact["word"]>(
  bound: Bound,
  word: W,
): bound is Bound<Extract<Fact, { word: W }>> {
  return bound.fact.word === word;
}

/** Positions in the document of an item-relative span. */
export function rangeOf(item: ItemFacts, span: Span): Range {
  const starts = lineStarts(item.text);
  return { start: place(item, starts, span.start), end: place(item, starts, span.end) };
}

function place(item: ItemFacts, starts: readonly number[], offset: number): Range["start"] {
  const { line, column } = positionAt(starts, offset);
  return { line: item.line + line, column: line === 0 ? item.column + column : column };
}

/** All conditions a fact stands under: the item's, then its own, outermost first. */
export function conditionsOf({ item, fact }: Bound): readonly string[] {
  const own = fact.conditions;
  return own === undefined ? item.conditions : [...item.conditions, ...own];
}

/** The class or namespace a fact stands in: from its item, or from `Foo::bar` it is within. */
export function classOf(bound: Bound): string | undefined {
  const qualified = /^(.*)::[^:]+$/.exec(bound.fact.within ?? "");
  return qualified?.[1]?.split("::").at(-1) ?? bound.item.context.at(-1);
}

/** Code that no build compiles. */
export function isDead(bound: Bound): boolean {
  return conditionsOf(bound).some((c) => c === "0" || c === "false" || c === "!(1)" || c === "!1");
}

/** Equal keys are the same variable; the fields below it are not part of the key. */
export type PlaceKey = string;

/** What a written name stands for: see facts/places.ts. */
export interface Declared {
  readonly key: PlaceKey;
  readonly object?: Bound<ObjectFact>;
  /** How far the variable is known: its function's item, its file, or further. */
  readonly scope: "function" | "file" | "project";
}

/** What decides a Kconfig symbol in one build: see facts/kconfig-symbols.ts. */
export interface Decision {
  /** The line of a settings file, of the choice's other member where that was taken, or the `select`. */
  readonly bound: Bound<SettingFact> | Bound<KconfigDefaultFact>;
  readonly value: string;
}

/** What a setting is worth in what is shipped. */
export interface EffectiveSetting {
  readonly bound: Bound<SettingFact> | Bound<KconfigDefaultFact>;
  readonly value: string;
  readonly quoted: boolean;
  /** Names of the variants it holds in; empty means all. */
  readonly variants: readonly string[];
}

/** A field, or declared within a class or a namespace. */
export function isMember({ fact, item }: Bound<ObjectFact>): boolean {
  return fact.storage === "field" || item.context.length > 0;
}
