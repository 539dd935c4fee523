// A rule's test of a value against what resolution found: true when one of its possible values is
// known to pass, unknown when one might.
import type { TextTest, ValueTest } from "../model/rule.js";
import type { Known, Option } from "../facts/values.js";
import { isWord } from "../facts/bound.js";
import { textOf } from "../facts/values.js";
import { accepts } from "../rules/pattern.js";
import { PREDICATES, type PredicateContext } from "../rules/words.js";
import { all, any, truthOf, type Truth } from "./truth.js";

/** What tests may ask of the project. */
export interface TestWorld {
  readonly lists: ReadonlyMap<string, readonly string[]>;
  /** Does the path, as written in the document, name a file that holds such a thing? */
  holds(path: string, what: NonNullable<ValueTest["file"]>): Truth;
}

export interface Verdict {
  readonly truth: Truth;
  /** The options that passed, or might. */
  readonly options: readonly Option[];
}

export function testValue(
  test: ValueTest,
  options: readonly Option[],
  world: TestWorld,
  keeper?: string,
): Verdict {
  const judged = options.map((o) => ({ option: o, truth: testOption(test, o, world, keeper) }));
  for (const truth of ["true", "unknown"] as const) {
    const passed = judged.filter((j) => j.truth === truth).map((j) => j.option);
    if (passed.length > 0) return { truth, options: passed };
  }
  return { truth: "false", options: [] };
}

function testOption(test: ValueTest, o: Option, world: TestWorld, keeper?: string): Truth {
  const parts: Truth[] = [];
  if (test.known !== undefined)
    parts.push(truthOf((o.value.is !== "unknown" && o.value.is !== "part") === test.known));
  if (test.direct === true) parts.push(truthOf(o.trail.length === 0 && o.names.length === 0));
  if (test.defaulted !== undefined) parts.push(truthOf(isDefaulted(o) === test.defaulted));
  if (test.is !== undefined) parts.push(passes(test.is, o, world, keeper));
  if (test.has !== undefined) parts.push(hasPart(test.has, o));
  if (test.not !== undefined) parts.push(negated(passes(test.not, o, world, keeper)));
  return all([...parts, ...measured(test, o.value), ...keptIn(test, o.value, world)]);
}

/** As a number, and as a text by its length. */
function* measured({ atLeast, atMost, length }: ValueTest, value: Known): Iterable<Truth> {
  if (atLeast !== undefined) yield compare(value, (n) => n >= atLeast);
  if (atMost !== undefined) yield compare(value, (n) => n <= atMost);
  if (length !== undefined) yield testLength(length, value);
}

/** What the file holds that the text names. */
function* keptIn({ file }: ValueTest, value: Known, world: TestWorld): Iterable<Truth> {
  if (file === undefined) return;
  const text = textOf(value);
  yield text === undefined ? "unknown" : world.holds(text, file);
}

/** What an option of Kconfig is worth as long as nobody who builds the product sets it. */
function isDefaulted({ trail }: Option): boolean {
  return trail.some(
    ({ bound }) => isWord(bound, "kconfig-default") && bound.fact.given === undefined,
  );
}

/** One of the parts that `|` joins: known by its name, or all of them are known to be others. */
function hasPart(tests: readonly TextTest[], o: Option): Truth {
  const names = o.value.is === "number" ? [...o.names, String(o.value.value)] : o.names;
  if ([...names, ...(o.parts ?? [])].some((name) => accepts(tests, name, () => false)))
    return "true";
  const last = o.names.at(-1) ?? "";
  const isWhole = o.parts === undefined && (o.value.is === "number" || SYMBOL.test(last));
  return isWhole || (o.parts !== undefined && !o.parts.includes("")) ? "false" : "unknown";
}

function negated(truth: Truth): Truth {
  return truth === "unknown" ? "unknown" : truthOf(truth === "false");
}

