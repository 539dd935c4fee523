// How long texts are and how much room was made for them, as sums of lengths that are not known: of
// `malloc(strlen(a) + strlen(b) + 1)` the terms are `a` and `b`, and one is added.
import type { Expr } from "../../model/expr.js";
import type { Length } from "./knowledge.js";
import { placeKey } from "./place-keys.js";
import type { State } from "./state.js";

type NumberOf = (expr: Expr) => number | undefined;

export function sum(a: Length | undefined, b: Length | undefined): Length | undefined {
  if (a === undefined || b === undefined) return undefined;
  return { terms: [...a.terms, ...b.terms].sort(), plus: a.plus + b.plus };
}

export function hasSameTerms(a: Length, b: Length): boolean {
  return a.terms.length === b.terms.length && a.terms.every((one, i) => one === b.terms[i]);
}

/** Letters of a text that stands in the code or in a place. */
export function contentOf(text: Expr | undefined): Length | undefined {
  if (text?.is === "text") return { terms: [], plus: text.text.length };
  const key = text?.is === "name" || text?.is === "member" ? placeKey(text) : undefined;
  return key === undefined ? undefined : { terms: [key], plus: 0 };
}

/** A number that is a sum of lengths: `strlen(s) + 1`, `s.length()`, or a variable that was set so. */
export function lengthOf(
  expr: Expr | undefined,
  state: State,
  numberOf: NumberOf,
): Length | undefined {
  if (expr === undefined) return undefined;
  if (expr.is === "number") return { terms: [], plus: expr.value };
  if (expr.is === "call") return measured(expr);
  if (expr.is === "operation") return calculated(expr, state, numberOf);
  const key = expr.is === "name" || expr.is === "member" ? placeKey(expr) : undefined;
  const known = key === undefined ? undefined : state.lengthOf(key);
  if (known !== undefined) return known;
  const number = numberOf(expr);
  return number === undefined ? undefined : { terms: [], plus: number };
}

const STRLEN = /^(?:os_)?strlen$/;

function measured({ callee, receiver, args }: Extract<Expr, { is: "call" }>): Length | undefined {
  if (STRLEN.test(callee) && args.length === 1) return contentOf(args[0]);
  if (receiver === undefined || args.length > 0) return undefined;
  return /^(?:length|size)$/.test(callee) ? { terms: [receiver], plus: 0 } : undefined;
}

function calculated(
  { operator, operands }: Extract<Expr, { is: "operation" }>,
  state: State,
  numberOf: NumberOf,
): Length | undefined {
  const [left, right] = operands;
  if (operator === "sizeof") return isLetter(left) ? ONE : undefined;
  if (operands.length !== 2) return undefined;
  const [a, b] = [lengthOf(left, state, numberOf), lengthOf(right, state, numberOf)];
  if (a === undefined || b === undefined) return undefined;
  if (operator === "+") return sum(a, b);
  if (operator === "-") return b.terms.length === 0 ? { ...a, plus: a.plus - b.plus } : undefined;
  return operator === "*" ? times(a, b) : undefined;
}

const ONE: Length = { terms: [], plus: 1 };

/** `sizeof(char)` */
function isLetter(of: Expr | undefined): boolean {
  return of?.is === "name" && /^(?:unsigned )?char$/.test(of.name);
}

function times(a: Length, b: Length): Length | undefined {
  if (isOne(a)) return b;
  return isOne(b) ? a : undefined;
}

function isOne({ terms, plus }: Length): boolean {
  return terms.length === 0 && plus === 1;
}

/** What a format makes of texts; undefined where there is anything else in it. */
export function formatted([format, ...values]: readonly Expr[]): Length | undefined {
  if (format?.is !== "text") return undefined;
  let total: Length | undefined = { terms: [], plus: 0 };
  let next = 0;
  for (const part of format.text.matchAll(/%[^a-zA-Z%]*[a-zA-Z%]|[^%]+/g)) {
    const [written] = part;
    if (!written.startsWith("%")) total = sum(total, { terms: [], plus: written.length });
    else if (written === "%%") total = sum(total, { terms: [], plus: 1 });
    else if (written === "%s") total = sum(total, contentOf(values[next++]));
    else return undefined;
  }
  return total;
}
