// Values as resolution finds them: known, partly known or unknown, with the way that led there.
import type { Span } from "../base/span.js";
import type { Bound } from "./bound.js";

export type Known =
  | { readonly is: "text"; readonly text: string }
  | { readonly is: "number"; readonly value: number }
  | { readonly is: "bytes"; readonly hex: string }
  /** `"http://" CONFIG_HOST` with an unknown host: prefix `http://`, suffix "". */
  | { readonly is: "part"; readonly prefix: string; readonly suffix: string }
  | { readonly is: "unknown" };

/** One place that the value passed through. */
export interface TrailStep {
  readonly bound: Bound;
  readonly span: Span;
  readonly what: string;
}

/** One value a place can have; several arise from `#if`, `?:`, several assignments and variants. */
export interface Option {
  readonly value: Known;
  /** Spellings met on the way: macro names, `true`, `0x10`; `is` compares them all. */
  readonly names: readonly string[];
  /** Of `A | B`: the spellings of both sides, and "" for a side that nobody knows. */
  readonly parts?: readonly string[];
  readonly trail: readonly TrailStep[];
  /** What must hold for it, as written or in words. */
  readonly conditions: readonly string[];
}

export const UNKNOWN: Known = { is: "unknown" };

export function option(value: Known, names: readonly string[] = []): Option {
  return { value, names, trail: [], conditions: [] };
}

/** The same value, spelled so as well. */
export function named(name: string, one: Option): Option {
  return { ...one, names: [name, ...one.names] };
}

/** The same value, reached by way of `step`, where the conditions hold as well. */
export function through(step: TrailStep, one: Option, conditions: readonly string[] = []): Option {
  return {
    ...one,
    trail: [step, ...one.trail],
    conditions: [...conditions, ...one.conditions],
  };
}

/** Text of a value where all of it is known; numbers are written in decimal. */
export function textOf(value: Known): string | undefined {
  if (value.is === "text") return value.text;
  return value.is === "number" ? String(value.value) : undefined;
}

/** Joins two options end to end, as adjacent literals are. */
export function joinOptions(a: Option, b: Option): Option {
  return {
    value: joinValues(a.value, b.value),
    names: [],
    trail: [...a.trail, ...b.trail],
    conditions: [...a.conditions, ...b.conditions],
  };
}

function joinValues(a: Known, b: Known): Known {
  const left = textOf(a);
  const right = textOf(b);
  if (left !== undefined && right !== undefined) return { is: "text", text: left + right };
  const prefix = left ?? (a.is === "part" ? a.prefix : "");
  const suffix = right ?? (b.is === "part" ? b.suffix : "");
  const leftmost = left !== undefined && b.is === "part" ? left + b.prefix : prefix;
  const rightmost = right !== undefined && a.is === "part" ? a.suffix + right : suffix;
  return { is: "part", prefix: leftmost, suffix: rightmost };
}
