// What a status remembers of a test. Where one way through the code sets `status = ERR_LENGTH` and the other does not, a
// status that is none of the kind tells later which way was taken, and so what the test came to:
// `if (len > room) status = ERR_LENGTH; … if (status != OK) return;` limits `len` from there on.
import type { Expr } from "../../model/expr.js";
import { calculate } from "../arithmetic.js";

/** The name of a constant, or a number as text: `ESP_FAIL`, `-1`. */
export type Constant = string;

/** Where the variable holds none of the values, the test has come to `truth`. */
export interface Remembered {
  readonly test: Expr;
  readonly truth: boolean;
  readonly values: readonly Constant[];
}

const CONSTANT = /^[A-Z][A-Z0-9_]*$/;

export function constantOf(
  expr: Expr,
  numberOf: (expr: Expr) => number | undefined,
): Constant | undefined {
  if (expr.is === "name") return CONSTANT.test(expr.name) ? expr.name : undefined;
  if (expr.is !== "number" && expr.is !== "operation") return undefined;
  const number = numberOf(expr);
  return number === undefined ? undefined : String(number);
}

/** `value operator other` cannot be. Constants of two names are two; how large they are is not asked. */
export function isExcluded(value: Constant, operator: string, other: Constant): boolean {
  const [left, right] = [Number(value), Number(other)];
  if (!Number.isNaN(left) && !Number.isNaN(right)) return calculate(operator, [left, right]) === 0;
  if (!Number.isNaN(left) || !Number.isNaN(right)) return false;
  return operator === "==" ? value !== other : operator === "!=" && value === other;
}

/** What one way knows of a variable, and the constant that it holds there, if any. */
interface Way {
  readonly remembered: readonly Remembered[];
  readonly constant: Constant | undefined;
}

/** What holds whichever of the ways was taken: on one that set a constant, only that has to be excluded. */
export function joinedMemory(a: Way, b: Way): readonly Remembered[] {
  const joined: Remembered[] = [];
  for (const one of a.remembered) {
    const same = b.remembered.find(({ test, truth }) => test === one.test && truth === one.truth);
    const more = same?.values ?? (b.constant === undefined ? undefined : [b.constant]);
    if (more !== undefined) joined.push({ ...one, values: [...new Set([...one.values, ...more])] });
  }
  if (a.constant === undefined) return joined;
  for (const one of b.remembered)
    if (!a.remembered.some(({ test, truth }) => test === one.test && truth === one.truth))
      joined.push({ ...one, values: [...new Set([...one.values, a.constant])] });
  return joined;
}
