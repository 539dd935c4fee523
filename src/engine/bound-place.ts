// Which place a variable of a sentence is bound to by a fact.
import type { Expr } from "../model/expr.js";
import type { Bound } from "../facts/bound.js";
import type { FactIndex } from "../facts/index.js";
import { placeAt } from "../facts/places.js";

/** Variables of a sentence → the place each stands for. */
export type Bindings = ReadonlyMap<string, string>;

/** `conf.ca.chain`, with the scope of its variable. */
export function placeOfPath(index: FactIndex, at: Bound, dotted: string): string {
  const [base = "", ...rest] = dotted.split(".");
  const { key } = placeAt(index, at, base);
  return rest.length === 0 ? key : `${key}.${rest.join(".")}`;
}

/** The place an argument names: `conf`, `&conf`, `ctx->conf`. */
export function placeOfExpr(index: FactIndex, at: Bound, expr: Expr): string | undefined {
  switch (expr.is) {
    case "name":
      return placeOfPath(index, at, expr.name);
    case "member":
      return placeOfPath(index, at, `${expr.base}.${expr.path}`);
    case "address":
      return placeOfExpr(index, at, expr.of);
    default:
      return undefined;
  }
}
