// The words by which a scan finds what a rule could concern. Text that holds none of them cannot
// make a finding, which is why it need not be parsed; `--no-gate` checks that.
import {
  dispatchClauses,
  type Case,
  type Clause,
  type Condition,
  type FlowTest,
  type NameTest,
  type Reaching,
  type TextTest,
  type ValueTest,
} from "../model/rule.js";
import type { GateWord } from "../model/gate-word.js";
import { fixedPart } from "./pattern.js";
import { PREDICATES } from "./words.js";
import { writtenWords } from "./written-words.js";

/**
 * Types that stand in every second line. An object of such a type is read with the item that uses it,
 * or because its name is asked for.
 */
const EVERYWHERE: ReadonlySet<string> = new Set([
  ...["char", "int", "bool", "float", "uint8_t", "uint16_t", "uint32_t", "int32_t", "size_t"],
  ...["String", "string"],
]);

/** Words of the clauses where a condition starts. Undefined: it cannot be searched for. */
export function asksFor(condition: Condition): readonly GateWord[] | undefined {
  switch (condition.is) {
    case "clause":
      return clauseWords(condition.clause);
    case "any": {
      const words = condition.of.map(asksFor);
      return words.every((w) => w !== undefined) ? words.flat() : undefined;
    }
    case "all":
      return condition.of[0] === undefined ? undefined : asksFor(condition.of[0]);
  }
}

/** A clause that a case starts from. */
export interface Start {
  /** Of each group one word must occur in the project, or the clause cannot hold. */
  readonly needs: readonly (readonly GateWord[])[];
  /** Those of them that tell a type: what declares a variable of it is read from the beginning. */
  readonly types: readonly GateWord[];
  readonly words: readonly GateWord[];
  /** What holds one of the words has to be read for flow. */
  readonly isDeep: boolean;
}

/** The words of a case in the order in which they matter. */
export interface CaseWords {
  readonly starts: readonly Start[];
  /** Of all other clauses: they say nothing until the case has started somewhere. */
  readonly rest: readonly GateWord[];
}

export function wordsOfCase({ when, unless }: Case): CaseWords {
  const [first, ...others] = when;
  if (first === undefined) return { starts: [], rest: [] };
  const starts = dispatchClauses(first);
  const conditions = [first, ...others, ...unless.map((u) => u.condition)];
  const isOrdered = conditions.some(asksForOrder);
  const rest = [
    ...mentions(first),
    ...others.flatMap((one) => mentionsAway(one)),
    ...unless.flatMap(({ condition, within }) => mentionsAway(condition, within)),
  ];
  return { starts: starts.map((clause) => startOf(clause, isOrdered)), rest };
}

/** What stands in the same function was read with it: its words find nothing more. */
function isNear(within: Reaching | undefined): boolean {
  return within === "statement" || within === "function";
}

/** `within` where clauses don't say themselves how far away they may stand. */
function mentionsAway(condition: Condition, within?: Reaching): readonly GateWord[] {
  if (condition.is !== "clause") return condition.of.flatMap((one) => mentionsAway(one, within));
  return isNear(condition.clause.within ?? within) ? typesOf(condition) : mentions(condition);
}

function typesOf(condition: Condition): readonly GateWord[] {
  return condition.is === "clause" ? typeWords(condition.clause) : condition.of.flatMap(typesOf);
}

/** Which of two facts comes first is told by the steps of the function around them. */
function asksForOrder(condition: Condition): boolean {
  if (condition.is !== "clause") return condition.of.some(asksForOrder);
  const { after, before, onFailureOf, result, repeats } = condition.clause;
  return (
    [after, before, onFailureOf].some((named) => named !== undefined) ||
    result?.state === "shrugged" ||
    repeats !== undefined
  );
}

function startOf(clause: Clause, isOrdered: boolean): Start {
  const types = typeWords(clause);
  const needs = [types, ...holderWords(clause), valueNames(clause), calledNames(clause)];
  return {
    types,
    needs: needs.filter((group) => group.length > 0),
    words: clauseWords(clause) ?? [],
    isDeep: isOrdered || isWalked(clause) || flowWordsOf(clause) !== undefined,
  };
}

