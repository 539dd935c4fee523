// What becomes of a call's result, by what stands around it.
import type { CallFact } from "../../model/fact.js";
import type { Node } from "../../syntax/runtime.js";
import { dotted, isNamedCast, placeOf, type Parameters } from "./written.js";

type Use = Pick<CallFact, "result" | "into">;
type UseReader = (parent: Node, node: Node, parameters: Parameters) => Use;

const used: UseReader = () => ({ result: "used" });
const ignored: UseReader = () => ({ result: "ignored" });
const checked: UseReader = () => ({ result: "checked" });
const passedOn: UseReader = (parent, _, parameters) => useOf(parent, parameters);

/** By the parent's type; a result that goes anywhere else is used. */
const USES: Readonly<Record<string, UseReader>> = {
  expression_statement: ignored,
  init_declarator: (parent, _, parameters) =>
    stored(parent.childForFieldName("declarator"), parameters),
  assignment_expression: (parent, _, parameters) =>
    stored(parent.childForFieldName("left"), parameters),
  cast_expression: (parent, node, parameters) =>
    parent.childForFieldName("type")?.text === "void"
      ? { result: "ignored" }
      : passedOn(parent, node, parameters),
  parenthesized_expression: (parent, node, parameters) =>
    /^(?:if|while|do|switch)_statement$/.test(parent.parent?.type ?? "")
      ? { result: "checked" }
      : passedOn(parent, node, parameters),
  condition_clause: checked,
  binary_expression: (parent, node, parameters) =>
    /^(?:[=!]=|[<>]=?|&&|\|\||and|or|not_eq|<=>)$/.test(operatorOf(parent))
      ? { result: "checked" }
      : used(parent, node, parameters),
  unary_expression: (parent, node, parameters) =>
    /^(?:!|not)$/.test(operatorOf(parent)) ? { result: "checked" } : used(parent, node, parameters),
  conditional_expression: (parent, node, parameters) =>
    parent.childForFieldName("condition") === node
      ? { result: "checked" }
      : passedOn(parent, node, parameters),
  comma_expression: (parent, node, parameters) =>
    parent.childForFieldName("right") === node
      ? passedOn(parent, node, parameters)
      : { result: "ignored" },
  for_statement: (parent, node) =>
    parent.childForFieldName("condition") === node ? { result: "checked" } : { result: "ignored" },
  argument_list: (parent, _, parameters) => {
    const callee = parent.parent?.childForFieldName("function") ?? null;
    const text = callee?.text ?? "";
    if (parent.parent !== null && isNamedCast(callee))
      return /<\s*void\s*>$/.test(text) ? { result: "ignored" } : useOf(parent.parent, parameters);
    return { result: isCheck(text) ? "checked" : "used" };
  },
};

export function useOf(node: Node, parameters: Parameters): Use {
  const { parent } = node;
  return (parent === null ? used : (USES[parent.type] ?? used))(parent ?? node, node, parameters);
}

function operatorOf(node: Node): string {
  return node.childForFieldName("operator")?.text ?? "";
}

/** `ESP_ERROR_CHECK(…)`, `configASSERT(…)` and their like stop or return on an error. */
function isCheck(callee: string): boolean {
  return /(?:CHECK|ASSERT|VERIFY|REQUIRE|RETURN_ON|GOTO_ON)/.test(callee) || callee === "assert";
}

function stored(target: Node | null, parameters: Parameters): Use {
  const place =
    placeOf(target, parameters) ??
    placeOf(target?.childForFieldName("declarator") ?? null, parameters);
  return place === undefined ? { result: "stored" } : { result: "stored", into: dotted(place) };
}
