// Syntax nodes of C and C++ → expressions: names as written, never what they mean.
import type { Expr } from "../../model/expr.js";
import type { Node } from "../../syntax/runtime.js";
import { characterOf, numberOf, unquote } from "./literals.js";

/** Calls that only wrap a text or change its type: what they hold is what counts. */
const WRAPPERS = new Set([
  "F",
  "FPSTR",
  "PSTR",
  "String",
  "string",
  "std::string",
  "StringView",
  "std::string_view",
  "_T",
  "TEXT",
  "MQTT_STRING",
  "UINT8_C",
  "UINT16_C",
  "UINT32_C",
]);

/** A dotted place: base name and the fields below it; undefined for what is no place. */
export interface WrittenPlace {
  readonly base: string;
  readonly path: string;
}

type Reader = (node: Node) => Expr | undefined;

const READERS: Readonly<Record<string, Reader>> = {
  string_literal: (n) => ({ is: "text", text: unquote(n.text), span: spanOf(n) }),
  raw_string_literal: (n) => ({ is: "text", text: unquote(n.text), span: spanOf(n) }),
  system_lib_string: (n) => ({ is: "text", text: n.text.slice(1, -1), span: spanOf(n) }),
  char_literal: (n) => number(n, characterOf(n.text)),
  number_literal: (n) => numberOrUnknown(n),
  true: (n) => number(n, 1),
  false: (n) => number(n, 0),
  null: (n) => ({ is: "name", name: n.text, span: spanOf(n) }),
  nullptr: (n) => ({ is: "name", name: "NULL", span: spanOf(n) }),
  identifier: (n) => ({ is: "name", name: n.text, span: spanOf(n) }),
  this: (n) => ({ is: "name", name: "this", span: spanOf(n) }),
  qualified_identifier: (n) => ({ is: "name", name: squeeze(n.text), span: spanOf(n) }),
  concatenated_string: (n) => concat(n, n.namedChildren.filter(present)),
  parenthesized_expression: (n) => inner(n.namedChild(0)),
  cast_expression: (n) => inner(n.childForFieldName("value")),
  comma_expression: (n) => inner(n.childForFieldName("right")),
  assignment_expression: (n) => inner(n.childForFieldName("right")),
  pointer_expression: pointer,
  field_expression: member,
  subscript_expression: member,
  conditional_expression: either,
  binary_expression: operation,
  unary_expression: operation,
  call_expression: call,
  new_expression: construct,
  compound_literal_expression: (n) => inner(n.childForFieldName("value")),
  initializer_list: list,
  lambda_expression: (n) => ({ is: "lambda", span: spanOf(n) }),
};

/** Deeper than anybody writes; below it an expression is unknown and the stack stays safe. */
const DEEPEST = 200;
let depth = 0;

export function exprOf(node: Node): Expr {
  if (depth >= DEEPEST) return unknownOf(node);
  depth++;
  try {
    return READERS[node.type]?.(node) ?? unknownOf(node);
  } finally {
    depth--;
  }
}

function unknownOf(node: Node): Expr {
  return { is: "unknown", written: clip(node.text), span: spanOf(node) };
}

export function spanOf(node: Node): { start: number; end: number } {
  return { start: node.startIndex, end: node.endIndex };
}

/** `cfg->sta.password` → base `cfg`, path `sta.password`; `this->x` and `(*p).x` are looked through. */
export function placeOf(node: Node | null): WrittenPlace | undefined {
  if (node === null) return undefined;
  switch (node.type) {
    case "identifier":
    case "field_identifier":
      return { base: node.text, path: "" };
    case "qualified_identifier":
      return { base: squeeze(node.text), path: "" };
    case "this":
      return { base: "this", path: "" };
    case "parenthesized_expression":
      return placeOf(node.namedChild(0));
    case "pointer_expression":
      return placeOf(node.childForFieldName("argument"));
    case "cast_expression":
      return placeOf(node.childForFieldName("value"));
    case "subscript_expression":
      return below(placeOf(node.childForFieldName("argument")), "[]");
    case "field_expression":
      return below(
        placeOf(node.childForFieldName("argument")),
        node.childForFieldName("field")?.text ?? "",
      );
    default:
      return undefined;
  }
}

function below(place: WrittenPlace | undefined, field: string): WrittenPlace | undefined {
  if (place === undefined || field === "") return undefined;
  if (place.base === "this" && place.path === "" && field !== "[]")
    return { base: field, path: "" };
  if (field === "[]") return { base: place.base, path: `${place.path}[]` };
  return { base: place.base, path: place.path === "" ? field : `${place.path}.${field}` };
}

export interface Callee {
  readonly name: string;
  readonly receiver?: string;
}

/** `a.b->run` → run on `a.b`; `Wifi::begin` → begin on `Wifi`; template arguments are dropped. */
export function calleeOf(node: Node | null): Callee | undefined {
  if (node === null) return undefined;
  switch (node.type) {
    case "identifier":
      return { name: node.text };
    case "template_function":
      return calleeOf(node.childForFieldName("name"));
    case "parenthesized_expression":
      return calleeOf(node.namedChild(0));
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
      const argument = node.childForFieldName("argument");
      return { name, receiver: receiverText(argument) };
    }
    default:
      return undefined;
  }
}

function receiverText(node: Node | null): string {
  const place = placeOf(node);
  if (place !== undefined) return place.path === "" ? place.base : `${place.base}.${place.path}`;
  if (node?.type === "call_expression")
    return `${calleeOf(node.childForFieldName("function"))?.name ?? ""}()`;
  return node === null ? "" : clip(node.text);
}

