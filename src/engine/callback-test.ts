// A test of a callback by what it returns: true where the project has the function, and every one of
// its `return` expressions is known and passes. Whatever else it does is not looked at.
import type { Expr } from "../model/expr.js";
import type { ValueTest } from "../model/rule.js";
import type { Bound } from "../facts/bound.js";
import { bodyOf } from "../facts/frames.js";
import type { Resolver } from "../facts/resolve.js";
import { option, UNKNOWN } from "../facts/values.js";
import { all, any } from "./truth.js";
import { testValue, type TestWorld, type Verdict } from "./value-test.js";

export function testReturns(
  test: ValueTest,
  expr: Expr,
  at: Bound,
  resolver: Resolver,
  world: TestWorld,
): Verdict {
  const name = calledBack(expr);
  if (name === "NULL" || name === "nullptr") return { truth: "false", options: [] };
  const functions = name === undefined ? [] : resolver.functionsNamed(name, at);
  if (functions.length === 0) return { truth: "unknown", options: [] };
  const truths = functions.map((f) => {
    const returns = f.fact.returns ?? [];
    const values = returns.flatMap((value) => resolver.resolve(value, bodyOf(f)));
    // Each value on its own: one that passes is not enough.
    return values.length === 0
      ? "false"
      : all(values.map((value) => testValue(test, [value], world).truth));
  });
  const trail = functions.map((f) => ({
    bound: f,
    span: f.fact.span,
    what: `${f.fact.name} is defined here`,
  }));
  return { truth: any(truths), options: [{ ...option(UNKNOWN, [name ?? ""]), trail }] };
}

/** `&verify` and `verify`. */
function calledBack(expr: Expr): string | undefined {
  if (expr.is === "address") return calledBack(expr.of);
  return expr.is === "name" ? expr.name : undefined;
}
