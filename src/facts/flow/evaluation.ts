// What is known of the data that an expression gives, by the places and calls it is made of.
import type { Expr } from "../../model/expr.js";
import { evaluateCall } from "./calls.js";
import { refine } from "./guards.js";
import { CLEAN, eitherOf, isData, type Knowledge } from "./knowledge.js";
import { evaluatePlace } from "./read-places.js";
import { isRest, limitOf } from "./shapes.js";
import type { State } from "./state.js";
import type { Walker } from "./walker.js";

export function evaluate(expr: Expr, state: State, walker: Walker): Knowledge {
  switch (expr.is) {
    case "name":
    case "member":
      return evaluatePlace(expr, state, walker);
    case "address":
      return evaluate(expr.of, state, walker);
    case "concat":
      return eitherOf(expr.parts.map((part) => evaluate(part, state, walker)));
    case "either":
      return choice(expr.options, expr.test, state, walker);
    case "list":
      return eitherOf(expr.items.map((item) => evaluate(item, state, walker)));
    case "operation":
      return operation(expr, state, walker);
    case "call":
      return evaluateCall(expr, state, walker);
    default:
      return CLEAN;
  }
}

function choice(
  options: readonly Expr[],
  test: Expr | undefined,
  state: State,
  walker: Walker,
): Knowledge {
  if (test !== undefined) evaluate(test, state, walker);
  const all = options.map((one, i) =>
    test === undefined ? evaluate(one, state, walker) : where(test, i === 0, one, state, walker),
  );
  const known = eitherOf(all);
  // Of `n ?: max`, whose test was not read, the other side is the limit.
  return test !== undefined || all.every(isData) ? known : { ...known, bounded: true };
}

/** `n < max && take(n)`: the second part runs where the first holds. */
function where(test: Expr, truth: boolean, expr: Expr, state: State, walker: Walker): Knowledge {
  const path = state.copy();
  refine(path, test, truth, walker);
  const known = evaluate(expr, path, walker);
  state.merge(path);
  return known;
}

type OperationExpr = Extract<Expr, { is: "operation" }>;

function operation(expr: OperationExpr, state: State, walker: Walker): Knowledge {
  const { operator, operands } = expr;
  const [left, right] = operands;
  if (JOINS.test(operator) && left !== undefined && right !== undefined) {
    evaluate(left, state, walker);
    where(left, operator === "&&" || operator === "and", right, state, walker);
    return CLEAN;
  }
  const all = operands.map((one) => evaluate(one, state, walker));
  if (operator === "." && left !== undefined) walker.found.follow(all[0] ?? CLEAN, left.span);
  return ASKS.test(operator) ? CLEAN : calculated(expr, all);
}

const JOINS = /^(?:&&|\|\||and|or)$/;

/** What these give holds none of the data that they are asked of. */
const ASKS = /^(?:sizeof|[=!<>]=?|&&|\|\||and|or|not)$/;

function calculated({ operator, operands }: OperationExpr, all: readonly Knowledge[]): Knowledge {
  const known = eitherOf(all);
  const isMasked = (operator === "&" || operator === "%") && !all.every(isData);
  const { from, bounded, checked, terminated } = known;
  return {
    from,
    bounded: bounded || isMasked || isRest(operator, all, known),
    checked,
    ...(terminated === undefined ? {} : { terminated }),
    ...limitOf(operator, operands, all),
  };
}
