// Call expressions → call facts, and the stores that copying calls make.
import type { Expr } from "../../model/expr.js";
import type { Node } from "../../syntax/runtime.js";
import { COPIES } from "./copies.js";
import { exprOf, exprsOf, spanOf } from "./expressions.js";
import { walkChildren, type Extraction, type Scope } from "./scope.js";
import { useOf } from "./uses.js";
import { calleeOf, isNamedCast, type WrittenPlace } from "./written.js";

export function visitCall(node: Node, scope: Scope, to: Extraction): void {
  const { reading } = to;
  const target = node.childForFieldName("function");
  const callee = calleeOf(target, reading.parameters);
  if (callee !== undefined && callee.name !== "" && !isNamedCast(target)) {
    const args = exprsOf(node.childForFieldName("arguments"), reading);
    const { name, receiver } = callee;
    const on = receiver === undefined ? {} : { receiver };
    const use = useOf(node, reading.parameters);
    to.add({ word: "call", callee: name, ...on, args, ...use }, spanOf(node, reading), scope);
    storeByCopy(name, args, node, scope, to);
  }
  walkChildren(node, scope, to);
}

export function visitNew(node: Node, scope: Scope, to: Extraction): void {
  const { reading } = to;
  const expr = exprOf(node, reading);
  if (expr.is === "call") {
    const use = useOf(node, reading.parameters);
    to.add({ word: "call", callee: expr.callee, args: expr.args, ...use }, expr.span, scope);
  }
  walkChildren(node, scope, to);
}

function storeByCopy(
  callee: string,
  args: readonly Expr[],
  node: Node,
  scope: Scope,
  to: Extraction,
): void {
  const copy = Object.hasOwn(COPIES, callee) ? COPIES[callee] : undefined;
  if (copy === undefined) return;
  const place = placeIn(args[copy.to]);
  const value = args[copy.from];
  if (place === undefined || value === undefined) return;
  const format = copy.format === undefined ? undefined : args[copy.format];
  if (copy.format !== undefined && !(format?.is === "text" && format.text === "%s")) return;
  to.add({ word: "store", ...place, value, how: "copy" }, spanOf(node, to.reading), scope);
}

/** The place behind `&x`, `&x[0]` and casts. */
function placeIn(expr: Expr | undefined): WrittenPlace | undefined {
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
