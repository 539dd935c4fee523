// Function definitions, and what declares names in a body without a declaration: lambdas, range
// loops, handlers.
import type { Span } from "../../base/span.js";
import type { Expr } from "../../model/expr.js";
import type { FunctionFact } from "../../model/fact.js";
import type { Node } from "../../syntax/runtime.js";
import { bodyOf } from "./body.js";
import {
  declared,
  isParameter,
  parameterOf,
  parametersOf,
  typeOf,
  type Parameter,
} from "./declarators.js";
import { exprOf, exprsOf, spanOf, type Reading } from "./expressions.js";
import { addStore } from "./initialisers.js";
import { walkChildren, type Extraction, type Scope } from "./scope.js";
import { squeeze } from "./written.js";

export function visitFunction(node: Node, scope: Scope, to: Extraction): void {
  const target = declared(node.childForFieldName("declarator"));
  const body = node.childForFieldName("body");
  if (target?.functionNode === undefined || body === null) {
    walkChildren(node, scope, to);
    return;
  }
  const { functionNode } = target;
  const isMacro = isMacroHead(node, target.name, functionNode);
  const name = isMacro ? squeeze(functionNode.text) : target.name;
  const params = isMacro
    ? []
    : [...withFallbacks(functionNode, to.reading), ...oldParameters(node)];
  const at = spanOf(functionNode, to.reading);
  const inside: Scope = { ...scope, within: name };
  const returns = inBody(params, to, () => {
    for (const child of node.children)
      if (child.type === "field_initializer_list") to.walk(child, inside);
    to.walk(body, inside);
  });
  const isStatic = /^(?:inline\s+)?static\b/.test(node.text);
  const deep = to.isDeep ? inSteps(body, params, to) : {};
  to.add(
    { word: "function", name, params, static: isStatic, returns, defined: true, ...deep },
    at,
    scope,
  );
  addParameters(params, at, inside, to);
  if (isMacro) return;
  for (const parameter of functionNode.childForFieldName("parameters")?.namedChildren ?? [])
    defaultOf(parameter, inside, to);
}

/** Parameters with their default values. */
export function withFallbacks(
  functionNode: Node,
  reading: Reading,
): FunctionFact["params"][number][] {
  const list = functionNode.childForFieldName("parameters")?.namedChildren ?? [];
  const values = list.map((parameter) => parameter.childForFieldName("default_value"));
  const params = parametersOf(functionNode);
  if (values.every((value) => value === null)) return params;
  const byName = new Map(list.map((parameter, i) => [parameterOf(parameter).name, values[i]]));
  return params.map((parameter) => {
    const value = parameter.name === "" ? undefined : byName.get(parameter.name);
    return value ? { ...parameter, fallback: exprOf(value, reading) } : parameter;
  });
}

function inSteps(
  block: Node,
  params: readonly Parameter[],
  { reading }: Extraction,
): Pick<FunctionFact, "body" | "lambdas"> {
  const parameters = new Set(params.map(({ name }) => name));
  const { steps, lambdas } = bodyOf(block, { ...reading, parameters });
  return { body: steps, ...(lambdas.length === 0 ? {} : { lambdas }) };
}

/** Reads a body with its parameters in sight; gives its `return` expressions. */
function inBody(params: readonly Parameter[], to: Extraction, read: () => void): Expr[] {
  const { reading, returns: outer } = to;
  const returns: Expr[] = [];
  to.returns = returns;
  to.reading = { ...reading, parameters: new Set(params.map(({ name }) => name)) };
  read();
  to.reading = reading;
  to.returns = outer;
  return returns;
}

/** `ZTEST(suite, name) {` reads like a function of that name whose parameters are types. */
function isMacroHead(node: Node, name: string, functionNode: Node): boolean {
  const parameters = parametersOf(functionNode);
  return (
    node.childForFieldName("type") === null &&
    /^[A-Z][A-Z0-9_]+$/.test(name) &&
    parameters.length > 0 &&
    parameters.every((parameter) => parameter.name === "") &&
    node.children.every(({ type }) => type !== "field_initializer_list")
  );
}

/** `int f(a, b) int a; char b; {`. */
function oldParameters(node: Node): Parameter[] {
  return node.namedChildren
    .filter(({ type, field }) => type === "declaration" && field === null)
    .flatMap((declaration) =>
      declaration.childrenForFieldName("declarator").map((declarator) => ({
        name: declared(declarator)?.name ?? "",
        type: typeOf(declaration.childForFieldName("type")),
      })),
    );
}

function addParameters(params: readonly Parameter[], at: Span, scope: Scope, to: Extraction): void {
  for (const { name, type } of params)
    if (name !== "")
      to.add(
        { word: "object", name, type, storage: "parameter", constant: false, initialised: true },
        at,
        scope,
      );
}

/** `void begin(int port = 23)`: one value that the parameter can have. */
function defaultOf(parameter: Node, scope: Scope, to: Extraction): void {
  const value = parameter.childForFieldName("default_value");
  const { name, type } = parameterOf(parameter);
  if (value === null || name === "") return;
  const storing = { place: { base: name, path: "" }, type, how: "init" as const };
  addStore(storing, exprOf(value, to.reading), value, scope, to);
  to.walk(value, scope);
}

/** Members set before the body runs: `Door() : code("1234") {`. */
export function visitMemberInitialiser(node: Node, scope: Scope, to: Extraction): void {
  const [member, list] = node.namedChildren;
  const args = exprsOf(list ?? null, to.reading);
  const [only] = args;
  if (member?.type === "field_identifier" && only !== undefined && args.length === 1) {
    const { text } = member;
    const base = to.reading.parameters.has(text) ? `this::${text}` : text;
    addStore({ place: { base, path: "" }, type: "", how: "init" }, only, node, scope, to);
  }
  walkChildren(node, scope, to);
}

export function visitReturn(node: Node, scope: Scope, to: Extraction): void {
  const value = node.namedChildren.find(({ type }) => type !== "comment");
  if (value === undefined) return;
  to.returns?.push(exprOf(value, to.reading));
  to.walk(value, scope);
}

/** A lambda's body belongs to the function around it; its parameters are names of their own. */
export function visitLambda(node: Node, scope: Scope, to: Extraction): void {
  const declarator = node.childForFieldName("declarator");
  const list = declarator?.childForFieldName("parameters")?.namedChildren ?? [];
  const params = list.filter(isParameter).map(parameterOf);
  const body = node.childForFieldName("body");
  if (scope.within !== undefined) addParameters(params, spanOf(node, to.reading), scope, to);
  inBody(params, to, () => {
    if (body !== null) to.walk(body, scope);
  });
}

export function visitRangeLoop(node: Node, scope: Scope, to: Extraction): void {
  const target = declared(node.childForFieldName("declarator"));
  if (target !== undefined) {
    const { name, form } = target;
    const type = typeOf(node.childForFieldName("type"));
    const formed = form === undefined ? {} : { form };
    to.add(
      {
        word: "object",
        name,
        type,
        storage: "local",
        constant: false,
        ...formed,
        initialised: true,
      },
      spanOf(node.childForFieldName("declarator") ?? node, to.reading),
      scope,
    );
  }
  walkChildren(node, scope, to);
}

export function visitCatch(node: Node, scope: Scope, to: Extraction): void {
  const list = node.childForFieldName("parameters")?.namedChildren ?? [];
  const params = list.filter(isParameter).map(parameterOf);
  addParameters(params, spanOf(node, to.reading), scope, to);
  const body = node.childForFieldName("body");
  if (body !== null) to.walk(body, scope);
}
