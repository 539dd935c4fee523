// Initialisers and assignments → stores: the value itself, and one for every designated field below.
import type { Expr } from "../../model/expr.js";
import type { ObjectFact, StoreFact } from "../../model/fact.js";
import type { Node } from "../../syntax/runtime.js";
import { typeOf } from "./declarators.js";
import { exprOf, indexOf, spanOf } from "./expressions.js";
import { walkChildren, type Extraction, type Scope } from "./scope.js";
import { joined, placeOf, type WrittenPlace } from "./written.js";

/** Where a store goes and how it is made. */
export interface Storing {
  readonly place: WrittenPlace;
  /** As written in the declaration or the compound literal; "" where it is neither. */
  readonly type: string;
  readonly how: StoreFact["how"];
  /** How the variable is declared; absent where no declaration says it. */
  readonly form?: ObjectFact["form"];
  readonly declares?: true;
  readonly index?: Expr;
}

export function addStore(
  storing: Storing,
  value: Expr,
  at: Node,
  scope: Scope,
  to: Extraction,
): void {
  const { place, type, how, index } = storing;
  const typed = type === "" ? {} : { type };
  const indexed = index === undefined ? {} : { index };
  const fact = { word: "store", ...place, ...typed, value, how, ...indexed } as const;
  to.add(fact, spanOf(at, to.reading), scope);
}

/** A whole initialiser, whether one value or a list; a list is shown with what holds it. */
export function storeInitialiser(
  holder: Node,
  value: Node,
  storing: Storing,
  scope: Scope,
  to: Extraction,
): void {
  const { list, type } = listIn(value);
  const single = list === undefined ? value : singleIn(list, storing);
  if (list === undefined || single !== undefined) {
    if (list !== undefined) to.stored.add(list);
    addStore(storing, exprOf(single ?? value, to.reading), single ?? value, scope, to);
    return;
  }
  const stored = type === undefined ? storing : { ...storing, type };
  const expr = exprOf(list, to.reading);
  if (isWhole(list, expr)) addStore(stored, expr, holder, scope, to);
  storeFields(list, stored, scope, to);
}

/** The list behind `{…}`, `(type){…}` and `&(type){…}`, with that type. */
export function listIn(value: Node): { list?: Node; type?: string } {
  if (value.type === "initializer_list") return { list: value };
  const literal = value.type === "pointer_expression" ? value.childForFieldName("argument") : value;
  if (literal?.type !== "compound_literal_expression") return {};
  const list = literal.childForFieldName("value");
  return list === null ? {} : { list, type: typeOf(literal.childForFieldName("type")) };
}

const SCALAR =
  /^(?:auto|bool|float|double|(?:u?int\d*|size|ssize|time)(?:_t)?|(?:(?:un)?signed |long |short )*(?:char|int|long|short)|(?:std::)?string(?:_view)?|String)$/;

/** `int port{23}` and `char name[] = {"x"}` hold one value in spite of the braces. */
function singleIn(list: Node, { declares, form, type }: Storing): Node | undefined {
  const [only, ...others] = list.namedChildren.filter((child) => child.type !== "comment");
  if (declares === undefined || only === undefined || others.length > 0) return undefined;
  if (only.type === "initializer_pair" || only.type === "initializer_list") return undefined;
  if (form === "array") return type === "char" && only.type.includes("string") ? only : undefined;
  return form !== undefined || SCALAR.test(type) ? only : undefined;
}

/** Designated fields of a list, and of the lists in it. */
export function storeFields(list: Node, storing: Storing, scope: Scope, to: Extraction): void {
  to.stored.add(list);
  for (const item of list.namedChildren) {
    if (item.type === "initializer_pair") storePair(item, storing, scope, to);
    else {
      const { list: inner } = listIn(item);
      if (inner !== undefined)
        storeFields(inner, { ...storing, place: joined(storing.place, "[]") }, scope, to);
    }
  }
}

function storePair(pair: Node, storing: Storing, scope: Scope, to: Extraction): void {
  const value = pair.childForFieldName("value");
  const path = designatorPath(pair);
  if (value === null || path === "") return;
  const below = { ...storing, place: joined(storing.place, path) };
  const { list } = listIn(value);
  if (list !== undefined) storeFields(list, below, scope, to);
  const expr = exprOf(list ?? value, to.reading);
  if (list === undefined || isWhole(list, expr)) addStore(below, expr, pair, scope, to);
}

/** Bytes, and lists of values without names, say something as a whole. */
function isWhole(list: Node, expr: Expr): boolean {
  if (expr.is === "bytes") return true;
  return expr.is === "list" && list.namedChildren.every(({ type }) => type !== "initializer_pair");
}

/** `.sta.password`, `.a[0].b` or `[2]`; several designators in a row are one path. */
export function designatorPath(pair: Node): string {
  let place: WrittenPlace = { base: "", path: "" };
  for (const designator of pair.children) {
    if (designator.type === "field_designator")
      place = joined(place, designator.namedChildren[0]?.text ?? "");
    else if (designator.type === "field_identifier") place = joined(place, designator.text);
    else if (designator.type.startsWith("subscript_"))
      place = { base: "", path: `${place.path}[]` };
  }
  return place.path;
}

/** A list that belongs to no declaration or assignment: an argument, a result, a macro's body. */
export function visitList(node: Node, scope: Scope, to: Extraction): void {
  const { list, type = "" } = listIn(node);
  if (list !== undefined && !to.stored.has(list))
    storeFields(list, { place: { base: "", path: "" }, type, how: "init" }, scope, to);
  walkChildren(node, scope, to);
}

export function visitAssignment(node: Node, scope: Scope, to: Extraction): void {
  const { reading } = to;
  const place = placeOf(node.childForFieldName("left"), reading.parameters);
  const value = node.childForFieldName("right");
  const operator = node.childForFieldName("operator")?.text ?? "=";
  if (place !== undefined && value !== null) {
    const left = node.childForFieldName("left");
    const index = left === null ? undefined : indexOf(left, reading);
    const indexed = index === undefined ? {} : { index };
    const storing: Storing = { place, type: "", how: "assign", ...indexed };
    const expr = exprOf(value, reading);
    if (operator !== "=") addStore(storing, changed(operator, [expr], node, to), node, scope, to);
    else if (listIn(value).list === undefined) addStore(storing, expr, node, scope, to);
    else storeInitialiser(node, value, storing, scope, to);
  }
  walkChildren(node, scope, to);
}

/** `x++`: the value is not what was stored before. */
export function visitUpdate(node: Node, scope: Scope, to: Extraction): void {
  const place = placeOf(node.childForFieldName("argument"), to.reading.parameters);
  const operator = node.childForFieldName("operator")?.text ?? "++";
  if (place !== undefined)
    addStore({ place, type: "", how: "assign" }, changed(operator, [], node, to), node, scope, to);
  walkChildren(node, scope, to);
}

function changed(operator: string, operands: readonly Expr[], node: Node, to: Extraction): Expr {
  return { is: "operation", operator, operands, span: spanOf(node, to.reading) };
}
