// How loud a finding is: a pure function of the provision's status in the edition, the product's
// feature answers, the rule's impact and the finding's confidence.
import type { Product } from "./assessment.js";
import type { Level } from "./finding.js";
import type { Edition, ProvisionId, Standard } from "./provision.js";
import type { Confidence, Impact } from "./rule.js";

/** An unanswered feature or condition counts as present. */
export function applies(
  standard: Standard,
  edition: Edition,
  product: Product,
  id: ProvisionId,
): boolean {
  const status = standard.provisions.get(id)?.in[edition];
  if (status === undefined) return false;
  const gates = [...status.features, ...status.conditions];
  return !gates.some((gate) => product.features.get(gate) === false);
}

export function levelOf(
  standard: Standard,
  edition: Edition,
  product: Product,
  provisions: readonly ProvisionId[],
  impact: Impact,
  confidence: Confidence,
): Level {
  if (confidence === "low") return "hidden";
  const mandatory = provisions.some(
    (id) =>
      standard.provisions.get(id)?.in[edition]?.requirement === "mandatory" &&
      applies(standard, edition, product, id),
  );
  if (!mandatory) return "note";
  const grave = impact === "critical" || impact === "high";
  return grave && confidence === "high" ? "error" : "warning";
}
