// A clause as written → a clause as the engine runs it. Faults carry the key they belong to.
import type { ArgumentTest, Clause, Condition, PrintTest } from "../model/rule.js";
import { asArray } from "../base/collections.js";
import { CLAUSES, type ClauseForm, type ClauseWord } from "./schema.js";
import { namesOf, testsOf, type Reading } from "./text-tests.js";
import { countOf, unboundOf, valueOf, valuePart, type FormValue } from "./value-sentence.js";
import { faultsOfIssue, type KeyPath } from "./yaml.js";

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
        ...(setting.path === undefined
          ? {}
          : { path: namesOf(setting.path, [...at, "path"], reading) }),
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
    case "function":
      return { word, ...as, ...functionOf(form as ClauseForm["function"], at, reading) };
    case "define":
    case "include": {
      const named = form as Written;
      return {
        word,
        ...as,
        names: namesOf(named[word] as string, [...at, word], reading),
        ...valuePart(named["value"] as FormValue, at, reading),
      };
    }
  }
}

function functionOf(
  { function: name, flaw, marked }: ClauseForm["function"],
  at: KeyPath,
  reading: Reading,
): Omit<Clause, "word"> {
  return {
    ...(name === "any" ? {} : { names: namesOf(name, [...at, "function"], reading) }),
    ...(flaw === undefined ? {} : { flaw }),
    ...(marked === undefined ? {} : { marked: namesOf(marked, [...at, "marked"], reading) }),
  };
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
    ...(form.repeats === undefined ? {} : { repeats: form.repeats }),
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
