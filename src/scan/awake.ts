// Which words count so far. A case's words matter in an order: of a clause that asks for a type and a
// field, the field says nothing in a project without the type; and the other clauses say nothing
// until the first one holds somewhere. So most frequent words of the book never count in a project.
import type { Case, Rule } from "../model/rule.js";
import type { GateWord } from "../model/gate-word.js";
import { wordsOfCase } from "../rules/gate.js";
import { buildGate, type WordGate } from "./gate.js";

/** Comments that accept findings always count. */
const ALWAYS: GateWord = { word: "baseline645:", kind: "part", where: "anywhere" };

interface Waiting {
  /** Of each group one must be seen. */
  readonly needs: readonly (readonly number[])[];
  readonly words: readonly number[];
}

/** A book's words, numbered. */
interface BookWords {
  readonly gate: WordGate;
  readonly always: readonly number[];
  readonly deep: ReadonlySet<number>;
  readonly starts: readonly Waiting[];
  readonly rest: ReadonlyMap<Case, readonly number[]>;
}

/** Building the automaton takes longer than reading a page's sample. */
const known = new WeakMap<readonly Rule[], BookWords>();

function wordsOfBook(rules: readonly Rule[]): BookWords {
  const built = known.get(rules) ?? numbered(rules);
  known.set(rules, built);
  return built;
}

function numbered(rules: readonly Rule[]): BookWords {
  const numbers = new Map<string, number>();
  const words: GateWord[] = [];
  const numberOf = (word: GateWord): number => {
    const key = `${word.kind}\0${word.where}\0${word.fits ?? ""}\0${word.receivers?.join() ?? ""}\0${word.word}`;
    const number = numbers.get(key) ?? words.push(word) - 1;
    numbers.set(key, number);
    return number;
  };
  const always = [numberOf(ALWAYS)];
  const deep = new Set<number>();
  const starts: Waiting[] = [];
  const rest = new Map<Case, readonly number[]>();
  for (const one of rules.flatMap((rule) => rule.cases)) {
    const inOrder = wordsOfCase(one);
    for (const { needs, types, words: own, isDeep } of inOrder.starts) {
      const groups = needs.map((group) => group.map(numberOf));
      starts.push({ needs: groups, words: own.map(numberOf) });
      always.push(...types.map(numberOf));
      if (isDeep) for (const word of own) deep.add(numberOf(word));
    }
    rest.set(one, inOrder.rest.map(numberOf));
  }
  return { gate: buildGate(words), always, deep, starts, rest };
}

export class AwakeWords {
  /** Every word of the book. */
  readonly gate: WordGate;
  /** Numbers of the gate's words that count. */
  readonly active: ReadonlySet<number>;
  /** Those that ask for more than facts: items that hold one are read for flow. */
  readonly deep: ReadonlySet<number>;
  private readonly counting: Set<number>;
  private readonly rest: ReadonlyMap<Case, readonly number[]>;
  private readonly started = new Set<Case>();
  private waiting: readonly Waiting[];

  constructor(rules: readonly Rule[]) {
    const { gate, always, deep, starts, rest } = wordsOfBook(rules);
    this.deep = deep;
    this.gate = gate;
    this.rest = rest;
    this.counting = new Set(always);
    this.active = this.counting;
    this.waiting = starts;
    this.notice(new Set());
  }

  /** `seen` occur in the project; gives the numbers that count from now on. */
  notice(seen: ReadonlySet<number>): ReadonlySet<number> {
    const isReady = ({ needs }: Waiting): boolean =>
      needs.every((group) => group.some((need) => seen.has(need)));
    const ready = this.waiting.filter(isReady);
    this.waiting = this.waiting.filter((one) => !isReady(one));
    return this.count(ready.flatMap(({ words }) => words));
  }

  /** These cases have started somewhere; gives the numbers that count from now on. */
  start(cases: Iterable<Case>): ReadonlySet<number> {
    const fresh = [...cases].filter((one) => !this.started.has(one));
    for (const one of fresh) this.started.add(one);
    return this.count(fresh.flatMap((one) => this.rest.get(one) ?? []));
  }

  private count(numbers: readonly number[]): ReadonlySet<number> {
    const fresh = new Set(numbers.filter((number) => !this.counting.has(number)));
    for (const number of fresh) this.counting.add(number);
    return fresh;
  }
}
