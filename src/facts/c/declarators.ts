// Declarators of C and C++: the name inside `*const p[4]`, the parameters of a function, its type.
import type { Node } from "../../syntax/runtime.js";

export interface Declared {
  readonly name: string;
  /** The `function_declarator` nearest to the name, if it declares a function. */
  readonly functionNode?: Node;
  readonly pointer: boolean;
  readonly array: boolean;
}

/** Digs the name out of nested declarators; undefined for abstract ones. */
export function declared(node: Node | null): Declared | undefined {
  let at = node;
  let functionNode: Node | undefined;
  let pointer = false;
  let array = false;
  while (at !== null) {
    switch (at.type) {
      case "identifier":
      case "field_identifier":
      case "type_identifier":
      case "qualified_identifier":
      case "destructor_name":
      case "operator_name":
        return {
          name: at.text.replace(/\s+/g, ""),
          ...(functionNode === undefined ? {} : { functionNode }),
          pointer,
          array,
        };
      case "function_declarator":
        functionNode = at;
        at = at.childForFieldName("declarator");
        break;
      case "pointer_declarator":
        pointer = true;
        at = at.childForFieldName("declarator");
        break;
      case "array_declarator":
        array = true;
        at = at.childForFieldName("declarator");
        break;
      default:
        at = at.childForFieldName("declarator") ?? at.namedChild(at.namedChildCount - 1);
    }
  }
  return undefined;
}

/** `const struct foo` → `foo`; template arguments and namespaces are kept. */
export function typeName(written: string): string {
  return written
    .replace(/\b(?:const|volatile|struct|union|enum|class|static|extern|inline|typename)\b/g, " ")
    .replace(/[*&]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

export function parametersOf(functionNode: Node): { name: string; type: string }[] {
  const list = functionNode.childForFieldName("parameters");
  if (list === null) return [];
  return list.namedChildren
    .filter((p) => p.type.endsWith("parameter_declaration"))
    .map((p) => ({
      name: declared(p.childForFieldName("declarator"))?.name ?? "",
      type: typeName(p.childForFieldName("type")?.text ?? ""),
    }));
}
