// Findings and faults of our own files as diagnostics. Levels are the engine's; low confidence is never
// a squiggle, and neither is what somebody accepted.
import {
  DiagnosticSeverity,
  type Diagnostic,
  type DiagnosticRelatedInformation,
} from "vscode-languageserver";
import { listAt } from "../base/collections.js";
import type { Finding, Level } from "../model/finding.js";
import type { Problem } from "../model/problem.js";
import type { Rule } from "../model/rule.js";
import type { Uri } from "../protocol/places.js";
import { isOwn } from "./own-files.js";
import { lspRange, locationOf, uriOf } from "./places.js";
import type { Project } from "./project.js";

export const SOURCE = "Baseline 645";

const SEVERITY: Readonly<Record<Exclude<Level, "hidden">, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  note: DiagnosticSeverity.Information,
};

/** What a diagnostic carries back to us in a request for code actions. */
export interface DiagnosticData {
  readonly print: string;
}

/** Squiggles by path: a violation that stands, loud enough to be shown. */
export function squiggles({ findings }: Project): Finding[] {
  return findings.filter(
    (f) => f.stance === "violates" && f.suppressed === undefined && f.level !== "hidden",
  );
}

export function diagnosticsOf(project: Project): Map<string, Diagnostic[]> {
  const byPath = new Map<string, Diagnostic[]>();
  const put = (path: string, diagnostic: Diagnostic): void => {
    listAt(byPath, path).push(diagnostic);
  };
  for (const finding of squiggles(project))
    put(finding.evidence.path, diagnosticOf(finding, project));
  for (const problem of project.assessment?.problems ?? [])
    if (isMendedThere(problem)) put(problem.path, problemDiagnostic(problem));
  return byPath;
}

function diagnosticOf(finding: Finding, project: Project): Diagnostic {
  const { rule, message, evidence, level, print } = finding;
  const data: DiagnosticData = { print };
  const page = pageOf(
    project.own?.book.rules.find((r) => r.id === rule),
    project,
  );
  return {
    range: lspRange(evidence.range),
    severity: level === "hidden" ? DiagnosticSeverity.Hint : SEVERITY[level],
    source: SOURCE,
    code: rule,
    ...(page === undefined ? {} : { codeDescription: { href: page } }),
    message: withNote(message, noteOf(finding)),
    relatedInformation: relatedOf(finding, project.folder),
    data,
  };
}

/** Where a value comes from, from the squiggle to where it was decided. */
function relatedOf({ evidence }: Finding, folder: string): DiagnosticRelatedInformation[] {
  return evidence.trail.map((step) => ({
    location: locationOf(folder, step),
    message: step.message,
  }));
}

/** In which configurations or variants it holds; empty: in all. */
export function noteOf({ variants, evidence }: Finding): string {
  const parts = [
    ...(variants.length === 0 ? [] : [`in ${variants.join(", ")}`]),
    ...(evidence.conditions.length === 0
      ? []
      : [`in some configurations: ${evidence.conditions.join("; ")}`]),
  ];
  return parts.join("; ");
}

function withNote(message: string, note: string): string {
  return note === "" ? message : `${message} (${note})`;
}

/** Address of the rule's page. */
function pageOf(rule: Rule | undefined, { machine, folder }: Project): Uri | undefined {
  if (rule === undefined) return undefined;
  const path = rule.path.replace(/\.yaml$/, ".md");
  return rule.origin === "builtin" ? machine.installed(path) : uriOf(folder, path);
}

/** Faults that a person mends in the file where they stand; rules that come with us are not there. */
function isMendedThere({ kind, path, range }: Problem): boolean {
  if (range === undefined) return false;
  return kind === "rule" ? isOwn(path) : kind === "syntax" || kind === "suppression";
}

const PROBLEM_SEVERITY: Readonly<Record<Problem["severity"], DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

function problemDiagnostic({ range, message, severity, kind }: Problem): Diagnostic {
  const zero = { line: 0, column: 0 };
  return {
    range: lspRange(range ?? { start: zero, end: zero }),
    severity: PROBLEM_SEVERITY[severity],
    source: SOURCE,
    code: kind === "suppression" ? "ignore-comment" : kind,
    message,
  };
}
