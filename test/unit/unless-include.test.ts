// An `unless` that asks for an include looks through the whole project, as settings do: an include
// stands outside of every function, so the reach of code would never find it.
import assert from "node:assert/strict";
import { loadRule } from "../../src/rules/load.js";
import { loadRulebook } from "../../src/scan/resources.js";

const PAGE = `# Title

What.

## Why it matters

Why.

## Wrong

\`\`\`c a.c
void f(void) { g(); }
\`\`\`

## Right

\`\`\`c a.c
void f(void) {}
\`\`\`

## Limits

None.
`;

function reachOf(clause: string): string | undefined {
  const standard = loadRulebook().book?.standard;
  assert.ok(standard);
  const yaml = `id: my-rule
provisions: [5.5-1]
stance: violates
impact: high
confidence: high
message: Says it.
when: [{ call: g }]
unless: [${clause}]
`;
  const source = { path: "rules/x/my-rule.yaml", yaml, page: PAGE, origin: "builtin" as const };
  const { rule } = loadRule(source, standard, new Map());
  return rule?.cases[0]?.unless[0]?.within;
}

describe("the reach of an unless", () => {
  it("is the project for an include", () => {
    assert.equal(reachOf("{ include: wolfssl/ssl.h }"), "project");
  });

  it("is the function for a call", () => {
    assert.equal(reachOf("{ call: h }"), "function");
  });
});
