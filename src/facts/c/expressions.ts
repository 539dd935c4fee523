// Syntax nodes of C and C++ → expressions: names as written, never what they mean. Spans are the
// item's.
import type { Span } from "../../base/span.js";
import type { Expr } from "../../model/expr.js";
import type { Pasted } from "../../syntax/paste.js";
import type { Node } from "../../syntax/runtime.js";
import { characterOf, numberOf, unquote } from "./literals.js";
import { shifted } from "./shift.js";
import { calleeOf, clip, isNamedCast, placeOf, squeeze, type Parameters } from "./written.js";

/** How the nodes of one parse are read. */
export interface Reading {
  /** What the literals that cover names stand for, by offset in the parsed text. */
  readonly pasted: Pasted;
  /** Added to every span: the place of a macro's body inside its item. */
  readonly shift: number;
  readonly parameters: Parameters;
  /**
   * For flow analysis: an assignment or `x++` inside of an expression is the place it sets, since what
   * it does is a step of its own; subscripts and `sizeof` are kept.
   */
  readonly inSteps?: true;
}

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
  "std::move",
  "_T",
  "TEXT",
  "MQTT_STRING",
  "UINT8_C",
  "UINT16_C",
  "UINT32_C",
  "IS_ENABLED",
  "strdup",
  "g_strdup",
]);

/** Methods that give a text as another type. */
const VIEWS = new Set(["c_str", "data"]);

type Reader = (node: Node, reading: Reading) => Expr | undefined;

const READERS: Readonly<Record<string, Reader>> = {
  string_literal: text,
  raw_string_literal: text,
  user_defined_literal: (n, r) => inner(n.namedChildren[0], r),
  system_lib_string: (n, r) => ({ is: "text", text: n.text.slice(1, -1), span: spanOf(n, r) }),
  char_literal: (n, r) => number(n, characterOf(n.text), r),
  number_literal: (n, r) => {
    const value = numberOf(n.text);
    return value === undefined ? undefined : number(n, value, r);
  },
  true: (n, r) => number(n, 1, r),
  false: (n, r) => number(n, 0, r),
  null: (n, r) => ({ is: "name", name: nullName(n.text), span: spanOf(n, r) }),
  identifier: name,
  field_identifier: name,
  this: name,
  qualified_identifier: name,
  concatenated_string: concatenated,
  parenthesized_expression: (n, r) => inner(n.namedChildren.find(present), r),
  cast_expression: (n, r) => inner(n.childForFieldName("value"), r),
  comma_expression: (n, r) => inner(n.childForFieldName("right"), r),
  assignment_expression: (n, r) =>
    inner(n.childForFieldName(r.inSteps === true ? "left" : "right"), r),
  update_expression: (n, r) =>
    r.inSteps === true ? inner(n.childForFieldName("argument"), r) : undefined,
  sizeof_expression: sizeOf,
  pointer_expression: pointer,
  field_expression: member,
  subscript_expression: member,
  conditional_expression: either,
  binary_expression: operation,
  unary_expression: operation,
  call_expression: call,
  new_expression: construct,
  compound_literal_expression: (n, r) => inner(n.childForFieldName("value"), r),
  initializer_list: list,
  lambda_expression: (n, r) => ({ is: "lambda", span: spanOf(n, r) }),
};

export function exprOf(node: Node, reading: Reading): Expr {
  return (
    READERS[node.type]?.(node, reading) ?? {
      is: "unknown",
      written: clip(node.text),
      span: spanOf(node, reading),
    }
  );
}

export function spanOf(node: Node, { shift }: Reading): Span {
  return { start: node.startIndex + shift, end: node.endIndex + shift };
}

/** The expressions of an argument list. */
export function exprsOf(list: Node | null, reading: Reading): Expr[] {
  return (list?.namedChildren ?? []).filter(present).map((child) => exprOf(child, reading));
}

function present(node: Node): boolean {
  return node.type !== "comment" && node.type !== "ERROR" && !node.isMissing;
}

