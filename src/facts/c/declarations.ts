// Declarations and fields → objects, with the stores of their initialisers.
import type { ObjectFact } from "../../model/fact.js";
import type { Node } from "../../syntax/runtime.js";
import { bindingsOf, declared, typeOf, type Declared } from "./declarators.js";
import { exprOf, exprsOf, spanOf } from "./expressions.js";
import { withFallbacks } from "./functions.js";
import { addStore, storeInitialiser, type Storing } from "./initialisers.js";
import { walkChildren, type Extraction, type Scope } from "./scope.js";

/** What the declarators of one declaration share. */
interface Declaring {
  readonly type: string;
  readonly storage: ObjectFact["storage"];
  readonly constant: boolean;
}

export function visitDeclaration(node: Node, scope: Scope, to: Extraction): void {
  const type = node.childForFieldName("type");
  const declaring: Declaring = { type: typeOf(type), ...specifiersOf(node, scope) };
  for (const declarator of node.childrenForFieldName("declarator"))
    declareOne(declarator, declaring, scope, to);
  if (type !== null) to.walk(type, scope);
}

function declareOne(node: Node, how: Declaring, scope: Scope, to: Extraction): void {
  const value = node.childForFieldName("value");
  const declarator = node.type === "init_declarator" ? node.childForFieldName("declarator") : node;
  if (declarator?.type === "structured_binding_declarator")
    for (const name of bindingsOf(declarator))
      to.add({ word: "object", name, ...how, initialised: true }, spanOf(node, to.reading), scope);
  const target = declared(declarator);
  if (target !== undefined && declarator?.type !== "structured_binding_declarator") {
    if (target.functionNode === undefined) declareObject(node, target, how, scope, to);
    else declareFunction(node, target, how, scope, to);
  }
  if (value !== null) to.walk(value, scope);
}

function declareObject(
  node: Node,
  { name, form, elements }: Declared,
  how: Declaring,
  scope: Scope,
  to: Extraction,
): void {
  const { reading } = to;
  const value = node.childForFieldName("value");
  const args = isConstructed(node, value, form) ? exprsOf(value, reading) : undefined;
  to.add(
    {
      word: "object",
      name,
      ...how,
      ...(form === undefined ? {} : { form }),
      ...(elements === undefined ? {} : { elements: exprOf(elements, reading) }),
      ...(args === undefined ? {} : { args }),
      initialised: value !== null,
    },
    spanOf(node, reading),
    scope,
  );
  if (value === null) return;
  const storing: Storing = {
    place: { base: name, path: "" },
    type: how.type,
    how: "init",
    declares: true,
    ...(form === undefined ? {} : { form }),
  };
  const [only] = args ?? [];
  if (value.type !== "argument_list") storeInitialiser(node, value, storing, scope, to);
  else if (only !== undefined && args?.length === 1) addStore(storing, only, node, scope, to);
}

/** `T x(1)` and `T x{1}`; behind `=`, or with designators, braces are an initialiser. */
function isConstructed(node: Node, value: Node | null, form: Declared["form"]): boolean {
  if (value?.type === "argument_list") return true;
  if (value?.type !== "initializer_list" || form !== undefined) return false;
  const before = node.text.slice(0, value.startIndex - node.startIndex);
  return (
    !before.includes("=") && value.namedChildren.every(({ type }) => type !== "initializer_pair")
  );
}

/** A prototype, or an object that is constructed from names: `HTTPClient http(client);`. */
function declareFunction(
  node: Node,
  { name, functionNode }: Declared,
  how: Declaring,
  scope: Scope,
  to: Extraction,
): void {
  if (functionNode === undefined) return;
  const at = spanOf(node, to.reading);
  const args = constructedFrom(functionNode, how.type, scope);
  if (args !== undefined) {
    const exprs = args.map((arg) => exprOf(arg, to.reading)).map(asName);
    to.add({ word: "object", name, ...how, args: exprs, initialised: true }, at, scope);
    return;
  }
  const params = withFallbacks(functionNode, to.reading);
  const isStatic = how.storage === "static";
  to.add({ word: "function", name, params, static: isStatic, defined: false }, at, scope);
  for (const parameter of functionNode.childForFieldName("parameters")?.namedChildren ?? []) {
    const value = parameter.childForFieldName("default_value");
    if (value !== null) to.walk(value, scope);
  }
}

function asName(expr: ReturnType<typeof exprOf>): ReturnType<typeof exprOf> {
  return expr.is === "unknown" ? { is: "name", name: expr.written, span: expr.span } : expr;
}

/**
 * The grammar reads `WiFiClientSecure client(ctx);` as a function with a parameter of type `ctx`.
 * Inside of functions that is an object; outside only where the names look like values.
 */
function constructedFrom(functionNode: Node, type: string, scope: Scope): Node[] | undefined {
  const list = functionNode.childForFieldName("parameters")?.namedChildren ?? [];
  const types = list.map((parameter) =>
    parameter.type === "parameter_declaration" && parameter.namedChildren.length === 1
      ? parameter.childForFieldName("type")
      : null,
  );
  const names = types.filter((node) => node?.type === "type_identifier").filter((n) => n !== null);
  if (names.length === 0 || names.length < list.length || /^(?:void|bool|int)$/.test(type))
    return undefined;
  const isValue = ({ text }: Node): boolean =>
    !text.endsWith("_t") && (/^[a-z_]/.test(text) || /^[A-Z0-9]+_[A-Z0-9_]+$/.test(text));
  return scope.within !== undefined || names.every(isValue) ? names : undefined;
}

export function visitField(node: Node, scope: Scope, to: Extraction): void {
  const type = typeOf(node.childForFieldName("type"));
  const value = node.childForFieldName("default_value");
  const { constant } = specifiersOf(node, scope);
  for (const declarator of node.childrenForFieldName("declarator")) {
    const target = declared(declarator);
    if (target === undefined || target.functionNode !== undefined) continue;
    const { name, form, elements } = target;
    const formed = {
      ...(form === undefined ? {} : { form }),
      ...(elements === undefined ? {} : { elements: exprOf(elements, to.reading) }),
    };
    const initialised = value !== null;
    to.add(
      { word: "object", name, type, storage: "field", constant, ...formed, initialised },
      spanOf(node, to.reading),
      scope,
    );
    const place = { base: name, path: "" };
    if (value !== null)
      storeInitialiser(
        node,
        value,
        { place, type, how: "init", declares: true, ...formed },
        scope,
        to,
      );
  }
  walkChildren(node, scope, to);
}

function specifiersOf(node: Node, scope: Scope): Omit<Declaring, "type"> {
  const head = headOf(node);
  return { storage: storageOf(head, scope), constant: /\b(?:const|constexpr)\b/.test(head) };
}

function storageOf(head: string, scope: Scope): ObjectFact["storage"] {
  if (/\bextern\b/.test(head)) return "extern";
  if (/\bstatic\b/.test(head)) return "static";
  return scope.within === undefined ? "global" : "local";
}

/** The declaration's text up to its first initialiser, for reading specifiers. */
function headOf(node: Node): string {
  const { text } = node;
  const stop = text.search(/[={(]/);
  return stop < 0 ? text : text.slice(0, stop);
}
