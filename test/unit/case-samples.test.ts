// Every case of a rule is found by itself in a sample of its page: a case that no sample shows is dead, or is
// found only because another one has asked for what it needs.
import assert from "node:assert/strict";
import { NO_CONFIG } from "../../src/model/config.js";
import type { Case, Rule } from "../../src/model/rule.js";
import { NO_PRODUCT } from "../../src/rules/config.js";
import { checkFiles } from "../../src/scan/check-project.js";
import { loadGrammars, loadRulebook } from "../../src/scan/resources.js";
import { memorySource } from "../../src/scan/source.js";

const { book } = loadRulebook();
assert.ok(book !== undefined);
const whole = book;
const syntax = await loadGrammars();

function isFound(rule: Rule, one: Case): boolean {
  const alone = { ...whole, rules: [{ ...rule, fallback: false, cases: [one] }] };
  const config = { ...NO_CONFIG, trial: [rule.id] };
  return rule.page.samples.some(({ kind, files }) => {
    if (kind === "right" && rule.stance === "violates") return false;
    const source = memorySource(new Map(files.map(({ path, text }) => [path, text])));
    const workspace = { config, product: NO_PRODUCT, problems: [] };
    const options = { today: "2026-01-01", toolVersion: "0" };
    const { assessment } = checkFiles(source, syntax, alone, workspace, options);
    return assessment.findings.length > 0;
  });
}

describe("cases of rules", () => {
  it("are each found alone in a sample of their page", () => {
    const bare = whole.rules.flatMap((rule) =>
      rule.cases.flatMap((one, i) => (isFound(rule, one) ? [] : [`${rule.id}: ${String(i)}`])),
    );
    assert.deepEqual(bare, []);
  }).timeout(300_000);
});
