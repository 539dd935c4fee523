// What several options say together, which of them tell something, and which hold where they are asked for.
import { negate } from "../syntax/conditionals.js";
import { conditionsOf, type Bound } from "./bound.js";
import { option, UNKNOWN, type Option } from "./values.js";

/** More values than this, and the value counts as unknown. */
export const MOST_OPTIONS = 8;

const SYMBOL = /^[A-Z][A-Z0-9_]*_[A-Z0-9_]+$/;

/** How one side of `|` can be spelled: "" where it may be anything. */
export function partsOf(options: readonly Option[]): string[] {
  return options.flatMap(({ value, names, parts }) => {
    if (parts !== undefined) return [...names, ...parts];
    if (value.is === "number") return [...names, String(value.value)];
    return SYMBOL.test(names.at(-1) ?? "") ? names : [...names, ""];
  });
}

/** A null pointer says that there is none, which is asked for before it is used. */
export function isSure({ value, names }: Option): boolean {
  return value.is !== "unknown" && names.at(-1) !== "NULL";
}

/** Of known value, or a constant of an SDK that is known by its name. */
export function isTold(option: Option): boolean {
  const last = option.names.at(-1) ?? "";
  return isSure(option) || (last !== "NULL" && SYMBOL.test(last));
}

/** Undefined where one of the values is no number, or may be several. */
export function numbersOf(values: readonly (readonly Option[])[]): number[] | undefined {
  const numbers: number[] = [];
  for (const [only, ...others] of values) {
    if (only?.value.is !== "number" || others.length > 0) return undefined;
    numbers.push(only.value.value);
  }
  return numbers;
}

export function distinct(options: readonly Option[]): Option[] {
  const seen = new Set<string>();
  return options.filter((option) => {
    const key = JSON.stringify([option.value, option.names]);
    if (!isTold(option) || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Without values of builds that do not compile the place where they are asked for. */
export function possibleAt(at: Bound, options: readonly Option[]): readonly Option[] {
  const here = conditionsOf(at);
  const possible = options.filter(({ conditions }) => areTogether([...here, ...conditions]));
  return possible.length === 0 && options.length > 0 ? [option(UNKNOWN)] : possible;
}

function areTogether(conditions: readonly string[]): boolean {
  const all = new Set(conditions);
  return conditions.every((condition) => !all.has(negate(condition)));
}
