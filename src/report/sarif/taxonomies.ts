// The two taxonomies that rules are related to: the provisions of the standard, under the numbers of
// V3.1.3 whatever edition was assessed, and CWE. Only entries that a rule uses are written.
import type { ReportingDescriptor, ToolComponent, ToolComponentReference } from "sarif";
import { compareText } from "../../base/collections.js";
import { derive } from "../../model/editions.js";
import { DEFAULT_EDITION, type ProvisionId, type Standard } from "../../model/provision.js";
import type { Rule } from "../../model/rule.js";
import { compareProvisions, sorted } from "../order.js";
import { STANDARD_NAME } from "../words.js";

// Made once for this tool, so that references between the parts of a log can be looked up.
const STANDARD_GUID = "201f7335-206f-4bca-ad04-7794a1914769";
const CWE_GUID = "48b143ce-8e69-45de-a00a-0f4be4d62d61";

export const STANDARD_TAXONOMY = { name: STANDARD_NAME, guid: STANDARD_GUID } as const;
export const CWE_TAXONOMY = { name: "CWE", guid: CWE_GUID } as const;

/** V3.1.3's numbers for `ids`. An id that the standard does not know is passed on as it is. */
export function currentIds(standard: Standard, ids: readonly ProvisionId[]): ProvisionId[] {
  const current = ids.flatMap((id) =>
    standard.provisions.has(id) ? derive(standard, id, DEFAULT_EDITION) : [id],
  );
  return [...new Set(current)];
}

/** `CWE-295`, also where only the number is given. */
export function cweId(cwe: string): string {
  return `CWE-${cweNumber(cwe)}`;
}

export function cweNumber(cwe: string): string {
  return cwe.replace(/\D/g, "");
}

export interface Taxa {
  readonly provisions: readonly ProvisionId[];
  readonly weaknesses: readonly string[];
}

export function taxaOf(rules: readonly Rule[], standard: Standard): Taxa {
  const provisions = new Set(rules.flatMap((rule) => currentIds(standard, rule.provisions)));
  const weaknesses = new Set(rules.flatMap((rule) => rule.cwe.map(cweId)));
  return {
    provisions: sorted(provisions, compareProvisions),
    weaknesses: sorted(weaknesses, (a, b) => compareProvisions(a, b) || compareText(a, b)),
  };
}

export function taxonomiesOf(taxa: Taxa, standard: Standard): ToolComponent[] {
  const ours: ToolComponent = {
    ...STANDARD_TAXONOMY,
    version: `V${DEFAULT_EDITION}`,
    organization: "ETSI",
    shortDescription: { text: "Baseline security provisions for consumer IoT, in our own words." },
    isComprehensive: false,
    taxa: taxa.provisions.map((id) => provisionTaxon(id, standard)),
  };
  const cwe: ToolComponent = {
    ...CWE_TAXONOMY,
    organization: "MITRE",
    informationUri: "https://cwe.mitre.org/",
    shortDescription: { text: "Common Weakness Enumeration" },
    isComprehensive: false,
    taxa: taxa.weaknesses.map((id) => ({
      id,
      helpUri: `https://cwe.mitre.org/data/definitions/${cweNumber(id)}.html`,
    })),
  };
  return [ours, cwe].filter((taxonomy) => (taxonomy.taxa ?? []).length > 0);
}

function provisionTaxon(id: ProvisionId, standard: Standard): ReportingDescriptor {
  const provision = standard.provisions.get(id);
  if (provision === undefined) return { id };
  const link = linkOf(standard, id);
  return {
    id,
    shortDescription: { text: provision.gist },
    ...(link === undefined ? {} : { helpUri: link }),
  };
}

/** Where the standard says it, or nothing if there is no address for it. */
export function linkOf(standard: Standard, id: ProvisionId): string | undefined {
  const provision = standard.provisions.get(id);
  const link = provision?.in[DEFAULT_EDITION]?.link ?? provision?.in["2.1.1"]?.link;
  return link?.startsWith("https://") === true ? link : undefined;
}

export function supportedTaxonomies(
  taxonomies: readonly ToolComponent[],
): ToolComponentReference[] {
  return taxonomies.map(({ name, guid }, index) => ({
    name,
    index,
    ...(guid === undefined ? {} : { guid }),
  }));
}
