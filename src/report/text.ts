// The report that a person reads in a terminal: every standing violation with its code, then what the
// sum is and what it isn't. Evidence and questions are only counted here.
import { groupBy } from "../base/collections.js";
import type { Assessment } from "../model/assessment.js";
import type { Finding, FindingFix, Step } from "../model/finding.js";
import type { Edition, Standard } from "../model/provision.js";
import { plain } from "./cells.js";
import { frame, type FrameLine } from "./frame.js";
import { DEFAULT_WIDTH, type ReportOptions } from "./options.js";
import { compareFindings, sorted } from "./order.js";
import { levelBrush, paintFor, type Paint } from "./paint.js";
import { selectAll } from "./select.js";
import { summaryLines } from "./summary.js";
import { conditionWords, idsIn, placeWords, safetyWords, variantWords } from "./words.js";

interface Setting {
  readonly standard: Standard;
  readonly edition: Edition;
  readonly paint: Paint;
  readonly width: number;
}

export function renderText(
  assessment: Assessment,
  standard: Standard,
  options: ReportOptions,
): string {
  const setting: Setting = {
    standard,
    edition: assessment.edition,
    paint: paintFor(options.colours),
    width: options.width ?? DEFAULT_WIDTH,
  };
  const selection = selectAll(assessment);
  const listed =
    options.hidden === true
      ? sorted([...selection.standing, ...selection.unsure], compareFindings)
      : selection.standing;
  const files = groupBy(listed, (finding) => finding.evidence.path);
  const parts = [...files].flatMap(([path, findings]) => [
    setting.paint.bold(plain(path)),
    ...findings.map((finding) => findingLines(finding, setting).join("\n") + "\n"),
  ]);
  const summary = summaryLines(assessment, standard, options, setting.paint);
  return [...parts, ...summary].join("\n") + "\n";
}

function findingLines(finding: Finding, setting: Setting): string[] {
  const { evidence, fixes } = finding;
  const { paint, width } = setting;
  const notes = [conditionWords(evidence), variantWords(finding)];
  return [
    headline(finding, setting),
    ...frameLines(frame(evidence.excerpt, evidence.range, width - gutter(finding) - 5), {
      gutter: gutter(finding),
      paint,
      squiggle: levelBrush(paint, finding.level),
    }),
    ...evidence.trail.flatMap((step) => stepLines(step, setting)),
    ...notes.flatMap((note) => (note === undefined ? [] : [`    ${plain(note)}`])),
    ...fixes.map((fix) => fixLine(fix, paint)),
  ];
}

function headline(finding: Finding, setting: Setting): string {
  const { paint, standard, edition } = setting;
  const { start } = finding.evidence.range;
  const place = `${plain(placeWords(finding.evidence))}:${start.column + 1}`;
  const level = levelBrush(
    paint,
    finding.level,
  )(finding.level === "hidden" ? "low confidence" : finding.level);
  const provisions = idsIn(standard, finding.provisions, edition).join(", ");
  const tail = paint.dim(`${plain(finding.rule)}  ${plain(provisions)}`);
  return `  ${place}  ${level}  ${plain(finding.message)}  ${tail}`;
}

/** Columns of the widest line number. */
function gutter(finding: Finding): number {
  const { firstLine, lines } = finding.evidence.excerpt;
  return String(firstLine + lines.length).length;
}

interface FrameStyle {
  readonly gutter: number;
  readonly paint: Paint;
  readonly squiggle: (text: string) => string;
}

function frameLines(lines: readonly FrameLine[], style: FrameStyle): string[] {
  return lines.map((line) => {
    const number = (line.line === undefined ? "" : String(line.line)).padStart(style.gutter);
    const text = line.kind === "squiggle" ? style.squiggle(line.text) : line.text;
    return `  ${style.paint.dim(`${number} │`)} ${text}`.trimEnd();
  });
}

/** Where the value was decided, with the one line that decides it. */
function stepLines(step: Step, setting: Setting): string[] {
  const { paint, width } = setting;
  const head = `    via ${plain(placeWords(step))}  ${plain(step.message)}`;
  if (step.excerpt === undefined) return [head];
  const indent = "        ";
  const drawn = frame(step.excerpt, step.range, width - indent.length);
  const code = drawn.find((line) => line.line === step.range.start.line + 1);
  return code === undefined ? [head] : [head, indent + paint.dim(code.text.trimStart())];
}

function fixLine(fix: FindingFix, paint: Paint): string {
  const safety = safetyWords(fix.safety);
  const loud = fix.safety === "irreversible" ? paint.red : paint.dim;
  return `    fix: ${plain(fix.title)}${safety === undefined ? "" : ` ${loud(`(${safety})`)}`}`;
}
