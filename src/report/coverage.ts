// The report on the standard: each provision of the edition, clause by clause, with what speaks for it
// and against it, then everything that could not be looked at. Most of it is open, and says so.
import { groupBy } from "../base/collections.js";
import { describeStatus, statusCode } from "../model/editions.js";
import type { Assessment, SkippedFile } from "../model/assessment.js";
import type { Standard } from "../model/provision.js";
import { clippedLeft, padded, plain, wrapped } from "./cells.js";
import { DEFAULT_WIDTH, type ReportOptions } from "./options.js";
import { compareProblems, compareSkipped, sorted } from "./order.js";
import { paintFor, stateBrush, type Paint } from "./paint.js";
import { coverageRows, stateTotals, stateWords, type Row } from "./rows.js";
import type { Selection } from "./select.js";
import {
  attestationWords,
  count,
  placeWords,
  problemParts,
  readingWords,
  silence,
  STANDARD_NAME,
  TOOL_NAME,
} from "./words.js";

interface Setting {
  readonly today: string;
  readonly paint: Paint;
  readonly width: number;
}

const ID = 8;
const STATE = 14;
const CODE = 5;
const GAP = 2;
const INDENT = GAP + ID + GAP;

export function renderCoverage(
  assessment: Assessment,
  standard: Standard,
  options: ReportOptions,
): string {
  const paint = paintFor(options.colours);
  const { today } = assessment;
  const setting: Setting = { today, paint, width: options.width ?? DEFAULT_WIDTH };
  const rows = coverageRows(assessment, standard);
  const clauses = groupBy(rows, (row) => row.provision.clause);
  const lines = [
    paint.bold(`Coverage of ${STANDARD_NAME} V${assessment.edition}`),
    paint.dim(`${TOOL_NAME} ${assessment.toolVersion}; dates are judged as of ${today}`),
    "",
    ...[...clauses].flatMap(([clause, inClause]) => [
      paint.bold(`${clause}  ${plain(inClause[0]?.provision.clauseTitle ?? "")}`),
      ...inClause.flatMap((row) => rowLines(row, setting)),
      "",
    ]),
    ...totalLines(rows, setting),
    "",
    ...unseenLines(assessment, setting),
  ];
  return lines.join("\n") + "\n";
}

function rowLines(row: Row, setting: Setting): string[] {
  const { paint, width } = setting;
  const state = stateBrush(paint, row.status)(padded(stateWords(row.status), STATE));
  const code = padded(row.inEdition === undefined ? "-" : statusCode(row.inEdition), CODE);
  const gap = " ".repeat(GAP);
  const head = `${gap}${padded(row.provision.id, ID)}${gap}${state}${gap}${code}`;
  const used = INDENT + STATE + GAP + CODE + GAP;
  return [
    [head, countsAndPlace(row, width - used)].join(gap).trimEnd(),
    ...detailLines(row, setting),
  ];
}

/** "2 violations, 1 evidence    main/wifi.c:12", the place in a column of its own. */
function countsAndPlace(row: Row, room: number): string {
  const counts = countWords(row.found);
  const left = Math.min(34, Math.floor(room / 2));
  if (row.first === undefined) return counts;
  const place = clippedLeft(plain(placeWords(row.first)), Math.max(12, room - left - GAP));
  return `${padded(counts, left)}${" ".repeat(GAP)}${place}`;
}

function countWords(found: Selection): string {
  const { standing, unsure, accepted, evidence, questions, answered } = found;
  const counts: readonly (readonly [number, string])[] = [
    [standing.length, count(standing.length, "violation")],
    [unsure.length, `${unsure.length} unsure`],
    [accepted.length, `${accepted.length} accepted`],
    [evidence.length, `${evidence.length} evidence`],
    [questions.length, count(questions.length, "question")],
    [answered.length, `${count(answered.length, "question")} answered`],
  ];
  return counts.flatMap(([n, words]) => (n === 0 ? [] : [words])).join(", ");
}

function detailLines(row: Row, setting: Setting): string[] {
  const { paint, width } = setting;
  const { provision, inEdition, attestation } = row;
  const status = inEdition === undefined ? "not in this edition" : describeStatus(inEdition);
  const texts = [`${provision.gist}; ${status}`];
  if (attestation !== undefined) texts.push(attestationWords(attestation, setting.today));
  return texts
    .flatMap((text) => wrapped(plain(text), width - INDENT))
    .map((line) => " ".repeat(INDENT) + paint.dim(line));
}

function totalLines(rows: readonly Row[], setting: Setting): string[] {
  const { paint, width } = setting;
  const totals = stateTotals(rows).map(([state, n]) => `${stateWords(state)} ${n}`);
  // A state and its number are not torn apart at the end of a line.
  const unit = (text: string): string => text.replaceAll(" ", NO_BREAK);
  const total = `${unit(count(rows.length, "provision"))}: ${totals.map(unit).join(", ")}.`;
  return [...wrapped(total, width), ...wrapped(silence(rows), width)].map((line) =>
    paint.bold(line.replaceAll(NO_BREAK, " ")),
  );
}

const NO_BREAK = "\u00a0";

function unseenLines(assessment: Assessment, setting: Setting): string[] {
  const { paint, width } = setting;
  const { reading } = assessment;
  const partial = reading.partial.map((path) => ({ path, why: "" }));
  const problems = sorted(assessment.problems, compareProblems).map((problem) => {
    const { where, severity, message, kind } = problemParts(problem);
    return `${where === "" ? "" : `${where}  `}${severity}  ${message}  ${kind}`;
  });
  return [
    paint.bold("What could not be looked at"),
    ...wrapped(`${readingWords(reading)}.`, width - GAP).map((line) => " ".repeat(GAP) + line),
    ...list("Skipped", fileWords(reading.skipped), setting),
    ...list("Partly parsed", fileWords(partial), setting),
    ...list("Left out by policy", fileWords(reading.leftOut), setting),
    ...list("Read all the same", fileWords(reading.readAnyway ?? []), setting),
    ...list("Problems", problems, setting),
  ];
}

function fileWords(files: readonly SkippedFile[]): string[] {
  return sorted(files, compareSkipped).map(({ path, why }) => {
    return why === "" ? plain(path) : `${plain(path)}  ${plain(why)}`;
  });
}

function list(title: string, items: readonly string[], { width }: Setting): string[] {
  if (items.length === 0) return [];
  const [first, next] = ["    ", "      "];
  const lines = items.flatMap((item) =>
    wrapped(item, width - next.length).map((line, i) => (i === 0 ? first : next) + line.trimEnd()),
  );
  return [`  ${title} (${items.length}):`, ...lines];
}
