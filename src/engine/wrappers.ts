// A function that hands on what it is given, and that a rule knows by its name as well: what is wrong is
// in the call of it. One cause is said once.
import { groupBy } from "../base/collections.js";
import type { Finding } from "../model/finding.js";
import { isWord } from "../facts/bound.js";
import { lastPart } from "../facts/index.js";
import type { Held } from "./join.js";

interface Said {
  readonly finding: Finding;
  readonly held: Held;
}

/** Findings that the calls of their own function say as well, in the same words. */
export function wrappersIn(all: readonly Said[]): Said[] {
  const calls = groupBy(
    all.filter(({ held }) => isWord(held.trigger, "call")),
    ({ held: { trigger } }) => (trigger.fact.word === "call" ? trigger.fact.callee : ""),
  );
  return all.filter(({ finding, held: { trigger, decided } }) => {
    const callers = calls.get(lastPart(trigger.fact.within ?? "")) ?? [];
    const facts = new Set(
      callers.filter((c) => c.finding.message === finding.message).map((c) => c.held.trigger.fact),
    );
    const ways = decided.filter(({ trail }) => trail.length > 0);
    const isSaid = ways.every(({ trail }) => trail.some(({ bound }) => facts.has(bound.fact)));
    return facts.size > 0 && ways.length > 0 && isSaid;
  });
}
