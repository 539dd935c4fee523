// What flow analysis knows of the data in one place: where it comes from, and what limits it.
import type { Span } from "../../base/span.js";
import type { Expr } from "../../model/expr.js";
import type { FlowClass } from "../../model/flow-model.js";
import type { TrailStep } from "../values.js";

/** The way of data, from where it comes in to where it is looked at; a few steps at most. */
export type Way = readonly TrailStep[];

/** A number that cannot exceed another: `n <= sizeof buf`, strictly less where `strict`. */
export interface Limit {
  readonly expr: Expr;
  readonly strict: boolean;
}

/** A length that is a sum of lengths of texts and a number. */
export interface Length {
  /** Places of texts, in order. */
  readonly terms: readonly string[];
  readonly plus: number;
}

/** How many letters a text has at most, and the test that shows it. */
export interface Longest {
  readonly letters: number;
  readonly span: Span;
}

/** What a buffer was allocated with, and where. */
export interface Room extends Length {
  readonly span: Span;
}

export interface Knowledge {
  /**
   * Classes of the data, with the way that each took. `#2` stands for whatever callers give as the
   * third parameter.
   */
  readonly from: ReadonlyMap<FlowClass, Way>;
  /** Compared with, or made smaller than, something that is no such data. */
  readonly bounded: boolean;
  /** What it holds was judged: compared with a text, searched, validated. */
  readonly checked: boolean;
  /** A text whose end is marked; absent: unknown. */
  readonly terminated?: boolean;
  readonly most?: Limit;
}

export const CLEAN: Knowledge = { from: new Map(), bounded: true, checked: true };

/** Without the class `name`. */
export function without(known: Knowledge, name: FlowClass): Knowledge {
  if (!known.from.has(name)) return known;
  const from = new Map(known.from);
  from.delete(name);
  return from.size === 0 ? CLEAN : { ...known, from };
}

export function isData(known: Knowledge): boolean {
  return known.from.size > 0;
}

export function given(
  name: FlowClass,
  way: Way,
  more: Pick<Knowledge, "terminated" | "most"> = {},
): Knowledge {
  return { from: new Map([[name, way]]), bounded: false, checked: false, ...more };
}

/** What holds where either may be: of two paths, two parts or two callers. */
export function either(a: Knowledge, b: Knowledge): Knowledge {
  if (!isData(a)) return isData(b) ? b : a;
  if (!isData(b) || a === b) return a;
  const terminated = sameOr(a.terminated, b.terminated);
  return {
    from: new Map([...b.from, ...a.from]),
    bounded: ofBoth(a, b, "bounded"),
    checked: ofBoth(a, b, "checked"),
    ...(terminated === undefined ? {} : { terminated }),
    ...(a.most !== undefined && a.most === b.most ? { most: a.most } : {}),
  };
}

/** What callers give, if anything, does not undo what is known of data: `n = room - 1`. */
function ofBoth(a: Knowledge, b: Knowledge, what: "bounded" | "checked"): boolean {
  const [isOpenA, isOpenB] = [isOpen(a), isOpen(b)];
  if (isOpenA === isOpenB) return a[what] && b[what];
  return isOpenA ? b[what] : a[what];
}

function isOpen({ from }: Knowledge): boolean {
  for (const name of from.keys()) if (parameterOf(name) === undefined) return false;
  return true;
}

/** False where one of them is known to be without an end. */
function sameOr(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
  if (a === false || b === false) return false;
  return a === true && b === true ? true : undefined;
}

export function eitherOf(all: readonly Knowledge[]): Knowledge {
  return all.reduce(either, CLEAN);
}

/** Equal in what others are told; ways don't count. */
export function sameKnowledge(a: Knowledge, b: Knowledge): boolean {
  return (
    a.from.size === b.from.size &&
    [...a.from.keys()].every((name) => b.from.has(name)) &&
    a.bounded === b.bounded &&
    a.checked === b.checked &&
    a.terminated === b.terminated
  );
}

/** Data on its way through `step`. */
export function onward(known: Knowledge, step: TrailStep): Knowledge {
  if (!isData(known)) return known;
  const from = new Map([...known.from].map(([name, way]) => [name, further(way, step)]));
  return { ...known, from };
}

const LONGEST = 8;

function further(way: Way, step: TrailStep): Way {
  return way.length >= LONGEST ? way : [...way, step];
}

/** Without what was known of its size and content: it has been changed. That it lacks an end is not said. */
export function changed(known: Knowledge): Knowledge {
  const { from, bounded, checked } = known;
  return { from, bounded, checked, terminated: true };
}

export function parameterClass(number: number): FlowClass {
  return `#${String(number)}`;
}

/** The parameter that a class stands for; undefined for a class of its own. */
export function parameterOf(name: FlowClass): number | undefined {
  return name.startsWith("#") ? Number(name.slice(1)) : undefined;
}
