// A clause as written → a clause as the engine runs it. Faults carry the key they belong to.
import type {
  ArgumentTest,
  Clause,
  Condition,
  NameTest,
  PrintTest,
  TextTest,
  ValueTest,
  FlawName,
} from "../model/rule.js";
import { asArray } from "../base/collections.js";
import { NO_FLOWS, type FlowModels } from "../model/flow-model.js";
import { flowWords } from "./flows.js";
import type { GateWord } from "../model/gate-word.js";
import { globPattern, isGlob, regexFault, regexPattern } from "./pattern.js";
import { CLAUSES, type ClauseForm, type ClauseWord } from "./schema.js";
import { isPredicate } from "./words.js";
import { faultsOfIssue, type Fault, type KeyPath } from "./yaml.js";

/** What reading a sentence needs to know, and where it puts what is wrong. */
export interface Reading {
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly flows?: FlowModels;
  readonly faults: Fault[];
}

/** Clauses, or groups of them one level deep. */
export function readConditions(
  written: readonly unknown[],
  at: KeyPath,
  reading: Reading,
  nested = false,
): Condition[] {
  return written.flatMap((entry, i) => readCondition(entry, [...at, i], reading, nested));
}

function readCondition(
  entry: unknown,
  at: KeyPath,
  reading: Reading,
  nested: boolean,
): Condition[] {
  const keys = typeof entry === "object" && entry !== null ? Object.keys(entry) : [];
  const first = keys[0];
  if (first === "any" || first === "all") {
    const list = (entry as Record<string, unknown>)[first];
    if (nested || !Array.isArray(list) || keys.length > 1) {
      const message = nested
        ? "groups nest only once"
        : "expected a list of clauses, and no other key";
      reading.faults.push({ path: [...at, first], message, onKey: true });
      return [];
    }
    return [{ is: first, of: readConditions(list, [...at, first], reading, true) }];
  }
  const word = keys.find((key): key is ClauseWord => Object.hasOwn(CLAUSES, key));
  if (word === undefined) {
    const known = [...Object.keys(CLAUSES), "any", "all"].join(", ");
    reading.faults.push({ path: at, message: `expected one of: ${known}` });
    return [];
  }
  const parsed = CLAUSES[word].safeParse(entry);
  if (!parsed.success) {
    reading.faults.push(...parsed.error.issues.flatMap((issue) => faultsOfIssue(issue, at)));
    return [];
  }
  return [{ is: "clause", clause: clauseOf(word, parsed.data, at, reading) }];
}

type Written = Record<string, unknown>;

function clauseOf(
  word: ClauseWord,
  form: ClauseForm[ClauseWord],
  at: KeyPath,
  reading: Reading,
): Clause {
  const as = {
    ...(form.as === undefined ? {} : { as: form.as }),
    ...(form.within === undefined ? {} : { within: form.within }),
    ...(form.after === undefined ? {} : { after: form.after }),
    ...(form.before === undefined ? {} : { before: form.before }),
    ...(form["on-failure-of"] === undefined ? {} : { onFailureOf: form["on-failure-of"] }),
  };
  switch (word) {
    case "call":
      return { word, ...as, ...callOf(form as ClauseForm["call"], at, reading) };
    case "store":
      return { word, ...as, ...storeOf(form as ClauseForm["store"], at, reading) };
    case "setting": {
      const setting = form as ClauseForm["setting"];
      return {
        word,
        ...as,
        names: namesOf(setting.setting, [...at, "setting"], reading),
        ...valuePart(setting.value, at, reading),
        ...(setting.section === undefined
          ? {}
          : { section: namesOf(setting.section, [...at, "section"], reading) }),
        ...(setting.in === undefined ? {} : { kinds: setting.in }),
        ...(setting.lasting === undefined ? {} : { lasting: setting.lasting }),
      };
    }
    case "object":
      return { word, ...as, ...objectOf(form as ClauseForm["object"], at, reading) };
    case "literal":
      return {
        word,
        ...as,
        value: unboundOf((form as ClauseForm["literal"]).literal, [...at, "literal"], reading),
      };
    case "presence":
      return { word, ...as, ...presenceOf(form as ClauseForm["presence"], at, reading) };
    case "define":
    case "include":
    case "function": {
      const named = form as Written;
      return {
        word,
        ...as,
        names: namesOf(named[word] as string, [...at, word], reading),
        ...valuePart(named["value"] as FormValue, at, reading),
        ...(named["flaw"] === undefined ? {} : { flaw: named["flaw"] as FlawName }),
      };
    }
  }
}

