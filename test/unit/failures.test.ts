// `on-failure-of:` and `result: shrugged`: what is done where a call has failed.
import assert from "node:assert/strict";
import { NO_CONFIG } from "../../src/model/config.js";
import { loadRule } from "../../src/rules/load.js";
import { NO_PRODUCT } from "../../src/rules/config.js";
import { checkFiles } from "../../src/scan/check-project.js";
import { loadGrammars, loadRulebook } from "../../src/scan/resources.js";
import { memorySource } from "../../src/scan/source.js";

const { book } = loadRulebook();
assert.ok(book !== undefined);
const syntax = await loadGrammars();

const PAGE = `# Title

What.

## Why it matters

Why.

## Wrong

\`\`\`c a.c
void f(void) { one(); two(); }
\`\`\`

## Right

\`\`\`c a.c
void f(void) {}
\`\`\`

## Limits

None.
`;

function load(sentence: string): ReturnType<typeof loadRule> {
  assert.ok(book !== undefined);
  const yaml = `id: my-rule
provisions: [5.5-1]
stance: violates
impact: high
confidence: high
message: Says it.
${sentence}`;
  const source = { path: "rules/x/my-rule.yaml", yaml, page: PAGE, origin: "builtin" as const };
  return loadRule(source, book.standard, new Map());
}

const RESTARTS =
  "when: [{ call: [esp_open, connected, is_whole], as: $call }, { call: two, on-failure-of: $call }]\n";
const SHRUGS = "when: [{ call: [esp_open, connected, is_whole], result: shrugged }]\n";

function holds(sentence: string, body: string): boolean {
  assert.ok(book !== undefined);
  const { rule, problems } = load(sentence);
  assert.deepEqual(problems, []);
  assert.ok(rule !== undefined);
  const { assessment } = checkFiles(
    memorySource(new Map([["a.cpp", `void f(int n) {\n${body}\n}\n`]])),
    syntax,
    { ...book, rules: [rule] },
    { config: NO_CONFIG, product: NO_PRODUCT, problems: [] },
    { today: "2026-01-01", toolVersion: "0.0.0" },
  );
  return assessment.findings.length > 0;
}

function restarts(body: string, expected = true): void {
  assert.equal(holds(RESTARTS, body), expected, body);
}

function shrugs(body: string, expected = true): void {
  assert.equal(holds(SHRUGS, body), expected, body);
}

describe("what is done where a call has failed", () => {
  it("stands in the branch of a method that said no", () => {
    restarts("if (!net.connected()) two();");
    restarts("if (net.connected()) n = 1; else two();");
    restarts("if (net.connected() == false) two();");
    restarts("if (net.connected() != WL_CONNECTED) { say(); two(); }");
    restarts("if (net.connected()) two();", false);
    restarts("if (net.connected() == WL_CONNECTED) two();", false);
  });

  it("stands in the branch of a function that gives 0 where all is well", () => {
    restarts("if (esp_open()) two();");
    restarts("if (esp_open() != 0) two();");
    restarts("if (esp_open() < 0) two();");
    restarts("int e = esp_open(); if (e != ESP_OK) { two(); }");
    restarts("int e; if ((e = esp_open()) != ESP_OK) two();");
    restarts("if (!esp_open()) two();", false);
    restarts("if (esp_open() == ESP_OK) two();", false);
  });

  it("stands in a loop that waits, and below further tests", () => {
    restarts("while (net.connected() != WL_CONNECTED) { if (++n > 9) two(); }");
    restarts("if (n && !net.connected()) two();");
    restarts("if (!net.connected() || n) two();");
    restarts("if (!is_whole()) { if (n) two(); }");
    restarts("if (!(n && net.connected())) two();", false);
  });

  it("is nothing behind the branch, or in another function", () => {
    restarts("if (!net.connected()) n = 1; two();", false);
    restarts("if (!net.connected()) return; two();", false);
    restarts("if (!net.connected()) n = 1; } void g() { two();", false);
  });

  it("asks for a clause of that name", () => {
    const { problems } = load("when: [{ call: two, on-failure-of: $call }]\n");
    assert.match(problems[0]?.message ?? "", /no clause before this one is named \$call/);
  });
});

describe("a failure that is only logged", () => {
  it("is one where nothing else is done", () => {
    shrugs('if (!is_whole()) { ESP_LOGW(TAG, "broken"); } go();');
    shrugs('if (esp_open() != 0) printf("no"); go();');
  });

  it("is none where something is done, or it is well", () => {
    shrugs('if (!is_whole()) { ESP_LOGW(TAG, "broken"); return; } go();', false);
    shrugs('if (!is_whole()) { ESP_LOGW(TAG, "broken"); alarm(); } go();', false);
    shrugs('if (is_whole()) { ESP_LOGI(TAG, "well"); } go();', false);
    shrugs("if (!is_whole()) {} go();", false);
    shrugs("is_whole();", false);
  });
});
