// Which tests leave a memory in a status, where the two ways of a branch meet: see flags.ts.
import type { Step } from "../../model/body.js";
import type { Expr } from "../../model/expr.js";
import type { Remembered } from "./flags.js";
import { placesIn } from "./place-keys.js";
import type { State } from "./state.js";

/**
 * What variables remember of a test whose two ways have met: each that one way has set to a constant tells, where
 * it holds another value, that the other way was taken.
 */
export function* rememberedOf(
  step: Extract<Step, { do: "branch" }>,
  start: State,
  [yes, no]: readonly [State, State],
): Iterable<readonly [key: string, remembered: Remembered]> {
  const { test } = step;
  for (const [set, other, way, truth] of [
    [yes, no, step.otherwise, false],
    [no, yes, step.then, true],
  ] as const) {
    if (changes(way, test)) continue;
    for (const [key, value] of set.constantsSince(start))
      if (other.constantIn(key) !== value) yield [key, { test, truth, values: [value] }];
  }
}

/** The steps write to something that the test is about. */
function changes(steps: readonly Step[], test: Expr): boolean {
  const bases = new Set(placesIn(test).map((place) => place.split(/[.[]/)[0]));
  for (const step of everyStep(steps))
    if (step.do === "store" && bases.has(step.to.base)) return true;
  return false;
}

function* everyStep(steps: readonly Step[]): Iterable<Step> {
  for (const step of steps) {
    yield step;
    if (step.do === "branch") yield* everyStep([...step.then, ...step.otherwise]);
    if (step.do === "loop") yield* everyStep([...step.before, ...step.body, ...step.after]);
    if (step.do === "select") for (const { body } of step.ways) yield* everyStep(body);
  }
}
