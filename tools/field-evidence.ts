// What test/field/ has seen of each rule. A rule that was seen at few places says so on its page: its precision
// is the writer's hope and not a measurement.
import * as fs from "node:fs";
import nodePath from "node:path";

/** Fewer places than this say nothing of how often a rule is right. */
export const ENOUGH = 10;

export const LITTLE =
  "- Little field evidence: fewer than ten of its findings in real projects were looked at.";

/** Findings of each rule whose verdict is on record. Of records of one project the one that saw most counts. */
export function placesSeen(folder: string): ReadonlyMap<string, number> {
  const most = new Map<string, Map<string, number>>();
  for (const name of fs.readdirSync(folder).filter((one) => one.endsWith(".md"))) {
    const own = new Map<string, Map<string, number>>();
    for (const { project, rule, places } of rowsOf(
      fs.readFileSync(nodePath.join(folder, name), "utf8"),
    )) {
      const byProject = own.get(rule) ?? new Map<string, number>();
      own.set(rule, byProject.set(project, (byProject.get(project) ?? 0) + places));
    }
    for (const [rule, byProject] of own) {
      const before = most.get(rule) ?? new Map<string, number>();
      most.set(rule, before);
      for (const [project, places] of byProject)
        before.set(project, Math.max(places, before.get(project) ?? 0));
    }
  }
  return new Map(
    [...most].map(([rule, seen]) => [rule, [...seen.values()].reduce((a, b) => a + b, 0)]),
  );
}

interface Row {
  readonly project: string;
  readonly rule: string;
  readonly places: number;
}

/** Rows of tables that name a rule and a verdict; other tables count or explain. */
function* rowsOf(text: string): Iterable<Row> {
  let head: readonly string[] = [];
  for (const line of text.split("\n")) {
    const cells = cellsOf(line);
    if (cells === undefined) head = [];
    else if (head.length === 0) head = cells;
    else if (head.includes("verdict") && head.includes("rule") && !/^-+$/.test(cells[0] ?? "")) {
      const cell = (name: string): string => cells[head.indexOf(name)] ?? "";
      const project = cell("project").toLowerCase();
      for (const [, rule = "", number] of cell("rule").matchAll(/([a-z][a-z\d-]+)(?: \((\d+)\))?/g))
        yield { project, rule, places: number === undefined ? placesIn(cell) : Number(number) };
    }
  }
}

function cellsOf(line: string): readonly string[] | undefined {
  const inner = /^\|(.*)\|\s*$/.exec(line)?.[1];
  return inner?.split(/(?<!\\)\|/).map((cell) => cell.trim());
}

/** `a.c:1, 2`, `a.c:1, b.c:3 (4)`, or a number of hits. */
function placesIn(cell: (name: string) => string): number {
  const hits = Number(cell("hits"));
  if (hits > 0) return hits;
  const place = cell("place");
  const said = /\((\d+)\)/.exec(place)?.[1];
  return said === undefined
    ? Math.max(1, [...place.matchAll(/(?::|, )\d+\b/g)].length)
    : Number(said);
}

/** The page with the line at the end of its limits, or without it. */
export function withEvidence(page: string, seen: number): string {
  const without = page.replace(new RegExp(`(?<=\\n)\\n?${LITTLE}\n`), "");
  if (seen >= ENOUGH) return without;
  const from = /^## Limits\n/m.exec(without);
  if (from === null) return `${without.trimEnd()}\n\n## Limits\n\n${LITTLE}\n`;
  const next = without.slice(from.index + 3).search(/^## /m);
  const end = next < 0 ? without.length : from.index + 3 + next;
  const limits = without.slice(from.index, end).trimEnd();
  const gap = /^- /m.test(limits) ? "\n" : "\n\n";
  const rest = without.slice(end);
  return `${without.slice(0, from.index)}${limits}${gap}${LITTLE}\n${rest === "" ? "" : `\n${rest}`}`;
}