function call(node: Node): Expr | undefined {
  const target = node.childForFieldName("function");
  const args = exprsOf(node.childForFieldName("arguments"));
  const written = target === null ? "" : squeeze(target.text);
  const only = args[0];
  if (args.length === 1 && only !== undefined && wraps(written)) return only;
  const callee = calleeOf(target);
  if (callee === undefined) return undefined;
  return {
    is: "call",
    callee: callee.name,
    ...(callee.receiver === undefined ? {} : { receiver: callee.receiver }),
    args,
    span: spanOf(node),
  };
}

/**
 * The expressions of an argument list. The C++ grammar reads `"http://" HOST` as an error before a
 * name; such pieces are joined with what follows them.
 */
export function exprsOf(list: Node | null): Expr[] {
  const exprs: Expr[] = [];
  let pieces: Expr[] = [];
  for (const child of list?.namedChildren ?? []) {
    if (!present(child)) continue;
    if (child.type === "ERROR") {
      pieces.push(...piecesOf(child));
      continue;
    }
    exprs.push(joined(pieces, exprOf(child)));
    pieces = [];
  }
  return exprs;
}

/** The value of an initialiser, with a literal that the grammar left outside of it. */
export function valueOf(node: Node, field = "value"): Expr | undefined {
  const value = node.childForFieldName(field);
  if (value === null) return undefined;
  const pieces = node.namedChildren
    .filter((child) => child.type === "ERROR" && child.endIndex <= value.startIndex)
    .flatMap(piecesOf);
  return joined(pieces, exprOf(value));
}

/** Literals and names in a row; a name is taken whole, so the text can be cut in one way only. */
export const PIECES = /^\s*(?:(?:"(?:\\.|[^"\\])*"|\w+\b)\s*)+$/s;

function piecesOf(error: Node): Expr[] {
  return PIECES.test(error.text) ? error.namedChildren.filter(present).map(exprOf) : [];
}

function joined(pieces: readonly Expr[], last: Expr): Expr {
  const first = pieces[0];
  if (first === undefined) return last;
  const tail = last.is === "concat" ? last.parts : [last];
  return {
    is: "concat",
    parts: [...pieces, ...tail],
    span: { start: first.span.start, end: last.span.end },
  };
}

function wraps(callee: string): boolean {
  return WRAPPERS.has(callee) || /^(?:static|reinterpret|const|dynamic)_cast</.test(callee);
}

function construct(node: Node): Expr {
  const args = exprsOf(node.childForFieldName("arguments"));
  const type = node.childForFieldName("type")?.text ?? "";
  return { is: "call", callee: squeeze(type), args, span: spanOf(node) };
}

function pointer(node: Node): Expr | undefined {
  const argument = node.childForFieldName("argument");
  if (argument === null) return undefined;
  const of = exprOf(argument);
  return node.text.startsWith("&") ? { is: "address", of, span: spanOf(node) } : of;
}

function member(node: Node): Expr | undefined {
  const place = placeOf(node);
  if (place === undefined) return undefined;
  return place.path === ""
    ? { is: "name", name: place.base, span: spanOf(node) }
    : { is: "member", base: place.base, path: place.path, span: spanOf(node) };
}

function either(node: Node): Expr {
  const options = ["consequence", "alternative"]
    .map((field) => node.childForFieldName(field))
    .filter((child) => child !== null)
    .map(exprOf);
  return { is: "either", options, span: spanOf(node) };
}

function operation(node: Node): Expr {
  const operator = node.childForFieldName("operator")?.text ?? "";
  const operands = ["left", "right", "argument"]
    .map((field) => node.childForFieldName(field))
    .filter((child) => child !== null)
    .map(exprOf);
  const joins = operator === "+" && operands.some((o) => o.is === "text" || o.is === "concat");
  if (joins) return { is: "concat", parts: flattened(operands), span: spanOf(node) };
  const only = operands[0];
  if (operator === "-" && operands.length === 1 && only?.is === "number")
    return { is: "number", value: -only.value, written: node.text, span: spanOf(node) };
  return { is: "operation", operator, operands, span: spanOf(node) };
}

function concat(node: Node, parts: readonly Node[]): Expr {
  return {
    is: "concat",
    parts: parts.flatMap((part) => (part.type === "ERROR" ? namesIn(part) : [exprOf(part)])),
    span: spanOf(node),
  };
}

function namesIn(error: Node): Expr[] {
  const text = error.text.trim();
  return /^\w+$/.test(text)
    ? [{ is: "name", name: text, span: spanOf(error) }]
    : [{ is: "unknown", written: clip(text), span: spanOf(error) }];
}

function flattened(operands: readonly Expr[]): Expr[] {
  return operands.flatMap((o) => (o.is === "concat" ? [...o.parts] : [o]));
}

/** Longer lists of numbers are bytes; anything else stays a list. */
function list(node: Node): Expr {
  const items = node.namedChildren.filter(present).map(exprOf);
  const hex = bytesOf(items);
  return hex === undefined
    ? { is: "list", items, span: spanOf(node) }
    : { is: "bytes", hex, span: spanOf(node) };
}

function bytesOf(items: readonly Expr[]): string | undefined {
  if (items.length < 4) return undefined;
  let hex = "";
  for (const item of items) {
    if (item.is !== "number" || item.value < -128 || item.value > 255) return undefined;
    hex += (item.value & 0xff).toString(16).padStart(2, "0");
  }
  return hex;
}

function number(node: Node, value: number): Expr {
  return { is: "number", value, written: node.text, span: spanOf(node) };
}

function numberOrUnknown(node: Node): Expr | undefined {
  const value = numberOf(node.text);
  return value === undefined ? undefined : number(node, value);
}

function inner(node: Node | null): Expr | undefined {
  return node === null ? undefined : exprOf(node);
}

function present(node: Node): boolean {
  return node.type !== "comment";
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, "");
}

/** What cannot be read is kept for people, short. */
function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
