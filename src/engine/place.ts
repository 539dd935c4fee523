// Where a finding stands: at a fact, at a part of it, or where the value that decided is written.
import type { Span } from "../base/span.js";
import type { Rule } from "../model/rule.js";
import { isWord, type Bound } from "../facts/bound.js";
import { textOf, type Option } from "../facts/values.js";

/** A part of a fact, or of another one than the rule is about. */
interface Place {
  readonly bound: Bound;
  readonly span: Span;
}

/** Where the rule wants its findings; undefined where they stand at the fact itself. */
export function placeOf(
  { place }: Pick<Rule, "place">,
  at: Bound,
  decided: readonly Option[],
): Place | undefined {
  if (place === "fact") return undefined;
  return place === "value" ? writtenAt(decided) : causeOf(at, decided);
}

/** The first step on the way here, where it stands in the same function: it is the one to change. */
function causeOf({ item, fact }: Bound, decided: readonly Option[]): Place | undefined {
  const step = decided.findLast(({ trail }) => trail.length > 0)?.trail[0];
  if (step?.bound.item !== item) return undefined;
  const isPart =
    fact.word === "call" && fact.span.start <= step.span.start && step.span.end <= fact.span.end;
  return isPart ? undefined : step;
}

/**
 * Where the deciding value is written, for rules that stand there (`place: value`): a secret is taken
 * out of its own line, and all of its uses are one finding. Undefined where it is written at the fact
 * itself, is not known, or stands in code that is not the product's.
 */
function writtenAt(decided: readonly Option[]): Place | undefined {
  const steps = decided.filter(({ value }) => KNOWN.has(value.is)).map(({ trail }) => trail.at(-1));
  const step = steps.findLast((one) => one !== undefined && !isEnumerator(one.bound));
  return step?.bound.source.ownership === "product" ? step : undefined;
}

/** One of a list of kinds, which is no secret of anybody's. */
function isEnumerator(bound: Bound): boolean {
  return isWord(bound, "define") && bound.fact.by === "enum";
}

const KNOWN = new Set(["text", "number", "bytes"]);

/** A CMake command may list a hundred files: of one over several lines, the argument that decided. */
export function spotOf({ fact, item, source }: Bound, decided: readonly Option[]): Span {
  if (fact.word !== "call" || source.document.kind !== "cmake") return fact.span;
  if (!item.text.slice(fact.span.start, fact.span.end).includes("\n")) return fact.span;
  const texts = new Set(decided.map((o) => textOf(o.value)));
  return fact.args.find((arg) => arg.is === "text" && texts.has(arg.text))?.span ?? fact.span;
}

/** A squiggle over a whole lambda shows nothing: it ends with its first line. */
export function firstLineOf(at: Bound, span: Span): Span {
  const newline = at.item.text.slice(span.start, span.end).search(/[ \t]*\r?\n/);
  return newline < 1 ? span : { start: span.start, end: span.start + newline };
}
