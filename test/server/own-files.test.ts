// The files under `.baseline645/`: faults at the exact key, rules of the workspace, completion.
import assert from "node:assert/strict";
import { ESP_IDF, REQUIRED, tls, VERIFY } from "./firmware.js";
import { withServer, type Session } from "./session.js";

const CONFIG = ".baseline645/config.yaml";
const PRODUCT = ".baseline645/product.yaml";
const RULE = ".baseline645/rules/demo-call.yaml";
const PAGE = ".baseline645/rules/demo-call.md";
const DEMO = {
  ...ESP_IDF,
  "main/main.c": `${tls(REQUIRED)}void go(void)\n{\n    demo_open(1);\n}\n`,
};

const rule = (call: string): string =>
  `id: demo-call\nprovisions: [5.5-1]\nstance: violates\nimpact: high\nconfidence: high\nmessage: "The demonstration is open."\nwhen:\n  - call: ${call}\n`;
const page =
  "# Open demonstration\n\nWhat it is.\n\n## Why it matters\n\nAnybody can look.\n\n## Wrong\n\n```c main/main.c\nvoid go(void) { demo_open(1); }\n                ^^^^^^^^^^^^ demo-call\n```\n\n## Right\n\n```c main/main.c\nvoid go(void) { demo_shut(1); }\n```\n\n## Limits\n\nNone are known.\n";

/** What a mark covers. */
function marked(session: Session, path: string): string[] {
  const lines = session.text(path).split("\n");
  return session
    .diagnostics(path)
    .map(({ range: { start, end } }) =>
      (lines[start.line] ?? "").slice(
        start.character,
        start.line === end.line ? end.character : undefined,
      ),
    );
}

