// Which findings a report lists and which it only counts. One place decides, so that the numbers of
// two formats never differ.
import type { Assessment } from "../model/assessment.js";
import type { Finding } from "../model/finding.js";
import { compareFindings, sorted } from "./order.js";

export interface Selection {
  /** Violations that stand and are loud enough to be listed. */
  readonly standing: readonly Finding[];
  /** Violations of low confidence: listed on request, and never a failure. */
  readonly unsure: readonly Finding[];
  /** Violations that a comment, the configuration or a baseline accepts. */
  readonly accepted: readonly Finding[];
  readonly evidence: readonly Finding[];
  readonly questions: readonly Finding[];
  /** Questions that a comment, the configuration or the product file answers. */
  readonly answered: readonly Finding[];
}

export function select(findings: Iterable<Finding>): Selection {
  const all = sorted(findings, compareFindings);
  const violations = all.filter((finding) => finding.stance === "violates");
  const asked = all.filter((finding) => finding.stance === "asks");
  const open = violations.filter((finding) => finding.suppressed === undefined);
  return {
    standing: open.filter((finding) => finding.level !== "hidden"),
    unsure: open.filter((finding) => finding.level === "hidden"),
    accepted: violations.filter((finding) => finding.suppressed !== undefined),
    evidence: all.filter((finding) => finding.stance === "supports"),
    questions: asked.filter((finding) => finding.suppressed === undefined),
    answered: asked.filter((finding) => finding.suppressed !== undefined),
  };
}

export function selectAll(assessment: Assessment): Selection {
  return select(assessment.findings);
}
