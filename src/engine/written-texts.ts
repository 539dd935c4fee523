// The literals that an expression's texts are written as, where a call could stand in their place: in
// C neither an array nor what lives longer than a function is initialised with one.
import { isSame, type Span } from "../base/span.js";
import type { Expr } from "../model/expr.js";
import type { CallFact, DefineFact, Fact, ObjectFact, StoreFact } from "../model/fact.js";
import type { Bound } from "../facts/bound.js";
import { lastField, type FactIndex } from "../facts/index.js";
import { placeAt } from "../facts/places.js";
import type { Resolver } from "../facts/resolve.js";
import { fieldsOf } from "../facts/stored-text.js";
import { textOf, type Option, type TrailStep } from "../facts/values.js";
import { isCode } from "./statements.js";

export interface Spot {
  readonly bound: Bound;
  readonly span: Span;
}

interface Following {
  readonly index: FactIndex;
  readonly resolver: Resolver;
  /** What made the finding: other texts are left alone. */
  readonly decided: readonly Option[];
  /** Of a field that no file of the project declares: it takes a pointer. */
  readonly intoPointer: boolean;
}

interface Text extends Following {
  readonly text: string;
}

/** Undefined where one of them must stay a literal. */
export function writtenTexts(expr: Expr, at: Bound, to: Following): Spot[] | undefined {
  const telling = new Set(to.decided.flatMap(({ value }) => textOf(value) ?? []));
  const spots = new Map<string, Spot>();
  for (const { value, trail } of to.resolver.resolve(expr, at)) {
    if (value.is !== "text" || value.text === "" || !telling.has(value.text)) continue;
    const found = endOf(expr, at, trail, value.text);
    if (found === undefined || !isWayOpen(expr, at, trail, { ...to, text: value.text }))
      return undefined;
    const { path } = found.bound.source.document;
    spots.set(`${path}:${String(found.bound.item.at.start + found.span.start)}`, found);
  }
  return spots.size === 0 ? undefined : [...spots.values()];
}

/** The literal of a fact that is one, where it stands alone as a value or an argument. */
export function literalAlone(at: Bound, to: Following): Spot[] | undefined {
  const { fact } = at;
  // A secret among other words is a part of what must be said.
  if (fact.word !== "literal" || /\s|:\/\//.test(fact.text)) return undefined;
  const { span, text } = fact;
  const holders = at.item.facts.filter((one) =>
    valuesOf(one).some((value) => value.is === "text" && isSame(value.span, span)),
  );
  const isOpen = holders.every((one) => takesCall({ ...at, fact: one }, span, { ...to, text }));
  return holders.length > 0 && isOpen && isPlain(at, span) ? [{ bound: at, span }] : undefined;
}

function valuesOf(fact: Fact): readonly Expr[] {
  if (fact.word === "call") return fact.args;
  if (fact.word === "function") return fact.returns ?? [];
  return fact.word === "store" || fact.word === "define" ? [fact.value] : [];
}

function endOf(expr: Expr, at: Bound, trail: readonly TrailStep[], text: string): Spot | undefined {
  const last = trail.at(-1);
  const bound = last?.bound ?? at;
  const from = last === undefined ? [expr] : valuesOf(bound.fact);
  const [span, ...others] = from.flatMap((value) => textsIn(value, text));
  if (span === undefined || others.length > 0) return undefined;
  return bound.source.ownership === "product" && isPlain(bound, span) ? { bound, span } : undefined;
}

/** `a ? "x" : "y"`, `doc["key"] | "x"`, `getString("key", "x")`: a literal among others. */
function textsIn(expr: Expr, text: string): Span[] {
  switch (expr.is) {
    case "text":
      return expr.text === text ? [expr.span] : [];
    case "either":
      return expr.options.flatMap((one) => textsIn(one, text));
    case "address":
      return textsIn(expr.of, text);
    case "operation":
      return expr.operator === "|" ? expr.operands.flatMap((one) => textsIn(one, text)) : [];
    case "call":
      return expr.args.flatMap((one) => textsIn(one, text));
    default:
      return [];
  }
}

/** A literal as it is, not in a macro or a function that takes nothing else: `F("x")`. */
function isPlain({ item }: Bound, { start, end }: Span): boolean {
  const written = item.text.slice(start, end);
  const before = item.text.slice(0, start);
  return (
    /^"(?:\\.|[^"\\\n])*"$/.test(written) && !/\b(?:F|PSTR|FPSTR|_T|TEXT)\s*\(\s*$/.test(before)
  );
}