type FormValue = ClauseForm["define"]["value"];

function valuePart(value: FormValue, at: KeyPath, reading: Reading): Pick<Clause, "value"> {
  return value === undefined ? {} : { value: unboundOf(value, [...at, "value"], reading) };
}

function callOf(form: ClauseForm["call"], at: KeyPath, reading: Reading): Omit<Clause, "word"> {
  const result =
    form.result === undefined
      ? undefined
      : form.result.startsWith("$")
        ? { bind: form.result }
        : { state: form.result as NonNullable<NonNullable<Clause["result"]>["state"]> };
  return {
    names: namesOf(form.call, [...at, "call"], reading),
    ...(form.on === undefined ? {} : { on: onOf(form.on, [...at, "on"], reading) }),
    ...(form.arg === undefined ? {} : { args: argsOf(form.arg, [...at, "arg"], reading) }),
    ...(form["any-arg"] === undefined
      ? {}
      : { anyArg: unboundOf(form["any-arg"], [...at, "any-arg"], reading) }),
    ...(form.prints === undefined
      ? {}
      : { prints: printsOf(form.prints, [...at, "prints"], reading) }),
    ...(form.args === undefined ? {} : { argCount: countOf(form.args) }),
    ...(result === undefined ? {} : { result }),
    ...(form.flaw === undefined ? {} : { flaw: form.flaw }),
  };
}

function printsOf(
  { label, value, whole }: NonNullable<ClauseForm["call"]["prints"]>,
  at: KeyPath,
  reading: Reading,
): PrintTest {
  return {
    ...(label === undefined ? {} : { label: testsOf(asArray(label), [...at, "label"], reading) }),
    ...(value === undefined ? {} : { value: unboundOf(value, [...at, "value"], reading) }),
    ...(whole === undefined ? {} : { whole }),
  };
}

function onOf(
  on: NonNullable<ClauseForm["call"]["on"]>,
  at: KeyPath,
  reading: Reading,
): NonNullable<Clause["on"]> {
  if (typeof on === "string")
    return on.startsWith("$") ? { bind: on } : { names: namesOf(on, at, reading) };
  if (Array.isArray(on)) return { names: namesOf(on, at, reading) };
  return {
    ...(on.bind === undefined ? {} : { bind: on.bind }),
    ...(on.names === undefined ? {} : { names: namesOf(on.names, [...at, "names"], reading) }),
    ...(on.type === undefined ? {} : { type: namesOf(on.type, [...at, "type"], reading) }),
  };
}

type WrittenArgs = NonNullable<ClauseForm["call"]["arg"]>;

function argsOf(args: WrittenArgs, at: KeyPath, reading: Reading): NonNullable<Clause["args"]> {
  const tests = new Map<number, ArgumentTest>();
  for (const [number, value] of Object.entries(args)) {
    const below = [...at, number];
    if (typeof value === "string" && value.startsWith("$")) {
      tests.set(Number(number), { bind: value });
      continue;
    }
    const { bind, same } = typeof value === "object" && !Array.isArray(value) ? value : {};
    tests.set(Number(number), {
      ...(bind === undefined ? {} : { bind }),
      ...(same === undefined ? {} : { same }),
      value: valueOf(value, below, reading),
    });
  }
  return tests;
}

