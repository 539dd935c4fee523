// Fixes of a rule → text edits in files. An edit is computed from the facts' own text; a setting goes
// to the file that the SDK keeps, and every other place that would override it is changed too.
import type { Position, Range, Span } from "../base/span.js";
import type { FindingFix, TextEdit } from "../model/finding.js";
import type { Fix } from "../model/rule.js";
import type { Fact } from "../model/fact.js";
import { rangeOf, type Bound } from "../facts/bound.js";
import type { FactIndex } from "../facts/index.js";
import type { Option } from "../facts/values.js";
import { durableFile, settingLine } from "../facts/durable.js";
import { nameOfFact } from "./message.js";
import { printedBy } from "./printed.js";
import { namesOfExpr } from "./written-names.js";

/** `decided` are the values that made the finding; their trails say where they are written. */
export function fixesOf(
  index: FactIndex,
  fixes: readonly Fix[],
  at: Bound,
  decided: readonly Option[],
): FindingFix[] {
  return fixes.flatMap((fix) => {
    const edits = editsOf(index, fix, at, decided);
    if (edits === undefined || edits.length === 0) return [];
    const include = fix.include === undefined ? [] : includeEdit(at, fix.include);
    return [{ title: fix.title, safety: fix.safety, edits: [...include, ...edits] }];
  });
}

function editsOf(
  index: FactIndex,
  fix: Fix,
  at: Bound,
  decided: readonly Option[],
): TextEdit[] | undefined {
  const { edit } = fix;
  switch (edit.do) {
    case "replace": {
      const span =
        edit.what === "printed" ? printedSpan(index, at, decided) : spanOfPart(at, edit.what);
      return span && [editAt(at, span, fill(edit.with, at))];
    }
    case "set":
      return edit.settings.flatMap(([key, value]) => setEdits(index, at, fill(key, at), value));
    case "remove":
      return [removeLines(at)];
    case "insert":
      return [insertLine(at, edit.where, fill(edit.text, at))];
    case "add-field":
      return addField(at, edit.text);
    case "swap":
      return swapEdits(index, edit.starts, at, decided);
  }
}

/** `{0}` is the first argument as it is written. */
function fill(text: string, { fact, item }: Bound): string {
  const receiver = fact.word === "call" ? (fact.receiver ?? "") : "";
  const args = fact.word === "call" ? fact.args : [];
  return text
    .replace(/\{(\d)\}/g, (whole, number: string) => {
      const span = args[Number(number)]?.span;
      return span === undefined ? whole : item.text.slice(span.start, span.end);
    })
    .replaceAll("{key}", nameOfFact(fact) ?? "")
    .replaceAll("{receiver}", receiver)
    .replaceAll("{base}", fact.word === "store" ? fact.base : "");
}

/** The piece of a fact that `replace` names: `value`, `name`, `fact`, `arg.1`. */
function spanOfPart(at: Bound, what: string): Span | undefined {
  const { fact } = at;
  const argument = /^arg\.(\d+)$/.exec(what)?.[1];
  if (argument !== undefined)
    return fact.word === "call" ? fact.args[Number(argument)]?.span : undefined;
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
    : argumentSpan(only.expr.span, item.text);
}

