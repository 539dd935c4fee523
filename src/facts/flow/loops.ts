// What loops do wrong whatever goes through them: they step past their end, or tell by time which byte differs.
import type { Step } from "../../model/body.js";
import type { Expr } from "../../model/expr.js";
import { placesIn } from "./place-keys.js";

type Loop = Extract<Step, { do: "loop" }>;
type NumberOf = (expr: Expr) => number | undefined;

/**
 * Variables that a loop counts down by more than one, and that it runs with until they are zero:
 * `while (n) { take(p); p += 2; n -= 2; }`. Of an odd number it never comes to its end.
 */
export function* untilZero(loop: Loop, numberOf: NumberOf): Iterable<string> {
  const { test, body, after } = loop;
  if (test === undefined) return;
  const steps = [...flattened([...body, ...after])];
  for (const name of endedByZero(test)) {
    const stores = steps.filter((step) => step.to.base === name && step.to.path === "");
    const isLarge = ({ operator, value }: Store): boolean =>
      operator === "-=" && value !== undefined && isMoreThanOne(value, numberOf);
    if (stores.length > 0 && stores.every(isLarge) && !isLookedAt(name, [...body, ...after]))
      yield name;
  }
}

/** `n`, `n != 0`, and each of them beside others that must hold as well. */
function* endedByZero(test: Expr): Iterable<string> {
  if (test.is === "name") yield test.name;
  if (test.is !== "operation") return;
  const [left, right] = test.operands;
  if (/^(?:&&|and)$/.test(test.operator)) for (const one of test.operands) yield* endedByZero(one);
  else if (test.operator === "!=" && left?.is === "name" && right?.is === "number")
    if (right.value === 0) yield left.name;
}

function isMoreThanOne(expr: Expr, numberOf: NumberOf): boolean {
  if (expr.is === "operation" && expr.operator === "sizeof") {
    const [of] = expr.operands;
    return of?.is === "name" && /^u?int(?:16|32|64)(?:_t)?$|^u(?:16|32|64)(?:_t)?$/.test(of.name);
  }
  return (numberOf(expr) ?? 0) > 1;
}

type Store = Extract<Step, { do: "store" }>;

function* flattened(steps: readonly Step[]): Iterable<Store> {
  for (const step of steps)
    if (step.do === "store") yield step;
    else yield* flattened(partsOf(step));
}

function partsOf(step: Step): readonly Step[] {
  switch (step.do) {
    case "branch":
      return [...step.then, ...step.otherwise];
    case "loop":
      return [...step.before, ...step.body, ...step.after];
    case "select":
      return step.ways.flatMap(({ body }) => body);
    default:
      return [];
  }
}

/** A test inside may end the loop in time. */
function isLookedAt(name: string, steps: readonly Step[]): boolean {
  return steps.some(
    (step) =>
      (step.do === "branch" && placesIn(step.test).includes(name)) ||
      isLookedAt(name, partsOf(step)),
  );
}

/** `a[i] != b[i]` */
export function comparesElements(test: Expr): boolean {
  if (test.is !== "operation" || !/^[!=]=$/.test(test.operator)) return false;
  return test.operands.every((one) => one.is === "member" && one.path.endsWith("[]"));
}