function storeOf(form: ClauseForm["store"], at: KeyPath, reading: Reading): Omit<Clause, "word"> {
  const { in: inType, field, to, of, how } = form.store;
  const below = [...at, "store"];
  return {
    ...(field === undefined ? {} : { names: namesOf(field, [...below, "field"], reading) }),
    ...(inType === undefined ? {} : { inType: namesOf(inType, [...below, "in"], reading) }),
    ...(to === undefined ? {} : { to: namesOf(to, [...below, "to"], reading) }),
    ...(of === undefined ? {} : { of }),
    ...(how === undefined ? {} : { how }),
    ...(form.store.index === undefined
      ? {}
      : { index: unboundOf(form.store.index, [...below, "index"], reading) }),
    ...valuePart(form.value, at, reading),
  };
}

function objectOf(form: ClauseForm["object"], at: KeyPath, reading: Reading): Omit<Clause, "word"> {
  return {
    names: namesOf(form.type, [...at, "type"], reading),
    ...(form.object === "any" ? {} : { object: form.object }),
    ...(form.arg === undefined ? {} : { args: argsOf(form.arg, [...at, "arg"], reading) }),
    ...(form.elements === undefined
      ? {}
      : { elements: unboundOf(form.elements, [...at, "elements"], reading) }),
    ...(form.initialised === undefined ? {} : { initialised: form.initialised }),
  };
}

function presenceOf(
  form: ClauseForm["presence"],
  at: KeyPath,
  reading: Reading,
): Omit<Clause, "word"> {
  return {
    presence: {
      kind: form.presence,
      ...(form.known === undefined ? {} : { known: form.known }),
      ...(form.encrypted === undefined ? {} : { encrypted: form.encrypted }),
      ...(form.path === undefined ? {} : { path: namesOf(form.path, [...at, "path"], reading) }),
    },
  };
}

function countOf(count: { "at-least"?: number | undefined; "at-most"?: number | undefined }): {
  atLeast?: number;
  atMost?: number;
} {
  return {
    ...(count["at-least"] === undefined ? {} : { atLeast: count["at-least"] }),
    ...(count["at-most"] === undefined ? {} : { atMost: count["at-most"] }),
  };
}

export function namesOf(
  written: string | readonly string[],
  at: KeyPath,
  reading: Reading,
): NameTest {
  return { tests: testsOf(asArray(written), at, reading) };
}

const BINDS_NOTHING =
  "nothing can be bound here: bind an argument with `arg: { 0: $x }`, a receiver with `on`, " +
  "the variable of a store with `of`, a result with `result`";

/** The test of a value that names no variable, where none could stand for anything. */
function unboundOf(value: NonNullable<FormValue>, at: KeyPath, reading: Reading): ValueTest {
  if (typeof value === "string") {
    if (/^\$[a-z][a-z0-9-]*$/.test(value))
      reading.faults.push({ path: at, message: `${BINDS_NOTHING}; for the text, write { is: }` });
  } else if (!Array.isArray(value))
    for (const word of ["bind", "same"] as const)
      if (value[word] !== undefined)
        reading.faults.push({ path: [...at, word], message: BINDS_NOTHING, onKey: true });
  return valueOf(value, at, reading);
}

function valueOf(value: NonNullable<FormValue>, at: KeyPath, reading: Reading): ValueTest {
  if (typeof value === "string" || Array.isArray(value))
    return { is: testsOf(asArray(value), at, reading) };
  const not = [
    ...testsOf(asArray(value.not), [...at, "not"], reading),
    ...likeTests(spelledOut(asArray(value["not-like"]), [...at, "not-like"], reading)),
  ];
  const is = [
    ...testsOf(asArray(value.is), [...at, "is"], reading),
    ...likeTests(spelledOut(asArray(value.like), [...at, "like"], reading)),
    ...matchTests(asArray(value.matches), [...at, "matches"], reading),
  ];
  const { length, file, has, returns } = value;
  return {
    ...(value.known === undefined ? {} : { known: value.known }),
    ...(value.direct === undefined ? {} : { direct: value.direct }),
    ...(value.defaulted === undefined ? {} : { defaulted: value.defaulted }),
    ...(is.length === 0 ? {} : { is }),
    ...(not.length === 0 ? {} : { not }),
    ...countOf(value),
    ...(length === undefined ? {} : { length: countOf(length) }),
    ...(file === undefined ? {} : { file }),
    ...(has === undefined ? {} : { has: testsOf(asArray(has), [...at, "has"], reading) }),
    ...(returns === undefined
      ? {}
      : { returns: { is: testsOf(asArray(returns), [...at, "returns"], reading) } }),
    ...writtenPart(value, at, reading),
    ...flowPart(value, at, reading),
  };
}

