// Total orders. A report of the same assessment has the same bytes in whatever order the scan met its
// files, so nothing is written in the order it came.
import { compareText } from "../base/collections.js";
import { comparePositions } from "../base/span.js";
import type { SkippedFile } from "../model/assessment.js";
import type { Finding } from "../model/finding.js";
import type { Problem } from "../model/problem.js";
import type { ProvisionId } from "../model/provision.js";
import type { Rule } from "../model/rule.js";

/** The first comparison that tells two things apart. */
function first(...comparisons: readonly (() => number)[]): number {
  for (const compare of comparisons) {
    const order = compare();
    if (order !== 0) return order;
  }
  return 0;
}

export function compareFindings(a: Finding, b: Finding): number {
  const [x, y] = [a.evidence, b.evidence];
  return first(
    () => compareText(x.path, y.path),
    () => comparePositions(x.range.start, y.range.start),
    () => compareText(a.rule, b.rule),
    () => comparePositions(x.range.end, y.range.end),
    () => compareText(a.print, b.print),
    () => compareText(JSON.stringify(a), JSON.stringify(b)),
  );
}

const SEVERITIES: readonly Problem["severity"][] = ["error", "warning", "info"];

export function compareProblems(a: Problem, b: Problem): number {
  const top = { line: -1, column: -1 };
  return first(
    () => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
    () => compareText(a.path, b.path),
    () => comparePositions(a.range?.start ?? top, b.range?.start ?? top),
    () => compareText(a.kind, b.kind),
    () => compareText(a.message, b.message),
    () => comparePositions(a.range?.end ?? top, b.range?.end ?? top),
  );
}

export function compareSkipped(a: SkippedFile, b: SkippedFile): number {
  return compareText(a.path, b.path) || compareText(a.why, b.why);
}

export function compareRules(a: Rule, b: Rule): number {
  return compareText(a.id, b.id) || compareText(a.path, b.path);
}

/** Numbers in ids count as numbers: 5.2-1 before 5.10-1, 5.3-4 before 5.3-4A before 5.3-10. */
export function compareProvisions(a: ProvisionId, b: ProvisionId): number {
  const [x, y] = [chunks(a), chunks(b)];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const order = compareChunks(x[i] ?? "", y[i] ?? "");
    if (order !== 0) return order;
  }
  return x.length - y.length || compareText(a, b);
}

function chunks(id: ProvisionId): readonly string[] {
  return id.match(/\d+|\D+/g) ?? [];
}

function compareChunks(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  return Number.isNaN(x) || Number.isNaN(y) ? compareText(a, b) : x - y;
}

export function sorted<T>(items: Iterable<T>, compare: (a: T, b: T) => number): T[] {
  return [...items].sort(compare);
}
