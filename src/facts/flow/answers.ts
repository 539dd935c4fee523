// The ways in which a function ends, as its callers may tell them apart: what it returns, and what holds
// there of its parameters.
import type { Expr } from "../../model/expr.js";

type NumberOf = (expr: Expr) => number | undefined;

/** One way in which a function ends. */
export interface Answer {
  /** A number, or an error of unknown number; absent: it may be anything. */
  readonly value?: number | "error";
  /** Parts of parameters that have a limit there, by the parameter's number: `.len`, or `` for itself. */
  readonly bounded: ReadonlyMap<number, readonly string[]>;
  readonly checked: ReadonlyMap<number, readonly string[]>;
}

/** It says something of a parameter. */
export function saysMore({ bounded, checked }: Answer): boolean {
  return [...bounded.values(), ...checked.values()].some((parts) => parts.length > 0);
}

export function sameAnswers(a: readonly Answer[], b: readonly Answer[]): boolean {
  return a.length === b.length && a.every((one, i) => textOf(one) === textOf(b[i]));
}

function textOf(answer: Answer | undefined): string {
  if (answer === undefined) return "";
  const { value, bounded, checked } = answer;
  return JSON.stringify([value, [...bounded], [...checked]]);
}

const FINE = /(?:^|_)(?:ok|success|none|null|no_error|noerr)$/i;
const BAD = /err|fail|invalid|inval|bad|^E[A-Z]+$|too_|overflow/i;

/** A name of an error is not zero, whatever its number. */
export function numberOfAnswer(expr: Expr, numberOf: NumberOf): Answer["value"] {
  if (expr.is === "number") return expr.value;
  const known = numberOf(expr);
  if (known !== undefined) return known;
  if (expr.is === "operation" && expr.operator === "-" && expr.operands.length === 1) return -1;
  if (expr.is !== "name") return undefined;
  if (FINE.test(expr.name)) return 0;
  return BAD.test(expr.name) ? "error" : undefined;
}

/** `answer <operator> other` may hold. */
export function mayHold(
  answer: Answer["value"],
  operator: string,
  other: Answer["value"],
): boolean {
  if (answer === undefined || other === undefined) return true;
  if (answer === "error" || other === "error") {
    const differs = answer !== other;
    return operator === "==" ? !differs : true;
  }
  return COMPARE[operator]?.(answer, other) ?? true;
}

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};
