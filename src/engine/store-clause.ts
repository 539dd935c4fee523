// Stores and declarations: into what, of which type, with which value.
import type { Clause, NameTest } from "../model/rule.js";
import type { ObjectFact, StoreFact } from "../model/fact.js";
import { isWord, type Bound } from "../facts/bound.js";
import { typeAt } from "../facts/places.js";
import { fits, keeperOf } from "./clause-names.js";
import { isLiteral, type ClauseTest } from "./clause-test.js";
import type { Matching } from "./matching.js";
import { truthOf, type Truth } from "./truth.js";

export function matchStore(
  m: Matching,
  clause: Clause,
  fact: StoreFact,
  at: Bound,
  test: ClauseTest,
): void {
  const { how, inType, of, value, index } = clause;
  if (how !== undefined) test.say(truthOf(how.includes(fact.how)));
  if (inType !== undefined) test.say(storedInto(m, inType, fact, at));
  if (of !== undefined) matchHolder(m, of, fact, at, test);
  if (index !== undefined) test.argument({ value: index }, fact.index);
  if (value === undefined) return;
  // Of an operation it is what comes out that has to stand right there.
  const isPlain = value.operator === undefined;
  if (value.direct === true && isPlain && !isLiteral(fact.value)) test.say("false");
  else test.judged(value, fact.value, keeperOf(fact));
  if (isOfText(test) && isWord(at, "store") && m.resolver.isOverwritten(at)) test.say("false");
}

/** A text passed. Numbers and switches are written over in many places, and say as much at each. */
function isOfText({ hasFailed, decided }: ClauseTest): boolean {
  return !hasFailed && decided.some(({ value }) => value.is === "text" || value.is === "bytes");
}

/** The type of the variable that a store goes into; `auto` and undeclared ones are unknown. */
function storedInto(m: Matching, types: NameTest, fact: StoreFact, at: Bound): Truth {
  const type = (fact.type ?? typeAt(m.index, at, fact.base))?.replace(/^.*::/, "");
  return type === undefined || type === "auto" ? "unknown" : truthOf(fits(types, type));
}

function matchHolder(m: Matching, of: string, fact: StoreFact, at: Bound, test: ClauseTest): void {
  const known = test.bindings.get(of);
  if (known === undefined) {
    test.bind(of, m.places.ofPath(at, fact.base));
    return;
  }
  const dotted = fact.path === "" ? fact.base : `${fact.base}.${fact.path}`;
  test.say(truthOf(m.places.isPartOf(m.places.ofPath(at, dotted), known)));
}

export function matchObject(
  m: Matching,
  clause: Clause,
  fact: ObjectFact,
  at: Bound,
  test: ClauseTest,
): void {
  if (fact.storage === "extern" && isMadeElsewhere(m, fact)) test.say("false");
  if (clause.object !== undefined) test.bind(clause.object, m.places.ofPath(at, fact.name));
  if (clause.elements !== undefined) test.argument({ value: clause.elements }, fact.elements);
  if (clause.initialised !== undefined) test.say(truthOf(isInitialised(fact, clause.initialised)));
  for (const [number, argument] of clause.args ?? []) test.argument(argument, fact.args?.[number]);
}

/** `extern RemoteDebug Debug;` is not a second one. */
function isMadeElsewhere({ index }: Matching, { name, type }: ObjectFact): boolean {
  for (const { fact } of index.find("object", type))
    if (fact.name === name && fact.storage !== "extern") return true;
  return false;
}

/** With a value of its own: a pointer and a parameter have what somebody else has written. */
function isInitialised({ initialised, storage, form }: ObjectFact, asked: boolean): boolean {
  if (!asked) return !initialised;
  return initialised && storage !== "parameter" && form !== "pointer";
}
