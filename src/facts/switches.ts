// What settings and flags decide of `#if` conditions. Three-valued: only a key that a settings file sets, or
// a flag that a build file gives, and that no shipped variant sets otherwise, decides anything; a Kconfig
// default alone does not, nor does a macro that no flag gives.
import type { DefineFact } from "../model/fact.js";
import type { ProjectRoot } from "../model/project.js";
import { conditionsOf, type Bound } from "./bound.js";
import { holds } from "./conditions.js";
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

const KEY = /^(?:SB_)?CONFIG_\w+$/;

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
