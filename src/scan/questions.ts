// What sentences and flow ask for, as names that can be searched for in texts.
import type { Questions } from "../engine/assess.js";
import type { Flows } from "../facts/flow/flows.js";
import type { Wanted } from "./definitions.js";

/** Rounds in which values may ask for functions and their calls: they are followed so far. */
const MOST_CALL_ROUNDS = 3;

/** What values hang on. */
export function wantedByValues(
  { names, functions, callers, steps }: Questions,
  round: number,
): readonly Wanted[] {
  const deep = qualified(steps, "function").map((one): Wanted => ({ ...one, isDeep: true }));
  const first = [...named(names, "definition"), ...deep];
  if (round > MOST_CALL_ROUNDS) return first;
  return [...first, ...qualified(functions, "function"), ...qualified(callers, "calls")];
}

/** Where data goes into, and what it comes out of. */
export function wantedByFlow({ asked }: Flows): Wanted[] {
  const deep = (set: Iterable<string>, what: Wanted["what"]): Wanted[] =>
    named(set, what).map((one) => ({ ...one, isDeep: true }));
  return [
    ...named(asked.names, "definition"),
    ...deep(asked.definitions, "function"),
    ...deep(asked.callers, "calls"),
    ...deep([...asked.holders].filter(isTelling), "uses"),
    ...[...asked.receivers].map(([name, methods]): Wanted => ({
      name,
      what: "methods",
      methods,
      isDeep: true,
    })),
  ];
}

function named(set: Iterable<string>, what: Wanted["what"]): Wanted[] {
  return [...set].filter((name) => /^\w+$/.test(name)).map((name) => ({ name, what }));
}

/** `Net::join`: the method, in texts that name its class. */
function qualified(written: readonly string[], what: Wanted["what"]): Wanted[] {
  return written.flatMap((one) => {
    const parts = one.split("::");
    const name = parts.at(-1) ?? "";
    const beside = parts.at(-2);
    if (!/^\w+$/.test(name)) return [];
    return [{ name, what, ...(beside === undefined ? {} : { beside }) }];
  });
}

/** Shorter and common names stand for something else in most places. */
function isTelling(name: string): boolean {
  return (
    name.length >= 5 &&
    !/^(?:buffer|value|state|count|index|length|status|result|config|data_?len)$/i.test(name)
  );
}

/** One text for what is asked. */
export function keyOf({ name, what, isDeep, beside = "" }: Wanted): string {
  return `${what}${isDeep === true ? "!" : ""} ${name} ${beside}`;
}
