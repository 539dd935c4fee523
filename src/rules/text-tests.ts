// Texts and names as rules write them: exact ones, `@lists`, globs, `/regexes/` and predicates.
import type { NameTest, TextTest } from "../model/rule.js";
import { asArray } from "../base/collections.js";
import type { FlowModels } from "../model/flow-model.js";
import { globPattern, isGlob, regexFault, regexPattern } from "./pattern.js";
import { isPredicate } from "./words.js";
import type { Fault, KeyPath } from "./yaml.js";

/** What reading a sentence needs to know, and where it puts what is wrong. */
export interface Reading {
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly flows?: FlowModels;
  readonly faults: Fault[];
}

export function namesOf(
  written: string | readonly string[],
  at: KeyPath,
  reading: Reading,
): NameTest {
  return { tests: testsOf(asArray(written), at, reading) };
}

/** As a name is written that a regex tests. */
const REGEX = /^\/.+\/$/;

/** Exact texts share one test; `@lists` are spelled out; `/…/` is a regex, `*` makes a glob. */
export function testsOf(written: readonly string[], at: KeyPath, reading: Reading): TextTest[] {
  const exact: string[] = [];
  const globs: string[] = [];
  const regexes: string[] = [];
  const predicates: string[] = [];
  for (const entry of written) {
    if (entry.startsWith("@")) {
      for (const word of listOf(entry, at, reading))
        if (REGEX.test(word)) regexes.push(word.slice(1, -1));
        else (isGlob(word) ? globs : exact).push(word);
    } else if (REGEX.test(entry)) regexes.push(entry.slice(1, -1));
    else if (isPredicate(entry)) predicates.push(entry);
    else (isGlob(entry) ? globs : exact).push(entry);
  }
  return [
    ...(exact.length === 0 ? [] : [{ by: "one-of" as const, texts: exact }]),
    ...likeTests(globs),
    ...matchTests(regexes, at, reading),
    ...predicates.map((name) => ({ by: "predicate" as const, name })),
  ];
}

function listOf(name: string, at: KeyPath, reading: Reading): readonly string[] {
  const list = reading.lists.get(name.slice(1));
  if (list === undefined)
    reading.faults.push({ path: at, message: `there is no list "${name}" in rules/data` });
  return list ?? [];
}

/** The entries of `@lists` in their place. */
export function spelledOut(
  written: readonly string[],
  at: KeyPath,
  reading: Reading,
): readonly string[] {
  return written.flatMap((entry) => (entry.startsWith("@") ? listOf(entry, at, reading) : [entry]));
}

export function likeTests(globs: readonly string[]): TextTest[] {
  return globs.length === 0 ? [] : [{ by: "like", globs, pattern: globPattern(globs) }];
}

export function matchTests(sources: readonly string[], at: KeyPath, reading: Reading): TextTest[] {
  const good = sources.filter((source) => {
    const fault = regexFault(source);
    if (fault !== undefined) reading.faults.push({ path: at, message: fault });
    return fault === undefined;
  });
  return good.length === 0 ? [] : [{ by: "matches", sources: good, pattern: regexPattern(good) }];
}