function inner(node: Node | null | undefined, reading: Reading): Expr | undefined {
  return node === null || node === undefined ? undefined : exprOf(node, reading);
}

function name(node: Node, reading: Reading): Expr {
  return { is: "name", name: squeeze(node.text), span: spanOf(node, reading) };
}

function nullName(written: string): string {
  return written === "nullptr" ? "NULL" : written;
}

function text(node: Node, reading: Reading): Expr {
  const covered = reading.pasted.get(node.startIndex);
  if (covered !== undefined) return shifted(covered, reading.shift);
  return { is: "text", text: unquote(node.text), span: spanOf(node, reading) };
}

function number(node: Node, value: number, reading: Reading): Expr {
  return { is: "number", value, written: node.text, span: spanOf(node, reading) };
}

function concatenated(node: Node, reading: Reading): Expr {
  return { is: "concat", parts: exprsOf(node, reading), span: spanOf(node, reading) };
}

function pointer(node: Node, reading: Reading): Expr | undefined {
  const of = inner(node.childForFieldName("argument"), reading);
  if (of === undefined || !node.text.startsWith("&")) return of;
  return { is: "address", of, span: spanOf(node, reading) };
}

function member(node: Node, reading: Reading): Expr | undefined {
  const place = placeOf(node, reading.parameters);
  if (place === undefined) return reading.inSteps === true ? partOf(node, reading) : undefined;
  const span = spanOf(node, reading);
  if (place.path === "") return { is: "name", name: place.base, span };
  const index = reading.inSteps === true ? indexOf(node, reading) : undefined;
  const indexed = index === undefined ? {} : { index };
  return { is: "member", base: place.base, path: place.path, ...indexed, span };
}

/** `find(x)->value`: a part of what a call gives. */
function partOf(node: Node, reading: Reading): Expr | undefined {
  const of = inner(node.childForFieldName("argument"), reading);
  return of === undefined
    ? undefined
    : { is: "operation", operator: ".", operands: [of], span: spanOf(node, reading) };
}

/** The last subscript of `a[i]`, `a.b[i]`. */
export function indexOf(node: Node, reading: Reading): Expr | undefined {
  if (node.type !== "subscript_expression") return undefined;
  const list = node.childForFieldName("indices")?.namedChildren[0];
  return inner(list ?? node.childForFieldName("index"), reading);
}

/** `sizeof buf`, `sizeof(T)`: what it is the size of, by its name. */
function sizeOf(node: Node, reading: Reading): Expr | undefined {
  if (reading.inSteps !== true) return undefined;
  const type = node.childForFieldName("type");
  const span = spanOf(node, reading);
  const of: Expr | undefined =
    type === null
      ? inner(node.childForFieldName("value"), reading)
      : { is: "name", name: squeeze(type.text), span: spanOf(type, reading) };
  return of === undefined
    ? undefined
    : { is: "operation", operator: "sizeof", operands: [of], span };
}

/** Of `a ?: b` the condition is a value too. */
function either(node: Node, reading: Reading): Expr {
  const first = node.childForFieldName("consequence") ?? node.childForFieldName("condition");
  const options = [first, node.childForFieldName("alternative")]
    .filter((child) => child !== null)
    .map((child) => exprOf(child, reading));
  const test =
    reading.inSteps === true ? inner(node.childForFieldName("condition"), reading) : undefined;
  const tested = test === undefined ? {} : { test };
  return { is: "either", options, ...tested, span: spanOf(node, reading) };
}

function operation(node: Node, reading: Reading): Expr {
  const operator = node.childForFieldName("operator")?.text ?? "";
  const operands = ["left", "right", "argument"]
    .map((field) => node.childForFieldName(field))
    .filter((child) => child !== null)
    .map((child) => exprOf(child, reading));
  const span = spanOf(node, reading);
  if (operator === "+" && operands.some((o) => o.is === "text" || o.is === "concat"))
    return { is: "concat", parts: operands.flatMap(partsOf), span };
  const only = operands[0];
  if (operator === "-" && operands.length === 1 && only?.is === "number")
    return { is: "number", value: -only.value, written: node.text, span };
  return { is: "operation", operator, operands, span };
}

