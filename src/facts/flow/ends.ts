// What holds of the parameters where a function returns: the answers that its callers go by.
import type { Expr } from "../../model/expr.js";
import { numberOfAnswer, type Answer } from "./answers.js";
import { refine } from "./guards.js";
import type { Judge } from "./judge.js";
import { isData, parameterClass } from "./knowledge.js";
import type { State } from "./state.js";

const LOGICAL = /^(?:[=!<>]=?|&&|\|\||!|and|or|not)$/;

/** `return value;` in `state`, where `numbers` are the parameters by name. */
export function* answersAt(
  value: Expr,
  state: State,
  numbers: ReadonlyMap<string, number>,
  judge: Judge,
): Iterable<Answer> {
  if (value.is === "either" && value.test !== undefined) {
    for (const [i, option] of value.options.entries()) {
      const path = state.copy();
      refine(path, value.test, i === 0, judge);
      yield* answersAt(option, path, numbers, judge);
    }
  } else if (value.is === "call" || (value.is === "operation" && LOGICAL.test(value.operator))) {
    for (const truth of [true, false]) {
      const path = state.copy();
      refine(path, value, truth, judge);
      yield answer(value.is === "call" && truth ? undefined : Number(truth), path, numbers);
    }
  } else
    yield answer(
      numberOfAnswer(value, (expr) => judge.numberOf(expr)),
      state,
      numbers,
    );
}

function answer(
  value: Answer["value"],
  state: State,
  numbers: ReadonlyMap<string, number>,
): Answer {
  const bounded = new Map<number, readonly string[]>();
  const checked = new Map<number, readonly string[]>();
  for (const [name, number] of numbers) {
    const own = parameterClass(number);
    const parts = [...state.below(name)].filter(([, k]) => isData(k) && k.from.has(own));
    const where = (test: "bounded" | "checked"): string[] =>
      parts.filter(([, known]) => known[test]).map(([rest]) => rest);
    bounded.set(number, where("bounded"));
    checked.set(number, where("checked"));
  }
  return { ...(value === undefined ? {} : { value }), bounded, checked };
}
