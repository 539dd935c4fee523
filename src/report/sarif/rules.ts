// Rules as SARIF descriptors: everything a viewer needs to explain a result without this tool.
import type {
  ReportingConfiguration,
  ReportingDescriptor,
  ReportingDescriptorRelationship,
} from "sarif";
import type { Product } from "../../model/assessment.js";
import { levelOf } from "../../model/level.js";
import type { Edition, Standard } from "../../model/provision.js";
import type { Confidence, Impact, Rule } from "../../model/rule.js";
import type { ReportOptions } from "../options.js";
import {
  currentIds,
  CWE_TAXONOMY,
  cweId,
  cweNumber,
  linkOf,
  STANDARD_TAXONOMY,
  type Taxa,
} from "./taxonomies.js";

/** Some viewers refuse a log with more. */
const MOST_TAGS = 20;
/** Longer descriptions are cut by viewers, in the middle of a word. */
const LONGEST_TEXT = 1000;

// The score bands that viewers know: above 9 critical, from 7 high, from 4 medium, below low.
const SEVERITY: Readonly<Record<Impact, string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "2.5",
};

export interface RuleContext {
  readonly standard: Standard;
  readonly edition: Edition;
  readonly options: ReportOptions;
  readonly taxa: Taxa;
}

export function descriptorOf(rule: Rule, context: RuleContext): ReportingDescriptor {
  const { page } = rule;
  const helpUri = helpUriOf(rule, context);
  return {
    id: rule.id,
    name: pascal(rule.id),
    shortDescription: { text: cut(rule.title) },
    fullDescription: { text: cut(page.what === "" ? rule.title : page.what) },
    help: { text: helpText(rule), markdown: page.markdown },
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level: defaultLevel(rule, context) },
    relationships: relationshipsOf(rule, context),
    properties: propertiesOf(rule, context.standard),
  };
}

function helpText(rule: Rule): string {
  const { what, why } = rule.page;
  const parts = [what, why].filter((part) => part !== "");
  return parts.length === 0 ? rule.title : parts.join("\n\n");
}

/** The rule's own page, or else the standard where it speaks of the rule's first provision. */
function helpUriOf(rule: Rule, { standard, options }: RuleContext): string | undefined {
  const { pagesUrl } = options;
  if (pagesUrl !== undefined) return `${pagesUrl.replace(/\/+$/, "")}/${rule.id}`;
  const links = currentIds(standard, rule.provisions).map((id) => linkOf(standard, id));
  return links.find((link) => link !== undefined);
}

/** `wifi-hardcoded-passphrase` → `WifiHardcodedPassphrase` */
function pascal(id: string): string {
  return id
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join("");
}

function cut(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  const end = text.lastIndexOf(" ", LONGEST_TEXT);
  return `${text.slice(0, end > 0 ? end : LONGEST_TEXT)} …`;
}

/** The loudest that a result of the rule can be; each result carries its own level. */
function defaultLevel(rule: Rule, context: RuleContext): ReportingConfiguration.level {
  if (rule.stance !== "violates") return "none";
  const product: Product = { features: new Map(), attestations: [] };
  const { standard, edition } = context;
  const confidence = best(rule.cases.map((one) => one.confidence));
  const level = levelOf(standard, edition, product, rule.provisions, rule.impact, confidence);
  return level === "hidden" ? "note" : level;
}

const CONFIDENCES: readonly Confidence[] = ["high", "medium", "low"];

function best(confidences: readonly Confidence[]): Confidence {
  return CONFIDENCES.find((confidence) => confidences.includes(confidence)) ?? "high";
}

function worst(confidences: readonly Confidence[]): Confidence {
  return [...CONFIDENCES].reverse().find((one) => confidences.includes(one)) ?? "high";
}

function relationshipsOf(rule: Rule, context: RuleContext): ReportingDescriptorRelationship[] {
  const { standard, taxa } = context;
  const provisions = currentIds(standard, rule.provisions).map((id) => ({
    target: { id, index: taxa.provisions.indexOf(id), toolComponent: STANDARD_TAXONOMY },
    kinds: ["relevant"],
  }));
  const weaknesses = [...new Set(rule.cwe.map(cweId))].map((id) => ({
    target: { id, index: taxa.weaknesses.indexOf(id), toolComponent: CWE_TAXONOMY },
    kinds: ["relevant"],
  }));
  return [...provisions, ...weaknesses];
}

function propertiesOf(rule: Rule, standard: Standard): object {
  const provisions = currentIds(standard, rule.provisions);
  const tags = [
    "security",
    ...provisions.map((id) => `en-303-645/${id}`),
    ...rule.cwe.map((cwe) => `external/cwe/cwe-${cweNumber(cwe).padStart(3, "0")}`),
  ];
  return {
    provisions,
    tags: [...new Set(tags)].slice(0, MOST_TAGS),
    // The least sure that a result of the rule can be.
    precision: worst(rule.cases.map((one) => one.confidence)),
    ...(rule.stance === "violates" ? { "security-severity": SEVERITY[rule.impact] } : {}),
    stage: rule.stage,
    origin: rule.origin,
  };
}
