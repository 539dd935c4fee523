// Text in, data out: a small project of files in which calls of `probe` and subscripts of `out` ask what
// reaches them, and how the answers are written as lines of text.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readC } from "../../src/facts/c/read.js";
import { Flows, type Earlier } from "../../src/facts/flow/flows.js";
import type { Seen } from "../../src/facts/flow/world.js";
import { FactIndex } from "../../src/facts/index.js";
import { sniff } from "../../src/facts/kinds.js";
import { discoverProject } from "../../src/facts/projects.js";
import type { DocumentFacts } from "../../src/model/document.js";
import { loadFlows } from "../../src/rules/flows.js";
import { loadGrammars } from "../../src/scan/resources.js";

const syntax = await loadGrammars();

const folder = fileURLToPath(new URL("../../../rules/flows/", import.meta.url));
const { models, problems } = loadFlows(
  readdirSync(folder).map((path) => ({ path, text: readFileSync(folder + path, "utf8") })),
);
assert.deepEqual(problems, []);

export type Files = Readonly<Record<string, string>>;

export function read(path: string, text: string, before?: DocumentFacts): DocumentFacts {
  const kind = sniff(path, text);
  assert.ok(kind !== undefined, `${path} is read by nobody`);
  return readC({ path, kind, text }, syntax, { offsets: undefined, deep: "all", before });
}

/** The project's facts; files can be put in anew. */
export function indexOf(files: Files): FactIndex {
  const paths = Object.keys(files);
  const project = discoverProject(paths, (path) => files[path]);
  return new FactIndex(
    project,
    paths.map((path) => read(path, files[path] ?? "")),
  );
}

export function flowsOf(index: FactIndex, earlier?: Earlier): Flows {
  return new Flows(index, models, earlier);
}

/** One line for each argument of each `probe`, and for each subscript of `out` that is stored to. */
export function reached(files: Files | string): string[] {
  const index = indexOf(typeof files === "string" ? { "a.c": files } : files);
  return reachedIn(index, flowsOf(index));
}

export function reachedIn(index: FactIndex, flows: Flows): string[] {
  const lines: string[] = [];
  for (const { item, fact } of index.find("call", "probe"))
    for (const arg of fact.args) lines.push(show(flows.at(item, arg.span)));
  for (const { item, fact } of index.about("out"))
    if (fact.word === "store" && fact.index !== undefined)
      lines.push(show(flows.at(item, fact.index.span)));
  assert.ok(lines.length > 0, "nothing is asked");
  return lines;
}

/** `network bounded`, `received-length past-end`; `-` where no data comes. */
function show(seen: Seen | undefined): string {
  if (seen === undefined) return "-";
  const { from, bounded, checked, terminated } = seen.known;
  return [
    [...from.keys()].sort().join("+"),
    ...(bounded ? ["bounded"] : []),
    ...(checked ? ["checked"] : []),
    ...(terminated === undefined ? [] : [terminated ? "terminated" : "open"]),
    ...(seen.pastEnd ? ["past-end"] : []),
  ].join(" ");
}

export function check(files: Files | string, ...expected: readonly string[]): void {
  assert.deepEqual(reached(files), expected);
}
