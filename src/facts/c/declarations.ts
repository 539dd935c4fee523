// Declarations, initialisers and assignments → objects and stores; function definitions.
import type { ObjectFact } from "../../model/fact.js";
import type { Expr } from "../../model/expr.js";
import type { Node } from "../../syntax/runtime.js";
import { declared, parametersOf, typeName } from "./declarators.js";
import { exprOf, exprsOf, placeOf, spanOf, valueOf, type WrittenPlace } from "./expressions.js";
import { shifted } from "./shift.js";
import { walkChildren, type Extraction, type Scope } from "./scope.js";

export function visitFunction(node: Node, scope: Scope, to: Extraction): void {
  const name = declared(node.childForFieldName("declarator"));
  const body = node.childForFieldName("body");
  if (name?.functionNode === undefined || body === null) {
    walkChildren(node, scope, to);
    return;
  }
  const params = parametersOf(name.functionNode);
  const inside: Scope = { ...scope, within: name.name };
  const outer = to.returns;
  to.returns = [];
  for (const child of node.namedChildren)
    if (child.type === "field_initializer_list") to.walk(child, inside);
  to.walk(body, inside);
  const returns = to.returns;
  to.returns = outer;
  to.facts.push({
    word: "function",
    name: name.name,
    params,
    static: /^static\b/.test(node.text),
    returns,
    defined: true,
    ...to.base(spanOf(name.functionNode), scope),
  });
  for (const param of params)
    if (param.name !== "")
      to.facts.push({
        word: "object",
        name: param.name,
        type: param.type,
        storage: "parameter",
        constant: false,
        initialised: true,
        ...to.base(spanOf(name.functionNode), inside),
      });
}

export function visitDeclaration(node: Node, scope: Scope, to: Extraction): void {
  const type = typeName(node.childForFieldName("type")?.text ?? "");
  const storage = storageOf(node, scope);
  const constant = /\b(?:const|constexpr)\b/.test(headOf(node));
  const typeNode = node.childForFieldName("type");
  for (const child of node.namedChildren) {
    if (child.id === typeNode?.id) continue;
    declareOne(child, { type, storage, constant }, scope, to);
  }
  if (typeNode !== null && typeNode.namedChildCount > 0) to.walk(typeNode, scope);
}

interface Declaring {
  readonly type: string;
  readonly storage: ObjectFact["storage"];
  readonly constant: boolean;
}

function declareOne(node: Node, how: Declaring, scope: Scope, to: Extraction): void {
  if (!/declarator$|identifier$/.test(node.type) || node.type === "type_identifier") return;
  const value = node.childForFieldName("value");
  const target = declared(
    node.type === "init_declarator" ? node.childForFieldName("declarator") : node,
  );
  if (target === undefined) return;
  const args = constructorArguments(value, target.functionNode, to);
  if (target.functionNode !== undefined && value === null && args === undefined) {
    to.facts.push({
      word: "function",
      name: target.name,
      params: parametersOf(target.functionNode),
      static: how.storage === "static",
      defined: false,
      ...to.base(spanOf(node), scope),
    });
    return;
  }
  declareObject(node, target.name, value, args, how, scope, to);
}

function declareObject(
  node: Node,
  name: string,
  value: Node | null,
  args: readonly Expr[] | undefined,
  how: Declaring,
  scope: Scope,
  to: Extraction,
): void {
  to.facts.push({
    word: "object",
    name,
    ...how,
    ...(args === undefined ? {} : { args }),
    initialised: value !== null || args !== undefined,
    ...to.base(spanOf(node), scope),
  });
  if (value === null) return;
  const place = { base: name, path: "" };
  if (args === undefined) storeInitialiser(node, value, place, how.type, scope, to);
  else if (args.length === 1 && args[0] !== undefined)
    pushStore(place, args[0], how.type, "init", node, scope, to);
  to.walk(value, scope);
}

/**
 * `PubSubClient client(net)` reads like a prototype with a parameter of type `net`. Where all
 * parameters are bare names that start like variables, it is an object that is constructed.
 */
function namedArguments(functionNode: Node): Expr[] | undefined {
  const params = functionNode.childForFieldName("parameters")?.namedChildren ?? [];
  const isName = (p: Node): boolean =>
    p.type === "parameter_declaration" &&
    p.namedChildCount === 1 &&
    p.namedChild(0)?.type === "type_identifier" &&
    /^[a-z_]\w*$/.test(p.text) &&
    !p.text.endsWith("_t");
  if (params.length === 0 || !params.every(isName)) return undefined;
  return params.map((p) => ({ is: "name", name: p.text, span: spanOf(p) }));
}

/** `WiFiServer server(23)`: the arguments; undefined for another kind of value, or none. */
function constructorArguments(
  value: Node | null,
  functionNode: Node | undefined,
  to: Extraction,
): Expr[] | undefined {
  const written =
    value?.type === "argument_list"
      ? exprsOf(value)
      : value === null && functionNode !== undefined
        ? namedArguments(functionNode)
        : undefined;
  return written?.map((arg) => shifted(arg, to.shift));
}

