// A case's sentence over all facts: the first clause dispatches, the others are joined to it by what
// they bind and by how far they may stand from it. One pass over the first clauses' names serves
// every rule.
import { flowTestsOf } from "../rules/gate.js";
import {
  dispatchClauses,
  type Case,
  type Clause,
  type Condition,
  type NameTest,
  type Reaching,
} from "../model/rule.js";
import type { Fact } from "../model/fact.js";
import { isWord, type Bound } from "../facts/bound.js";
import { lastField } from "../facts/index.js";
import { effectiveSettings, isShippedSection } from "../facts/effective.js";
import { isInFailure } from "../facts/failures.js";
import { comesAfter } from "../facts/order.js";
import { isWritten } from "../facts/linkage.js";
import { isSwitchedOff } from "../facts/switches.js";
import type { Bindings } from "./bound-place.js";
import { matchClause, type ClauseMatch, type Matching } from "./clause-match.js";
import { acceptedNames } from "./names.js";
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

function* join(
  m: Matching,
  conditions: readonly Condition[],
  so: Partial,
  trigger: Bound,
): Iterable<Partial> {
  const [condition, ...rest] = conditions;
  if (condition === undefined) {
    yield so;
    return;
  }
  for (const next of satisfy(m, condition, so, trigger)) yield* join(m, rest, next, trigger);
}

function* satisfy(
  m: Matching,
  condition: Condition,
  so: Partial,
  trigger: Bound,
): Iterable<Partial> {
  switch (condition.is) {
    case "any":
      for (const one of condition.of) yield* satisfy(m, one, so, trigger);
      return;
    case "all":
      yield* join(m, condition.of, so, trigger);
      return;
    case "clause": {
      const { clause } = condition;
      const reach = clause.within ?? usualReach(clause, so.bindings);
      for (const bound of candidatesWithin(m, clause, reach, trigger, so.bindings)) {
        if (!reaches(bound, trigger, reach) || !isShipped(m, bound)) continue;
        if (!isInOrder(clause, bound, so.named)) continue;
        const match = matchClause(m, clause, bound, so.bindings);
        if (match.truth === "true") yield extended(so, clause, bound, match);
      }
    }
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
    const blocker = mightHold(m, condition, within, so, trigger);
    if (blocker !== undefined) return blocker;
  }
  return undefined;
}

