// `after:` and `before:`: the order of two facts in a function, on one way through it.
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

const AFTER = "when: [{ call: one, as: $one }, { call: two, after: $one }]\n";
const BEFORE = "when: [{ call: two, as: $two }, { call: one, before: $two }]\n";
const UNLESS = "when: [{ call: two, as: $two }]\nunless: [{ call: one, before: $two }]\n";

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

/** Both ways of asking agree, and `unless` says the opposite. */
function inOrder(body: string, expected: boolean): void {
  assert.equal(holds(AFTER, body), expected, `after: ${body}`);
  assert.equal(holds(BEFORE, body), expected, `before: ${body}`);
  assert.equal(holds(UNLESS, body), !expected, `unless: ${body}`);
}

describe("one fact after another", () => {
  it("stands behind it", () => {
    inOrder("one(); two();", true);
    inOrder("two(); one();", false);
    inOrder("use(one(), two());", true);
  });

  it("may stand in a branch, or behind one", () => {
    inOrder("one(); if (n) two();", true);
    inOrder("if (n) one(); two();", true);
    inOrder("if (one()) two();", true);
    inOrder("if (one()) n = 1; else two();", true);
  });

  it("does not stand in the other branch", () => {
    inOrder("if (n) one(); else two();", false);
    inOrder("if (n == 1) { one(); } else if (n == 2) { two(); }", false);
    inOrder("switch (n) { case 1: one(); break; case 2: two(); break; }", false);
  });

  it("is reached where a case falls through", () => {
    inOrder("switch (n) { case 1: one(); case 2: two(); break; }", true);
    inOrder("switch (n) { case 1: one(); break; default: n = 0; } two();", true);
  });

  it("is not reached behind a return", () => {
    inOrder("if (n) { one(); return; } two();", false);
    inOrder("if (n) { one(); goto out; } two(); out: ;", false);
    inOrder("if (!n) return; one(); two();", true);
  });

  it("is reached through loops, also by break and continue", () => {
    inOrder("for (int i = 0; i < n; i++) { one(); } two();", true);
    inOrder("while (n) { if (n == 3) { one(); break; } n--; } two();", true);
    inOrder("while (n) { if (n == 3) { one(); continue; } two(); }", false);
    inOrder("do { one(); } while (two());", true);
    inOrder("while (n) { two(); one(); }", false);
  });

  it("stands in the same function", () => {
    assert.equal(holds(AFTER, "one(); } void g() { two();"), false);
    assert.equal(holds(UNLESS, "one(); } void g() { two();"), true);
  });

  it("is told apart in a lambda", () => {
    inOrder("on([](int n) { if (n) { one(); return; } two(); });", false);
    inOrder("on([](int n) { if (n) return; one(); two(); });", true);
  });
});

describe("a name that no clause before has", () => {
  it("is refused", () => {
    const { problems } = load("when: [{ call: two, after: $one }, { call: one, as: $one }]\n");
    assert.match(
      problems.map((p) => p.message).join("\n"),
      /no clause before this one is named \$one/,
    );
    const second = load("when: [{ call: two }]\nunless: [{ call: one, before: $two }]\n").problems;
    assert.match(second.map((p) => p.message).join("\n"), /named \$two/);
  });
});
