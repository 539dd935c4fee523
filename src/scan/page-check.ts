// Runs a rule's page: each sample is a small project in memory; the squiggles that the engine draws
// must be the ones the page draws, and fixes must leave nothing behind. A sample's `.baseline645/` and comments
// count as in any workspace: what they accept or answer is not drawn, and must be there to be accepted.
import { comparePositions, lineStarts } from "../base/span.js";
import type { Finding, TextEdit } from "../model/finding.js";
import type { Rule, Sample, SampleFile } from "../model/rule.js";
import type { Book } from "../rules/book.js";
import { OWN_FOLDER, workspaceOf } from "../rules/workspace.js";
import type { Syntax } from "../syntax/runtime.js";
import { checkFiles } from "./check-project.js";
import { memorySource } from "./source.js";

export interface SampleResult {
  readonly sample: Sample;
  /** What is wrong; none: the sample holds. */
  readonly faults: readonly string[];
}

export function checkPage(rule: Rule, book: Book, syntax: Syntax): SampleResult[] {
  return rule.page.samples.map((sample, i) => ({
    sample,
    faults:
      sample.kind === "fixed"
        ? checkFixed(rule, sample, rule.page.samples.slice(0, i), book, syntax)
        : checkDrawn(rule, sample, book, syntax),
  }));
}

function checkDrawn(rule: Rule, sample: Sample, book: Book, syntax: Syntax): string[] {
  const files = filesOf(sample.files);
  const { findings, settled, problems } = seenIn(files, rule, book, syntax);
  const faults = [...compareDrawn(sample.files, findings), ...problems];
  if (settled.length === 0 && [...files.keys()].some((path) => path.startsWith(`${OWN_FOLDER}/`)))
    faults.push(`nothing of ${rule.id} is accepted or answered by ${OWN_FOLDER}/`);
  const own = findings.filter((f) => f.rule === rule.id);
  if (sample.kind === "wrong" && own.length === 0) faults.push(`${rule.id} sees nothing in it`);
  if (sample.kind === "right" && own.length > 0) faults.push(`${rule.id} must be silent in it`);
  return faults;
}

function filesOf(files: readonly SampleFile[]): Map<string, string> {
  return new Map(files.map((file) => [file.path, file.text]));
}

function findingsIn(...at: Parameters<typeof seenIn>): readonly Finding[] {
  return seenIn(...at).findings;
}

interface Seen {
  /** What is drawn. Evidence is drawn on evidence pages only. */
  readonly findings: readonly Finding[];
  /** Findings of the rule that are accepted, and its questions that are answered. */
  readonly settled: readonly Finding[];
  /** Of the sample's `.baseline645/` and of its comments, where they accept what is not there. */
  readonly problems: readonly string[];
}

/** Rules on trial are tested like the others. */
function seenIn(files: ReadonlyMap<string, string>, rule: Rule, book: Book, syntax: Syntax): Seen {
  const own = workspaceOf((path) => files.get(path));
  const workspace = { ...own, config: { ...own.config, trial: [...own.config.trial, rule.id] } };
  const options = { today: "2026-01-01", toolVersion: "0.0.0" };
  const { assessment } = checkFiles(memorySource(files), syntax, book, workspace, options);
  const crash = assessment.problems.find((p) => p.kind === "rule");
  if (crash !== undefined) throw new Error(crash.message);
  const drawn = assessment.findings.filter((f) => f.stance === "violates" || f.rule === rule.id);
  return {
    findings: drawn.filter((f) => f.suppressed === undefined),
    settled: drawn.filter((f) => f.suppressed !== undefined && f.rule === rule.id),
    problems: [...own.problems, ...assessment.problems.filter((p) => p.kind === "suppression")].map(
      ({ path, message }) => `${path}: ${message}`,
    ),
  };
}

