import assert from "node:assert/strict";
import { textWidth } from "../../src/report/cells.js";
import { renderText } from "../../src/report/text.js";
import { assessment, finding, place, standard } from "./fixtures.js";
import { checkGolden } from "./golden.js";
import { everything } from "./sample.js";

const ESCAPE = "\u001b";
const CODES = new RegExp(`${ESCAPE}\\[\\d+m`, "g");

function text(options: Parameters<typeof renderText>[2] = {}, one = everything()): string {
  return renderText(one, standard(), options);
}

describe("report/text", () => {
  it("lists standing violations and sums up", () => {
    checkGolden("text", text());
  });

  it("says on an empty assessment that nothing was found, which is not praise", () => {
    checkGolden("text-empty", text({}, assessment()));
  });

  it("lists findings of low confidence on request only", () => {
    assert.ok(!text().includes("magic-url"));
    assert.match(text({ hidden: true }), /main\/update\.c:1:15 {2}low confidence .* magic-url/);
  });

  it("never lists evidence, questions or accepted findings", () => {
    const all = text({ hidden: true });
    for (const rule of ["tls-verification-required", "who-signs-updates", "secret-in-source"]) {
      assert.ok(!all.includes(rule), rule);
    }
  });

  it("colours the same text, and never green", () => {
    const coloured = text({ colours: true });
    assert.equal(coloured.replace(CODES, ""), text());
    assert.ok(coloured.includes(`${ESCAPE}[31m`));
    for (const code of ["[32m", "[92m", "[42m"]) assert.ok(!coloured.includes(ESCAPE + code));
  });

  it("shows a source's escape sequences instead of sending them to the terminal", () => {
    const source = `log("${ESCAPE}]0;owned\u0007\u202e");`;
    const evidence = place(`main/${ESCAPE}[2Ja.c`, source, "log");
    const out = text({}, assessment({ findings: [finding({ rule: "r", evidence })] }));
    for (const control of [ESCAPE, "\u0007", "\u202e"]) assert.ok(!out.includes(control));
    assert.ok(out.includes('log("<U+001B>]0;owned<U+0007><U+202E>");'));
    assert.ok(out.includes("main/<U+001B>[2Ja.c:1:1"));
  });

  it("clips code to the width it is given", () => {
    for (const width of [60, 100]) {
      const code = text({ width })
        .split("\n")
        .filter((line) => line.includes("│"));
      assert.ok(code.some((line) => line.includes("mqtt://broker.local")));
      for (const line of code) assert.ok(textWidth(line) <= width, line);
    }
  });

  it("names provisions by the numbers of the assessed edition", () => {
    const [one] = everything().findings;
    assert.ok(one !== undefined);
    const moved = { ...one, provisions: ["5.13-1B", "5.1-1"] };
    const out = text({}, assessment({ edition: "2.1.1", findings: [moved] }));
    assert.match(out, /wifi-hardcoded-passphrase {2}5\.13-1, 5\.1-1 \(V3\.1\.3\)\n/);
  });
});
