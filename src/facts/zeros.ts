// Nothing but zeros, or a text without letters: what is put in a value's place to erase it. Of a variable
// that is so where all that is ever written into it is zero.
import type { Expr } from "../model/expr.js";
import type { CallFact, Fact } from "../model/fact.js";
import type { Bound } from "./bound.js";
import type { FactIndex } from "./index.js";
import { placeAt } from "./places.js";

export function isZeros(index: FactIndex, expr: Expr, at: Bound): boolean {
  if (expr.is === "address") return isZeros(index, expr.of, at);
  if (expr.is !== "name") return isBlank(expr);
  const { object, scope } = placeAt(index, at, expr.name);
  if (object === undefined || object.fact.storage === "parameter") return false;
  const facts =
    scope === "function"
      ? at.item.facts.filter(({ within }) => within === at.fact.within)
      : object.item.facts;
  if (scope !== "function" && !object.fact.constant) return false;
  const written = facts.map((fact) => writes(fact, expr.name, at.fact));
  return written.includes("zeros") && !written.includes("other");
}

function isBlank(expr: Expr): boolean {
  switch (expr.is) {
    case "text":
      return expr.text === "";
    case "number":
      return expr.value === 0;
    case "bytes":
      return /^0*$/.test(expr.hex);
    case "list":
      return expr.items.every(isBlank);
    default:
      return false;
  }
}

/** What the fact writes into the variable; a call that is given it may write anything. */
function writes(fact: Fact, name: string, asked: Fact): "zeros" | "other" | undefined {
  if (fact.word === "store") {
    if (fact.base === name) return isBlank(fact.value) ? "zeros" : "other";
    return names(fact.value, name) ? "other" : undefined;
  }
  if (fact.word !== "call" || !isGiven(fact, name)) return undefined;
  if (isZeroing(fact, name)) return "zeros";
  // Another call of the same function reads it, as this one does.
  return asked.word === "call" && fact.callee === asked.callee ? undefined : "other";
}

function isGiven({ args, receiver }: CallFact, name: string): boolean {
  return receiver?.split(".")[0] === name || args.some((arg) => names(arg, name));
}

function isZeroing({ callee, args }: CallFact, name: string): boolean {
  const [target, value] = args;
  if (target === undefined || !names(target, name)) return false;
  return callee === "bzero" || (callee === "memset" && value !== undefined && isBlank(value));
}

function names(expr: Expr, name: string): boolean {
  switch (expr.is) {
    case "name":
      return expr.name === name;
    case "member":
      return expr.base === name;
    case "address":
      return names(expr.of, name);
    case "either":
      return expr.options.some((one) => names(one, name));
    case "operation":
      return expr.operator !== "sizeof" && expr.operands.some((one) => names(one, name));
    default:
      return false;
  }
}
