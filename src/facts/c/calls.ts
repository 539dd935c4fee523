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

/** Nodes that a text may stand in. */
const TEXTS = new Set([
  "string_literal",
  "raw_string_literal",
  "concatenated_string",
  "call_expression",
]);

/** `password == "…"` calls the operator of a string: a fact like `strcmp`, where a text is compared. */
export function visitComparison(node: Node, scope: Scope, to: Extraction): void {
  const operator = node.childForFieldName("operator")?.text ?? "";
  if (operator === "<<") addStreamed(node, scope, to);
  const sides = [node.childForFieldName("left"), node.childForFieldName("right")];
  if (/^[=!]=$/.test(operator) && sides.some((side) => side !== null && TEXTS.has(side.type))) {
    const args = sides.filter((side) => side !== null).map((side) => exprOf(side, to.reading));
    const callee = `operator${operator}`;
    if (args.some(({ is }) => is === "text" || is === "concat"))
      to.add({ word: "call", callee, args, result: "checked" }, spanOf(node, to.reading), scope);
  }
  walkChildren(node, scope, to);
}

/** What is written to by `<<` rather than shifted, by its last name. */
const STREAM =
  /^(?:c(?:out|err|log)|.*(?:[Ss]tream|[Ss]erial\w*|[Cc]onsole|[Ll]og(?:ger)?|LOG|[Dd]ebug|DEBUG|DBG))$/;

/** `Serial << "a" << b` calls the operator of a stream once for each: facts like `print`. */
function addStreamed(node: Node, scope: Scope, to: Extraction): void {
  const right = node.childForFieldName("right");
  const stream = streamOf(node, to.reading.parameters);
  if (right === null || stream === undefined || !STREAM.test(stream.split(/\.|::/).at(-1) ?? ""))
    return;
  to.add(
    {
      word: "call",
      callee: "operator<<",
      receiver: stream,
      args: [exprOf(right, to.reading)],
      result: "ignored",
    },
    spanOf(node, to.reading),
    scope,
  );
}

/** What stands at the far left of a chain of `<<`: a name, or a call that gives a stream. */
function streamOf(node: Node, parameters: ReadonlySet<string>): string | undefined {
  let left = node.childForFieldName("left");
  while (left?.type === "binary_expression" && left.childForFieldName("operator")?.text === "<<")
    left = left.childForFieldName("left");
  if (left?.type === "call_expression")
    return calleeOf(left.childForFieldName("function"), parameters)?.name;
  const place = left === null ? undefined : calleeOf(left, parameters);
  return place === undefined
    ? undefined
    : [place.receiver, place.name].filter((part) => part !== undefined).join(".");
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