function compareDrawn(files: readonly SampleFile[], findings: readonly Finding[]): string[] {
  const faults: string[] = [];
  const left = new Set(findings);
  for (const file of files)
    for (const drawn of file.expected) {
      const found = [...left].find(
        (f) =>
          f.rule === drawn.rule &&
          f.evidence.path === file.path &&
          f.evidence.range.start.line === drawn.line &&
          f.evidence.range.start.column === drawn.column,
      );
      const at = `${file.path}:${String(drawn.line + 1)}:${String(drawn.column + 1)}`;
      if (found === undefined) {
        faults.push(`${at}: ${drawn.rule} is drawn and not found`);
        continue;
      }
      left.delete(found);
      const { start, end } = found.evidence.range;
      if (start.line === end.line && end.column - start.column !== drawn.length)
        faults.push(
          `${at}: drawn ${String(drawn.length)} wide, found ${String(end.column - start.column)}`,
        );
      const trail = found.evidence.trail.map((s) => `${s.path}:${String(s.range.start.line + 1)}`);
      for (const via of drawn.via)
        if (!trail.includes(via)) faults.push(`${at}: not via ${via}, but via ${trail.join(", ")}`);
    }
  for (const f of left) {
    const { start, end } = f.evidence.range;
    faults.push(
      `${f.evidence.path}:${String(start.line + 1)}:${String(start.column + 1)}: ${f.rule} is found (${String(end.column - start.column)} wide) and not drawn`,
    );
  }
  return faults;
}

/** The fix named in the heading ("Fixed: title"), or the first, applied to the wrong sample before. */
function checkFixed(
  rule: Rule,
  sample: Sample,
  before: readonly Sample[],
  book: Book,
  syntax: Syntax,
): string[] {
  const wrong = before.findLast((s) => s.kind === "wrong");
  if (wrong === undefined) return ["no sample under ## Wrong stands before it"];
  const title = /^fixed\s*:\s*(.+)$/i.exec(sample.title)?.[1];
  const start = filesOf(wrong.files);
  const fixed = applyFixes(start, rule, title, book, syntax);
  if (fixed === start) return [`no fix ${title ?? ""} is offered`];
  const faults = differences(fixed, filesOf(sample.files));
  const again = applyFixes(fixed, rule, title, book, syntax);
  if (again !== fixed) faults.push("applied twice it changes the text again");
  const prints = new Set(findingsIn(start, rule, book, syntax).map((f) => f.rule));
  for (const f of findingsIn(fixed, rule, book, syntax)) {
    if (f.rule === rule.id) faults.push(`${rule.id} is still found at ${f.evidence.path}`);
    else if (!prints.has(f.rule)) faults.push(`the fix brings ${f.rule} at ${f.evidence.path}`);
  }
  return faults;
}

/** Applies the fix to every finding of the rule, one after the other. */
function applyFixes(
  files: ReadonlyMap<string, string>,
  rule: Rule,
  title: string | undefined,
  book: Book,
  syntax: Syntax,
): ReadonlyMap<string, string> {
  let now = files;
  for (let i = 0; i < 20; i++) {
    const fixable = findingsIn(now, rule, book, syntax).filter((f) => f.rule === rule.id);
    const fix = fixable
      .flatMap((f) => f.fixes)
      .find((f) => title === undefined || f.title === title);
    if (fix === undefined) return now;
    const next = applyEdits(now, fix.edits);
    if ([...next].every(([path, text]) => now.get(path) === text)) return now;
    now = next;
  }
  return now;
}

/** Edits of one fix, later ones first so that offsets stay true. */
export function applyEdits(
  files: ReadonlyMap<string, string>,
  edits: readonly TextEdit[],
): Map<string, string> {
  const result = new Map(files);
  const backwards = [...edits].sort((a, b) => comparePositions(b.range.start, a.range.start));
  for (const edit of backwards) {
    const text = result.get(edit.path) ?? "";
    const starts = lineStarts(text);
    const offset = (at: { line: number; column: number }): number =>
      Math.min(text.length, (starts[at.line] ?? text.length) + at.column);
    const { start, end } = edit.range;
    result.set(edit.path, text.slice(0, offset(start)) + edit.newText + text.slice(offset(end)));
  }
  return result;
}

function differences(
  found: ReadonlyMap<string, string>,
  drawn: ReadonlyMap<string, string>,
): string[] {
  const faults: string[] = [];
  for (const [path, text] of drawn) {
    const is = found.get(path);
    if (is !== text) faults.push(`${path} becomes\n${is ?? "(nothing)"}\nand not\n${text}`);
  }
  return faults;
}
