// The way to a finding, step by step: what the value passed through and the facts that came together.
import { comparePositions, type Range, type Span } from "../base/span.js";
import { rangeOf, type Bound } from "../facts/bound.js";
import type { Finding, Step } from "../model/finding.js";
import { excerptOf } from "./excerpt.js";
import type { Held } from "./join.js";
import { firstLineOf } from "./place.js";

const USE = "used here";
const MOST_USES = 8;

/** One secret that is used in several places is one finding that names them. */
export function withUses(first: Finding, other: Finding): Finding {
  const { trail } = first.evidence;
  const known = new Set(trail.map(placeOf));
  const room = MOST_USES - trail.filter((step) => step.message === USE).length;
  const more = other.evidence.trail
    .filter((step) => step.message === USE && !known.has(placeOf(step)))
    .slice(0, Math.max(room, 0));
  if (more.length === 0) return first;
  return { ...first, evidence: { ...first.evidence, trail: [...trail, ...more] } };
}

function placeOf({ path, range: { start } }: Step): string {
  return `${path}:${String(start.line)}:${String(start.column)}`;
}

/** `at` is the fact that the finding is about, `shown` the one where it stands. */
export function trailOf(held: Held, at: Bound, shown: Bound, secrets: readonly string[]): Step[] {
  const steps: Step[] = [];
  const add = (bound: Bound, span: Span, message: string): void => {
    const range: Range = rangeOf(bound.item, firstLineOf(bound, span));
    const { path } = bound.source.document;
    if (steps.some((s) => s.path === path && comparePositions(s.range.start, range.start) === 0))
      return;
    steps.push({
      path,
      range,
      message,
      excerpt: excerptOf(bound.item, firstLineOf(bound, span), secrets),
    });
  };
  if (at.fact !== shown.fact) add(at, at.fact.span, USE);
  for (const o of held.decided)
    for (const step of o.trail)
      if (step.bound.fact !== shown.fact) add(step.bound, step.span, step.what);
  for (const bound of held.facts.slice(1))
    if (bound.fact !== shown.fact) add(bound, bound.fact.span, "together with this");
  if (at.fact.word === "setting" && at.fact.through !== undefined)
    add(at, at.fact.through, "written here");
  if (held.trigger.fact !== shown.fact)
    add(held.trigger, held.trigger.fact.span, "because of this");
  return steps;
}
