// Coverage as rows, in the order of the clauses: one for every provision of the edition, also where
// the assessment says nothing of it, since what nobody spoke of is open.
import { never } from "../base/collections.js";
import type { Assessment, Attestation, Coverage, CoverageStatus } from "../model/assessment.js";
import type { Place } from "../model/finding.js";
import type { EditionStatus, Provision, Standard } from "../model/provision.js";
import { compareProvisions, sorted } from "./order.js";
import { select, type Selection } from "./select.js";

export interface Row {
  readonly provision: Provision;
  readonly status: CoverageStatus;
  /** Absent where the edition does not have the provision. */
  readonly inEdition?: EditionStatus;
  readonly found: Selection;
  readonly attestation?: Attestation;
  /** What to look at first: a violation, else evidence, else a question, else the attestation. */
  readonly first?: Place;
}

/** In order of urgency. */
const STATES: readonly CoverageStatus[] = [
  "violated",
  "disputed",
  "lapsed",
  "not-applicable",
  "attested",
  "evidenced",
  "open",
];

export function stateWords(status: CoverageStatus): string {
  switch (status) {
    case "not-applicable":
      return "not applicable";
    case "evidenced":
      return "seen in code";
    case "violated":
    case "disputed":
    case "lapsed":
    case "attested":
    case "open":
      return status;
    default:
      return never(status);
  }
}

export function coverageRows(assessment: Assessment, standard: Standard): Row[] {
  const all = new Map<string, Coverage>();
  for (const provision of standard.provisions.values()) {
    if (provision.in[assessment.edition] === undefined) continue;
    all.set(provision.id, {
      provision,
      status: "open",
      violations: [],
      evidence: [],
      questions: [],
    });
  }
  for (const [id, coverage] of assessment.coverage) all.set(id, coverage);
  return sorted(all.values(), (a, b) => compareProvisions(a.provision.id, b.provision.id)).map(
    (coverage) => rowOf(coverage, assessment),
  );
}

function rowOf(coverage: Coverage, assessment: Assessment): Row {
  const { provision, status, attestation } = coverage;
  const inEdition = provision.in[assessment.edition];
  const found = select([...coverage.violations, ...coverage.evidence, ...coverage.questions]);
  const place = firstPlace(found) ?? attestation?.place;
  return {
    provision,
    status,
    found,
    ...(inEdition === undefined ? {} : { inEdition }),
    ...(attestation === undefined ? {} : { attestation }),
    ...(place === undefined ? {} : { first: place }),
  };
}

function firstPlace(found: Selection): Place | undefined {
  const { standing, unsure, evidence, questions, answered, accepted } = found;
  return [standing, unsure, evidence, questions, answered, accepted].find(
    (list) => list.length > 0,
  )?.[0]?.evidence;
}

/** How many rows each state has, in order of urgency, zeros too. */
export function stateTotals(rows: readonly Row[]): [CoverageStatus, number][] {
  return STATES.map((state) => [state, rows.filter((row) => row.status === state).length]);
}
