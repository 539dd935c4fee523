// Places in a document whose items count: what is read of it, and what of that for flow.
import type { Document } from "../model/document.js";
import type { DefinitionGate } from "./definitions.js";

/** Offsets in a text, ascending. */
export interface Spots {
  /** Whose items are read. */
  readonly offsets: readonly number[];
  /** Those of them whose items are read for flow. */
  readonly deep: readonly number[];
}

export const NOWHERE: Spots = { offsets: [], deep: [] };

/** What the gate said of one file. */
export interface Gated extends Spots {
  /**
   * Numbers of the words that occur; undefined where bytes don't show it, as in UTF-16. None in
   * what is left out: rules' words don't count there.
   */
  readonly words: readonly number[] | undefined;
}

/** Words that nobody could count may be any. */
export function holdsAny(words: Gated["words"], wanted: ReadonlySet<number>): boolean {
  return words === undefined || words.some((word) => wanted.has(word));
}

/** Where a document defines what was asked for. */
export function spotsOf(definitions: DefinitionGate | undefined, { text }: Document): Spots {
  if (definitions === undefined) return NOWHERE;
  return { offsets: definitions.offsets(text), deep: definitions.deepOffsets(text) };
}

export function both(a: Spots, b: Spots): Spots {
  return { offsets: merged(a.offsets, b.offsets), deep: merged(a.deep, b.deep) };
}

function merged(a: readonly number[], b: readonly number[]): readonly number[] {
  if (b.length === 0) return a;
  return [...new Set([...a, ...b])].sort((x, y) => x - y);
}
