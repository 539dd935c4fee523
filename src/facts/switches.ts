// What settings decide of `#if` conditions. Three-valued: only a key that a settings file sets, and
// that no shipped variant sets otherwise, decides anything; a Kconfig default alone does not.
import { conditionsOf, type Bound } from "./bound.js";
import { settledEverywhere } from "./effective.js";
import type { FactIndex } from "./index.js";

/** No shipped variant of the root compiles the fact. */
export function isSwitchedOff(index: FactIndex, bound: Bound): boolean {
  const conditions = conditionsOf(bound);
  if (conditions.length === 0) return false;
  return conditions.some((condition) => {
    if (!condition.includes("CONFIG_")) return false;
    return holds(condition, (key) => settingOf(index, bound, key)) === false;
  });
}

/** `undefined`: nobody knows. `set` is what the settings say of a key: its value, or `n`. */
export function holds(
  condition: string,
  set: (key: string) => string | undefined,
): boolean | undefined {
  const text = withoutOuter(condition.trim());
  const alternatives = splitAt(text, "||");
  if (alternatives.length > 1) return anyOf(alternatives.map((part) => holds(part, set)));
  const parts = splitAt(text, "&&");
  if (parts.length > 1) return allOf(parts.map((part) => holds(part, set)));
  if (text.startsWith("!") && !text.startsWith("!=")) return not(holds(text.slice(1), set));
  return leaf(text, set);
}

const DEFINED = /^(?:defined|IS_ENABLED)\s*\(?\s*(\w+)\s*\)?$/;
const KEY = /^(?:SB_)?CONFIG_\w+$/;

function leaf(text: string, set: (key: string) => string | undefined): boolean | undefined {
  const asked = DEFINED.exec(text)?.[1] ?? text;
  if (!KEY.test(asked)) return undefined;
  const value = set(asked);
  if (value === undefined) return undefined;
  if (value === "n") return false;
  // A number may be 0: it is defined, and yet `#if` takes it for false.
  return value === "y" || asked !== text ? true : undefined;
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

/** An unset key and `n` are the same to the preprocessor. */
function settingOf(index: FactIndex, { source }: Bound, key: string): string | undefined {
  const value = settledEverywhere(index, source.root, key);
  return value === "" ? "n" : value;
}
