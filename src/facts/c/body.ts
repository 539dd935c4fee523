// The block of a function → the steps that flow analysis walks. What an expression does besides having
// a value (`(n = recv(…)) > 0`, `buf[i++] = c`) becomes steps of its own, in the order in which C does it.
import type { Step, Target } from "../../model/body.js";
import type { Expr } from "../../model/expr.js";
import type { LambdaBody } from "../../model/fact.js";
import type { Node } from "../../syntax/runtime.js";
import { declared, isParameter, parameterOf } from "./declarators.js";
import { exprOf, indexOf, spanOf, type Reading } from "./expressions.js";
import { designatorPath, listIn } from "./initialisers.js";
import { joined, placeOf } from "./written.js";

export interface Body {
  readonly steps: readonly Step[];
  readonly lambdas: readonly LambdaBody[];
}

/** What is gathered while one function is read. */
interface Writer {
  readonly reading: Reading;
  readonly lambdas: LambdaBody[];
}

export function bodyOf(block: Node, reading: Reading): Body {
  const lambdas: LambdaBody[] = [];
  const steps = stepsOf(block, { reading: { ...reading, inSteps: true }, lambdas });
  return { steps, lambdas };
}

type StatementReader = (node: Node, to: Writer) => Step[];

const STATEMENTS: Readonly<Record<string, StatementReader>> = {
  compound_statement: inOrder,
  declaration: declarations,
  init_statement: inOrder,
  if_statement: branch,
  while_statement: loop,
  do_statement: loop,
  for_statement: forLoop,
  for_range_loop: rangeLoop,
  switch_statement: select,
  return_statement: (node, to) => leave("return", node, to),
  co_return_statement: (node, to) => leave("return", node, to),
  throw_statement: (node, to) => leave("return", node, to),
  break_statement: (node, to) => leave("break", node, to),
  continue_statement: (node, to) => leave("continue", node, to),
  goto_statement: () => [{ do: "leave", how: "jump" }],
  labeled_statement: inOrder,
  try_statement: inOrder,
  catch_clause: (node, to) => stepsOf(node.childForFieldName("body"), to),
  else_clause: inOrder,
  case_statement: inOrder,
  comment: () => [],
  statement_identifier: () => [],
};

function stepsOf(node: Node | null | undefined, to: Writer): Step[] {
  if (node === null || node === undefined) return [];
  return (STATEMENTS[node.type] ?? expression)(node, to);
}

function inOrder(node: Node, to: Writer): Step[] {
  return node.namedChildren.flatMap((child) => stepsOf(child, to));
}

function expression(node: Node, to: Writer): Step[] {
  if (node.type === "expression_statement") return inOrder(node, to);
  const steps = effects(node, to);
  // An assignment is done by its own step already.
  if (!CHANGES.has(node.type)) steps.push({ do: "evaluate", value: exprOf(node, to.reading) });
  return steps;
}

const CHANGES = new Set(["assignment_expression", "update_expression"]);

/** Assignments, updates and lambdas below a node, innermost first. */
function effects(node: Node, to: Writer): Step[] {
  if (node.type === "lambda_expression") {
    lambda(node, to);
    return [];
  }
  const steps = node.namedChildren.flatMap((child) => effects(child, to));
  if (node.type === "assignment_expression") steps.push(...assignment(node, to));
  if (node.type === "update_expression") steps.push(...update(node, to));
  return steps;
}

function assignment(node: Node, to: Writer): Step[] {
  const left = node.childForFieldName("left");
  const right = node.childForFieldName("right");
  const target = targetOf(left, to);
  if (right === null) return [];
  const value = exprOf(right, to.reading);
  if (target === undefined) return [{ do: "evaluate", value }];
  const operator = node.childForFieldName("operator")?.text ?? "=";
  const span = spanOf(node, to.reading);
  return [{ do: "store", to: target, operator, value, span }, ...fieldsOf(right, target, to)];
}

function update(node: Node, to: Writer): Step[] {
  const target = targetOf(node.childForFieldName("argument"), to);
  const operator = node.childForFieldName("operator")?.text ?? "++";
  const span = spanOf(node, to.reading);
  return target === undefined ? [] : [{ do: "store", to: target, operator, span }];
}

function targetOf(node: Node | null, { reading }: Writer): Target | undefined {
  const place = placeOf(node, reading.parameters);
  if (place === undefined || node === null) return undefined;
  const index = indexOf(node, reading);
  // `*p = c` writes what `p` points at, never `p`.
  const path = node.type === "pointer_expression" ? `${place.path}[]` : place.path;
  return { base: place.base, path, ...(index === undefined ? {} : { index }) };
}

function declarations(node: Node, to: Writer): Step[] {
  return node.childrenForFieldName("declarator").flatMap((declarator) => {
    const value = declarator.childForFieldName("value");
    const name = declared(declarator)?.name;
    if (name === undefined) return [];
    const made = sized(declarator, name, to);
    if (value === null || made.length > 0) return made;
    const steps = effects(value, to);
    const expr = initial(value, to.reading);
    const span = spanOf(declarator, to.reading);
    steps.push({ do: "store", to: { base: name, path: "" }, operator: "=", value: expr, span });
    return [...steps, ...fieldsOf(value, { base: name, path: "" }, to)];
  });
}

/** Designated fields of an initialiser, and of those in it. */
function fieldsOf(value: Node, place: Target, to: Writer): Step[] {
  const { list } = listIn(value);
  return (list?.namedChildren ?? []).flatMap((pair): Step[] => {
    const field = pair.type === "initializer_pair" ? pair.childForFieldName("value") : null;
    const path = field === null ? "" : designatorPath(pair);
    if (field === null || path === "") return [];
    const below = joined(place, path);
    const inner = fieldsOf(field, below, to);
    if (inner.length > 0) return inner;
    const span = spanOf(pair, to.reading);
    return [{ do: "store", to: below, operator: "=", value: exprOf(field, to.reading), span }];
  });
}