describe("faults of own files are marked where they stand", () => {
  it("in config.yaml on disk", () =>
    withServer({ ...DEMO, [CONFIG]: "rules:\n  off: [none]\n  of: [x]\n" }, async (session) => {
      await session.settle();
      assert.deepEqual(marked(session, CONFIG), ["of"]);
      session.write(CONFIG, "rules:\n  off: [none]\n");
      await session.settle();
      assert.deepEqual(session.diagnostics(CONFIG), []);
    }));

  it("in a buffer of config.yaml", () =>
    withServer({ ...DEMO, [CONFIG]: "edition: 2.1.1\n" }, async (session) => {
      await session.settle();
      session.edit(CONFIG, "edition: 4.0.0\n");
      await session.settle();
      assert.deepEqual(marked(session, CONFIG), ["4.0.0"]);
      session.close(CONFIG);
      await session.settle();
      assert.deepEqual(session.diagnostics(CONFIG), []);
      assert.equal(session.snapshot()?.edition, "2.1.1");
    }));

  it("in a config.yaml that was never saved", () =>
    withServer(DEMO, async (session) => {
      await session.settle();
      session.open(CONFIG, "levels:\n  demo: loud\n", "yaml");
      await session.settle();
      assert.deepEqual(marked(session, CONFIG), ["loud"]);
    }));

  it("in product.yaml", () =>
    withServer({ ...DEMO, [PRODUCT]: "features:\n  a: perhaps\n" }, async (session) => {
      await session.settle();
      assert.deepEqual(marked(session, PRODUCT), ["perhaps"]);
    }));

  it("in a rule, and from its buffer", () =>
    withServer({ ...DEMO, [RULE]: rule("demo_open"), [PAGE]: page }, async (session) => {
      await session.settle();
      assert.deepEqual(session.diagnostics(RULE), []);
      session.edit(RULE, (text) => text.replace("impact: high", "impact: huge"));
      await session.settle();
      assert.deepEqual(marked(session, RULE), ["huge"]);
      assert.deepEqual(session.marks("main/main.c"), [], "a refused rule does not judge");
      session.close(RULE);
      await session.settle();
      assert.deepEqual(session.marks("main/main.c"), ["demo-call:7"]);
    }));

  it("in a rule without a page", () =>
    withServer({ ...DEMO, [RULE]: rule("demo_open") }, async (session) => {
      await session.settle();
      assert.deepEqual(marked(session, RULE), ["demo-call"]);
      session.write(PAGE, page.replace("## Limits", "## Limit"));
      await session.settle();
      assert.deepEqual(session.diagnostics(RULE), []);
      assert.match(JSON.stringify(session.diagnostics(PAGE)), /lacks ## Limits/);
      session.write(PAGE, page);
      await session.settle();
      assert.deepEqual(session.diagnostics(PAGE), []);
    }));
});

describe("rules of the workspace", () => {
  it("find, and follow their buffers", () =>
    withServer({ ...DEMO, [RULE]: rule("demo_open"), [PAGE]: page }, async (session) => {
      await session.settle();
      assert.deepEqual(session.marks("main/main.c"), ["demo-call:7"]);
      const { codeDescription } = session.one("main/main.c", "demo-call");
      assert.equal(codeDescription?.href, session.uri(PAGE));
      session.edit(RULE, rule("demo_shut"));
      await session.settle();
      assert.deepEqual(session.marks("main/main.c"), []);
    }));

  it("that were never saved find too", () =>
    withServer(DEMO, async (session) => {
      await session.settle();
      session.open(RULE, rule("demo_open"), "yaml");
      session.open(PAGE, page, "markdown");
      await session.settle();
      assert.deepEqual(session.diagnostics(RULE), []);
      assert.deepEqual(session.marks("main/main.c"), ["demo-call:7"]);
    }));
});

describe("completion", () => {
  const at = async (path: string, text: string): Promise<string[]> => {
    let labels: string[] = [];
    await withServer({ ...DEMO, ".baseline645/.keep": "" }, async (session) => {
      await session.settle();
      const before = text.split("|", 1)[0] ?? "";
      session.open(path, text.replace("|", ""), "yaml");
      const lines = before.split("\n");
      labels = await session.completions(path, {
        line: lines.length - 1,
        character: lines.at(-1)?.length ?? 0,
      });
    });
    return labels;
  };

  it("of keys in config.yaml", async () => {
    const labels = await at(CONFIG, "|");
    for (const key of ["edition", "rules", "paths", "accepted"])
      assert.ok(labels.includes(key), key);
    assert.deepEqual((await at(CONFIG, "rules:\n  |")).sort(), ["off", "trial"]);
    const entry = await at(CONFIG, "accepted:\n  - rule: x\n    |");
    assert.ok(entry.includes("reason") && entry.includes("until"), entry.join(", "));
  });

  it("of values in config.yaml", async () => {
    assert.deepEqual((await at(CONFIG, "edition: |")).sort(), ["2.1.1", "3.1.3"]);
    assert.ok((await at(CONFIG, "accepted:\n  - rule: |")).includes(VERIFY));
    assert.deepEqual((await at(CONFIG, `levels:\n  ${VERIFY}: |`)).sort(), [
      "error",
      "hidden",
      "note",
      "warning",
    ]);
  });

  it("of rules in a list", async () => {
    assert.ok((await at(CONFIG, "rules:\n  off: [|]")).includes(VERIFY), "between brackets");
    assert.ok((await at(CONFIG, "rules:\n  off:\n    - |")).includes(VERIFY), "below each other");
  });

  it("in product.yaml", async () => {
    assert.ok((await at(PRODUCT, "attestations:\n  - provision: |")).includes("5.5-1"));
    assert.deepEqual((await at(PRODUCT, "attestations:\n  - claim: |")).sort(), [
      "met",
      "not-applicable",
      "not-met",
    ]);
  });

  it("in a rule", async () => {
    assert.deepEqual((await at(RULE, "id: demo-call\nstance: |")).sort(), [
      "asks",
      "supports",
      "violates",
    ]);
    assert.ok((await at(RULE, "id: demo-call\nwhen:\n  - |")).includes("call"));
    assert.ok((await at(RULE, "id: demo-call\n|")).includes("provisions"));
    assert.ok((await at(RULE, "id: demo-call\nprovisions: [5.5-1, |]")).includes("5.4-3"));
  });

  it("nowhere else", async () => {
    assert.deepEqual(await at("main/main.c", "edition|"), []);
    assert.deepEqual(await at("config.yaml", "|"), []);
    assert.deepEqual(await at(".baseline645/notes.yaml", "|"), []);
    assert.deepEqual(await at("sub/.baseline645/config.yaml", "|"), []);
  });
});
