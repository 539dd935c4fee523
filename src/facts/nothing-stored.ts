// What a call gives where nothing is stored: `preferences.getString("pass", "admin")`.
import type { Expr } from "../model/expr.js";
import type { Called } from "./callees.js";

/** Calls whose last argument that is, by its number. */
const FALLBACKS: Readonly<Record<string, number>> = {
  getString: 1,
  getSetting: 1,
  value_or: 0,
};

export function givenForNothing({ callee, args }: Called): Expr | undefined {
  const number = Object.hasOwn(FALLBACKS, callee) ? FALLBACKS[callee] : undefined;
  return number === undefined || args.length !== number + 1 ? undefined : args[number];
}
