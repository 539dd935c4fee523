// An item's text as the grammars can read it, at equal length so that every offset stays true:
// attribute macros and directives are blanked, names between literals are covered. Where branches of
// `#if` are alternatives for a part of something, there is a reading for each.
import type { Span } from "../base/span.js";
import { blankAttributes } from "./blank.js";
import { branchesIn, type Branches, type Choice } from "./branches.js";
import { blanked } from "./lexical.js";
import { cover, type Pasted } from "./paste.js";

export interface Reading {
  readonly text: string;
  readonly pasted: Pasted;
  /** The conditionals of alternatives, as this reading takes them. */
  readonly choices: readonly Choice[];
}

export interface Prepared {
  /** At least one. */
  readonly readings: readonly Reading[];
  /** Directives inside the item that are no conditionals; the readings leave them out. */
  readonly directives: readonly Span[];
  /** `#if` conditions inside the item at an offset, outermost first. */
  conditionsAt(offset: number): readonly string[];
}

export function prepare(text: string): Prepared {
  const plain = blankAttributes(text);
  if (!/^[ \t]*#/m.test(text))
    return { readings: [reading(plain, [])], directives: [], conditionsAt: () => [] };
  const branches: Branches = branchesIn(text);
  return {
    readings: branches.ways.map((way) => reading(without(plain, way.blank), way.choices)),
    directives: branches.directives,
    conditionsAt: (offset) => branches.conditionsAt(offset),
  };
}

function reading(plain: string, choices: readonly Choice[]): Reading {
  return { ...cover(plain), choices };
}

function without(text: string, spans: readonly Span[]): string {
  let kept = "";
  let from = 0;
  for (const { start, end } of spans) {
    if (end <= from) continue;
    kept += text.slice(from, start) + blanked(text.slice(Math.max(start, from), end));
    from = end;
  }
  return kept + text.slice(from);
}