/** What it asks for is told by the steps before it. */
function isWalked({ result, flaw }: Clause): boolean {
  return result?.state === "followed" || flaw !== undefined;
}

/** `transport` of a field that every name of the clause writes `transport.type`. */
function holderWords({ word, names }: Clause): (readonly GateWord[])[] {
  const [test, ...others] = names?.tests ?? [];
  if (word !== "store" || test?.by !== "one-of" || others.length > 0) return [];
  const paths = test.texts.map((text) => text.replaceAll("[]", "").split(".").slice(0, -1));
  if (paths.some((path) => path.length === 0)) return [];
  return [paths.flatMap((path) => path.slice(-1).map(named))];
}

/** Values that are asked for by their names alone, as `PROTOCOM_SEC0`. */
function valueNames({ word, value }: Clause): readonly GateWord[] {
  if (word !== "store" || value?.is === undefined) return [];
  const texts = value.is.flatMap((test) => (test.by === "one-of" ? test.texts : [""]));
  return texts.every((text) => /^[A-Z_]\w{3,}$/.test(text)) ? texts.map(named) : [];
}

/** The call's own names, where what is handed to it is looked for. */
function calledNames(clause: Clause): readonly GateWord[] {
  if (clause.word !== "call" || writtenWords(clause) === undefined) return [];
  const words = nameWords(clause.names, "call") ?? [];
  // An operator stands nowhere by its name.
  return words.some(({ word }) => word.startsWith("operator")) ? [] : words;
}

function named(word: string): GateWord {
  return { word, kind: "word", where: "anywhere" };
}

/** Words of a condition whatever it needs: what cannot be searched for adds nothing. */
export function mentions(condition: Condition): readonly GateWord[] {
  if (condition.is === "clause")
    return [...knownWords(condition.clause), ...typeWords(condition.clause)];
  return condition.of.flatMap(mentions);
}

/** Where some of the names are patterns without a fixed part, the words of the others. */
function knownWords(clause: Clause): readonly GateWord[] {
  const words = clauseWords(clause);
  if (words !== undefined) return words;
  const tests = clause.names?.tests ?? [];
  return tests.length < 2
    ? []
    : tests.flatMap((test) => clauseWords({ ...clause, names: { tests: [test] } }) ?? []);
}

/** A type is read off a declaration that may stand far from the call or the store it judges. */
function typeWords({ inType, on }: Clause): readonly GateWord[] {
  return [inType, on?.type].flatMap((names) => nameWords(names, "anywhere") ?? []);
}

function clauseWords(clause: Clause): readonly GateWord[] | undefined {
  switch (clause.word) {
    case "call":
      return flowWordsOf(clause) ?? writtenWords(clause) ?? nameWords(clause.names, "call");
    case "store":
      return flowWordsOf(clause) ?? storeWords(clause);
    case "define":
      return namedWords(clause.names);
    case "object":
      return (
        flowWordsOf(clause) ??
        nameWords(clause.names, "anywhere")?.filter(({ word }) => !EVERYWHERE.has(word))
      );
    case "include":
      return nameWords(clause.names, "anywhere");
    case "function":
      return nameWords(clause.names ?? clause.marked, "anywhere");
    case "setting":
    case "kconfig-default":
      return settingWords(clause.names);
    case "literal":
      return valueWords(clause.value);
    case "presence":
      return [];
    case "kconfig-choice":
    case "ignore":
      return undefined;
  }
}

/**
 * Of a clause about data: where such data comes in. Everything that it reaches from there is read because
 * flow asks for it.
 */
export function flowWordsOf(clause: Clause): readonly GateWord[] | undefined {
  const words = flowTestsOf(clause).flatMap((flow) => flow.words);
  return words.length === 0 ? undefined : words;
}

/** Tests of data in any part of a clause. */
export function flowTestsOf(clause: Clause): readonly FlowTest[] {
  const { args, anyArg, value, index, prints, elements } = clause;
  const tests = [...(args?.values() ?? [])].map((arg) => arg.value);
  return [...tests, anyArg, value, index, elements, prints?.value].flatMap(
    (test) => test?.flow ?? [],
  );
}

