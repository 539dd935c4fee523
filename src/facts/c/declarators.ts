// Declarators of C and C++: the name inside `*const p[4]`, the parameters of a function, its type.
import type { ObjectFact } from "../../model/fact.js";
import type { Node } from "../../syntax/runtime.js";
import { squeeze } from "./written.js";

export interface Declared {
  readonly name: string;
  /** The `function_declarator` around the name, if it declares a function. */
  readonly functionNode?: Node;
  readonly form?: NonNullable<ObjectFact["form"]>;
  /** Of an array, what stands in its first brackets. */
  readonly elements?: Node;
}

const NAMES = new Set([
  "identifier",
  "field_identifier",
  "type_identifier",
  "qualified_identifier",
  "destructor_name",
  "operator_name",
  "template_function",
  "operator_cast",
]);

type Form = NonNullable<ObjectFact["form"]>;

const FORMS: Readonly<Record<string, Form>> = {
  pointer_declarator: "pointer",
  array_declarator: "array",
  reference_declarator: "reference",
};

/**
 * Digs the name out of nested declarators; undefined for abstract ones. What stands next to the name
 * decides: `char *f()` is a function, `int (*f)()` a pointer.
 */
export function declared(node: Node | null): Declared | undefined {
  let at = node;
  let functionNode: Node | undefined;
  let form: Form | undefined;
  let elements: Node | null = null;
  while (at !== null) {
    if (NAMES.has(at.type))
      return {
        name: squeeze(at.text),
        ...(functionNode === undefined ? {} : { functionNode }),
        ...(form === undefined ? {} : { form }),
        ...(elements === null || form !== "array" ? {} : { elements }),
      };
    elements = at.childForFieldName("size");
    if (at.type === "function_declarator") {
      functionNode = at;
      form = undefined;
    } else if (FORMS[at.type] !== undefined) {
      functionNode = undefined;
      form = FORMS[at.type];
    }
    at = at.childForFieldName("declarator") ?? at.namedChildren.at(-1) ?? null;
  }
  return undefined;
}

/** The names of `auto [a, b] = …`. */
export function bindingsOf(node: Node): string[] {
  return node.namedChildren.filter(({ type }) => type === "identifier").map(({ text }) => text);
}

/** `const struct foo` → `foo`; template arguments and namespaces are kept, a body is not. */
export function typeOf(node: Node | null): string {
  if (node === null) return "";
  if (node.childForFieldName("body") !== null) return node.childForFieldName("name")?.text ?? "";
  return typeName(node.text);
}

export function typeName(written: string): string {
  return written
    .replace(/\b(?:const|volatile|struct|union|enum|class|static|extern|inline|typename)\b/g, " ")
    .replace(/[*&]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

export interface Parameter {
  readonly name: string;
  readonly type: string;
}

export function parametersOf(functionNode: Node): Parameter[] {
  const list = functionNode.childForFieldName("parameters");
  return (list?.namedChildren ?? []).filter(isParameter).filter(isPresent).map(parameterOf);
}

/** `f(void)` has none. */
function isPresent({ text }: Node): boolean {
  return text !== "void";
}

export function isParameter(node: Node): boolean {
  return node.type.endsWith("parameter_declaration");
}

export function parameterOf(node: Node): Parameter {
  return {
    name: declared(node.childForFieldName("declarator"))?.name ?? "",
    type: typeOf(node.childForFieldName("type")),
  };
}
