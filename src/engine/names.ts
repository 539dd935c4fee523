// Which names of an index a test accepts. Sentences are asked round after round and at every
// keystroke, and an index only gains names: so each name is tested once.
import type { FactWord } from "../model/fact.js";
import type { NameTest } from "../model/rule.js";
import type { FactIndex } from "../facts/index.js";
import { fits } from "./clause-names.js";

interface Accepted {
  /** How many of the index's names were tested. */
  tested: number;
  readonly names: string[];
}

type ByTest = Map<NameTest, Accepted>;

const known = new WeakMap<FactIndex, Map<FactWord, ByTest>>();

export function acceptedNames(index: FactIndex, word: FactWord, test: NameTest): readonly string[] {
  const accepted = stateOf(index, word, test);
  const names = index.namesOf(word);
  for (; accepted.tested < names.length; accepted.tested++) {
    const name = names[accepted.tested];
    if (name !== undefined && fits(test, name)) accepted.names.push(name);
  }
  return accepted.names;
}

function stateOf(index: FactIndex, word: FactWord, test: NameTest): Accepted {
  const words = known.get(index) ?? new Map<FactWord, ByTest>();
  known.set(index, words);
  const tests = words.get(word) ?? new Map<NameTest, Accepted>();
  words.set(word, tests);
  const state = tests.get(test) ?? { tested: 0, names: [] };
  tests.set(test, state);
  return state;
}