/** Each place on the way takes what is no constant. */
function isWayOpen(expr: Expr, at: Bound, trail: readonly TrailStep[], to: Text): boolean {
  return (
    takesCall(at, expr.span, to) && trail.every(({ bound, span }) => takesCall(bound, span, to))
  );
}

function takesCall(bound: Bound, span: Span, to: Text): boolean {
  if (!isCode(bound)) return false;
  const { fact } = bound;
  switch (fact.word) {
    case "call":
      return fact.within !== undefined && !isMeasured(bound as Bound<CallFact>, to.text);
    case "object":
      return fact.within !== undefined && fact.storage === "local";
    case "function":
      return fact.returns?.some((expr) => isSame(expr.span, span)) === true;
    case "store":
      return storeTakesCall(bound as Bound<StoreFact>, to);
    case "define":
      return defineTakesCall(bound as Bound<DefineFact>, to);
    default:
      return false;
  }
}

/** Another argument says how long the text is. */
function isMeasured(bound: Bound<CallFact>, { length }: string): boolean {
  const numbers = bound.fact.args.flatMap((arg) => (arg.is === "number" ? [arg.value] : []));
  const isCounted = length > 3 && (numbers.includes(length) || numbers.includes(length + 1));
  return isCounted || /\b(?:sizeof|strlen)\s*\(?\s*"/.test(written(bound));
}

function written({ fact, item }: Bound): string {
  return item.text.slice(fact.span.start, fact.span.end);
}

function storeTakesCall(bound: Bound<StoreFact>, to: Following): boolean {
  const { fact } = bound;
  if (fact.within === undefined) return false;
  if (fact.how === "assign") return true;
  if (fact.how === "copy") return /^(?:str[ln]?cpy|snprintf)\b/.test(written(bound));
  const { object } = placeAt(to.index, bound, fact.base);
  if (object?.fact.storage !== "local") return false;
  return fact.path === "" ? isPointer(object.fact) : fieldTakesCall(fact, to);
}

const TEXT_CLASS = /^(?:String|(?:std::)?string)$/;

function isPointer({ form, type }: ObjectFact): boolean {
  return form === "pointer" || (form === undefined && TEXT_CLASS.test(type));
}

function fieldTakesCall({ path }: StoreFact, to: Following): boolean {
  const fields = fieldsOf(to.index, lastField(path));
  return fields.length === 0 ? to.intoPointer : fields.every(isPointer);
}

/** All uses of the macro take a call, and there are some that were seen. */
function defineTakesCall(define: Bound<DefineFact>, to: Text): boolean {
  let uses = 0;
  const { name, by, params } = define.fact;
  if (by !== "macro" || params !== undefined) return false;
  for (const source of to.index.documents()) {
    if (source.root !== define.source.root || source.ownership !== "product") continue;
    for (const item of source.document.items)
      for (const span of usesOf(name, item.text)) {
        const isOwn = item.facts.some(
          (fact) => fact.word === "define" && fact.name === name && isIn(span, fact.span),
        );
        if (isOwn) continue;
        uses++;
        const users = item.facts.filter((fact) =>
          valuesOf(fact).some((expr) => expr.is === "name" && isSame(expr.span, span)),
        );
        const takes = (fact: Fact): boolean =>
          fact.word !== "define" && takesCall({ fact, item, source }, span, to);
        if (users.length === 0 || !users.every(takes)) return false;
      }
  }
  return uses > 0;
}

function isIn(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Outside of comments, literals and the conditions of directives. */
function usesOf(name: string, text: string): Span[] {
  if (!text.includes(name)) return [];
  const pattern = new RegExp(
    String.raw`//[^\n]*|/\*[\s\S]*?\*/|"(?:\\.|[^"\\\n])*"|#\s*(?:ifn?def|if|elif|undef)\b[^\n]*|\b${name}\b`,
    "g",
  );
  return [...text.matchAll(pattern)]
    .filter(([found]) => found === name)
    .map(({ index }) => ({ start: index, end: index + name.length }));
}