export function visitField(node: Node, scope: Scope, to: Extraction): void {
  const type = typeName(node.childForFieldName("type")?.text ?? "");
  const target = declared(node.childForFieldName("declarator"));
  const value = node.childForFieldName("default_value");
  if (target !== undefined && target.functionNode === undefined) {
    to.facts.push({
      word: "object",
      name: target.name,
      type,
      storage: "field",
      constant: /\b(?:const|constexpr)\b/.test(headOf(node)),
      initialised: value !== null,
      ...to.base(spanOf(node), scope),
    });
    if (value !== null)
      storeInitialiser(node, value, { base: target.name, path: "" }, type, scope, to);
  }
  walkChildren(node, scope, to);
}

export function visitAssignment(node: Node, scope: Scope, to: Extraction): void {
  const place = placeOf(node.childForFieldName("left"));
  const value = node.childForFieldName("right");
  const operator = node.childForFieldName("operator")?.text ?? "=";
  if (place !== undefined && value !== null) {
    if (operator === "=") {
      const type = value.type === "compound_literal_expression" ? castType(value) : undefined;
      const literal =
        value.type === "compound_literal_expression" ? value.childForFieldName("value") : null;
      if (literal === null)
        pushStore(place, shifted(exprOf(value), to.shift), type, "assign", node, scope, to);
      else storeInitialiser(node, literal, place, type ?? "", scope, to, "assign");
    } else {
      const grown: Expr = {
        is: "unknown",
        written: node.text.slice(0, 80),
        span: { start: node.startIndex + to.shift, end: node.endIndex + to.shift },
      };
      pushStore(place, grown, undefined, "assign", node, scope, to);
    }
  }
  walkChildren(node, scope, to);
}

function castType(node: Node): string {
  return typeName(node.childForFieldName("type")?.text ?? "");
}

/** A whole initialiser: the value itself, and one store for every designated field below it. */
function storeInitialiser(
  holder: Node,
  value: Node,
  place: WrittenPlace,
  type: string,
  scope: Scope,
  to: Extraction,
  how: "init" | "assign" = "init",
): void {
  const literal =
    value.type === "compound_literal_expression" ? value.childForFieldName("value") : value;
  if (literal?.type !== "initializer_list") {
    pushStore(place, shifted(read(holder, value), to.shift), type, how, value, scope, to);
    return;
  }
  const expr = shifted(exprOf(literal), to.shift);
  if (expr.is === "bytes" || expr.is === "list")
    pushStore(place, expr, type, how, holder, scope, to);
  storeFields(literal, place, type, scope, to, how);
}

function storeFields(
  list: Node,
  place: WrittenPlace,
  type: string,
  scope: Scope,
  to: Extraction,
  how: "init" | "assign",
): void {
  for (const item of list.namedChildren) {
    if (item.type === "comment") continue;
    if (item.type !== "initializer_pair") {
      const at = { base: place.base, path: `${place.path}[]` };
      if (item.type === "initializer_list") storeFields(item, at, type, scope, to, how);
      continue;
    }
    const value = item.childForFieldName("value");
    const path = designatorPath(item);
    if (value === null || path === "") continue;
    const below = { base: place.base, path: place.path === "" ? path : `${place.path}.${path}` };
    const literal =
      value.type === "compound_literal_expression" ? value.childForFieldName("value") : value;
    if (literal?.type === "initializer_list" && !isBytes(literal))
      storeFields(literal, below, type, scope, to, how);
    else pushStore(below, shifted(read(item, value), to.shift), type, how, item, scope, to);
  }
}

/** `value` as its holder's grammar field gives it, or alone where the holder names it otherwise. */
function read(holder: Node, value: Node): Expr {
  return holder.childForFieldName("value")?.id === value.id
    ? (valueOf(holder) ?? exprOf(value))
    : exprOf(value);
}

function isBytes(list: Node): boolean {
  return exprOf(list).is === "bytes";
}

/** `.sta.password` or `.a[0].b`; several designators in a row are one path. */
function designatorPath(pair: Node): string {
  let path = "";
  for (const designator of pair.namedChildren) {
    if (designator.type === "field_designator") {
      const name = designator.namedChild(0)?.text ?? "";
      path = path === "" ? name : `${path}.${name}`;
    } else if (designator.type === "field_identifier") {
      path = path === "" ? designator.text : `${path}.${designator.text}`;
    } else if (designator.type === "subscript_designator") path += "[]";
  }
  return path;
}

function pushStore(
  place: WrittenPlace,
  value: Expr,
  type: string | undefined,
  how: "init" | "assign",
  node: Node,
  scope: Scope,
  to: Extraction,
): void {
  to.facts.push({
    word: "store",
    ...place,
    ...(type === undefined || type === "" ? {} : { type }),
    value,
    how,
    ...to.base(spanOf(node), scope),
  });
}

function storageOf(node: Node, scope: Scope): ObjectFact["storage"] {
  const head = headOf(node);
  if (/\bextern\b/.test(head)) return "extern";
  if (/\bstatic\b/.test(head)) return "static";
  return scope.within === undefined ? "global" : "local";
}

/** The declaration's text up to its first initialiser, for reading specifiers. */
function headOf(node: Node): string {
  const text = node.text;
  const stop = text.search(/[={(]/);
  return stop < 0 ? text : text.slice(0, stop);
}
