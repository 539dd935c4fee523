// What settings and flags decide of `#if` conditions. Three-valued: only a key that a settings file sets, or
// a flag that a build file gives, and that no shipped variant sets otherwise, decides anything; a Kconfig
// default alone does not, nor does a macro that no flag gives.
import type { DefineFact } from "../model/fact.js";
import type { ProjectRoot } from "../model/project.js";
import { calculate } from "./arithmetic.js";
import { conditionsOf, type Bound } from "./bound.js";
import { isInAllShipped, settledEverywhere } from "./effective.js";
import type { FactIndex } from "./index.js";

/** No shipped variant of the root compiles the fact. */
export function isSwitchedOff(index: FactIndex, bound: Bound): boolean {
  return areOff(index, bound, conditionsOf(bound));
}

/**
 * The same of a macro, but for its own `#ifndef`: a default that the project's flags overrule is what
 * everybody gets who builds without them.
 */
export function isDefaultOff(index: FactIndex, bound: Bound<DefineFact>): boolean {
  const own = `!defined(${bound.fact.name})`;
  return areOff(
    index,
    bound,
    conditionsOf(bound).filter((condition) => condition !== own),
  );
}

function areOff(index: FactIndex, bound: Bound, conditions: readonly string[]): boolean {
  return conditions.some((condition) => holdsIn(index, bound.source.root, condition) === false);
}

/** Thousands of facts stand under the same few conditions. */
function holdsIn(index: FactIndex, root: ProjectRoot, condition: string): boolean | undefined {
  const ofRoot = index.conditions.get(root) ?? new Map<string, boolean | undefined>();
  index.conditions.set(root, ofRoot);
  if (!ofRoot.has(condition)) {
    const set = (name: string): string | undefined =>
      KEY.test(name) ? settingOf(index, root, name) : flagOf(index, root, name);
    ofRoot.set(condition, holds(condition, set));
  }
  return ofRoot.get(condition);
}

/** `undefined`: nobody knows. `set` is what is known of a name: its value, `y`, or `n` where it is unset. */
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
const NAME = /^[A-Za-z_]\w*$/;
const COMPARED = /^([A-Za-z_]\w*)\s*([=!<>]=|[<>])\s*(0[xX][\da-fA-F]+|[1-9]\d*|0)[uUlL]*$/;

function leaf(text: string, set: (key: string) => string | undefined): boolean | undefined {
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
  set: (key: string) => string | undefined,
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

/** An unset key and `n` are the same to the preprocessor. */
function settingOf(index: FactIndex, root: ProjectRoot, key: string): string | undefined {
  const value = settledEverywhere(index, root, key);
  return value === "" ? "n" : value;
}

/** A flag that every shipped build of the root is given, and always with the same value. */
function flagOf(index: FactIndex, root: ProjectRoot, name: string): string | undefined {
  let value: string | undefined;
  for (const bound of index.find("define", name)) {
    if (bound.source.root !== root || !isFlagOfAll(bound)) continue;
    const own = writtenIn(bound.fact);
    if (value !== undefined && own !== value) return undefined;
    value = own;
  }
  return value;
}

/** CMake's flags may be those of one target among several, and are no answer for all. */
function isFlagOfAll(bound: Bound<DefineFact>): boolean {
  return (
    bound.fact.by === "flag" && bound.source.document.kind === "platformio" && isInAllShipped(bound)
  );
}

/** Of what is no number only that it is defined is known. */
function writtenIn({ value }: DefineFact): string {
  return value.is === "number" ? String(value.value) : "defined";
}
