// General rules yield to special ones: of one weakness at one place there is one finding.
import type { Finding, Place } from "../model/finding.js";
import type { Rule } from "../model/rule.js";

/**
 * What a general rule says is left out where a special one has said it of the same weakness, there or
 * further on; of two general ones the graver counts.
 */
export function withoutFallbacks(findings: readonly Finding[], rules: readonly Rule[]): Finding[] {
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  const isGeneral = (f: Finding): boolean => known.get(f.rule)?.fallback === true;
  const said = new Map<string, Finding[]>();
  for (const f of findings)
    if (f.stance === "violates")
      for (const place of isGeneral(f) ? [f.evidence] : [f.evidence, ...f.evidence.trail])
        said.set(lineOf(place), [...(said.get(lineOf(place)) ?? []), f]);
  const weaknesses = (f: Finding): readonly string[] => known.get(f.rule)?.cwe ?? [];
  const isSaidBy = (f: Finding, other: Finding): boolean =>
    weaknesses(other).some((cwe) => weaknesses(f).includes(cwe)) &&
    (!isGeneral(other) || (other.rule !== f.rule && rank(other) < rank(f)));
  return findings.filter(
    (f) => !isGeneral(f) || !said.get(lineOf(f.evidence))?.some((other) => isSaidBy(f, other)),
  );
}

function lineOf({ path, range }: Place): string {
  return `${path}:${String(range.start.line)}`;
}

const GRAVEST = ["critical", "high", "medium", "low"];

function rank({ impact, confidence }: Finding): number {
  return GRAVEST.indexOf(impact) * GRAVEST.length + GRAVEST.indexOf(confidence);
}
