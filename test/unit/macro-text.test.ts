// Macros that put a text together from literals and names say the same in C and in C++, which is how
// headers are read.
import assert from "node:assert/strict";
import { extract } from "../../src/facts/c/extract.js";
import { loadGrammars } from "../../src/scan/resources.js";

const BODIES = ['"mqtt://" HOST', '"mqtt://" HOST ":1883"', 'SCHEME "://" HOST', '"a" "b"'];

describe("macro bodies", () => {
  it("join literals and names alike in both languages", async () => {
    const syntax = await loadGrammars();
    for (const body of BODIES) {
      const [c, cpp] = (["c", "cpp"] as const).map((grammar) => {
        const { facts } = extract(syntax, grammar, `#define URI ${body}\n`);
        const define = facts.find((f) => f.word === "define");
        return define?.value;
      });
      assert.equal(c?.is, "concat", body);
      assert.deepEqual(cpp, c, body);
    }
  });

  it("are told from others in time proportional to their length", async () => {
    const long = `${"a_long_name".repeat(40)} + 1`;
    const { facts } = extract(await loadGrammars(), "cpp", `#define SUM do ${long}\n`);
    assert.equal(facts.find((f) => f.word === "define")?.value.is, "unknown");
  });

  it("stay unknown where they are no text", async () => {
    const { facts } = extract(await loadGrammars(), "cpp", "#define CHECK if (x) return\n");
    assert.equal(facts.find((f) => f.word === "define")?.value.is, "unknown");
  });
});
