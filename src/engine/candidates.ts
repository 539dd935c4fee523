// Facts that a clause may be about, found by its names, by the place it is bound to, or by what data reaches.
import { flowTestsOf } from "../rules/gate.js";
import type { Clause, NameTest, Reaching } from "../model/rule.js";
import type { Fact } from "../model/fact.js";
import type { Bound } from "../facts/bound.js";
import { lastField } from "../facts/index.js";
import type { Bindings } from "./bound-place.js";
import type { Matching } from "./matching.js";
import { acceptedNames } from "./names.js";
import { isOfBound } from "./reach.js";

/** A reach within the trigger's document spares a look at all the others. */
export function candidatesWithin(
  m: Matching,
  clause: Clause,
  within: Reaching,
  trigger: Bound,
  bindings: Bindings,
): Iterable<Bound> {
  const inItem = within === "statement" || within === "function";
  if (inItem && isAnyStore(clause)) return factsOf(trigger, "store");
  if (within === "function" && isOfBound(clause, bindings))
    return m.byPlace.among(clause, bindings, () => candidates(m, clause));
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
export function* candidates(m: Matching, clause: Clause, path?: string): Iterable<Bound> {
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
  for (const bound of m.flows.facts(word))
    if (path === undefined || bound.source.document.path === path) yield bound;
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
