// Fixes of a rule → text edits in files, computed from the facts' own text. What would not be valid code,
// or would say something else, is not offered.
import { isSame, type Position, type Span } from "../base/span.js";
import type { FindingFix, TextEdit } from "../model/finding.js";
import type { Fix } from "../model/rule.js";
import type { Fact } from "../model/fact.js";
import type { Expr } from "../model/expr.js";
import { isWord, rangeOf, type Bound } from "../facts/bound.js";
import type { FactIndex } from "../facts/index.js";
import type { Resolver } from "../facts/resolve.js";
import type { Option } from "../facts/values.js";
import { argumentSpan, argumentSpans } from "./arguments.js";
import { arrayNamed, type SeenArray } from "./arrays.js";
import { fill } from "./blanks.js";
import {
  editAt,
  includeEdit,
  removeLines,
  setEdits,
  statementSpan,
  swapEdits,
} from "./far-edits.js";
import type { Held } from "./join.js";
import { nameOfFact } from "./message.js";
import { printedBy } from "./printed.js";
import { fillsLines, isCode, placeBefore } from "./statements.js";
import { namesOfExpr } from "./written-names.js";
import { withWidths } from "./widths.js";
import { literalAlone, writtenTexts } from "./written-texts.js";

/** What was found, and where. */
export interface Fixing {
  readonly index: FactIndex;
  readonly resolver: Resolver;
  /** The fact that the finding is about. */
  readonly at: Bound;
  /** `decided` are the values that made the finding; their trails say where they are written. */
  readonly held: Pick<Held, "decided" | "named">;
}

export function fixesOf(fixes: readonly Fix[], found: Fixing): FindingFix[] {
  return fixes.flatMap((fix) => {
    const place = placeOf(fix, found);
    const edits = place && editsOf(fix, place);
    if (place === undefined || edits === undefined || edits.length === 0) return [];
    const include = fix.include === undefined ? [] : includeEdit(place.at, fix.include);
    return [{ title: fix.title, safety: fix.safety, edits: [...include, ...edits] }];
  });
}

/** Where an edit is made, and the array it may speak of. */
interface Place extends Fixing {
  readonly array?: SeenArray;
}

/** Undefined where the fix is not for this place. */
function placeOf(fix: Fix, found: Fixing): Place | undefined {
  const at = boundOf(fix, found);
  if (at?.source.ownership !== "product") return undefined;
  const { fact } = at;
  if (fix.unused === true && !(fact.word === "call" && fact.result === "ignored")) return undefined;
  if (fix.sized === undefined) return { ...found, at };
  const buffer = fact.word === "call" ? fact.args[fix.sized] : undefined;
  const array = buffer && arrayNamed(found.index, buffer, at);
  return array === undefined ? undefined : { ...found, at, array };
}

function boundOf({ at: where }: Fix, { at, held }: Fixing): Bound | undefined {
  if (where === undefined || where === "written") return at;
  return where === "trail" ? callOnTrail(held.decided) : held.named.get(where);
}

/** The last step that is itself a call. */
function callOnTrail(decided: readonly Option[]): Bound | undefined {
  for (const { bound, span } of decided.flatMap(({ trail }) => trail).reverse()) {
    const fact = bound.item.facts.find((one) => one.word === "call" && isSame(one.span, span));
    if (fact !== undefined) return { ...bound, fact };
  }
  return undefined;
}

function editsOf(fix: Fix, place: Place): TextEdit[] | undefined {
  const { edit } = fix;
  const { index, at, held } = place;
  switch (edit.do) {
    case "replace":
      if (edit.what === "step") return stepEdits(edit.with, held.decided);
      return fix.at === "written"
        ? writtenEdits(fix, edit, place)
        : replaceEdits(edit.what, fill(edit.with, at, place.array), place);
    case "cut":
      return cutEdits(edit.what, edit.part, at);
    case "set":
      return allOf(
        edit.settings.map(([key, value]) => setEdits(index, at, fill(key, at) ?? key, value)),
      );
    case "remove":
      return isCode(at) && !fillsLines(at.item.text, at.fact.span) ? undefined : [removeLines(at)];
    case "insert":
      return insertEdits(edit.where, fill(edit.text, at, place.array), at);
    case "widths": {
      const format = withWidths(edit.argument, at, index, place.resolver);
      return replaceEdits(`arg.${String(edit.argument)}`, format, place);
    }
    case "append":
      return appendEdits(edit.text, at);
    case "add-field":
      return addField(at, edit.text);
    case "swap":
      return swapEdits(index, edit.starts, at, held.decided);
  }
}

