// Every case of a rule is found by itself in a sample of its page. Those that are not are named here, and the
// list only gets shorter.
import assert from "node:assert/strict";
import { NO_CONFIG } from "../../src/model/config.js";
import type { Case, Rule } from "../../src/model/rule.js";
import { NO_PRODUCT } from "../../src/rules/config.js";
import { checkFiles } from "../../src/scan/check-project.js";
import { loadGrammars, loadRulebook } from "../../src/scan/resources.js";
import { memorySource } from "../../src/scan/source.js";

/** Rules with the numbers of their cases, from 0. */
const WITHOUT_SAMPLE: Readonly<Record<string, readonly number[]>> = {
  "blocking-wait-for-network": [1],
  "copied-text-without-end": [1, 3, 4],
  "crypto-weak-signature-hash": [1, 4],
  "default-credential-literal": [6, 7],
  "hardcoded-cloud-token": [6],
  "hardcoded-symmetric-key": [2],
  "httpd-content-length-unchecked": [1],
  "insecure-default-toggle": [1],
  "json-result-unchecked": [1],
  "mcuboot-default-key": [1],
  "memcpy-length-from-packet": [1, 3],
  "non-literal-format": [4, 5],
  "snprintf-return-misuse": [3],
  "unbounded-copy-from-argument": [3],
  "unbounded-copy-from-network": [1, 3],
  "unbounded-text-copy": [1],
  "wifi-softap-open": [7],
};

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
  it("are each found in a sample, but for those that are named", () => {
    const bare = whole.rules.flatMap((rule) => {
      const numbers = [...rule.cases.keys()].filter((i) => {
        const one = rule.cases[i];
        return one !== undefined && !isFound(rule, one);
      });
      return numbers.length === 0 ? [] : [[rule.id, numbers] as const];
    });
    assert.deepEqual(Object.fromEntries(bare), WITHOUT_SAMPLE);
  }).timeout(300_000);
});
