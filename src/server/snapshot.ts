// An assessment → what the coverage view shows of it.
import { listAt } from "../base/collections.js";
import type { Assessment, Attestation, Coverage } from "../model/assessment.js";
import { derive, describeStatus, pageWords } from "../model/editions.js";
import type { Finding } from "../model/finding.js";
import type { ProvisionId } from "../model/provision.js";
import type { Problem } from "../model/problem.js";
import type {
  AttestationEntry,
  CoverageSnapshot,
  FindingEntry,
  ProvisionState,
  Unseen,
  UnseenFile,
} from "../protocol/coverage.js";
import type { Book } from "../rules/book.js";
import { noteOf } from "./diagnostics.js";
import { locationOf, uriOf, whereOf } from "./places.js";

export function snapshotOf(assessment: Assessment, book: Book, folder: string): CoverageSnapshot {
  const { edition, coverage } = assessment;
  const spoken = new Set(
    assessment.rules.flatMap((r) => r.provisions.flatMap((p) => derive(book.standard, p, edition))),
  );
  const accepted = acceptedBy(assessment, book);
  const provisions = [...coverage.values()].map((one) =>
    stateOf(one, { assessment, folder, spoken, accepted }),
  );
  const totals: Partial<Record<ProvisionState["state"], number>> = {};
  for (const { state } of provisions) totals[state] = (totals[state] ?? 0) + 1;
  const used = new Set(provisions.map((p) => p.clause));
  return {
    edition,
    clauses: [...book.standard.clauses]
      .filter(([id]) => used.has(id))
      .map(([id, title]) => ({ id, title })),
    provisions,
    totals,
    unseen: unseenOf(assessment, folder),
  };
}

/** Of one provision; nobody reads on in a list longer than this. */
const MOST_LISTED = 500;

interface Around {
  readonly assessment: Assessment;
  readonly folder: string;
  readonly spoken: ReadonlySet<ProvisionId>;
  readonly accepted: ReadonlyMap<ProvisionId, readonly Finding[]>;
}

function stateOf(one: Coverage, { assessment, folder, spoken, accepted }: Around): ProvisionState {
  const { provision, status: state, attestation } = one;
  const status = provision.in[assessment.edition];
  const entries = (kind: FindingEntry["kind"], findings: readonly Finding[]): FindingEntry[] =>
    findings.map((finding) => entryOf(kind, finding, folder));
  const listed = [
    ...entries("violation", one.violations),
    ...entries("accepted", accepted.get(provision.id) ?? []),
    ...entries("question", one.questions.filter(isOpen)),
    ...entries(
      "answered",
      one.questions.filter((f) => !isOpen(f)),
    ),
    ...entries("evidence", one.evidence),
  ];
  return {
    id: provision.id,
    clause: provision.clause,
    gist: provision.gist,
    duty: provision.duty,
    standing: status === undefined ? "" : describeStatus(status),
    mandatory: status?.requirement === "mandatory",
    state,
    limits: provision.limits,
    tests: provision.tests.map((test) => test.id),
    page: {
      words: status === undefined ? "" : pageWords(status),
      link: status?.link ?? "",
    },
    silent: !spoken.has(provision.id),
    findings: listed.slice(0, MOST_LISTED),
    more: Math.max(0, listed.length - MOST_LISTED),
    ...(attestation === undefined ? {} : { attestation: attestationOf(attestation, folder) }),
  };
}

function isOpen(finding: Finding): boolean {
  return finding.suppressed === undefined;
}

function acceptedBy(
  { findings, edition }: Assessment,
  { standard }: Book,
): ReadonlyMap<ProvisionId, readonly Finding[]> {
  const byProvision = new Map<ProvisionId, Finding[]>();
  for (const finding of findings) {
    if (finding.suppressed === undefined || finding.stance !== "violates") continue;
    for (const id of new Set(finding.provisions.flatMap((p) => derive(standard, p, edition))))
      listAt(byProvision, id).push(finding);
  }
  return byProvision;
}

function entryOf(kind: FindingEntry["kind"], finding: Finding, folder: string): FindingEntry {
  const { rule, message, level, evidence, suppressed } = finding;
  const until =
    suppressed?.by !== "baseline" && suppressed?.until !== undefined
      ? ` until ${suppressed.until}`
      : "";
  return {
    kind,
    rule,
    message,
    level,
    where: whereOf(evidence),
    at: locationOf(folder, evidence),
    note:
      suppressed === undefined
        ? noteOf(finding)
        : `${kind === "answered" ? kind : "accepted"}${until}: ${suppressed.reason}`,
  };
}

const CLAIM: Readonly<Record<Attestation["claim"], string>> = {
  met: "Attested as met",
  "not-met": "Attested as not met",
  "not-applicable": "Attested as not applicable",
};

function attestationOf(attestation: Attestation, folder: string): AttestationEntry {
  const { claim, because, by, on, until, place } = attestation;
  const end = until === undefined ? "" : `, until ${until}`;
  return {
    words: `${CLAIM[claim]} by ${by} on ${on}${end}: ${because}`,
    at: locationOf(folder, place),
  };
}

function unseenOf({ reading, problems }: Assessment, folder: string): Unseen {
  const file = (path: string, why: string): UnseenFile => ({
    path,
    why,
    ...(path.endsWith("/") || path === "" ? {} : { at: startOf(folder, path) }),
  });
  return {
    partial: reading.partial.map((path) => file(path, "parts of it could not be parsed")),
    skipped: reading.skipped.map(({ path, why }) => file(path, why)),
    leftOut: reading.leftOut.map(({ path, why }) => file(path, why)),
    problems: problems.filter(isOurs).map(({ path, message, range }) => ({
      path,
      why: message,
      ...(range === undefined ? {} : { at: locationOf(folder, { path, range }) }),
    })),
  };
}

/** What is told neither by the lists of files nor by a squiggle of its own. */
function isOurs({ kind }: Problem): boolean {
  return ["syntax", "rule", "suppression", "budget", "grammar"].includes(kind);
}

function startOf(folder: string, path: string): NonNullable<UnseenFile["at"]> {
  const zero = { line: 0, character: 0 };
  return { uri: uriOf(folder, path), range: { start: zero, end: zero } };
}