/** True where one test accepts the value or, for exact texts, a name met on the way to it. */
function passes(tests: readonly TextTest[], o: Option, world: TestWorld, keeper?: string): Truth {
  const context: PredicateContext = {
    lists: world.lists,
    ...(keeper === undefined ? {} : { keeper }),
  };
  const exact = tests.filter((t) => t.by === "one-of");
  if (o.names.some((name) => accepts(exact, name, () => false))) return "true";
  const { value } = o;
  switch (value.is) {
    case "text":
      return truthOf(accepts(tests, value.text, (p) => ask(p, value.text, context)));
    case "number":
      return truthOf(
        exact.some((t) => numbersOf(t).has(value.value)) ||
          accepts(tests, String(value.value), (p) => ask(p, String(value.value), context)),
      );
    case "bytes": {
      const bytes = bytesOf(value.hex);
      const judges = tests.filter(
        (t) => t.by === "predicate" && PREDICATES[t.name]?.bytes === true,
      );
      return truthOf(accepts(judges, "", (p) => ask(p, "", { ...context, bytes })));
    }
    case "part":
      return passesPartly(tests, value, context);
    case "unknown":
      return isOtherSymbol(tests, o.names) ? "false" : "unknown";
  }
}

type ExactTest = Extract<TextTest, { by: "one-of" }>;

/** A list of default passwords is long, and numbers are everywhere. */
const numbers = new WeakMap<ExactTest, ReadonlySet<number>>();

function numbersOf(test: ExactTest): ReadonlySet<number> {
  let known = numbers.get(test);
  if (known === undefined) {
    known = new Set(test.texts.filter((text) => text !== "").map(Number));
    numbers.set(test, known);
  }
  return known;
}

const SYMBOL = /^[A-Z][A-Z0-9_]*_[A-Z0-9_]+$/;

/**
 * A constant of an SDK that is not in the workspace: its number is unknown, but it is not another
 * constant of another name.
 */
function isOtherSymbol(tests: readonly TextTest[], names: readonly string[]): boolean {
  const last = names.at(-1);
  if (last === undefined || !SYMBOL.test(last) || last.startsWith("CONFIG_")) return false;
  return tests.every((t) => t.by === "one-of" && t.texts.every((text) => SYMBOL.test(text)));
}

function ask(predicate: string, text: string, context: PredicateContext): boolean {
  return PREDICATES[predicate]?.test(text, context) ?? false;
}

/**
 * A text whose middle is unknown. A glob whose fixed start and end are there, with `*` between, is
 * true; one that the known start contradicts is false.
 */
function passesPartly(
  tests: readonly TextTest[],
  value: { readonly prefix: string; readonly suffix: string },
  context: PredicateContext,
): Truth {
  return any(tests.map((test) => passPartly(test, value, context)));
}

function passPartly(
  test: TextTest,
  { prefix, suffix }: { readonly prefix: string; readonly suffix: string },
  context: PredicateContext,
): Truth {
  switch (test.by) {
    case "predicate": {
      const holds = PREDICATES[test.name]?.test(`${prefix}\u0000${suffix}`, context) === true;
      return holds || prefix === "" ? "unknown" : "false";
    }
    case "like":
      return any(test.globs.map((glob) => globPartly(glob, prefix, suffix)));
    case "one-of":
      return any(test.texts.map((text) => globPartly(text, prefix, suffix)));
    case "matches":
      return "unknown";
  }
}

function globPartly(glob: string, prefix: string, suffix: string): Truth {
  const star = glob.indexOf("*");
  const start = star < 0 ? glob : glob.slice(0, star);
  const end = star < 0 ? "" : glob.slice(glob.lastIndexOf("*") + 1);
  const starts = prefix.startsWith(start);
  if (!starts && !start.startsWith(prefix)) return "false";
  const simple = star >= 0 && !glob.includes("*", star + 1);
  return starts && simple && suffix.endsWith(end) ? "true" : "unknown";
}

function compare(value: Known, holds: (n: number) => boolean): Truth {
  if (value.is === "number") return truthOf(holds(value.value));
  if (value.is === "text" && /^-?\d+$/.test(value.text)) return truthOf(holds(Number(value.text)));
  return value.is === "unknown" || value.is === "part" ? "unknown" : "false";
}

function testLength(
  test: { readonly atLeast?: number; readonly atMost?: number },
  value: Known,
): Truth {
  const length =
    value.is === "text"
      ? value.text.length
      : value.is === "bytes"
        ? value.hex.length / 2
        : undefined;
  if (length === undefined) return value.is === "number" ? "false" : "unknown";
  return truthOf(length >= (test.atLeast ?? 0) && length <= (test.atMost ?? Infinity));
}

export function bytesOf(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++)
    bytes[i] = Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16);
  return bytes;
}