/** How the expression itself is written. */
function writtenPart(
  { named, operator, text, zeros }: Exclude<NonNullable<FormValue>, string | readonly string[]>,
  at: KeyPath,
  reading: Reading,
): Pick<ValueTest, "named" | "operator" | "stored" | "zeros"> {
  return {
    ...(text === undefined ? {} : { stored: true as const }),
    ...(zeros === undefined ? {} : { zeros }),
    ...(named === undefined ? {} : { named: namesOf(named, [...at, "named"], reading) }),
    ...(operator === undefined ? {} : { operator: asArray(operator) }),
  };
}

/** Classes that no model gives: counters, by what they do. */
const OWN_CLASSES: ReadonlyMap<string, readonly GateWord[]> = new Map([
  ["growth", []],
  ["counter", []],
  ["cut-text", [{ word: "strncpy", kind: "word", where: "call" }]],
]);

/** `from: network`, and what must be known of such data. */
function flowPart(
  value: Exclude<NonNullable<FormValue>, string | readonly string[]>,
  at: KeyPath,
  reading: Reading,
): Pick<ValueTest, "flow"> {
  const from = asArray(value.from);
  const { bounded, checked, terminated, "past-end": pastEnd, into } = value;
  const how = {
    ...(bounded === undefined ? {} : { bounded }),
    ...(checked === undefined ? {} : { checked }),
    ...(terminated === undefined ? {} : { terminated }),
    ...(pastEnd === undefined ? {} : { pastEnd }),
    ...(into === undefined ? {} : { intoFixed: true as const }),
  };
  if (from.length === 0) {
    for (const key of Object.keys(how))
      reading.faults.push({
        path: at,
        message: `\`${key}\` says more of \`from:\`, which is missing`,
      });
    return {};
  }
  const own = from.flatMap((one) => OWN_CLASSES.get(one) ?? []);
  const words = [...own, ...flowWords(reading.flows ?? NO_FLOWS, from)];
  const isOwn = from.every((one) => OWN_CLASSES.has(one));
  if (words.length === 0 && !isOwn)
    reading.faults.push({
      path: [...at, "from"],
      message: `no model in rules/flows gives data of the class ${from.join(" or ")}`,
    });
  return { flow: { from, words, ...how } };
}

/** Exact texts share one test; `@lists` are spelled out; `/…/` is a regex, `*` makes a glob. */
/** As a name is written that a regex tests. */
const REGEX = /^\/.+\/$/;

function testsOf(written: readonly string[], at: KeyPath, reading: Reading): TextTest[] {
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
function spelledOut(written: readonly string[], at: KeyPath, reading: Reading): readonly string[] {
  return written.flatMap((entry) => (entry.startsWith("@") ? listOf(entry, at, reading) : [entry]));
}

function likeTests(globs: readonly string[]): TextTest[] {
  return globs.length === 0 ? [] : [{ by: "like", globs, pattern: globPattern(globs) }];
}

function matchTests(sources: readonly string[], at: KeyPath, reading: Reading): TextTest[] {
  const good = sources.filter((source) => {
    const fault = regexFault(source);
    if (fault !== undefined) reading.faults.push({ path: at, message: fault });
    return fault === undefined;
  });
  return good.length === 0 ? [] : [{ by: "matches", sources: good, pattern: regexPattern(good) }];
}
