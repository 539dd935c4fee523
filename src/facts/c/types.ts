// Classes, structs and enumerations: the names they put around what they hold, and the
// constants they define.
import type { Expr } from "../../model/expr.js";
import type { Node } from "../../syntax/runtime.js";
import { typeName } from "./declarators.js";
import { exprOf, spanOf } from "./expressions.js";
import { walkChildren, type Extraction, type Scope } from "./scope.js";

/** A class or struct; one without a name goes by the name that `typedef` gives it. */
export function visitType(node: Node, scope: Scope, to: Extraction): void {
  const body = node.childForFieldName("body");
  if (body === null) return;
  const { parent } = node;
  const alias =
    parent?.type === "type_definition" ? parent.childForFieldName("declarator") : undefined;
  const name = alias ?? node.childForFieldName("name");
  const plain = typeName(name?.text ?? "").replace(/<.*$/s, "");
  walkChildren(body, { ...scope, inside: [...scope.inside, ...plain.split("::")] }, to);
}

/**
 * Enumerators without a value count on from the one before. Behind one that stands under an `#if` of
 * its own nobody knows the count.
 */
export function visitEnum(node: Node, scope: Scope, to: Extraction): void {
  const list = node.childForFieldName("body");
  if (list === null) return;
  const isScoped = /^enum\s+(?:class|struct)\b/.test(node.text);
  const name = node.childForFieldName("name")?.text ?? "";
  const inside = isScoped ? { ...scope, inside: [...scope.inside, name] } : scope;
  let count: Count = { from: undefined, steps: 0, conditions: undefined };
  for (const child of list.namedChildren) {
    if (child.type !== "enumerator") continue;
    const written = child.childForFieldName("value");
    const stack = to.conditionsAt(spanOf(child, to.reading).start);
    const conditions = stack.map((condition) => `${condition}\n`).join("");
    if (written !== null) count = { from: exprOf(written, to.reading), steps: 0, conditions };
    else if (conditions.startsWith(count.conditions ?? "")) count = { ...count, conditions };
    else count = { ...count, conditions: "?" };
    addEnumerator(child, count, inside, to);
    count = { ...count, steps: count.steps + 1 };
    if (written !== null) to.walk(written, scope);
  }
}

interface Count {
  /** The last written value; none yet counts from 0. */
  readonly from: Expr | undefined;
  readonly steps: number;
  /** Under these it counts; `?` where an enumerator on the way need not be there. */
  readonly conditions: string | undefined;
}

function addEnumerator(node: Node, count: Count, scope: Scope, to: Extraction): void {
  const at = spanOf(node, to.reading);
  const name = node.childForFieldName("name")?.text ?? "";
  to.add({ word: "define", name, value: counted(count, at.end), by: "enum" }, at, scope);
}

function counted({ from, steps, conditions }: Count, end: number): Expr {
  const span = { start: end, end };
  if (from !== undefined && steps === 0) return from;
  if (conditions === "?") return { is: "unknown", written: "", span };
  const number = (value: number): Expr => ({ is: "number", value, written: String(value), span });
  if (from === undefined) return number(steps);
  if (from.is === "number") return number(from.value + steps);
  return { is: "operation", operator: "+", operands: [from, number(steps)], span };
}