/** With the cast before it and the view behind it; undefined where it is a part of something else. */
function argumentSpan({ start, end }: Span, text: string): Span | undefined {
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
      // `# X is not set` has no value to replace.
      return fact.valueSpan.start === fact.span.start ? undefined : fact.valueSpan;
    case "kconfig-default":
      return fact.valueSpan;
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

function editAt(at: Bound, span: Span, newText: string): TextEdit {
  return { path: at.source.document.path, range: rangeOf(at.item, span), newText };
}

function removeLines(at: Bound): TextEdit {
  const { start, end } = rangeOf(at.item, statementSpan(at));
  const range: Range = {
    start: { line: start.line, column: 0 },
    end: { line: end.line + 1, column: 0 },
  };
  return { path: at.source.document.path, range, newText: "" };
}

/** The fact with the semicolon that ends its statement. */
function statementSpan({ fact, item }: Bound): Span {
  const rest = /^\s*;/.exec(item.text.slice(fact.span.end));
  return { start: fact.span.start, end: fact.span.end + (rest?.[0].length ?? 0) };
}

function insertLine(at: Bound, where: "before" | "after", text: string): TextEdit {
  const { start, end } = rangeOf(at.item, statementSpan(at));
  const line = where === "before" ? start.line : end.line + 1;
  const place: Position = { line, column: 0 };
  return {
    path: at.source.document.path,
    range: { start: place, end: place },
    newText: `${indentAt(at)}${text}\n`,
  };
}

/** The blanks before the fact's line, with the item's own column where it begins there. */
function indentAt({ fact, item }: Bound): string {
  const before = item.text.slice(0, fact.span.start);
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
  const gap = opensLine ? `\n${indentAt(at)}` : " ";
  return [
    { path: at.source.document.path, range: { start, end: start }, newText: `${text},${gap}` },
  ];
}

/** Adds `#include` below the last one the document has, unless it is there. */
function includeEdit(at: Bound, path: string): TextEdit[] {
  let last: { line: number } | undefined;
  for (const item of at.source.document.items)
    for (const fact of item.facts) {
      if (fact.word !== "include") continue;
      if (fact.path === path) return [];
      last = { line: rangeOf(item, fact.span).end.line };
    }
  const place: Position = { line: last === undefined ? 0 : last.line + 1, column: 0 };
  return [
    {
      path: at.source.document.path,
      range: { start: place, end: place },
      newText: `#include "${path}"\n`,
    },
  ];
}

/** Changes every file of the root that sets the key, and adds it to the durable one. */
function setEdits(index: FactIndex, at: Bound, key: string, value: string): TextEdit[] {
  const { root } = at.source;
  const setters = [...index.find("setting", key)].filter((b) => b.source.root === root);
  const edits = setters
    .filter((b) => b.fact.value !== value)
    .filter((b) => index.project.built?.has(b.source.document.path) !== true)
    .map((b) => editAt(b, b.fact.span, settingLine(b.source.document, key, value)));
  const durable = durableFile(index, at);
  if (durable === undefined || setters.some((b) => b.source.document.path === durable.path))
    return edits;
  const item = durable.items[0];
  if (item === undefined) return edits;
  const { end } = rangeOf(item, { start: 0, end: item.text.length });
  const gap = item.text === "" || item.text.endsWith("\n") ? "" : "\n";
  const line = settingLine(durable, key, value);
  return [...edits, { path: durable.path, range: { start: end, end }, newText: `${gap}${line}\n` }];
}

/** The text is changed where it is written: at the end of the trail, or where the squiggle stands. */
function swapEdits(
  index: FactIndex,
  starts: readonly (readonly [from: string, to: string])[],
  at: Bound,
  decided: readonly Option[],
): TextEdit[] | undefined {
  const way = decided.flatMap(({ trail }) => trail.map((step) => step.bound));
  for (const bound of [...way.reverse(), at])
    for (const [from, to] of starts) {
      const span = startOfText(bound, from);
      if (span === undefined) continue;
      return [bound, ...twins(index, bound)].flatMap((one) => {
        const own = startOfText(one, from);
        return own === undefined ? [] : [editAt(one, own, to)];
      });
    }
  return undefined;
}

/** Where a literal or a setting's value of the fact begins so. */
function startOfText({ fact, item }: Bound, from: string): Span | undefined {
  const text = item.text.slice(fact.span.start, fact.span.end);
  const bare = fact.word === "setting" && !fact.quoted ? text.indexOf(`=${from}`) : -1;
  const before = bare < 0 ? text.indexOf(`"${from}`) : bare;
  if (before < 0) return undefined;
  const start = fact.span.start + before + 1;
  return { start, end: start + from.length };
}

/** A setting's other lines in the project: one that stays would win or come back. */
function twins(index: FactIndex, { fact, source }: Bound): Bound[] {
  if (fact.word !== "setting") return [];
  return [...index.find("setting", fact.key)].filter(
    (other) => other.source.root === source.root && other.fact !== fact,
  );
}
