// The end of the text report: how much was found, how much was looked at, what went wrong while
// looking, and that silence proves nothing.
import type { Assessment } from "../model/assessment.js";
import type { Finding, Level } from "../model/finding.js";
import type { Problem } from "../model/problem.js";
import type { Standard } from "../model/provision.js";
import type { ReportOptions } from "./options.js";
import { compareProblems, sorted } from "./order.js";
import { levelBrush, severityBrush, type Paint } from "./paint.js";
import { coverageRows } from "./rows.js";
import { selectAll, type Selection } from "./select.js";
import { count, problemParts, readingWords, silence, STANDARD_NAME, TOOL_NAME } from "./words.js";

export function summaryLines(
  assessment: Assessment,
  standard: Standard,
  options: ReportOptions,
  paint: Paint,
): string[] {
  const selection = selectAll(assessment);
  const problems = sorted(assessment.problems, compareProblems);
  return [
    paint.bold(`${STANDARD_NAME} V${assessment.edition}`) +
      paint.dim(`  ${TOOL_NAME} ${assessment.toolVersion}`),
    foundLine(selection, paint),
    ...aside(selection, options),
    elsewhere(selection),
    `${readingWords(assessment.reading)}.`,
    ...suppressionLines(problems, paint),
    ...problemLines(problems, paint),
    paint.bold(silence(coverageRows(assessment, standard))),
  ];
}

const COUNTED: readonly Exclude<Level, "hidden">[] = ["error", "warning", "note"];

function foundLine(selection: Selection, paint: Paint): string {
  const { standing } = selection;
  if (standing.length === 0) return "No violation was found in what was read.";
  const counts = COUNTED.flatMap((level) => {
    const n = standing.filter((finding) => finding.level === level).length;
    return n === 0 ? [] : [levelBrush(paint, level)(count(n, level))];
  });
  return `${count(standing.length, "violation")}: ${counts.join(", ")}.`;
}

/** Violations that are not listed above, and why. */
function aside(selection: Selection, options: ReportOptions): string[] {
  const { accepted, unsure } = selection;
  const lines: string[] = [];
  if (accepted.length > 0) {
    lines.push(`${accepted.length} more accepted and not listed (${acceptedWords(accepted)}).`);
  }
  if (unsure.length > 0) {
    const listed = options.hidden === true ? "" : " and not listed";
    lines.push(`${unsure.length} more of low confidence${listed}.`);
  }
  return lines;
}

function acceptedWords(accepted: readonly Finding[]): string {
  const by = (kind: "comment" | "config" | "baseline"): number =>
    accepted.filter((finding) => finding.suppressed?.by === kind).length;
  const kinds = [
    [by("comment"), "by comment"],
    [by("config"), "by configuration"],
    [by("baseline"), "in the baseline"],
  ] as const;
  return kinds.flatMap(([n, words]) => (n === 0 ? [] : [`${n} ${words}`])).join(", ");
}

function elsewhere(selection: Selection): string {
  const evidence = count(selection.evidence.length, "piece of evidence", "pieces of evidence");
  return `${evidence} and ${count(selection.questions.length, "question")}; see coverage.`;
}

/** A suppression that is expired or hides nothing misleads whoever reads the code: it is said first. */
function suppressionLines(problems: readonly Problem[], paint: Paint): string[] {
  const stale = problems.filter((problem) => problem.kind === "suppression");
  if (stale.length === 0) return [];
  const title = `SUPPRESSIONS TO LOOK AT: ${stale.length}`;
  return [paint.bold(paint.yellow(title)), ...stale.map((problem) => problemLine(problem, paint))];
}

function problemLines(problems: readonly Problem[], paint: Paint): string[] {
  const others = problems.filter((problem) => problem.kind !== "suppression");
  if (others.length === 0) return [];
  const counts = (["error", "warning", "info"] as const).flatMap((severity) => {
    const n = others.filter((problem) => problem.severity === severity).length;
    return n === 0 ? [] : [severity === "info" ? `${n} info` : count(n, severity)];
  });
  const grave = others.filter((problem) => problem.severity !== "info");
  return [
    `Problems while reading: ${counts.join(", ")}.`,
    ...grave.map((problem) => problemLine(problem, paint)),
  ];
}

function problemLine(problem: Problem, paint: Paint): string {
  const { where, severity, message, kind } = problemParts(problem);
  const level = severityBrush(paint, severity)(severity);
  return `  ${where === "" ? "" : `${where}  `}${level}  ${message}  ${paint.dim(kind)}`;
}
