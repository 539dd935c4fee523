// Call expressions → call facts, and the stores that copying calls make.
import type { Expr } from "../../model/expr.js";
import type { CallFact } from "../../model/fact.js";
import type { Node } from "../../syntax/runtime.js";
import { COPIES } from "./copies.js";
import { calleeOf, exprOf, exprsOf, placeOf, spanOf } from "./expressions.js";
import { shifted } from "./shift.js";
import { walkChildren, type Extraction, type Scope } from "./scope.js";

export function visitCall(node: Node, scope: Scope, to: Extraction): void {
  const callee = calleeOf(node.childForFieldName("function"));
  const list = node.childForFieldName("arguments");
  if (callee !== undefined && callee.name !== "") {
    const args = exprsOf(list).map((arg) => shifted(arg, to.shift));
    to.facts.push({
      word: "call",
      callee: callee.name,
      ...(callee.receiver === undefined ? {} : { receiver: callee.receiver }),
      args,
      ...useOf(node),
      ...to.base(spanOf(node), scope),
    });
    storeByCopy(callee.name, args, node, scope, to);
  }
  walkChildren(node, scope, to);
}

export function visitNew(node: Node, scope: Scope, to: Extraction): void {
  const expr = exprOf(node);
  if (expr.is === "call")
    to.facts.push({
      word: "call",
      callee: expr.callee,
      args: expr.args.map((arg) => shifted(arg, to.shift)),
      ...useOf(node),
      ...to.base(spanOf(node), scope),
    });
  walkChildren(node, scope, to);
}

/** What becomes of a call's result, by what stands around it. */
function useOf(node: Node): Pick<CallFact, "result" | "into"> {
  const parent = node.parent;
  switch (parent?.type) {
    case "expression_statement":
      return { result: "ignored" };
    case "init_declarator":
      return stored(parent.childForFieldName("declarator"));
    case "assignment_expression":
      return stored(parent.childForFieldName("left"));
    case "cast_expression":
      return parent.childForFieldName("type")?.text === "void"
        ? { result: "ignored" }
        : useOf(parent);
    case "parenthesized_expression":
      return /^(?:if|while|do|switch)_statement$/.test(parent.parent?.type ?? "")
        ? { result: "checked" }
        : useOf(parent);
    case "condition_clause":
    case "binary_expression":
    case "unary_expression":
      return { result: "checked" };
    default:
      return { result: "used" };
  }
}

function stored(target: Node | null): Pick<CallFact, "result" | "into"> {
  const place = placeOf(target) ?? placeOf(target?.childForFieldName("declarator") ?? null);
  if (place === undefined) return { result: "stored" };
  return { result: "stored", into: place.path === "" ? place.base : `${place.base}.${place.path}` };
}

function storeByCopy(
  callee: string,
  args: readonly Expr[],
  node: Node,
  scope: Scope,
  to: Extraction,
): void {
  const copy = COPIES[callee];
  if (copy === undefined) return;
  const place = placeIn(args[copy.to]);
  const value = args[copy.from];
  if (place === undefined || value === undefined) return;
  const format = copy.format === undefined ? undefined : args[copy.format];
  if (copy.format !== undefined && !(format?.is === "text" && format.text === "%s")) return;
  to.facts.push({ word: "store", ...place, value, how: "copy", ...to.base(spanOf(node), scope) });
}

/** The place behind `&x`, `&x[0]` and casts. */
function placeIn(expr: Expr | undefined): { base: string; path: string } | undefined {
  switch (expr?.is) {
    case "name":
      return { base: expr.name, path: "" };
    case "member":
      return { base: expr.base, path: expr.path.replace(/\[\]$/, "") };
    case "address":
      return placeIn(expr.of);
    default:
      return undefined;
  }
}
