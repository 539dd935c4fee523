// Findings, evidence and attestations → the state of a provision.
import assert from "node:assert/strict";
import { coverageOf } from "../../src/engine/coverage.js";
import type { Attestation, Product } from "../../src/model/assessment.js";
import type { Finding } from "../../src/model/finding.js";
import type { Stance } from "../../src/model/rule.js";
import { loadRulebook } from "../../src/scan/resources.js";
import { levelOf } from "../../src/model/level.js";

const standard = loadRulebook().book?.standard;
assert.ok(standard);

const PLACE = {
  path: "a.c",
  range: { start: { line: 0, column: 0 }, end: { line: 0, column: 1 } },
};

function finding(stance: Stance, provision: string, more: Partial<Finding> = {}): Finding {
  return {
    rule: "r",
    stance,
    provisions: [provision],
    impact: "high",
    confidence: "high",
    level: "error",
    variants: [],
    message: "m",
    evidence: { ...PLACE, excerpt: { firstLine: 0, lines: ["x"] }, trail: [], conditions: [] },
    fixes: [],
    print: "p",
    ...more,
  };
}

function attested(provision: string, claim: Attestation["claim"], until?: string): Product {
  const base = {
    provision,
    claim,
    because: "b",
    by: "T. Bench",
    on: "2026-01-01",
    refs: [],
    place: PLACE,
  };
  return {
    features: new Map(),
    attestations: [until === undefined ? base : { ...base, until }],
  };
}

const NOTHING: Product = { features: new Map(), attestations: [] };

function stateOf(
  provision: string,
  findings: readonly Finding[],
  product = NOTHING,
): string | undefined {
  assert.ok(standard);
  return coverageOf(standard, "3.1.3", product, findings, "2026-06-01").get(provision)?.status;
}

describe("the state of a provision", () => {
  it("is open where nothing speaks for it", () => {
    assert.equal(stateOf("5.5-1", []), "open");
  });

  it("is violated by a finding, evidenced by evidence alone", () => {
    assert.equal(stateOf("5.5-1", [finding("violates", "5.5-1")]), "violated");
    assert.equal(stateOf("5.5-1", [finding("supports", "5.5-1")]), "evidenced");
    assert.equal(stateOf("5.5-1", [finding("asks", "5.5-1")]), "open");
    assert.equal(
      stateOf("5.5-1", [finding("supports", "5.5-1"), finding("violates", "5.5-1")]),
      "violated",
    );
  });

  it("stays open when its only finding is accepted", () => {
    const accepted = finding("violates", "5.5-1", { suppressed: { by: "baseline", reason: "r" } });
    assert.equal(stateOf("5.5-1", [accepted]), "open");
  });

  it("is disputed where a person says met and a finding stands", () => {
    assert.equal(
      stateOf("5.5-1", [finding("violates", "5.5-1")], attested("5.5-1", "met")),
      "disputed",
    );
  });

  it("lapses on its day, and a lapsed claim disputes nothing", () => {
    const lapsed = attested("5.5-1", "met", "2026-05-31");
    assert.equal(stateOf("5.5-1", [], lapsed), "lapsed");
    assert.equal(stateOf("5.5-1", [finding("violates", "5.5-1")], lapsed), "violated");
    assert.equal(stateOf("5.5-1", [], attested("5.5-1", "met", "2026-06-01")), "attested");
  });

  it("follows what a person says: met, not met, not applicable", () => {
    assert.equal(stateOf("5.2-1", [], attested("5.2-1", "met")), "attested");
    assert.equal(stateOf("5.2-1", [], attested("5.2-1", "not-met")), "violated");
    assert.equal(stateOf("5.2-1", [], attested("5.2-1", "not-applicable")), "not-applicable");
  });

  it("is not applicable without its feature, unless a finding says otherwise", () => {
    const without: Product = { features: new Map([["a", false]]), attestations: [] };
    assert.equal(stateOf("5.1-1", [], without), "not-applicable");
    assert.equal(stateOf("5.1-1", [finding("violates", "5.1-1")], without), "violated");
  });
});

describe("how loud a finding is", () => {
  assert.ok(standard);
  const level = (
    id: string,
    impact: "critical" | "medium",
    confidence: "high" | "medium" | "low",
  ): string => levelOf(standard, "3.1.3", NOTHING, [id], impact, confidence);

  it("follows the provision's status, the impact and the confidence", () => {
    assert.equal(level("5.5-5", "critical", "high"), "error");
    assert.equal(level("5.5-5", "critical", "medium"), "warning");
    assert.equal(level("5.5-5", "medium", "high"), "warning");
    assert.equal(level("5.5-2", "critical", "high"), "note");
    assert.equal(level("5.5-5", "critical", "low"), "hidden");
  });
});
