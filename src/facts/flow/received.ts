// What a test of a received length says of the buffer: `if (len > 0) rx[len] = 0;` leaves it as it was where
// nothing came in.
import type { Expr } from "../../model/expr.js";
import type { Spot } from "../../model/flow-model.js";
import { calculate } from "../arithmetic.js";
import type { Judge } from "./judge.js";
import { bufferOf, placeKey } from "./place-keys.js";
import type { State } from "./state.js";

/** `a operator other` is so: where that leaves no length above zero, the call that gave it has written nothing. */
export function nothingCame(
  state: State,
  a: Expr,
  operator: string,
  other: () => number | undefined,
  judge: Judge,
): void {
  const key = a.is === "call" ? undefined : placeKey(a);
  const call = key === undefined ? a : state.questionOf(key);
  if (call?.is !== "call") return;
  const models = judge.modelsOf(call);
  if (models.length === 0 || !isNone(operator, other())) return;
  for (const { gives } of models)
    for (const spot of gives.keys()) {
      const buffer = argumentAt(spot, call.args);
      if (buffer !== undefined) state.refine(bufferOf(buffer), { terminated: true });
    }
}

/** No length above zero fits. */
function isNone(operator: string, other: number | undefined): boolean {
  if (other === undefined) return false;
  if (operator === "==") return other <= 0;
  if (operator !== "<" && operator !== "<=") return false;
  return calculate(operator, [1, other]) === 0;
}

function argumentAt(spot: Spot, args: readonly Expr[]): string | undefined {
  const number = /^arg\.(\d+)$/.exec(spot)?.[1];
  return number === undefined ? undefined : placeKey(args[Number(number)]);
}
