// Names as they are written: the place an expression stands for, what a call calls and on what.
import type { Node } from "../../syntax/runtime.js";

/** A dotted place: base name and the fields below it; undefined for what is no place. */
export interface WrittenPlace {
  readonly base: string;
  readonly path: string;
}

export interface Callee {
  readonly name: string;
  readonly receiver?: string;
}

/** Parameters of the function around, by name: a member of the same name is written `this->x`. */
export type Parameters = ReadonlySet<string>;

type PlaceReader = (node: Node, parameters: Parameters) => WrittenPlace | undefined;

const named: PlaceReader = (node) => ({ base: squeeze(node.text), path: "" });
const behind =
  (field: string): PlaceReader =>
  (node, parameters) =>
    placeOf(node.childForFieldName(field), parameters);

const PLACES: Readonly<Record<string, PlaceReader>> = {
  identifier: named,
  field_identifier: named,
  qualified_identifier: named,
  this: named,
  parenthesized_expression: (node, parameters) =>
    placeOf(node.namedChildren[0] ?? null, parameters),
  pointer_expression: behind("argument"),
  cast_expression: behind("value"),
  call_expression: (node, parameters) =>
    isNamedCast(node.childForFieldName("function"))
      ? placeOf(node.childForFieldName("arguments")?.namedChildren[0] ?? null, parameters)
      : undefined,
  subscript_expression: (node, parameters) => {
    const place = placeOf(node.childForFieldName("argument"), parameters);
    return place === undefined ? undefined : { base: place.base, path: `${place.path}[]` };
  },
  field_expression: (node, parameters) =>
    below(
      placeOf(node.childForFieldName("argument"), parameters),
      node.childForFieldName("field")?.text ?? "",
      parameters,
    ),
};

/**
 * `cfg->sta.password` → base `cfg`, path `sta.password`; `this->x` and `(*p).x` are looked through.
 * Where a parameter has the member's name, `this->x` is the base `this::x`.
 */
export function placeOf(node: Node | null, parameters: Parameters): WrittenPlace | undefined {
  return node === null ? undefined : PLACES[node.type]?.(node, parameters);
}

function below(
  place: WrittenPlace | undefined,
  field: string,
  parameters: Parameters,
): WrittenPlace | undefined {
  if (place === undefined || field === "") return undefined;
  if (place.base === "this" && place.path === "")
    return { base: parameters.has(field) ? `this::${field}` : field, path: "" };
  return joined(place, field);
}

/** The field or index `path` below a place. */
export function joined(place: WrittenPlace, path: string): WrittenPlace {
  if (place.path === "") return { base: place.base, path };
  const dot = path.startsWith("[") ? "" : ".";
  return { base: place.base, path: `${place.path}${dot}${path}` };
}

/** One text, by which rules compare places: `cfg.sta.password`, `list.[]`. */
export function dotted({ base, path }: WrittenPlace): string {
  return path === "" ? base : `${base}.${path}`;
}

/**
 * `a.b->run` and `(*a.b->run)` → run on `a.b`; `Wifi::begin` → begin on `Wifi`; template arguments are
 * dropped.
 */
export function calleeOf(node: Node | null, parameters: Parameters): Callee | undefined {
  switch (node?.type) {
    case "identifier":
      return { name: node.text };
    case "template_function":
      return calleeOf(node.childForFieldName("name"), parameters);
    case "parenthesized_expression":
      return calleeOf(node.namedChildren[0] ?? null, parameters);
    case "pointer_expression":
      return calleeOf(node.childForFieldName("argument"), parameters);
    case "qualified_identifier": {
      const parts = squeeze(node.text)
        .replace(/<[^<>]*>/g, "")
        .split("::")
        .filter(Boolean);
      const name = parts.pop() ?? "";
      return parts.length === 0 ? { name } : { name, receiver: parts.join("::") };
    }
    case "field_expression": {
      const name = node.childForFieldName("field")?.text.replace(/<.*$/s, "") ?? "";
      return { name, receiver: receiverText(node.childForFieldName("argument"), parameters) };
    }
    default:
      return undefined;
  }
}

function receiverText(node: Node | null, parameters: Parameters): string {
  const place = placeOf(node, parameters);
  if (place !== undefined) return dotted(place);
  if (node?.type === "call_expression")
    return `${calleeOf(node.childForFieldName("function"), parameters)?.name ?? ""}()`;
  return node === null ? "" : clip(node.text);
}

/** `static_cast<int>`: the grammar reads a cast by its name as a call of a template. */
export function isNamedCast(callee: Node | null): boolean {
  const name = callee?.type === "template_function" ? callee.childForFieldName("name") : null;
  return /^(?:static|reinterpret|const|dynamic)_cast$/.test(name?.text ?? "");
}

export function squeeze(text: string): string {
  return /\s/.test(text) ? text.replace(/\s+/g, "") : text;
}

/** What cannot be read is kept for people, short. */
export function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