function allOf(edits: readonly (TextEdit[] | undefined)[]): TextEdit[] | undefined {
  return edits.includes(undefined) ? undefined : edits.flatMap((one) => one ?? []);
}

function replaceEdits(
  what: string,
  text: string | undefined,
  { index, at, held }: Place,
): TextEdit[] | undefined {
  const span = what === "printed" ? printedSpan(index, at, held.decided) : spanOfPart(at, what);
  return span && text !== undefined ? [editAt(at, span, text)] : undefined;
}

/** The argument at which the trail ends. */
function stepEdits(text: string, decided: readonly Option[]): TextEdit[] | undefined {
  const step = decided.flatMap(({ trail }) => trail).at(-1);
  if (step === undefined) return undefined;
  const { bound, span } = step;
  for (const fact of bound.item.facts) {
    const number = fact.word === "call" ? fact.args.findIndex((a) => isSame(a.span, span)) : -1;
    const whole = fact.word === "call" ? argumentSpan({ ...bound, fact }, number) : undefined;
    if (whole === undefined) continue;
    const written = bound.item.text.slice(whole.start, whole.end);
    return [
      editAt(
        bound,
        whole,
        text.replaceAll("{step}", () => written),
      ),
    ];
  }
  return undefined;
}

/** Each literal that the part comes from. */
function writtenEdits(
  fix: Fix,
  edit: { readonly what: string; readonly with: string },
  { index, resolver, at, held }: Place,
): TextEdit[] | undefined {
  const to = { index, resolver, decided: held.decided, intoPointer: fix.into === "pointer" };
  const expr = exprOfPart(at.fact, edit.what);
  const spots = expr === undefined ? literalAlone(at, to) : writtenTexts(expr, at, to);
  return spots?.map(({ bound, span }) => editAt(bound, span, edit.with));
}

function exprOfPart(fact: Fact, what: string): Expr | undefined {
  const argument = /^arg\.(\d+)$/.exec(what)?.[1];
  if (argument !== undefined)
    return fact.word === "call" || fact.word === "object"
      ? fact.args?.[Number(argument)]
      : undefined;
  return fact.word === "store" || fact.word === "define" ? fact.value : undefined;
}

/** `A | B` without B; undefined where nothing would be left. */
function cutEdits(what: string, part: string, at: Bound): TextEdit[] | undefined {
  const span = spanOfPart(at, what);
  if (span === undefined) return undefined;
  const text = at.item.text.slice(span.start, span.end);
  const left = text
    .replace(new RegExp(String.raw`\s*\|\s*${part}\b`, "g"), "")
    .replace(new RegExp(String.raw`\b${part}\s*\|\s*`, "g"), "");
  return left === text ? undefined : [editAt(at, span, left)];
}

function appendEdits(text: string, at: Bound): TextEdit[] | undefined {
  const { fact, item } = at;
  const last = fact.word === "call" ? argumentSpans(item.text, fact.span)?.at(-1) : undefined;
  return last && [editAt(at, { start: last.end, end: last.end }, `, ${text}`)];
}

function insertEdits(
  where: "before" | "after",
  text: string | undefined,
  at: Bound,
): TextEdit[] | undefined {
  if (text === undefined) return undefined;
  if (!isCode(at)) return [insertLine(at, where, text)];
  if (where === "after")
    return fillsLines(at.item.text, at.fact.span) ? [insertLine(at, where, text)] : undefined;
  const start = placeBefore(at.item.text, at.fact.span);
  return start === undefined ? undefined : [insertLine(at, where, text, start)];
}

/** The piece of a fact that `replace` names: `value`, `name`, `fact`, `arg.1`. */
function spanOfPart(at: Bound, what: string): Span | undefined {
  const { fact } = at;
  const argument = /^arg\.(\d+)$/.exec(what)?.[1];
  if (argument !== undefined)
    return isWord(at, "call") ? argumentSpan(at, Number(argument)) : undefined;
  if (what === "fact") return fact.span;
  return what === "name" ? nameSpan(at) : valueSpan(fact);
}

