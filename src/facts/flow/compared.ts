// Which variables the steps of a function compare, wherever that is.
import type { Step } from "../../model/body.js";
import type { Expr } from "../../model/expr.js";
import { placesIn } from "./place-keys.js";

/** Variables that a body compares somewhere, or takes the rest of. */
export function comparedIn(body: readonly Step[]): ReadonlySet<string> {
  return kept(comparedSoFar, body, comparisonsIn);
}

/** Places whose length is looked at somewhere, or that a condition asks something of. */
export function measuredIn(body: readonly Step[]): ReadonlySet<string> {
  return kept(measuredSoFar, body, measuresIn);
}

/** A body does not change, and is asked of for each of its calls. */
const comparedSoFar = new WeakMap<readonly Step[], ReadonlySet<string>>();
const measuredSoFar = new WeakMap<readonly Step[], ReadonlySet<string>>();

function kept(
  soFar: WeakMap<readonly Step[], ReadonlySet<string>>,
  body: readonly Step[],
  find: (body: readonly Step[]) => Iterable<string>,
): ReadonlySet<string> {
  let known = soFar.get(body);
  if (known === undefined) {
    known = new Set(find(body));
    soFar.set(body, known);
  }
  return known;
}

function* comparisonsIn(steps: readonly Step[]): Iterable<string> {
  for (const step of steps)
    switch (step.do) {
      case "branch":
        yield* comparedBy(step.test);
        yield* comparisonsIn([...step.then, ...step.otherwise]);
        break;
      case "loop":
        if (step.test !== undefined) yield* comparedBy(step.test);
        yield* comparisonsIn([...step.before, ...step.body, ...step.after]);
        break;
      case "select":
        for (const way of step.ways) yield* comparisonsIn(way.body);
        break;
      case "store":
        if (step.value !== undefined) yield* comparedBy(step.value);
        if (step.to.index !== undefined) yield* comparedBy(step.to.index);
        if (/^[%&]=$/.test(step.operator)) yield step.to.base;
        break;
      case "evaluate":
        yield* comparedBy(step.value);
        break;
      case "leave":
        if (step.value !== undefined) yield* comparedBy(step.value);
    }
}

function* comparedBy(expr: Expr): Iterable<string> {
  if (expr.is === "call") for (const arg of expr.args) yield* comparedBy(arg);
  if (expr.is === "either") for (const one of expr.options) yield* comparedBy(one);
  if (expr.is !== "operation") return;
  if (/^(?:[=!<>]=?|%|&)$/.test(expr.operator)) yield* placesIn(expr);
  else for (const one of expr.operands) yield* comparedBy(one);
}

function* measuresIn(steps: readonly Step[]): Iterable<string> {
  for (const step of steps)
    switch (step.do) {
      case "branch":
        yield* askedBy(step.test);
        yield* measuresIn([...step.then, ...step.otherwise]);
        break;
      case "loop":
        if (step.test !== undefined) yield* askedBy(step.test);
        yield* measuresIn([...step.before, ...step.body, ...step.after]);
        break;
      case "select":
        for (const way of step.ways) yield* measuresIn(way.body);
        break;
      case "store":
        if (step.value !== undefined) yield* lengthsIn(step.value);
        break;
      case "evaluate":
        yield* lengthsIn(step.value);
        break;
      case "leave":
        if (step.value !== undefined) yield* lengthsIn(step.value);
    }
}

/** Of a condition: what its calls are given and called on. That a pointer is there says nothing. */
function* askedBy(expr: Expr): Iterable<string> {
  if (expr.is === "call") yield* placesIn(expr);
  if (expr.is === "operation") for (const one of expr.operands) yield* askedBy(one);
}

const LENGTH = /^(?:strn?len(?:_s)?|length|size|assert|configASSERT)$/;

function* lengthsIn(expr: Expr): Iterable<string> {
  if (expr.is === "call") {
    if (LENGTH.test(expr.callee)) yield* placesIn(expr);
    else for (const arg of expr.args) yield* lengthsIn(arg);
  }
  if (expr.is === "operation") for (const one of expr.operands) yield* lengthsIn(one);
  if (expr.is === "either") for (const one of expr.options) yield* lengthsIn(one);
}
