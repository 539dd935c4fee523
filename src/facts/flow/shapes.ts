// Small questions about the shape of expressions that a walk asks: what sets a place to zero, what is a
// question, and what a calculation leaves of a limit.
import type { Expr } from "../../model/expr.js";
import { WANTED } from "./classes.js";
import { isData, type Knowledge } from "./knowledge.js";
import { placeKey } from "./place-keys.js";

/** `handler`, `&handler`, `Device::handler`. */
export function lastName(expr: Expr): string | undefined {
  return placeKey(expr)?.split(/\.|::/).at(-1);
}

/** One element of a text is none. */
export function element(known: Knowledge): Knowledge {
  return known.terminated === undefined && !isData(known) ? known : { ...known, terminated: true };
}

/** `room - used` is no more than the room. */
export function isRest(
  operator: string,
  [left, right]: readonly Knowledge[],
  all: Knowledge,
): boolean {
  if (operator !== "-" || left === undefined || right === undefined) return false;
  return !isData(left) && !all.from.has(WANTED);
}

/** `n + 1` of a limited `n` is limited by another number: what it was is not known any more. */
export function limitOf(
  operator: string,
  operands: readonly Expr[],
  all: readonly Knowledge[],
): Pick<Knowledge, "most"> {
  const most = all[0]?.most;
  if (most === undefined || operands.length !== 2) return {};
  const by = operands[1];
  return operator === "-" && by?.is === "number" && by.value > 0
    ? { most: { expr: most.expr, strict: true } }
    : {};
}

/** Behind a text that an array is set from, the rest is zero. */
export function isZero(value: Expr): boolean {
  if (value.is === "list")
    return value.items.every((item) => item.is === "number" && item.value === 0);
  return (value.is === "bytes" && /^0*$/.test(value.hex)) || value.is === "text";
}

/** What ends a text: zero, also as `NULL`, which compilers take for it. */
export function isEndOfText(value: Expr | undefined): boolean {
  return (
    (value?.is === "number" && value.value === 0) || (value?.is === "name" && value.name === "NULL")
  );
}

export function isQuestion(value: Expr): boolean {
  return (
    value.is === "call" ||
    (value.is === "operation" && /^(?:[=!<>]=?|&&|\|\||!|and|or|not)$/.test(value.operator))
  );
}