function mightHold(
  m: Matching,
  condition: Condition,
  within: Reaching,
  so: Partial,
  trigger: Bound,
): Bound | undefined {
  if (condition.is === "any") {
    for (const one of condition.of) {
      const found = mightHold(m, one, within, so, trigger);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (condition.is === "all") {
    let last: Bound | undefined;
    for (const one of condition.of) {
      last = mightHold(m, one, within, so, trigger);
      if (last === undefined) return undefined;
    }
    return last;
  }
  for (const bound of candidatesWithin(m, condition.clause, within, trigger, so.bindings)) {
    if (!reaches(bound, trigger, within) || !isShipped(m, bound)) continue;
    if (!isInOrder(condition.clause, bound, so.named)) continue;
    if (matchClause(m, condition.clause, bound, so.bindings).truth !== "false") return bound;
  }
  return undefined;
}

function usualReach(clause: Clause, bindings: Bindings): Reaching {
  const { on, of, args } = clause;
  const variables = [on?.bind, of, ...[...(args?.values() ?? [])].map((a) => a.bind)];
  if (variables.some((v) => v !== undefined && bindings.has(v))) return "object";
  return ["setting", "define", "include", "presence"].includes(clause.word)
    ? "project"
    : "function";
}

/** A place tells objects apart by itself, so "object" reaches through the project. */
function reaches(bound: Bound, trigger: Bound, within: Reaching): boolean {
  if (within === "workspace") return true;
  if (bound.source.root !== trigger.source.root) return false;
  if (within === "project" || within === "object") return true;
  if (bound.source.document.path !== trigger.source.document.path) return false;
  if (within === "file") return true;
  if (bound.item !== trigger.item) return false;
  if (within === "statement")
    return isInside(bound.fact, trigger.fact) || isInside(trigger.fact, bound.fact);
  return functionOf(bound.fact) === functionOf(trigger.fact);
}

/** `after: $n`, `before: $n`: where the fact stands to one that an earlier clause has named. */
function isInOrder(
  { after, before, onFailureOf }: Clause,
  bound: Bound,
  named: ReadonlyMap<string, Bound>,
): boolean {
  const earlier = after === undefined ? undefined : named.get(after);
  const later = before === undefined ? undefined : named.get(before);
  if (after !== undefined && (earlier === undefined || !comesAfter(bound, earlier))) return false;
  if (onFailureOf !== undefined && !isAfterFailure(bound, named.get(onFailureOf))) return false;
  return before === undefined || (later !== undefined && comesAfter(later, bound));
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

/**
 * Settings count with their effective value only, flags in what is shipped, code where no setting
 * switches it off: the rest is in no product.
 */
function isShipped(m: Matching, bound: Bound): boolean {
  const { fact, source } = bound;
  if (isWord(bound, "define"))
    return isWritten(bound) && isShippedSection(bound) && !isSwitchedOff(m.index, bound);
  if (fact.word !== "setting" && fact.word !== "kconfig-default")
    return !isSwitchedOff(m.index, bound);
  if (fact.word === "setting" && fact.echo === true) return false;
  return effectiveSettings(m.index, source.root, fact.key).some((e) => e.bound.fact === fact);
}

/** A reach within the trigger's document spares a look at all the others. */
function candidatesWithin(
  m: Matching,
  clause: Clause,
  within: Reaching,
  trigger: Bound,
  bindings: Bindings,
): Iterable<Bound> {
  const inItem = within === "statement" || within === "function";
  if (inItem && isAnyStore(clause)) return factsOf(trigger, "store");
  return inItem || within === "file"
    ? candidates(m, clause, trigger.source.document.path)
    : m.byPlace.among(clause, bindings, () => candidates(m, clause));
}

/** A store under no name: asking for every name of the project would take longer than one look. */
function isAnyStore({ word, names, to, value, index }: Clause): boolean {
  const isFlow = value?.flow !== undefined || index?.flow !== undefined;
  return word === "store" && names === undefined && to === undefined && !isFlow;
}

function factsOf({ item, source }: Bound, word: Fact["word"]): Bound[] {
  return item.facts.filter((fact) => fact.word === word).map((fact) => ({ fact, item, source }));
}

/** Facts that the clause's names allow, by the index where the names are finite. */
function* candidates(m: Matching, clause: Clause, path?: string): Iterable<Bound> {
  if (clause.names === undefined && flowTestsOf(clause).length > 0) {
    yield* candidatesOfFlow(m, clause, path);
    return;
  }
  const words =
    clause.word === "setting" ? (["setting", "kconfig-default"] as const) : [clause.word];
  for (const word of words)
    if (path === undefined) yield* candidatesAnywhere(m, clause, word);
    else yield* candidatesIn(m, clause, word, path);
}

function* candidatesAnywhere(m: Matching, clause: Clause, word: Fact["word"]): Iterable<Bound> {
  for (const name of writtenNames(clause, word) ?? namesThatFit(m, clause, word))
    yield* m.index.find(word, name);
}

/** A look at all facts of one document is shorter than one for every name of the project. */
function* candidatesIn(
  m: Matching,
  clause: Clause,
  word: Fact["word"],
  path: string,
): Iterable<Bound> {
  const names = writtenNames(clause, word);
  if (names === undefined) yield* m.index.allIn(path, word);
  else for (const name of names) yield* m.index.findIn(path, word, name);
}

/** What data may reach stands in what was read for flow. */
function* candidatesOfFlow(m: Matching, { word }: Clause, path?: string): Iterable<Bound> {
  for (const { item, source } of m.flows.items())
    if (path === undefined || source.document.path === path)
      for (const fact of item.facts) if (fact.word === word) yield { fact, item, source };
}

/** Names that the index has such facts under, where the clause writes them out. */
function writtenNames(clause: Clause, word: Fact["word"]): Iterable<string> | undefined {
  if (word === "literal") return [""];
  if (word === "presence") return clause.presence === undefined ? [] : [clause.presence.kind];
  const names = finiteNames(clause.names);
  if (word === "store") return names === undefined ? undefined : new Set(names.map(lastField));
  return word === "include" ? names?.map((name) => name.split("/").at(-1) ?? name) : names;
}

/** A store is found by the last field of its path, or by its variable where it has none. */
function namesThatFit(m: Matching, clause: Clause, word: Fact["word"]): readonly string[] {
  const test = word === "store" ? clause.to : clause.names;
  return test === undefined ? m.index.namesOf(word) : acceptedNames(m.index, word, test);
}

function finiteNames(names: NameTest | undefined): readonly string[] | undefined {
  if (names === undefined) return undefined;
  const texts: string[] = [];
  for (const test of names.tests) {
    if (test.by !== "one-of") return undefined;
    texts.push(...test.texts);
  }
  return texts;
}
