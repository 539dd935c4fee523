// Text in, values out: a small project of files in which calls of `probe` ask what their argument is
// worth, and how the answers are written as lines of text.
import assert from "node:assert/strict";
import type { Bound } from "../../src/facts/bound.js";
import { rangeOf } from "../../src/facts/bound.js";
import { readC } from "../../src/facts/c/read.js";
import { FactIndex } from "../../src/facts/index.js";
import { sniff } from "../../src/facts/kinds.js";
import { discoverProject } from "../../src/facts/projects.js";
import { resolver } from "../../src/facts/resolve.js";
import { readSettings } from "../../src/facts/settings/read.js";
import type { Known, Option } from "../../src/facts/values.js";
import type { DocumentFacts } from "../../src/model/document.js";
import { loadGrammars } from "../../src/scan/resources.js";

const syntax = await loadGrammars();

export type Files = Readonly<Record<string, string>>;

function read(path: string, text: string): DocumentFacts {
  const kind = sniff(path, text);
  assert.ok(kind !== undefined, `${path} is read by nobody`);
  const document = { path, kind, text };
  return readSettings(document) ?? readC(document, syntax, { offsets: undefined });
}

/** Every fact of a project. */
export function indexOf(files: Files): FactIndex {
  const paths = Object.keys(files);
  const documents = paths.map((path) => read(path, files[path] ?? ""));
  const project = discoverProject(paths, (path) => files[path]);
  return new FactIndex(project, documents);
}

function resolved(files: Files): { lines: string[]; asked: string[] } {
  const index = indexOf(files);
  const values = resolver(index);
  const probes = [...index.find("call", "probe")];
  assert.ok(probes.length > 0, "nothing is asked");
  const lines = probes.flatMap((at) => {
    const [expr] = at.fact.args;
    assert.ok(expr !== undefined);
    return values.resolve(expr, at).map(showOption);
  });
  return { lines, asked: [...values.asked] };
}

/**
 * `"text" as NAME via config.h:1 if defined(A)`; names, trail and conditions where there are any. A
 * number's own digits are no name.
 */
function showOption({ value, names: all, trail, conditions }: Option): string {
  const names = all.filter((name) => value.is !== "number" || name !== String(value.value));
  return [
    showKnown(value),
    ...(names.length === 0 ? [] : [`as ${names.join(", ")}`]),
    ...(trail.length === 0
      ? []
      : [`via ${trail.map(({ bound, span }) => place(bound, span)).join(", ")}`]),
    ...(conditions.length === 0 ? [] : [`if ${conditions.join("; ")}`]),
  ].join(" ");
}

function place({ item, source }: Bound, span: Parameters<typeof rangeOf>[1]): string {
  return `${source.document.path}:${String(rangeOf(item, span).start.line + 1)}`;
}

function showKnown(value: Known): string {
  switch (value.is) {
    case "text":
      return JSON.stringify(value.text);
    case "number":
      return String(value.value);
    case "bytes":
      return `bytes ${value.hex}`;
    case "part":
      return `${JSON.stringify(value.prefix)}…${JSON.stringify(value.suffix)}`;
    case "unknown":
      return "?";
  }
}

/** A function with this body, on the lines behind its head. */
export function inside(body: string): string {
  return `void f(void) {\n${body}\n}\n`;
}

/** What the arguments of `probe` are worth, every possible value on a line of its own. */
export function check(files: Files, ...expected: readonly string[]): void {
  assert.deepEqual(resolved(files).lines, expected);
}

/** The names that had to be looked for, in the order of asking. */
export function checkAsked(files: Files, ...expected: readonly string[]): void {
  assert.deepEqual(resolved(files).asked, expected);
}
