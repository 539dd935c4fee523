// A case's sentence over all facts: the first clause dispatches, the others are joined to it by what
// they bind and by how far they may stand from it. One pass over the first clauses' names serves
// every rule.
import {
  dispatchClauses,
  type Case,
  type Clause,
  type Condition,
  type Reaching,
} from "../model/rule.js";
import { isWord, type Bound } from "../facts/bound.js";
import { configurationOf } from "../facts/configurations.js";
import { effectiveSettings, isShippedSection } from "../facts/effective.js";
import { isWritten } from "../facts/linkage.js";
import { isDefaultOff, isSwitchedOff } from "../facts/switches.js";
import type { Bindings } from "./bound-place.js";
import { candidates, candidatesWithin } from "./candidates.js";
import { matchClause } from "./clause-match.js";
import type { ClauseMatch } from "./clause-test.js";
import type { Matching } from "./matching.js";
import { isInOrder, isInReach, usualReach } from "./reach.js";
import type { Truth } from "./truth.js";
import type { Option } from "../facts/values.js";

/** A case that holds, with what made it hold. */
export interface Held {
  readonly trigger: Bound;
  readonly bindings: Bindings;
  readonly decided: readonly Option[];
  /** Facts matched by the clauses, in order; the first is the trigger. */
  readonly facts: readonly Bound[];
  readonly named: ReadonlyMap<string, Bound>;
}

/** Why a case did not hold at a fact, for `explain`. */
export interface Near {
  readonly trigger: Bound;
  readonly because: "value-differs" | "value-unknown" | "clause-missing" | "blocked";
  readonly clause?: Clause;
  readonly by?: Bound;
}

interface Partial {
  readonly bindings: Bindings;
  readonly decided: readonly Option[];
  readonly facts: readonly Bound[];
  readonly named: ReadonlyMap<string, Bound>;
}

const START: Partial = { bindings: new Map(), decided: [], facts: [], named: new Map() };

/** Who wants to know how it went. */
export interface Listener {
  onNear?(near: Near): void;
  /** The first clause holds at a fact, whatever the others say. */
  onStart?(): void;
}

/** Every way the case holds, at most one for each trigger fact. */
export function* holdsOf(m: Matching, rule: Case, listener: Listener = {}): Iterable<Held> {
  const [first, ...rest] = rule.when;
  if (first === undefined) return;
  for (const clause of dispatchClauses(first))
    for (const trigger of candidates(m, clause)) {
      if (!isShipped(m, trigger)) continue;
      const held = holdsAt(m, rule, clause, rest, trigger, listener);
      if (held !== undefined) yield held;
    }
}

function holdsAt(
  m: Matching,
  rule: Case,
  clause: Clause,
  rest: readonly Condition[],
  trigger: Bound,
  listener: Listener,
): Held | undefined {
  const match = matchClause(m, clause, trigger, START.bindings);
  if (match.truth !== "true") {
    const because = match.truth === "unknown" ? "value-unknown" : "value-differs";
    listener.onNear?.({ trigger, because, clause });
    return undefined;
  }
  listener.onStart?.();
  let blocked: Bound | undefined;
  for (const found of join(m, rest, extended(START, clause, trigger, match), trigger)) {
    blocked = blockerOf(m, rule, found, trigger);
    if (blocked === undefined) return { trigger, ...found };
  }
  listener.onNear?.({
    trigger,
    because: blocked === undefined ? "clause-missing" : "blocked",
    ...(blocked === undefined ? {} : { by: blocked }),
  });
  return undefined;
}

/** How a condition is asked for: as what a sentence says, or as what might speak against it. */
interface Asking {
  /** How far from the trigger, where clauses don't say so themselves. */
  readonly within?: Reaching;
  readonly accepts: (truth: Truth) => boolean;
  /** What may stand in a file that nobody can read speaks against it as well. */
  readonly unread?: true;
}

const SURELY: Asking = { accepts: (truth) => truth === "true" };

function* join(
  m: Matching,
  conditions: readonly Condition[],
  so: Partial,
  trigger: Bound,
  asking = SURELY,
): Iterable<Partial> {
  const [condition, ...rest] = conditions;
  if (condition === undefined) {
    yield so;
    return;
  }
  for (const next of waysOf(m, condition, so, trigger, asking))
    yield* join(m, rest, next, trigger, asking);
}

/** Every way in which the condition holds; what one clause of a group binds counts for the next. */
function* waysOf(
  m: Matching,
  condition: Condition,
  so: Partial,
  trigger: Bound,
  asking: Asking,
): Iterable<Partial> {
  switch (condition.is) {
    case "any":
      for (const one of condition.of) yield* waysOf(m, one, so, trigger, asking);
      return;
    case "all":
      yield* join(m, condition.of, so, trigger, asking);
      return;
    case "clause":
      yield* waysOfClause(m, condition.clause, so, trigger, asking);
  }
}

function* waysOfClause(
  m: Matching,
  clause: Clause,
  so: Partial,
  trigger: Bound,
  asking: Asking,
): Iterable<Partial> {
  const reach = clause.within ?? asking.within ?? usualReach(clause, so.bindings);
  if (asking.unread === true && reach === "configuration" && isOpen(m, trigger))
    yield { ...so, facts: [...so.facts, trigger] };
  for (const bound of candidatesWithin(m, clause, reach, trigger, so.bindings)) {
    if (!isInReach(m, clause, bound, trigger, reach, so.bindings)) continue;
    if (!isShipped(m, bound) || !isInOrder(m, clause, bound, so.named)) continue;
    const match = matchClause(m, clause, bound, so.bindings);
    if (asking.accepts(match.truth)) yield extended(so, clause, bound, match);
  }
}

function extended(so: Partial, clause: Clause, bound: Bound, match: ClauseMatch): Partial {
  return {
    bindings: match.bindings,
    decided: [...so.decided, ...match.decided],
    facts: [...so.facts, bound],
    named: clause.as === undefined ? so.named : new Map([...so.named, [clause.as, bound]]),
  };
}

/** The fact that makes an `unless` block: one that matches, or might. */
function blockerOf(m: Matching, rule: Case, so: Partial, trigger: Bound): Bound | undefined {
  for (const { condition, within } of rule.unless) {
    const asking: Asking = { within, accepts: (truth) => truth !== "false", unread: true };
    for (const { facts } of waysOf(m, condition, so, trigger, asking)) return facts.at(-1);
  }
  return undefined;
}

function isOpen({ index }: Matching, { source }: Bound): boolean {
  return configurationOf(index, source.document.path).isOpen;
}

/**
 * Settings count with their effective value only, flags in what is shipped, code where no setting
 * switches it off: the rest is in no product.
 */
function isShipped(m: Matching, bound: Bound): boolean {
  const { fact, source } = bound;
  if (isWord(bound, "define"))
    return isWritten(bound) && isShippedSection(bound) && !isDefaultOff(m.index, bound);
  if (fact.word !== "setting" && fact.word !== "kconfig-default")
    return !isSwitchedOff(m.index, bound);
  if (fact.word === "setting" && fact.echo === true) return false;
  return effectiveSettings(m.index, source.root, fact.key).some((e) => e.bound.fact === fact);
}
