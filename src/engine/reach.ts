// How far from the fact that starts a sentence another may stand: in its statement, its function or further,
// and before or behind one that was named.
import type { Clause, Reaching } from "../model/rule.js";
import type { Fact } from "../model/fact.js";
import { isWord, type Bound } from "../facts/bound.js";
import { configurationOf } from "../facts/configurations.js";
import { isInFailure } from "../facts/failures.js";
import type { Bindings } from "./bound-place.js";
import type { Matching } from "./matching.js";

export function usualReach(clause: Clause, bindings: Bindings): Reaching {
  if (isOfBound(clause, bindings)) return "object";
  return ["setting", "define", "include", "presence"].includes(clause.word)
    ? "project"
    : "function";
}

/** The clause is about an object that an earlier one was about. */
export function isOfBound({ on, of, args, result }: Clause, bindings: Bindings): boolean {
  const given = [...(args?.values() ?? [])].map((a) => a.bind);
  const variables = [on?.bind, of, result?.bind, ...given];
  return variables.some((v) => v !== undefined && bindings.has(v));
}

/**
 * What a wrapper does to an object that it is given, the function does that calls it; and so it does what stands
 * before or behind something that was named.
 */
export function isInReach(
  m: Matching,
  clause: Clause,
  bound: Bound,
  trigger: Bound,
  within: Reaching,
  bindings: Bindings,
): boolean {
  if (reaches(m, bound, trigger, within)) return true;
  if (within !== "function" || !(isOfBound(clause, bindings) || isOrdered(clause))) return false;
  return m.places.areOneCallApart(bound, trigger);
}

function isOrdered({ after, before }: Clause): boolean {
  return (after ?? before) !== undefined;
}

/** A place tells objects apart by itself, so "object" reaches through the project. */
function reaches(m: Matching, bound: Bound, trigger: Bound, within: Reaching): boolean {
  if (within === "workspace") return true;
  if (within === "configuration")
    return configurationOf(m.index, pathOf(trigger)).paths.has(pathOf(bound));
  if (bound.source.root !== trigger.source.root) return false;
  if (within === "project" || within === "object") return true;
  if (pathOf(bound) !== pathOf(trigger)) return false;
  if (within === "file") return true;
  if (bound.item !== trigger.item) return false;
  if (within === "statement")
    return isInside(bound.fact, trigger.fact) || isInside(trigger.fact, bound.fact);
  return functionOf(bound.fact) === functionOf(trigger.fact);
}

function pathOf({ source }: Bound): string {
  return source.document.path;
}

/** `after: $n`, `before: $n`: where the fact stands to one that an earlier clause has named. */
export function isInOrder(
  { places }: Matching,
  { after, before, onFailureOf }: Clause,
  bound: Bound,
  named: ReadonlyMap<string, Bound>,
): boolean {
  const earlier = after === undefined ? undefined : named.get(after);
  const later = before === undefined ? undefined : named.get(before);
  if (after !== undefined && (earlier === undefined || !places.comesAfter(bound, earlier)))
    return false;
  if (onFailureOf !== undefined && !isAfterFailure(bound, named.get(onFailureOf))) return false;
  return before === undefined || (later !== undefined && places.comesAfter(later, bound));
}

function isAfterFailure(bound: Bound, call: Bound | undefined): boolean {
  return call !== undefined && isWord(call, "call") && isInFailure(bound, call);
}

function isInside(inner: Fact, outer: Fact): boolean {
  return outer.span.start <= inner.span.start && inner.span.end <= outer.span.end;
}

/** A function stands within itself, so that a sentence can ask for the name of the one around. */
function functionOf(fact: Fact): string | undefined {
  return fact.word === "function" ? fact.name : fact.within;
}
