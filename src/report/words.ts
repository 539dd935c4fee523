// Sentences that several formats share. None of them praises: the most that is said of a provision is
// what was seen, and by whom something was attested.
import { never } from "../base/collections.js";
import { derive } from "../model/editions.js";
import type { Attestation, ReadingRecord } from "../model/assessment.js";
import type { Evidence, Finding, Place } from "../model/finding.js";
import type { Edition, ProvisionId, Standard } from "../model/provision.js";
import type { FixSafety } from "../model/rule.js";
import type { Problem } from "../model/problem.js";
import { plain } from "./cells.js";
import type { Row } from "./rows.js";

export const TOOL_NAME = "Baseline 645";
export const STANDARD_NAME = "ETSI EN 303 645";

/** "1 error", "2 errors" */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** `main/wifi.c:12`, the line from 1. */
export function placeWords(place: Place): string {
  return `${place.path}:${place.range.start.line + 1}`;
}

/** What every report says of the provisions that nothing was found for. */
export function silence(rows: readonly Row[]): string {
  const open = rows.filter((row) => row.status === "open").length;
  return (
    `Silence is not health: ${open} of ${count(rows.length, "provision")} ` +
    `${open === 1 ? "is" : "are"} open, and having found nothing there proves nothing.`
  );
}

export function readingWords(reading: ReadingRecord): string {
  const { read, parsed, partial, skipped, leftOut } = reading;
  return (
    `${count(read, "file")} read, ${parsed} of them parsed; ${partial.length} partly parsed, ` +
    `${skipped.length} skipped, ${leftOut.length} left out by policy`
  );
}

/** The parts of a problem's line, fit for a terminal. */
export function problemParts(problem: Problem): {
  readonly where: string;
  readonly severity: Problem["severity"];
  readonly message: string;
  readonly kind: string;
} {
  const { path, range, severity, message, kind } = problem;
  const where = range === undefined ? path : placeWords({ path, range });
  return { where: plain(where), severity, message: plain(message), kind };
}

/** "in some configurations: CONFIG_A is set and …", or nothing. */
export function conditionWords(evidence: Evidence): string | undefined {
  if (evidence.conditions.length === 0) return undefined;
  return `in some configurations: ${evidence.conditions.join(" and ")}`;
}

export function variantWords(finding: Finding): string | undefined {
  if (finding.variants.length === 0) return undefined;
  return `in ${finding.variants.length === 1 ? "variant" : "variants"}: ${[...finding.variants].sort().join(", ")}`;
}

export function safetyWords(safety: FixSafety): string | undefined {
  switch (safety) {
    case "safe":
      return undefined;
    case "choice":
      return "your choice";
    case "irreversible":
      return "IRREVERSIBLE";
    default:
      return never(safety);
  }
}

/** Who said what of a provision, and why. */
export function attestationWords(attestation: Attestation, today: string): string {
  const claim = attestation.claim.replace("-", " ");
  const until = attestation.until === undefined ? "" : untilWords(attestation.until, today);
  const from = `${attestation.by} on ${attestation.on}${until}`;
  return `attested as ${claim} by ${from} (${placeWords(attestation.place)}): ${attestation.because}`;
}

function untilWords(until: string, today: string): string {
  // ISO dates order as text.
  return until < today ? `, lapsed on ${until}` : `, until ${until}`;
}

/** The numbers that a finding's provisions have in `edition`; a number it lacks names its own. */
export function idsIn(
  standard: Standard,
  ids: readonly ProvisionId[],
  edition: Edition,
): readonly string[] {
  const named = ids.flatMap((id) => {
    const derived = derive(standard, id, edition);
    if (derived.length > 0) return derived;
    return [edition === "3.1.3" ? id : `${id} (V3.1.3)`];
  });
  return [...new Set(named)];
}
