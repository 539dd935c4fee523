// What flow did not follow to its end, said as problems: what was cut off is part of parse health.
import { rangeOf } from "../facts/bound.js";
import { MOST_STEPS } from "../facts/flow/run.js";
import type { Flows } from "../facts/flow/flows.js";
import type { Problem } from "../model/problem.js";

const WHY = {
  long: `has more than ${String(MOST_STEPS)} steps; data is not followed to its end`,
  unsettled: "and what it calls kept telling new things; data is not followed through all of it",
};

/** One problem for each function that a counted limit ended, by place. */
export function unfollowed({ cutOff }: Flows): readonly Problem[] {
  return [...cutOff].map(([{ fact, item, source }, why]) => ({
    kind: "budget",
    path: source.document.path,
    range: rangeOf(item, { start: fact.span.start, end: fact.span.start }),
    message: `The function ${fact.name}() ${WHY[why]}.`,
    severity: "info",
  }));
}
