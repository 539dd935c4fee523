// What the editions make of a provision: which ids a rule's id means in another edition, and how its
// status there is put into words.
import type { Edition, EditionStatus, ProvisionId, Standard } from "./provision.js";

/**
 * The ids that stand for `id` in `edition`: itself, or what it replaced (in the older edition) or was
 * replaced by (in the newer). Empty: that edition asks for nothing of the kind, or nobody knows `id`.
 */
export function derive(standard: Standard, id: ProvisionId, edition: Edition): ProvisionId[] {
  const stands = (other: ProvisionId): boolean =>
    standard.provisions.get(other)?.in[edition] !== undefined;
  if (stands(id)) return [id];
  const provision = standard.provisions.get(id);
  if (provision === undefined) return [];
  const others = edition === "2.1.1" ? provision.replaces : provision.replacedBy;
  return others.filter(stands);
}

/** "mandatory if the product uses passwords" */
export function describeStatus(status: EditionStatus): string {
  if (status.appliesIf.length === 0) return status.requirement;
  return `${status.requirement} if ${status.appliesIf.join(" and ")}`;
}

/** "page 13", or "about page 13" where nobody has verified it. */
export function pageWords(status: EditionStatus): string {
  return status.pageVerified ? `page ${status.page}` : `about page ${status.page}`;
}

/** The letters of table B.1: "M", "R", "M C", "R F", "M C F". */
export function statusCode(status: EditionStatus): string {
  const letters = [status.requirement === "mandatory" ? "M" : "R"];
  if (status.conditions.length > 0) letters.push("C");
  if (status.features.length > 0) letters.push("F");
  return letters.join(" ");
}
