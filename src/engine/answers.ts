// Questions that the product file has answered: by an attestation that still holds, or since the
// provision does not apply. They stay where they are, with the answer beside them, and nobody is asked
// again. A question about several provisions is answered once each of them is.
import type { Attestation, Product } from "../model/assessment.js";
import { derive } from "../model/editions.js";
import type { Finding, Suppression } from "../model/finding.js";
import { applies } from "../model/level.js";
import type { Edition, ProvisionId, Standard } from "../model/provision.js";

export interface Answering {
  readonly standard: Standard;
  readonly edition: Edition;
  readonly product: Product;
  /** ISO date. */
  readonly today: string;
}

export function answered(findings: readonly Finding[], by: Answering): readonly Finding[] {
  return findings.map((finding) => {
    if (finding.stance !== "asks" || finding.suppressed !== undefined) return finding;
    const answer = answerOf(finding, by);
    return answer === undefined ? finding : { ...finding, suppressed: answer };
  });
}

function answerOf({ provisions }: Finding, by: Answering): Suppression | undefined {
  const ids = new Set(provisions.flatMap((p) => derive(by.standard, p, by.edition)));
  const answers = [...ids].map((id) => answerFor(id, by));
  return answers.includes(undefined) ? undefined : answers[0];
}

function answerFor(id: ProvisionId, by: Answering): Suppression | undefined {
  const said = by.product.attestations.find((a) => a.provision === id);
  const claim = claimOf(said, by.today);
  if (said !== undefined && claim !== undefined && claim !== "lapsed") {
    const { because: reason, by: who, until, place } = said;
    const common = { by: "product", reason, who, place } as const;
    return until === undefined ? common : { ...common, until };
  }
  return applies(by.standard, by.edition, by.product, id)
    ? undefined
    : { by: "product", reason: `the product file says that ${id} does not apply` };
}

/** What a person says, as long as it holds. That something is not met does not lapse. */
export function claimOf(
  attestation: Attestation | undefined,
  today: string,
): Attestation["claim"] | "lapsed" | undefined {
  if (attestation === undefined || attestation.claim === "not-met") return attestation?.claim;
  const { claim, until } = attestation;
  return until !== undefined && until < today ? "lapsed" : claim;
}
