// Calls: on what, with which arguments, what is printed, and what becomes of the result.
import type { ArgumentTest, Clause, NameTest } from "../model/rule.js";
import type { CallFact } from "../model/fact.js";
import type { Bound } from "../facts/bound.js";
import { isShrugged } from "../facts/failures.js";
import { isMadeAgainAtOnce } from "../facts/tight-loops.js";
import { typeAt } from "../facts/places.js";
import { fits } from "./clause-names.js";
import type { ClauseTest } from "./clause-test.js";
import type { Matching } from "./matching.js";
import { printedBy } from "./printed.js";
import { truthOf, type Truth } from "./truth.js";

export function matchCall(
  m: Matching,
  clause: Clause,
  fact: CallFact,
  at: Bound,
  test: ClauseTest,
): void {
  const { on, args, anyArg, prints, argCount, result, flaw } = clause;
  if (on !== undefined) matchReceiver(m, on, fact, at, test);
  for (const [number, argument] of flowFirst(args)) test.argument(argument, fact.args[number]);
  if (anyArg !== undefined) test.anyOf(anyArg, fact.args);
  if (prints !== undefined) matchPrinted(m, prints, fact, at, test);
  if (flaw !== undefined) test.flaw(m.flows.flaw(at.item, fact.span, flaw));
  if (argCount !== undefined) test.say(truthOf(isWithin(fact.args.length, argCount)));
  if (result !== undefined) matchResult(m, result, fact, at, test);
  if (clause.repeats !== undefined && !test.hasFailed) test.say(truthOf(isHurried(m, fact, at)));
}

function isHurried(m: Matching, fact: CallFact, at: Bound): boolean {
  return isMadeAgainAtOnce({ ...at, fact }, (name) => m.resolver.functionsNamed(name, at));
}

/** Data reaches few calls, and to know that costs nothing. */
function flowFirst(args: Clause["args"]): readonly (readonly [number, ArgumentTest])[] {
  const all = [...(args ?? [])];
  const isFlow = ([, { value }]: (typeof all)[number]): boolean => value?.flow !== undefined;
  return [...all.filter(isFlow), ...all.filter((one) => !isFlow(one))];
}

function matchPrinted(
  m: Matching,
  { label, value, whole }: NonNullable<Clause["prints"]>,
  fact: CallFact,
  at: Bound,
  test: ClauseTest,
): void {
  const printed = printedBy(fact.args, at, m.index).filter(
    (one) =>
      (whole !== true || (one.as === "text" && one.label !== undefined && one.cut !== true)) &&
      (label === undefined || (one.label !== undefined && fits({ tests: label }, one.label))),
  );
  if (value !== undefined)
    test.anyOf(
      value,
      printed.map((one) => one.expr),
    );
  else test.say(truthOf(printed.length > 0));
}

function isWithin(
  count: number,
  { atLeast = 0, atMost = Infinity }: { readonly atLeast?: number; readonly atMost?: number },
): boolean {
  return count >= atLeast && count <= atMost;
}

function matchResult(
  m: Matching,
  result: NonNullable<Clause["result"]>,
  fact: CallFact,
  at: Bound,
  test: ClauseTest,
): void {
  if (result.state === "followed") test.followed(m.flows.followed(at.item, fact.span));
  else if (result.state === "shrugged") test.say(truthOf(isShrugged({ ...at, fact })));
  else if (result.state !== undefined) test.say(truthOf(fact.result === result.state));
  if (result.bind === undefined) return;
  const into = fact.into === undefined ? undefined : m.places.ofPath(at, fact.into);
  test.bind(result.bind, into);
}

function matchReceiver(
  m: Matching,
  on: NonNullable<Clause["on"]>,
  fact: CallFact,
  at: Bound,
  test: ClauseTest,
): void {
  const receiver = fact.receiver ?? "";
  if (on.names !== undefined)
    test.say(truthOf(fits(on.names, receiver.split(/\.|::/).at(-1) ?? "")));
  if (on.bind !== undefined)
    test.bind(on.bind, receiver === "" ? undefined : m.places.ofPath(at, receiver));
  if (on.type !== undefined) test.say(receiverType(m, on.type, receiver, at));
}

/** Without a receiver there is no type; the type of a field or of an undeclared name is unknown. */
function receiverType(m: Matching, types: NameTest, receiver: string, at: Bound): Truth {
  if (receiver === "") return "false";
  const type = receiver.includes(".") ? undefined : typeAt(m.index, at, receiver);
  return type === undefined ? "unknown" : truthOf(fits(types, type));
}
