// What of several findings at one place is left, by the weakness they tell of and how grave they are.
import assert from "node:assert/strict";
import { withoutFallbacks } from "../../src/engine/fallbacks.js";
import type { Finding } from "../../src/model/finding.js";
import { finding, place, rule, step } from "../report/fixtures.js";

const SOURCE = '#define PASS "x"\nconnect(PASS);\nlog(PASS);\n';
const cwe = ["CWE-798"];
const RULES = [
  rule({ id: "named", cwe, fallback: true, impact: "high" }),
  rule({ id: "default", cwe, fallback: true, impact: "critical" }),
  rule({ id: "login", cwe }),
  rule({ id: "logged", cwe: ["CWE-532"] }),
];

function at(id: string, needle: string, by?: string, impact: Finding["impact"] = "high"): Finding {
  const evidence = place("a.c", SOURCE, needle);
  const trail = by === undefined ? [] : [step("a.c", SOURCE, by, "is set here")];
  return finding({ rule: id, impact, evidence: { ...evidence, trail } });
}

function left(...findings: readonly Finding[]): string[] {
  return withoutFallbacks(findings, RULES).map((f) => f.rule);
}

describe("a general rule", () => {
  it("stands where nobody else says it", () => {
    assert.deepEqual(left(at("named", "#define")), ["named"]);
  });

  it("yields to a special one there, or that comes by it", () => {
    assert.deepEqual(left(at("named", "#define"), at("login", "#define")), ["login"]);
    assert.deepEqual(left(at("named", "#define"), at("login", "connect", "#define")), ["login"]);
  });

  it("does not yield to another weakness", () => {
    assert.deepEqual(left(at("named", "#define"), at("logged", "log(", "#define")), [
      "named",
      "logged",
    ]);
  });

  it("yields to a graver general one at the same place only", () => {
    const graver = at("default", "#define", undefined, "critical");
    assert.deepEqual(left(at("named", "#define"), graver), ["default"]);
    assert.deepEqual(left(at("named", "connect", "#define"), graver), ["named", "default"]);
  });
});
