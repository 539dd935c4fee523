// A rule that crashes is left out and said; all others go on.
import assert from "node:assert/strict";
import { NO_CONFIG } from "../../src/model/config.js";
import type { Rule } from "../../src/model/rule.js";
import type { Book } from "../../src/rules/book.js";
import { NO_PRODUCT } from "../../src/rules/config.js";
import { checkFiles } from "../../src/scan/check-project.js";
import { loadGrammars, loadRulebook } from "../../src/scan/resources.js";
import { memorySource } from "../../src/scan/source.js";

const { book } = loadRulebook();
assert.ok(book !== undefined);

/** The rule with a test of its first argument that throws. */
function crashing(rule: Rule): Rule {
  const pattern = {
    test: (): boolean => {
      throw new Error("out of order");
    },
  };
  const is = [{ by: "like", globs: ["*"], pattern }] as const;
  const clause = {
    word: "call",
    names: { tests: [{ by: "one-of", texts: ["gets"] }] },
    args: new Map([[0, { value: { is } }]]),
  } as const;
  const [first] = rule.cases;
  assert.ok(first !== undefined);
  return {
    ...rule,
    id: "crashing",
    cases: [{ ...first, when: [{ is: "clause", clause }], unless: [] }],
  };
}

describe("a rule that crashes", () => {
  it("is named, and takes nothing with it", async () => {
    const [some] = book.rules;
    assert.ok(some !== undefined);
    const both: Book = { ...book, rules: [...book.rules, crashing(some)] };
    const { assessment } = checkFiles(
      memorySource(new Map([["a.c", 'void f(void) { char b[4]; gets("x"); gets(b); }']])),
      await loadGrammars(),
      both,
      { config: NO_CONFIG, product: NO_PRODUCT, problems: [] },
      { today: "2026-01-01", toolVersion: "0.0.0" },
    );
    assert.deepEqual(
      assessment.problems.map((p) => [p.kind, p.message]),
      [["rule", "the rule crashing crashed and was left out: out of order"]],
    );
    assert.ok(assessment.findings.some((f) => f.rule === "unsafe-gets"));
  });
});
