// Edits that are made elsewhere than at the fact: settings in all files that set them, a text where it is
// written, a header among the others.
import type { Position, Range, Span } from "../base/span.js";
import type { TextEdit } from "../model/finding.js";
import { conditionsOf, rangeOf, type Bound } from "../facts/bound.js";
import { durableFile, settingLine } from "../facts/durable.js";
import type { FactIndex } from "../facts/index.js";
import { selectsOf } from "../facts/kconfig-symbols.js";
import type { Option } from "../facts/values.js";

export function editAt(at: Bound, span: Span, newText: string): TextEdit {
  return { path: at.source.document.path, range: rangeOf(at.item, span), newText };
}

/** Adds `#include` below the last one that every build has, unless it is there. */
export function includeEdit(at: Bound, header: string): TextEdit[] {
  let last: { line: number } | undefined;
  const path = header.replace(/^<(.*)>$/, "$1");
  for (const item of at.source.document.items)
    for (const fact of item.facts) {
      if (fact.word !== "include") continue;
      if (fact.path === path) return [];
      const bound = { fact, item, source: at.source };
      if (!conditionsOf(bound).some((condition) => !GUARD.test(condition)))
        last = { line: rangeOf(item, fact.span).end.line };
    }
  const place: Position = { line: last === undefined ? 0 : last.line + 1, column: 0 };
  return [
    {
      path: at.source.document.path,
      range: { start: place, end: place },
      newText: `#include ${path === header ? `"${path}"` : header}\n`,
    },
  ];
}

/** What keeps a header from being read twice. */
const GUARD = /^!defined\(\w*_H_*\)$/;

/**
 * Changes every file of the root that sets the key, and adds it to the durable one, or to the one that was found
 * where there is none. A configuration of Linux is a product of its own. What selects the key is taken away, since it
 * would overrule all of them; undefined where that is not the product's own.
 */
export function setEdits(
  index: FactIndex,
  at: Bound,
  key: string,
  value: string,
): TextEdit[] | undefined {
  const selects = selectsOf(index, at.source.root, key);
  if (selects.length === 0 || value === "y") return lineEdits(index, at, key, value);
  if (selects.some(({ source }) => source.ownership !== "product")) return undefined;
  return [...selects.map(removeLines), ...lineEdits(index, at, key, value)];
}

function lineEdits(index: FactIndex, at: Bound, key: string, value: string): TextEdit[] {
  const { root, document } = at.source;
  const isOwn = document.kind === "linux-config";
  const setters = [...index.find("setting", key)].filter((b) =>
    isOwn ? b.source.document === document : b.source.root === root,
  );
  const edits = setters
    .filter((b) => b.fact.value !== value)
    .filter((b) => index.project.built?.has(b.source.document.path) !== true)
    .map((b) => editAt(b, b.fact.span, settingLine(b.source.document, key, value)));
  const here = at.fact.word === "setting" ? document : undefined;
  const durable = isOwn ? document : (durableFile(index, at) ?? here);
  if (durable === undefined || setters.some((b) => b.source.document.path === durable.path))
    return edits;
  if (durable.kind === "esphome") return [...edits, besideEdit(at, key, value)];
  const item = durable.items[0];
  if (item === undefined) return edits;
  const { end } = rangeOf(item, { start: 0, end: item.text.length });
  const gap = item.text === "" || item.text.endsWith("\n") ? "" : "\n";
  const line = settingLine(durable, key, value);
  return [...edits, { path: durable.path, range: { start: end, end }, newText: `${gap}${line}\n` }];
}

/** Takes away the lines where the fact stands. */
export function removeLines(at: Bound): TextEdit {
  const { start, end } = rangeOf(at.item, statementSpan(at));
  const range: Range = {
    start: { line: start.line, column: 0 },
    end: { line: end.line + 1, column: 0 },
  };
  return { path: at.source.document.path, range, newText: "" };
}

/** The fact with the semicolon that ends its statement. */
export function statementSpan({ fact, item }: Bound): Span {
  const rest = /^\s*;/.exec(item.text.slice(fact.span.end));
  return { start: fact.span.start, end: fact.span.end + (rest?.[0].length ?? 0) };
}

/** In YAML an option stands among its like. */
function besideEdit(at: Bound, key: string, value: string): TextEdit {
  const { start, end } = rangeOf(at.item, at.fact.span);
  const place: Position = { line: end.line + 1, column: 0 };
  const line = settingLine(at.source.document, key, value);
  return {
    path: at.source.document.path,
    range: { start: place, end: place },
    newText: `${" ".repeat(start.column)}${line}\n`,
  };
}

/** The text is changed where it is written: at the end of the trail, or where the squiggle stands. */
export function swapEdits(
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