function partsOf(expr: Expr): readonly Expr[] {
  return expr.is === "concat" ? expr.parts : [expr];
}

function call(node: Node, reading: Reading): Expr | undefined {
  const target = node.childForFieldName("function");
  const args = exprsOf(node.childForFieldName("arguments"), reading);
  const [only] = args;
  if (only !== undefined && args.length === 1 && target !== null && wraps(target)) return only;
  const callee = calleeOf(target, reading.parameters);
  if (callee === undefined) return undefined;
  const viewed = args.length === 0 ? viewedBy(callee, target, reading) : undefined;
  if (viewed !== undefined) return viewed;
  const { name: callee_, receiver } = callee;
  const on = receiver === undefined ? {} : { receiver };
  const chained = reading.inSteps === true ? chainedOn(target, reading) : {};
  return { is: "call", callee: callee_, ...on, ...chained, args, span: spanOf(node, reading) };
}

/** `text.c_str()` is the text. */
function viewedBy(
  { name, receiver }: NonNullable<ReturnType<typeof calleeOf>>,
  target: Node | null,
  reading: Reading,
): Expr | undefined {
  if (receiver === undefined || !VIEWS.has(name)) return undefined;
  return inner(target?.childForFieldName("argument"), reading);
}

function chainedOn(target: Node | null, reading: Reading): { readonly on?: Expr } {
  const before = target?.type === "field_expression" ? target.childForFieldName("argument") : null;
  return before?.type === "call_expression" ? { on: exprOf(before, reading) } : {};
}

function wraps(callee: Node): boolean {
  return WRAPPERS.has(squeeze(callee.text)) || isNamedCast(callee);
}

/** `new char[n]` is, for flow, a call that is given the number. */
function construct(node: Node, reading: Reading): Expr {
  const size = node.childForFieldName("declarator")?.childForFieldName("length");
  if (reading.inSteps === true && size)
    return {
      is: "call",
      callee: "new[]",
      args: [exprOf(size, reading)],
      span: spanOf(node, reading),
    };
  const args = exprsOf(node.childForFieldName("arguments"), reading);
  const type = squeeze(node.childForFieldName("type")?.text ?? "");
  return { is: "call", callee: type, args, span: spanOf(node, reading) };
}

/** Longer lists of numbers are bytes; anything else stays a list. */
function list(node: Node, reading: Reading): Expr {
  const span = spanOf(node, reading);
  const children = node.namedChildren.filter(present);
  const hex = bytesOf(children);
  if (hex !== undefined) return { is: "bytes", hex, span };
  return { is: "list", items: children.map((child) => exprOf(child, reading)), span };
}

const LEAST_BYTES = 4;

function bytesOf(items: readonly Node[]): string | undefined {
  if (items.length < LEAST_BYTES) return undefined;
  const bytes: string[] = [];
  for (const item of items) {
    const value = byteOf(item);
    if (value === undefined) return undefined;
    bytes.push(value);
  }
  return bytes.join("");
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** A byte as two digits; undefined for what is none. */
function byteOf(node: Node): string | undefined {
  const value =
    node.type === "number_literal"
      ? numberOf(node.text)
      : node.type === "char_literal"
        ? characterOf(node.text)
        : signedOf(node);
  return value === undefined || value < -128 || value > 255 || !Number.isInteger(value)
    ? undefined
    : HEX[value & 0xff];
}

/** `-1`, and what a cast or parentheses stand around. */
function signedOf(node: Node): number | undefined {
  if (!/^(?:unary|cast|parenthesized)_expression$/.test(node.type)) return undefined;
  const expr = exprOf(node, { pasted: new Map(), shift: 0, parameters: new Set() });
  return expr.is === "number" ? expr.value : undefined;
}
