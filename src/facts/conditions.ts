// What conditions come to, three-valued: what nobody knows is neither true nor false. As the preprocessor takes
// them, and as Kconfig does.
import { calculate } from "./arithmetic.js";

/** What is known of a name: its value, `y`, or `n` where it is unset. */
export type Known = (name: string) => string | undefined;

/** Of a condition of C; undefined: nobody knows. */
export function holds(condition: string, set: Known): boolean | undefined {
  const text = withoutOuter(condition.trim());
  const alternatives = splitAt(text, "||");
  if (alternatives.length > 1) return anyOf(alternatives.map((part) => holds(part, set)));
  const parts = splitAt(text, "&&");
  if (parts.length > 1) return allOf(parts.map((part) => holds(part, set)));
  if (text.startsWith("!") && !text.startsWith("!=")) return not(holds(text.slice(1), set));
  return leaf(text, set);
}

/** Of a condition of Kconfig: `A && !B`, `A = y`, `A != n`. */
export function holdsInKconfig(condition: string, set: Known): boolean | undefined {
  const asC = condition
    .replace(/(\w+)\s*=\s*(?=\w)/g, "$1 == ")
    .replace(/(\w+)\s*(?:==\s*y|!=\s*n)\b/g, "$1")
    .replace(/(\w+)\s*(?:==\s*n|!=\s*y)\b/g, "!$1");
  return holds(asC, (name) => (name === "y" || name === "n" ? name : set(name)));
}

const DEFINED = /^(?:defined|IS_ENABLED)\s*\(?\s*(\w+)\s*\)?$/;
const NAME = /^[A-Za-z_]\w*$/;
const COMPARED = /^([A-Za-z_]\w*)\s*([=!<>]=|[<>])\s*(0[xX][\da-fA-F]+|[1-9]\d*|0)[uUlL]*$/;

function leaf(text: string, set: Known): boolean | undefined {
  const compared = COMPARED.exec(text);
  if (compared !== null) return compares(compared, set);
  const asked = DEFINED.exec(text)?.[1] ?? text;
  const value = NAME.test(asked) ? set(asked) : undefined;
  if (value === undefined) return undefined;
  if (value === "n") return false;
  if (asked !== text) return true;
  // A number may be 0: it is defined, and yet `#if` takes it for false.
  const number = numberOf(value);
  return number === undefined ? undefined : number !== 0;
}

function compares(
  [, name = "", operator = "", right = ""]: RegExpExecArray,
  set: Known,
): boolean | undefined {
  const left = numberOf(set(name) ?? "");
  const result = left === undefined ? undefined : calculate(operator, [left, Number(right)]);
  return result === undefined ? undefined : result !== 0;
}

/** As the preprocessor takes it: what is not set is 0. */
function numberOf(value: string): number | undefined {
  if (value === "y") return 1;
  if (value === "n") return 0;
  return /^-?(?:0[xX][\da-fA-F]+|[1-9]\d*|0)$/.test(value) ? Number(value) : undefined;
}

function anyOf(parts: readonly (boolean | undefined)[]): boolean | undefined {
  if (parts.includes(true)) return true;
  return parts.includes(undefined) ? undefined : false;
}

function allOf(parts: readonly (boolean | undefined)[]): boolean | undefined {
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
}

function not(part: boolean | undefined): boolean | undefined {
  return part === undefined ? undefined : !part;
}

/** The parts of `text` between an operator that stands in no brackets. */
function splitAt(text: string, operator: "||" | "&&"): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "(") depth++;
    else if (text[i] === ")") depth--;
    else if (depth === 0 && text.startsWith(operator, i)) {
      parts.push(text.slice(from, i));
      from = i + operator.length;
      i = from - 1;
    }
  }
  return [...parts, text.slice(from)];
}

/** `(A && B)` → `A && B`; `(A) && (B)` stays. */
function withoutOuter(text: string): string {
  if (!text.startsWith("(") || !text.endsWith(")")) return text;
  let depth = 0;
  for (let i = 0; i < text.length - 1; i++) {
    if (text[i] === "(") depth++;
    else if (text[i] === ")") depth--;
    if (depth === 0) return text;
  }
  return withoutOuter(text.slice(1, -1).trim());
}
