// Findings, evidence and attestations → the state of every provision of an edition. Nothing found is
// `open`: silence is not health.
import { listAt } from "../base/collections.js";
import type { Attestation, Coverage, CoverageStatus, Product } from "../model/assessment.js";
import type { Finding } from "../model/finding.js";
import { derive } from "../model/editions.js";
import { applies } from "../model/level.js";
import type { Edition, ProvisionId, Standard } from "../model/provision.js";
import { claimOf } from "./answers.js";

export function coverageOf(
  standard: Standard,
  edition: Edition,
  product: Product,
  findings: readonly Finding[],
  today: string,
): ReadonlyMap<ProvisionId, Coverage> {
  const speaking = findings.filter((f) => f.level !== "hidden" || f.stance !== "violates");
  const byProvision = new Map<ProvisionId, Finding[]>();
  for (const finding of speaking)
    for (const id of new Set(finding.provisions.flatMap((p) => derive(standard, p, edition))))
      listAt(byProvision, id).push(finding);
  const coverage = new Map<ProvisionId, Coverage>();
  for (const provision of standard.provisions.values()) {
    if (provision.in[edition] === undefined) continue;
    const about = byProvision.get(provision.id) ?? [];
    const violations = about.filter((f) => f.stance === "violates" && f.suppressed === undefined);
    const evidence = about.filter((f) => f.stance === "supports");
    const questions = about.filter((f) => f.stance === "asks");
    const attestation = product.attestations.find((a) => a.provision === provision.id);
    const isApplicable = applies(standard, edition, product, provision.id);
    coverage.set(provision.id, {
      provision,
      status: statusOf(violations, evidence, attestation, isApplicable, today),
      violations,
      evidence,
      questions,
      ...(attestation === undefined ? {} : { attestation }),
    });
  }
  return coverage;
}

function statusOf(
  violations: readonly Finding[],
  evidence: readonly Finding[],
  attestation: Attestation | undefined,
  isApplicable: boolean,
  today: string,
): CoverageStatus {
  const claim = claimOf(attestation, today);
  if (violations.length > 0) return claim === "met" ? "disputed" : "violated";
  if (claim === "not-met") return "violated";
  if (claim === "lapsed") return "lapsed";
  if (!isApplicable || claim === "not-applicable") return "not-applicable";
  if (claim === "met") return "attested";
  return evidence.length > 0 ? "evidenced" : "open";
}
