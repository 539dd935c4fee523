// The loader: a rule with a fault is refused, and the fault is named at its exact key.
import assert from "node:assert/strict";
import { loadRule } from "../../src/rules/load.js";
import { loadRulebook } from "../../src/scan/resources.js";

const standard = loadRulebook().book?.standard;
assert.ok(standard);

const PAGE = `# Title

What.

## Why it matters

Why.

## Wrong

\`\`\`c a.c
void f(void) { g(1); }
               ^^^^ my-rule
\`\`\`

## Right

\`\`\`c a.c
void f(void) { g(2); }
\`\`\`

## Limits

None.
`;

const GOOD = `id: my-rule
provisions: [5.5-1]
stance: violates
impact: high
confidence: high
message: Says it.
when:
  - call: g
    arg: { 0: { is: 1 } }
`;

function faults(
  yaml: string,
  page: string | undefined = PAGE,
  path = "rules/x/my-rule.yaml",
): string[] {
  assert.ok(standard);
  const { rule, problems } = loadRule({ path, yaml, page, origin: "builtin" }, standard, new Map());
  assert.equal(rule === undefined, problems.length > 0, "refused exactly where there is a fault");
  return problems.map(
    (p) =>
      `${p.path}:${String((p.range?.start.line ?? -1) + 1)}:${String((p.range?.start.column ?? -1) + 1)} ${p.message}`,
  );
}

const refuses = (said: RegExp, yaml: string, page: string | undefined = PAGE): void => {
  assert.match(faults(yaml, page).join("\n"), said);
};

describe("loading a rule", () => {
  it("takes a good one", () => {
    assert.deepEqual(faults(GOOD), []);
  });

  it("names an unknown key, a bad value and an unknown word where they stand", () => {
    refuses(/my-rule\.yaml:6:1 mesage: nobody knows this key/, GOOD.replace("message:", "mesage:"));
    refuses(/:4:9 impact/, GOOD.replace("impact: high", "impact: huge"));
    refuses(/:8:5 when > 0: expected one of/, GOOD.replace("call: g", "cal: g"));
    refuses(/:9:\d+ when > 0 > arg/, GOOD.replace("{ 0:", "{ first:"));
  });

  it("names broken YAML with its line", () => {
    refuses(/my-rule\.yaml:\d+:\d+ /, `${GOOD}  - [\n`);
  });

  it("refuses a provision that V3.1.3 does not have", () => {
    refuses(
      /:2:14 provisions > 0: V3\.1\.3 has no provision 5\.6-4$/m,
      GOOD.replace("5.5-1", "5.6-4"),
    );
  });

  it("refuses a regex that linear time cannot run", () => {
    refuses(/look-around/, GOOD.replace("{ is: 1 }", "{ matches: '(?!x)y' }"));
  });

  it("refuses a list that is not there and a first clause that nothing can find", () => {
    refuses(/no list "@nothing"/, GOOD.replace("call: g", "call: '@nothing'"));
    refuses(/needs a name, a list or a word/, GOOD.replace("call: g", "call: '*'"));
  });

  it("refuses a rule without page, wrong, right or why", () => {
    const alone = {
      path: "rules/x/my-rule.yaml",
      yaml: GOOD,
      page: undefined,
      origin: "builtin",
    } as const;
    assert.ok(standard);
    const [problem] = loadRule(alone, standard, new Map()).problems;
    assert.match(problem?.message ?? "", /page rules\/x\/my-rule\.md is missing/);
    refuses(/lacks a sample under ## Wrong/, GOOD, PAGE.replace("## Wrong", "## Other"));
    refuses(/lacks a sample under ## Right/, GOOD, PAGE.replace("## Right", "## Other"));
    refuses(/lacks ## Why it matters/, GOOD, PAGE.replace("## Why it matters", "## Because"));
  });

  it("refuses a name that is not the file's", () => {
    assert.match(faults(GOOD, PAGE, "rules/x/other.yaml").join("\n"), /named like its file/);
  });

  it("refuses groups in groups and a fix that does two things", () => {
    refuses(
      /groups nest only once/,
      GOOD.replace(
        "- call: g\n    arg: { 0: { is: 1 } }",
        "- any: [{ all: [{ call: g }] }]\n  - any: [{ any: [{ call: h }] }]",
      ),
    );
    refuses(
      /a fix does one thing/,
      `${GOOD}fixes:\n  - { title: t, safety: safe, remove: line, before: x }\n`,
    );
  });

  it("refuses a fix that speaks of what is not there", () => {
    const fix = (keys: string): string =>
      `${GOOD}fixes:\n  - { title: t, safety: choice, ${keys} }\n`;
    refuses(/are of the array that `sized` names/, fix("replace: arg.0, with: '{size}'"));
    refuses(/`at: written` is for `replace`/, fix("remove: line, at: written"));
    refuses(/`into` goes with `at: written`/, fix("replace: value, with: f(), into: pointer"));
    refuses(/no clause is named \$other/, fix("remove: line, at: $other"));
  });
});