/** The whole argument that is printed as text under a name that decided. */
function printedSpan(index: FactIndex, at: Bound, decided: readonly Option[]): Span | undefined {
  const { fact, item } = at;
  if (fact.word !== "call") return undefined;
  const names = new Set(decided.flatMap((o) => o.names));
  const found = printedBy(fact.args, at, index).filter(
    (one) => one.as === "text" && namesOfExpr(one.expr).some((name) => names.has(name)),
  );
  const [only] = found;
  return only === undefined || found.length > 1
    ? undefined
    : printedWhole(only.expr.span, item.text);
}

/** With the cast before it and the view behind it; undefined where it is a part of something else. */
function printedWhole({ start, end }: Span, text: string): Span | undefined {
  const before = /\(\s*(?:const\s+)?(?:unsigned\s+)?char\s*(?:const\s*)?\*\s*\)\s*$/.exec(
    text.slice(0, start),
  );
  const behind = /^\s*(?:\.|->)\s*(?:c_str|data)\s*\(\s*\)/.exec(text.slice(end));
  const span = { start: start - (before?.[0].length ?? 0), end: end + (behind?.[0].length ?? 0) };
  const isWhole =
    /[,(]\s*$/.test(text.slice(0, span.start)) && /^\s*[,)]/.test(text.slice(span.end));
  return isWhole ? span : undefined;
}

function valueSpan(fact: Fact): Span | undefined {
  switch (fact.word) {
    case "setting":
    case "kconfig-default":
      // `# X is not set` has no value to replace, nor has `select X`.
      return fact.valueSpan.start === fact.span.start ? undefined : fact.valueSpan;
    case "store":
    case "define":
      return fact.value.span;
    default:
      return undefined;
  }
}

function nameSpan({ fact, item }: Bound): Span | undefined {
  const name = nameOfFact(fact)?.split(".").at(-1);
  if (name === undefined) return undefined;
  const start = item.text.indexOf(name, fact.span.start);
  return start < 0 || start >= fact.span.end ? undefined : { start, end: start + name.length };
}

/** `from`: where the statement starts, if that is not where the fact does. */
function insertLine(
  at: Bound,
  where: "before" | "after",
  text: string,
  from = at.fact.span.start,
): TextEdit {
  const { start, end } = rangeOf(at.item, { start: from, end: statementSpan(at).end });
  const line = where === "before" ? start.line : end.line + 1;
  const place: Position = { line, column: 0 };
  return {
    path: at.source.document.path,
    range: { start: place, end: place },
    newText: `${indentAt(at, from)}${text}\n`,
  };
}

/** The blanks before that line, with the item's own column where it begins there. */
function indentAt({ item, source }: Bound, from: number): string {
  // What stands beside a list's first key stands below it, and not below the dash.
  if (source.document.kind === "esphome") {
    const { column } = rangeOf(item, { start: from, end: from }).start;
    return " ".repeat(column);
  }
  const before = item.text.slice(0, from);
  const lineStart = before.lastIndexOf("\n") + 1;
  const lead = /^[ \t]*/.exec(before.slice(lineStart))?.[0] ?? "";
  return lineStart === 0 ? " ".repeat(item.column) + lead : lead;
}

/** Beside a designated field: one more field; beside an assignment: one more assignment. */
function addField(at: Bound, text: string): TextEdit[] | undefined {
  const { fact } = at;
  if (fact.word !== "store") return undefined;
  if (fact.how !== "init") {
    const field = text.replace(/^\s*/, "");
    const pointed = at.item.text.startsWith(`${fact.base}->`, fact.span.start);
    const below = pointed ? field.replace(/^\./, "->") : field;
    return [insertLine(at, "after", `${fact.base}${below};`)];
  }
  const { start } = rangeOf(at.item, fact.span);
  const before = at.item.text.slice(0, fact.span.start);
  const opensLine = /(?:^|\n)[ \t]*$/.test(before);
  const gap = opensLine ? `\n${indentAt(at, fact.span.start)}` : " ";
  return [
    { path: at.source.document.path, range: { start, end: start }, newText: `${text},${gap}` },
  ];
}