/** The sentence asks where data goes: none of it can be told before flow is followed. */
export function asksForFlow({ when, unless }: Case): boolean {
  return [...when, ...unless.map(({ condition }) => condition)].some(followsData);
}

function followsData(condition: Condition): boolean {
  if (condition.is !== "clause") return condition.of.some(followsData);
  const { clause } = condition;
  return isWalked(clause) || flowTestsOf(clause).length > 0;
}

/** Settings files spell a symbol with its prefix, the Kconfig file that defines it without. */
function settingWords(names: NameTest | undefined): readonly GateWord[] | undefined {
  const tests = names?.tests.map((test) =>
    test.by === "like" ? { ...test, globs: test.globs.map(behindPrefix) } : test,
  );
  return nameWords(tests && { tests }, "settings")?.flatMap((gate) => {
    const bare = gate.word.replace(/^(?:SB_)?CONFIG_(?=.)/, "");
    return bare === gate.word ? [gate] : [gate, { ...gate, word: bare }];
  });
}

/** `*USE_TLS` of `CONFIG_*USE_TLS`, whose prefix stands in no Kconfig file; `CONFIG_*` stays. */
function behindPrefix(glob: string): string {
  const bare = glob.replace(/^(?:SB_)?CONFIG_(?=\*)/, "");
  return fixedPart(bare) === undefined ? glob : bare;
}

function storeWords(clause: Clause): readonly GateWord[] | undefined {
  return (
    nameWords(clause.names, "anywhere") ??
    namedWords(clause.to) ??
    nameWords(clause.inType, "anywhere") ??
    valueWords(clause.value)
  );
}

/** A name that only sounds like a secret counts where a text stands beside it. */
function namedWords(names: NameTest | undefined): readonly GateWord[] | undefined {
  if (names === undefined) return undefined;
  return wordsOfTests(names.tests, "anywhere", "named-text");
}

function nameWords(
  names: NameTest | undefined,
  where: GateWord["where"],
): readonly GateWord[] | undefined {
  return names === undefined ? undefined : wordsOfTests(names.tests, where, where);
}

function valueWords(value: ValueTest | undefined): readonly GateWord[] | undefined {
  if (value?.is === undefined) return undefined;
  const words = value.is.flatMap(bytesWords);
  for (const test of value.is) {
    const parts = test.by === "one-of" ? test.texts.map(fixedPart) : partsOf(test);
    for (const part of parts) {
      if (part === undefined) return undefined;
      words.push({ word: part, kind: "part", where: "text" });
    }
  }
  return words;
}

/** What a list of accepted bytes holds as written. */
function bytesWords(test: TextTest): GateWord[] {
  const shape = test.by === "predicate" ? PREDICATES[test.name]?.bytesShape : undefined;
  return (shape ?? []).map((word) => ({ word, kind: "part", where: "list-start" }));
}

/** Pieces one of which every accepted text holds; undefined among them: there is none. */
function partsOf(test: TextTest): readonly (string | undefined)[] {
  if (test.by === "like") return test.globs.map(fixedPart);
  if (test.by === "predicate") return PREDICATES[test.name]?.shape ?? [undefined];
  return [undefined];
}

function wordsOfTests(
  tests: readonly TextTest[],
  where: GateWord["where"],
  fuzzy: GateWord["where"],
): readonly GateWord[] | undefined {
  const words: GateWord[] = [];
  for (const test of tests) {
    if (test.by === "one-of") {
      for (const text of test.texts)
        words.push({ word: lastIdentifier(text), kind: "word", where });
      continue;
    }
    const place = test.by === "predicate" ? fuzzy : where === "call" ? "anywhere" : where;
    for (const part of partsOf(test)) {
      if (part === undefined) return undefined;
      words.push({ word: lastIdentifier(part), kind: "part", where: place });
    }
  }
  return words;
}

/** `sta.password` is written `.sta = { .password` as well: the last field must be there. */
function lastIdentifier(text: string): string {
  if (/\.(?:h|hpp)$/.test(text)) return text.split("/").at(-1) ?? text;
  return text.split(/[.:/]/).filter(Boolean).at(-1)?.replaceAll("[]", "") ?? text;
}
