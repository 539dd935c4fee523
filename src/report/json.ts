// The assessment as JSON for programs: everything that is known, in a fixed order of keys. Lines and
// columns count from 1, columns in UTF-16 units, ends exclusive. `schemaVersion` grows when a key
// changes its meaning or goes; new keys may come at any time.
import type { Position, Range } from "../base/span.js";
import { describeStatus, statusCode } from "../model/editions.js";
import type { Assessment, Attestation, ReadingRecord } from "../model/assessment.js";
import type { Excerpt, Finding, Place, Suppression } from "../model/finding.js";
import type { Problem } from "../model/problem.js";
import type { Standard } from "../model/provision.js";
import { compareFindings, compareProblems, compareSkipped, sorted } from "./order.js";
import { coverageRows, type Row } from "./rows.js";
import { TOOL_NAME } from "./words.js";

const SCHEMA_VERSION = 1;

export function renderJson(assessment: Assessment, standard: Standard): string {
  const report = {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: TOOL_NAME, version: assessment.toolVersion },
    edition: assessment.edition,
    today: assessment.today,
    findings: sorted(assessment.findings, compareFindings).map(findingOf),
    coverage: coverageRows(assessment, standard).map(rowOf),
    reading: readingOf(assessment.reading),
    problems: sorted(assessment.problems, compareProblems).map(problemOf),
  };
  return JSON.stringify(report, null, 2) + "\n";
}

// `JSON.stringify` drops keys that are undefined: that is how an absent field stays absent below.

function positionOf(position: Position): object {
  return { line: position.line + 1, column: position.column + 1 };
}

function rangeOf(range: Range): object {
  return { start: positionOf(range.start), end: positionOf(range.end) };
}

function placeOf(place: Place): object {
  return { path: place.path, range: rangeOf(place.range) };
}

function excerptOf(excerpt: Excerpt | undefined): object | undefined {
  if (excerpt === undefined) return undefined;
  const { firstLine, lines, marks } = excerpt;
  return {
    firstLine: firstLine + 1,
    lines,
    marks: marks === undefined ? undefined : rangeOf(marks),
  };
}

function findingOf(finding: Finding): object {
  const { evidence, suppressed } = finding;
  return {
    rule: finding.rule,
    stance: finding.stance,
    provisions: finding.provisions,
    level: finding.level,
    impact: finding.impact,
    confidence: finding.confidence,
    message: finding.message,
    ...placeOf(evidence),
    excerpt: excerptOf(evidence.excerpt),
    trail: evidence.trail.map((step) => ({
      ...placeOf(step),
      message: step.message,
      excerpt: excerptOf(step.excerpt),
    })),
    conditions: evidence.conditions,
    variants: [...finding.variants].sort(),
    fixes: finding.fixes.map((fix) => ({
      title: fix.title,
      safety: fix.safety,
      edits: fix.edits.map((edit) => ({ ...placeOf(edit), newText: edit.newText })),
    })),
    print: finding.print,
    suppressed: suppressed === undefined ? undefined : suppressionOf(suppressed),
  };
}

function suppressionOf(suppression: Suppression): object {
  if (suppression.by === "baseline") return { by: suppression.by, reason: suppression.reason };
  const { by, reason, until, who, place } = suppression;
  return { by, reason, until, who, ...(place === undefined ? {} : placeOf(place)) };
}

/** Findings are named by their prints: each stands in full under `findings`. */
function rowOf(row: Row): object {
  const { provision, found, inEdition, attestation, first } = row;
  const prints = (findings: readonly Finding[]): string[] => findings.map(({ print }) => print);
  return {
    provision: provision.id,
    clause: provision.clause,
    clauseTitle: provision.clauseTitle,
    gist: provision.gist,
    reach: provision.reach,
    state: row.status,
    requirement: inEdition?.requirement,
    code: inEdition === undefined ? undefined : statusCode(inEdition),
    status: inEdition === undefined ? undefined : describeStatus(inEdition),
    violations: prints(found.standing),
    unsure: prints(found.unsure),
    accepted: prints(found.accepted),
    evidence: prints(found.evidence),
    questions: prints(found.questions),
    answered: prints(found.answered),
    first: first === undefined ? undefined : placeOf(first),
    attestation: attestation === undefined ? undefined : attestationOf(attestation),
  };
}

function attestationOf(attestation: Attestation): object {
  const { claim, because, by, on, until, refs, place } = attestation;
  return { claim, because, by, on, until, refs, ...placeOf(place) };
}

function readingOf(reading: ReadingRecord): object {
  const skipped = ({ path, why }: { path: string; why: string }): object => ({ path, why });
  const { readAnyway = [] } = reading;
  return {
    read: reading.read,
    parsed: reading.parsed,
    followed: reading.followed,
    partial: [...reading.partial].sort(),
    skipped: sorted(reading.skipped, compareSkipped).map(skipped),
    leftOut: sorted(reading.leftOut, compareSkipped).map(skipped),
    ...(readAnyway.length === 0
      ? {}
      : { readAnyway: sorted(readAnyway, compareSkipped).map(skipped) }),
  };
}

function problemOf(problem: Problem): object {
  const { severity, kind, path, range, message } = problem;
  return {
    severity,
    kind,
    path,
    range: range === undefined ? undefined : rangeOf(range),
    message,
  };
}
