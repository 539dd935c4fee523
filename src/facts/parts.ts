// A variable or a part of it, and what an expression has to do with that part: reads it, or names it to be filled.
import type { CallExpr, Expr } from "../model/expr.js";
import type { Target } from "../model/body.js";

/** `cfg` with `ap.password`; "" is the whole variable. */
export interface Part {
  readonly base: string;
  readonly path: string;
}

/** Writing there writes all of the part. */
export function covers({ base, path }: Target, part: Part): boolean {
  return (
    base === part.base && (path === "" || path === part.path || part.path.startsWith(`${path}.`))
  );
}

/** The place that an argument names: `cfg`, `&cfg.ap`, `pass`, `&pass[0]`. */
export function placeNamed(expr: Expr | undefined): Part | undefined {
  switch (expr?.is) {
    case "name":
      return { base: expr.name, path: "" };
    case "member":
      return isLater(expr.index) ? undefined : { base: expr.base, path: withoutIndex(expr.path) };
    case "address":
      return placeNamed(expr.of);
    default:
      return undefined;
  }
}

function withoutIndex(path: string): string {
  return path.replace(/\[\]$/, "");
}

/** From there on not all of an array is written. */
function isLater(index: Expr | undefined): boolean {
  return index !== undefined && !(index.is === "number" && index.value === 0);
}

/** What stands below `whole` of the part: `.password` of `cfg.ap` and `cfg.ap.password`. */
export function restBelow(whole: Part, part: Part): string | undefined {
  if (!covers(whole, part)) return undefined;
  return whole.path === "" ? part.path : part.path.slice(whole.path.length + 1);
}

/** The expression reads the part, hands it on or holds where it is; its size alone is none of these. */
export function reads(expr: Expr, part: Part): boolean {
  switch (expr.is) {
    case "name":
      return expr.name === part.base;
    case "member":
      return (
        (expr.base === part.base && overlaps(expr.path, part.path)) ||
        (expr.index !== undefined && reads(expr.index, part))
      );
    case "address":
      return reads(expr.of, part);
    case "call":
      return (
        expr.receiver?.split(/\.|::/)[0] === part.base ||
        (expr.on !== undefined && reads(expr.on, part)) ||
        expr.args.some((arg) => reads(arg, part))
      );
    case "either":
      return [...expr.options, ...(expr.test ? [expr.test] : [])].some((one) => reads(one, part));
    case "operation":
      return expr.operator !== "sizeof" && expr.operands.some((one) => reads(one, part));
    case "concat":
      return expr.parts.some((one) => reads(one, part));
    case "list":
      return expr.items.some((one) => reads(one, part));
    case "unknown":
      return isWritten(expr.written, part.base);
    default:
      return false;
  }
}

export function isWritten(text: string, name: string): boolean {
  return new RegExp(`\\b${name.replace(/\W/g, "\\$&")}\\b`).test(text);
}

function overlaps(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a);
}

/** A call in an expression, and whether it is made whenever the expression is looked at. */
export interface CallIn {
  readonly call: CallExpr;
  readonly isSure: boolean;
}

/** Innermost first. */
export function* callsIn(expr: Expr, isSure = true): Iterable<CallIn> {
  switch (expr.is) {
    case "call":
      if (expr.on !== undefined) yield* callsIn(expr.on, isSure);
      for (const arg of expr.args) yield* callsIn(arg, isSure);
      yield { call: expr, isSure };
      return;
    case "address":
      yield* callsIn(expr.of, isSure);
      return;
    case "either":
      if (expr.test !== undefined) yield* callsIn(expr.test, isSure);
      for (const one of expr.options) yield* callsIn(one, false);
      return;
    case "operation":
      for (const [i, one] of expr.operands.entries())
        yield* callsIn(one, isSure && (i === 0 || !SHORT.has(expr.operator)));
      return;
    case "concat":
    case "list":
      for (const one of expr.is === "list" ? expr.items : expr.parts) yield* callsIn(one, isSure);
      return;
    default:
      return;
  }
}

/** Their right side is not always looked at. */
const SHORT = new Set(["&&", "||", "and", "or"]);