/** `char copy[n + 1];` takes so much of the stack, as alloca() does. */
function sized(declarator: Node, name: string, to: Writer): Step[] {
  const isSet = declarator.type === "init_declarator";
  const array = isSet ? declarator.childForFieldName("declarator") : declarator;
  const size = array?.type === "array_declarator" ? array.childForFieldName("size") : null;
  if (!size || /^(?:number_literal|sizeof_expression)$/.test(size.type)) return [];
  const asked = exprOf(size, to.reading);
  if (asked.is === "name" && /^[A-Z][A-Z0-9_]+$/.test(asked.name)) return [];
  const span = spanOf(declarator, to.reading);
  const value: Expr = { is: "call", callee: "alloca", args: [asked], span };
  return [{ do: "store", to: { base: name, path: "" }, operator: "=", value, span }];
}

/** `T x(a)` holds what it was made from. */
function initial(value: Node, reading: Reading): Expr {
  if (value.type !== "argument_list") return exprOf(value, reading);
  const items = value.namedChildren.map((child) => exprOf(child, reading));
  return items.length === 1 && items[0] !== undefined
    ? items[0]
    : { is: "list", items, span: spanOf(value, reading) };
}

/** The expression of a condition, with what it does before it is asked. */
function condition(node: Node | null, to: Writer): { before: Step[]; test: Expr | undefined } {
  const inside = node?.type === "condition_clause" ? node.childForFieldName("value") : node;
  if (node === null || inside === null) return { before: [], test: undefined };
  const start = stepsOf(node.childForFieldName("initializer"), to);
  if (inside.type === "declaration") {
    const name = declared(inside.childForFieldName("declarator"))?.name ?? "";
    const span = spanOf(inside, to.reading);
    return { before: [...start, ...declarations(inside, to)], test: { is: "name", name, span } };
  }
  return { before: [...start, ...effects(inside, to)], test: exprOf(inside, to.reading) };
}

function branch(node: Node, to: Writer): Step[] {
  const { before, test } = condition(node.childForFieldName("condition"), to);
  const then = stepsOf(node.childForFieldName("consequence"), to);
  const otherwise = stepsOf(node.childForFieldName("alternative"), to);
  if (test === undefined) return [...before, ...then, ...otherwise];
  return [...before, { do: "branch", test, then, otherwise }];
}

function loop(node: Node, to: Writer): Step[] {
  const { before, test } = condition(node.childForFieldName("condition"), to);
  const body = stepsOf(node.childForFieldName("body"), to);
  const tested = test === undefined ? {} : { test };
  return [
    { do: "loop", before, ...tested, body, after: [], bodyFirst: node.type === "do_statement" },
  ];
}

function forLoop(node: Node, to: Writer): Step[] {
  const start = node.childForFieldName("initializer");
  const { before, test } = condition(node.childForFieldName("condition"), to);
  const update = node.childForFieldName("update");
  const body = stepsOf(node.childForFieldName("body"), to);
  const tested = test === undefined ? {} : { test };
  const after = update === null ? [] : effects(update, to);
  return [...stepsOf(start, to), { do: "loop", before, ...tested, body, after, bodyFirst: false }];
}

/** `for (auto c : text)`: each turn sets the variable from what is gone through. */
function rangeLoop(node: Node, to: Writer): Step[] {
  const over = node.childForFieldName("right");
  const name = declared(node.childForFieldName("declarator"))?.name;
  const body = stepsOf(node.childForFieldName("body"), to);
  const before: Step[] = [];
  if (over !== null && name !== undefined) {
    const value = exprOf(over, to.reading);
    const span = spanOf(over, to.reading);
    before.push(...effects(over, to));
    before.push({ do: "store", to: { base: name, path: "" }, operator: "=", value, span });
  }
  return [{ do: "loop", before, body, after: [], bodyFirst: false }];
}

function select(node: Node, to: Writer): Step[] {
  const { before, test } = condition(node.childForFieldName("condition"), to);
  const cases = node.childForFieldName("body")?.namedChildren ?? [];
  if (test === undefined) return before;
  const ways = cases
    .filter(({ type }) => type === "case_statement")
    .map((way) => {
      const value = way.childForFieldName("value");
      const body = way.namedChildren.filter((child) => child !== value);
      return {
        values: value === null ? [] : [exprOf(value, to.reading)],
        body: body.flatMap((child) => stepsOf(child, to)),
      };
    });
  return [...before, { do: "select", on: test, ways }];
}

type Leaving = Extract<Step, { do: "leave" }>["how"];

function leave(how: Leaving, node: Node, to: Writer): Step[] {
  const value = node.namedChildren.find(({ type }) => type !== "comment");
  if (value === undefined) return [{ do: "leave", how }];
  return [...effects(value, to), { do: "leave", how, value: exprOf(value, to.reading) }];
}

/** Its parameters are names of its own; everything else is the function's around it. */
function lambda(node: Node, to: Writer): void {
  const list = node.childForFieldName("declarator")?.childForFieldName("parameters");
  const params = (list?.namedChildren ?? []).filter(isParameter).map(parameterOf);
  const names = [...to.reading.parameters, ...params.map(({ name }) => name)];
  const reading = { ...to.reading, parameters: new Set(names) };
  const body = stepsOf(node.childForFieldName("body"), { reading, lambdas: to.lambdas });
  to.lambdas.push({ span: spanOf(node, to.reading), params, body });
}
