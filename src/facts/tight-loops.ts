// A call that is made again at once after it has failed: it stands in a loop that goes on until it has gone well,
// and nothing in that loop waits, counts or leaves. A function that is called there is looked into, once; a
// loop with more than one condition, and a call that is made under one of its own, are not judged.
import type { Step } from "../model/body.js";
import type { CallExpr, Expr } from "../model/expr.js";
import type { CallFact, FunctionFact } from "../model/fact.js";
import type { Bound } from "./bound.js";
import { bodyAround, holds } from "./order.js";
import { callsIn } from "./parts.js";

type Loop = Extract<Step, { do: "loop" }>;

/** Definitions that a plain name of a function can mean. */
type Functions = (name: string) => readonly Bound<FunctionFact>[];

export function isMadeAgainAtOnce(call: Bound<CallFact>, functions: Functions): boolean {
  const body = bodyAround(call, call.fact.span, call.fact.span);
  const loop = body === undefined ? undefined : innermost(body, call);
  if (loop?.test === undefined || !endsWith(loop.test, call.fact)) return false;
  const steps = [...loop.before, ...loop.body, ...loop.after];
  if (!isPlain(loop, steps, call)) return false;
  return ![...steps.flatMap(expressionsOf), loop.test]
    .flatMap((expr) => [...callsIn(expr)])
    .some((one) => mayWait(one.call, functions));
}

function innermost(steps: readonly Step[], call: Bound<CallFact>): Loop | undefined {
  for (const step of steps) {
    const inner = blocksOf(step).map((block) => innermost(block, call));
    const found = inner.find((one) => one !== undefined);
    if (found !== undefined) return found;
    if (step.do === "loop" && mentions(step, call)) return step;
  }
  return undefined;
}

function mentions({ test, before, body, after }: Loop, { fact }: Bound<CallFact>): boolean {
  const all = [...[...before, ...body, ...after].flatMap(expressionsOf), ...(test ? [test] : [])];
  return all.some(({ span }) => holds(span, fact.span));
}

const ASKS = /connected$|^(?:status|state|linkStatus)$/i;

/** The loop ends when the call has gone well, or when its object says that it has, and for nothing else. */
function endsWith(test: Expr, call: CallFact): boolean {
  const calls = [...callsIn(test)].map((one) => one.call);
  if (hasMoreConditions(test) || calls.length !== 1) return false;
  const [{ callee, receiver, span }] = calls as [CallExpr];
  if (span.start === call.span.start && span.end === call.span.end) return true;
  return ASKS.test(callee) && receiver === call.receiver;
}

function hasMoreConditions(test: Expr): boolean {
  if (test.is !== "operation") return false;
  return /^(?:&&|\|\||and|or)$/.test(test.operator) || test.operands.some(hasMoreConditions);
}

/** No way out but its test, and the call is made in every turn. */
function isPlain({ test }: Loop, steps: readonly Step[], { fact }: Bound<CallFact>): boolean {
  const isHere = (expr: Expr | undefined): boolean =>
    expr !== undefined && holds(expr.span, fact.span);
  const isInEveryTurn =
    isHere(test) || steps.some((step) => step.do !== "loop" && isHere(ownOf(step)));
  return isInEveryTurn && !steps.some(leaves);
}

function leaves(step: Step): boolean {
  return step.do === "leave" || blocksOf(step).flat().some(leaves);
}

function blocksOf(step: Step): (readonly Step[])[] {
  switch (step.do) {
    case "branch":
      return [step.then, step.otherwise];
    case "loop":
      return [step.before, step.body, step.after];
    case "select":
      return step.ways.map(({ body }) => body);
    default:
      return [];
  }
}

/** What the step itself looks at, before it goes on into its blocks. */
function ownOf(step: Step): Expr | undefined {
  switch (step.do) {
    case "branch":
    case "loop":
      return step.test;
    case "select":
      return step.on;
    default:
      return step.value;
  }
}

function expressionsOf(step: Step): Expr[] {
  const own = ownOf(step);
  return [
    ...(own ? [own] : []),
    ...blocksOf(step).flatMap((block) => block.flatMap(expressionsOf)),
  ];
}

/** Whatever takes time, looks at the time, or hands over to others by its name. */
const WAITS =
  /delay|sleep|wait|yield|pause|backoff|retry|tick|time|millis|micros|^now$|poll|select|recv|read|loop|take|lock|sem|queue|event|block|watchdog|restart|reset|reboot|abort|exit|suspend|await|gap|run$|process|handle|every/i;

function mayWait({ callee, receiver }: CallExpr, functions: Functions): boolean {
  if (WAITS.test(callee)) return true;
  if (receiver !== undefined) return false;
  return functions(callee).some(({ fact, item }) =>
    item.facts.some(
      (one) => one.word === "call" && one.within === fact.name && WAITS.test(one.callee),
    ),
  );
}
