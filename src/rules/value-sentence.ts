// What a clause asks of a value: what it is, how it is written, and whether data reaches it.
import type { Clause, ValueTest } from "../model/rule.js";
import type { GateWord } from "../model/gate-word.js";
import { asArray } from "../base/collections.js";
import { NO_FLOWS } from "../model/flow-model.js";
import { flowWords } from "./flows.js";
import type { ClauseForm } from "./schema.js";
import { likeTests, matchTests, namesOf, spelledOut, testsOf, type Reading } from "./text-tests.js";
import type { KeyPath } from "./yaml.js";

export type FormValue = ClauseForm["define"]["value"];

export function valuePart(value: FormValue, at: KeyPath, reading: Reading): Pick<Clause, "value"> {
  return value === undefined ? {} : { value: unboundOf(value, [...at, "value"], reading) };
}

const BINDS_NOTHING =
  "nothing can be bound here: bind an argument with `arg: { 0: $x }`, a receiver with `on`, " +
  "the variable of a store with `of`, a result with `result`";

/** The test of a value that names no variable, where none could stand for anything. */
export function unboundOf(value: NonNullable<FormValue>, at: KeyPath, reading: Reading): ValueTest {
  if (typeof value === "string") {
    if (/^\$[a-z][a-z0-9-]*$/.test(value))
      reading.faults.push({ path: at, message: `${BINDS_NOTHING}; for the text, write { is: }` });
  } else if (!Array.isArray(value))
    for (const word of ["bind", "same"] as const)
      if (value[word] !== undefined)
        reading.faults.push({ path: [...at, word], message: BINDS_NOTHING, onKey: true });
  return valueOf(value, at, reading);
}

export function valueOf(value: NonNullable<FormValue>, at: KeyPath, reading: Reading): ValueTest {
  if (typeof value === "string" || Array.isArray(value))
    return { is: testsOf(asArray(value), at, reading) };
  const not = [
    ...testsOf(asArray(value.not), [...at, "not"], reading),
    ...likeTests(spelledOut(asArray(value["not-like"]), [...at, "not-like"], reading)),
  ];
  const is = [
    ...testsOf(asArray(value.is), [...at, "is"], reading),
    ...likeTests(spelledOut(asArray(value.like), [...at, "like"], reading)),
    ...matchTests(asArray(value.matches), [...at, "matches"], reading),
  ];
  const { length, file, has, returns } = value;
  return {
    ...(value.known === undefined ? {} : { known: value.known }),
    ...(value.direct === undefined ? {} : { direct: value.direct }),
    ...(value.defaulted === undefined ? {} : { defaulted: value.defaulted }),
    ...(is.length === 0 ? {} : { is }),
    ...(not.length === 0 ? {} : { not }),
    ...countOf(value),
    ...(length === undefined ? {} : { length: countOf(length) }),
    ...(file === undefined ? {} : { file }),
    ...(has === undefined ? {} : { has: testsOf(asArray(has), [...at, "has"], reading) }),
    ...(returns === undefined
      ? {}
      : { returns: { is: testsOf(asArray(returns), [...at, "returns"], reading) } }),
    ...writtenPart(value, at, reading),
    ...flowPart(value, at, reading),
  };
}

/** How the expression itself is written. */
function writtenPart(
  { named, operator, text, zeros }: Exclude<NonNullable<FormValue>, string | readonly string[]>,
  at: KeyPath,
  reading: Reading,
): Pick<ValueTest, "named" | "operator" | "stored" | "zeros"> {
  return {
    ...(text === undefined ? {} : { stored: true as const }),
    ...(zeros === undefined ? {} : { zeros }),
    ...(named === undefined ? {} : { named: namesOf(named, [...at, "named"], reading) }),
    ...(operator === undefined ? {} : { operator: asArray(operator) }),
  };
}

/** Classes that no model gives: counters, by what they do. */
const OWN_CLASSES: ReadonlyMap<string, readonly GateWord[]> = new Map([
  ["growth", []],
  ["counter", []],
  ["cut-text", [{ word: "strncpy", kind: "word", where: "call" }]],
]);

/** `from: network`, and what must be known of such data. */
function flowPart(
  value: Exclude<NonNullable<FormValue>, string | readonly string[]>,
  at: KeyPath,
  reading: Reading,
): Pick<ValueTest, "flow"> {
  const from = asArray(value.from);
  const { bounded, checked, terminated, "past-end": pastEnd, into } = value;
  const how = {
    ...(bounded === undefined ? {} : { bounded }),
    ...(checked === undefined ? {} : { checked }),
    ...(terminated === undefined ? {} : { terminated }),
    ...(pastEnd === undefined ? {} : { pastEnd }),
    ...(into === undefined ? {} : { intoFixed: true as const }),
  };
  if (from.length === 0) {
    for (const key of Object.keys(how))
      reading.faults.push({
        path: at,
        message: `\`${key}\` says more of \`from:\`, which is missing`,
      });
    return {};
  }
  const own = from.flatMap((one) => OWN_CLASSES.get(one) ?? []);
  const words = [...own, ...flowWords(reading.flows ?? NO_FLOWS, from)];
  const isOwn = from.every((one) => OWN_CLASSES.has(one));
  if (words.length === 0 && !isOwn)
    reading.faults.push({
      path: [...at, "from"],
      message: `no model in rules/flows gives data of the class ${from.join(" or ")}`,
    });
  return { flow: { from, words, ...how } };
}

export function countOf(count: {
  "at-least"?: number | undefined;
  "at-most"?: number | undefined;
}): {
  atLeast?: number;
  atMost?: number;
} {
  return {
    ...(count["at-least"] === undefined ? {} : { atLeast: count["at-least"] }),
    ...(count["at-most"] === undefined ? {} : { atMost: count["at-most"] }),
  };
}
