// Questions that the product file answers.
import assert from "node:assert/strict";
import { answered } from "../../src/engine/answers.js";
import type { Attestation, Product } from "../../src/model/assessment.js";
import type { Finding, Suppression } from "../../src/model/finding.js";
import type { Stance } from "../../src/model/rule.js";
import { loadRulebook } from "../../src/scan/resources.js";
import { snapshotOf } from "../../src/server/snapshot.js";
import { coverageOf } from "../../src/engine/coverage.js";

const { book } = loadRulebook();
assert.ok(book);
const whole = book;

const PLACE = {
  path: "main/main.c",
  range: { start: { line: 2, column: 4 }, end: { line: 2, column: 9 } },
};

function finding(stance: Stance, provisions: readonly string[]): Finding {
  return {
    rule: "no-update-mechanism",
    stance,
    provisions,
    impact: "high",
    confidence: "high",
    level: "note",
    variants: [],
    message: "How does it get updates?",
    evidence: { ...PLACE, excerpt: { firstLine: 2, lines: ["x"] }, trail: [], conditions: [] },
    fixes: [],
    print: "p",
  };
}

function said(
  provision: string,
  claim: Attestation["claim"],
  more: Partial<Attestation> = {},
): Attestation {
  const place = { ...PLACE, path: ".baseline645/product.yaml" };
  return {
    provision,
    claim,
    because: "b",
    by: "R. Example",
    on: "2026-01-01",
    refs: [],
    place,
    ...more,
  };
}

function answerTo(
  one: Finding,
  attestations: readonly Attestation[],
  features: Product["features"] = new Map(),
): Suppression | undefined {
  const product = { features, attestations };
  const by = { standard: whole.standard, edition: "3.1.3", product, today: "2026-06-01" } as const;
  return answered([one], by)[0]?.suppressed;
}

describe("a question", () => {
  const question = finding("asks", ["5.3-1"]);

  it("stays open without an answer", () => {
    assert.equal(answerTo(question, []), undefined);
    assert.equal(answerTo(question, [said("5.3-2", "met")]), undefined);
  });

  it("is answered by what a person says, whatever that is", () => {
    for (const claim of ["met", "not-met", "not-applicable"] as const)
      assert.deepEqual(answerTo(question, [said("5.3-1", claim)]), {
        by: "product",
        reason: "b",
        who: "R. Example",
        place: said("5.3-1", claim).place,
      });
  });

  it("is asked again once the answer has ended", () => {
    const until = "2026-05-31";
    assert.equal(answerTo(question, [said("5.3-1", "met", { until })]), undefined);
    const later = answerTo(question, [said("5.3-1", "met", { until: "2026-06-01" })]);
    assert.ok(later?.by === "product" && later.until === "2026-06-01");
  });

  it("about several provisions is answered once each of them is", () => {
    const both = finding("asks", ["5.7-1", "5.3-9"]);
    assert.equal(answerTo(both, [said("5.7-1", "met")]), undefined);
    assert.equal(answerTo(both, [said("5.3-9", "met")]), undefined);
    assert.ok(answerTo(both, [said("5.7-1", "met"), said("5.3-9", "met")]));
  });

  it("is answered where its provision does not apply", () => {
    const brake = finding("asks", ["5.1-5"]);
    assert.equal(answerTo(brake, [], new Map([["14", true]])), undefined);
    assert.deepEqual(answerTo(brake, [], new Map([["14", false]])), {
      by: "product",
      reason: "the product file says that 5.1-5 does not apply",
    });
  });

  it("that a comment has answered keeps that answer", () => {
    const by = { by: "baseline", reason: "r" } as const;
    assert.equal(answerTo({ ...question, suppressed: by }, [said("5.3-1", "met")]), by);
  });
});

describe("what is no question", () => {
  it("is not answered by an attestation", () => {
    assert.equal(answerTo(finding("violates", ["5.3-1"]), [said("5.3-1", "met")]), undefined);
    assert.equal(answerTo(finding("supports", ["5.3-1"]), [said("5.3-1", "met")]), undefined);
  });
});

describe("the coverage view", () => {
  it("shows the answer beside a question, and tells it from an open one", () => {
    const open = finding("asks", ["5.3-1"]);
    const reason = "the host updates it";
    const findings = [open, { ...open, suppressed: { by: "product", reason } as const }];
    const product: Product = { features: new Map(), attestations: [] };
    const assessment = {
      toolVersion: "0",
      edition: "3.1.3",
      today: "2026-06-01",
      findings,
      coverage: coverageOf(whole.standard, "3.1.3", product, findings, "2026-06-01"),
      reading: { read: 0, parsed: 0, followed: 0, partial: [], skipped: [], leftOut: [] },
      problems: [],
      rules: [],
    } as const;
    const { provisions } = snapshotOf(assessment, whole, "/lamp");
    assert.deepEqual(
      provisions.find(({ id }) => id === "5.3-1")?.findings.map(({ kind, note }) => [kind, note]),
      [
        ["question", ""],
        ["answered", `answered: ${reason}`],
      ],
    );
  });
});
