// Findings as SARIF results. Each has a location, the way its value took, and V3.1.3's numbers.
import type { CodeFlow, Fix, Location, Result, Suppression } from "sarif";
import { compareText, groupBy, never } from "../../base/collections.js";
import { comparePositions } from "../../base/span.js";
import type { Finding, FindingFix, Level, Suppression as Accepted } from "../../model/finding.js";
import type { Standard } from "../../model/provision.js";
import type { Stance } from "../../model/rule.js";
import { compareFindings, sorted } from "../order.js";
import { conditionWords, variantWords } from "../words.js";
import { artifactOf, locationOf, messageOf, physicalOf, regionOf } from "./places.js";
import { currentIds } from "./taxonomies.js";

/** More than this in one run is refused by viewers. */
export const MOST_RESULTS = 25_000;

export function resultOf(finding: Finding, ruleIndex: number, standard: Standard): Result {
  const { evidence, suppressed, fixes } = finding;
  const { trail } = evidence;
  return {
    ruleId: finding.rule,
    ruleIndex,
    ...kindAndLevel(finding),
    message: messageOf(sentence(finding)),
    locations: [{ physicalLocation: physicalOf(evidence, evidence.excerpt) }],
    partialFingerprints: { "baseline645/v1": finding.print },
    ...(trail.length === 0
      ? {}
      : { codeFlows: [codeFlow(finding)], relatedLocations: relatedLocations(finding) }),
    ...(suppressed === undefined ? {} : { suppressions: [suppressionOf(suppressed)] }),
    ...optional("fixes", fixes.flatMap(fixOf)),
    properties: propertiesOf(finding, standard),
  };
}

function optional<K extends string, T>(key: K, list: T[]): Partial<Record<K, T[]>> {
  return list.length === 0 ? {} : ({ [key]: list } as Partial<Record<K, T[]>>);
}

/** A result that is no failure has no level in SARIF. A question waits for a person's answer. */
function kindAndLevel({ stance, level }: Finding): Pick<Result, "kind" | "level"> {
  const kinds: Readonly<Record<Stance, Result.kind>> = {
    violates: "fail",
    supports: "informational",
    asks: "review",
  };
  const kind = kinds[stance];
  return kind === "fail" ? { kind, level: sarifLevel(level) } : { kind, level: "none" };
}

function sarifLevel(level: Level): Result.level {
  return level === "hidden" ? "note" : level;
}

function sentence(finding: Finding): string {
  const notes = [conditionWords(finding.evidence), variantWords(finding)].filter(
    (note) => note !== undefined,
  );
  return notes.length === 0 ? finding.message : `${finding.message} (${notes.join("; ")})`;
}

/** From where the value was decided to where it is used; a trail is told the other way round. */
function codeFlow(finding: Finding): CodeFlow {
  const { evidence, message } = finding;
  const steps = [...evidence.trail]
    .reverse()
    .map((step) => locationOf(step, step.message, step.excerpt));
  const end = locationOf(evidence, message, evidence.excerpt);
  return { threadFlows: [{ locations: [...steps, end].map((location) => ({ location })) }] };
}

function relatedLocations(finding: Finding): Location[] {
  return finding.evidence.trail.map((step, i) => ({
    id: i + 1,
    ...locationOf(step, step.message, step.excerpt),
  }));
}

function suppressionOf(suppression: Accepted): Suppression {
  const accepted = { status: "accepted" as const, justification: suppression.reason };
  switch (suppression.by) {
    case "baseline":
      return { kind: "external", ...accepted };
    case "comment":
    case "config":
    case "product":
      return {
        kind: suppression.by === "comment" ? "inSource" : "external",
        ...accepted,
        ...(suppression.place === undefined
          ? {}
          : { location: { physicalLocation: physicalOf(suppression.place) } }),
        ...suppressionProperties(suppression),
      };
    default:
      return never(suppression);
  }
}

function suppressionProperties(suppression: { readonly until?: string; readonly who?: string }): {
  properties?: object;
} {
  const { until, who } = suppression;
  if (until === undefined && who === undefined) return {};
  return { properties: { until, who } };
}

/** What cannot be undone is never offered to a machine. */
function fixOf(fix: FindingFix): Fix[] {
  if (fix.safety === "irreversible" || fix.edits.length === 0) return [];
  const byFile = groupBy(fix.edits, (edit) => edit.path);
  const files = sorted(byFile, ([a], [b]) => compareText(a, b));
  return [
    {
      description: messageOf(fix.title),
      artifactChanges: files.map(([path, edits]) => ({
        artifactLocation: artifactOf(path),
        // Edits at one place happen in the order they are given: this sort keeps it.
        replacements: sorted(edits, (a, b) => comparePositions(a.range.start, b.range.start)).map(
          (edit) => ({
            deletedRegion: regionOf(edit.range),
            insertedContent: { text: edit.newText },
          }),
        ),
      })),
      properties: { safety: fix.safety },
    },
  ];
}

function propertiesOf(finding: Finding, standard: Standard): object {
  const { evidence, variants, impact, confidence } = finding;
  return {
    provisions: currentIds(standard, finding.provisions),
    impact,
    confidence,
    ...(evidence.conditions.length === 0 ? {} : { conditions: evidence.conditions }),
    ...(variants.length === 0 ? {} : { variants: [...variants].sort() }),
  };
}

const LOUDNESS: readonly Level[] = ["error", "warning", "note", "hidden"];

/** The loudest `most` findings, in the order of reports; those that stand before those accepted. */
export function loudest(findings: readonly Finding[], most: number): readonly Finding[] {
  if (findings.length <= most) return sorted(findings, compareFindings);
  const rank = (finding: Finding): number =>
    LOUDNESS.indexOf(finding.level) + (finding.suppressed === undefined ? 0 : LOUDNESS.length);
  const ranked = sorted(findings, (a, b) => rank(a) - rank(b) || compareFindings(a, b));
  return sorted(ranked.slice(0, most), compareFindings);
}
