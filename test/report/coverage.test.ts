import assert from "node:assert/strict";
import { textWidth } from "../../src/report/cells.js";
import { renderCoverage } from "../../src/report/coverage.js";
import { assessment, coverage, finding, place, standard } from "./fixtures.js";
import { checkGolden } from "./golden.js";
import { everything } from "./sample.js";

describe("report/coverage", () => {
  it("lists every provision of the edition, clause by clause, and what was not seen", () => {
    checkGolden("coverage", renderCoverage(everything(), standard(), {}));
  });

  it("leaves every provision open where the assessment is empty", () => {
    const out = renderCoverage(assessment(), standard(), {});
    assert.equal(out.match(/^ {2}\S+ +open /gm)?.length, 8);
    assert.match(out, /8 of 8 provisions are open/);
  });

  it("has the provisions of the edition that was assessed", () => {
    const out = renderCoverage(assessment({ edition: "2.1.1" }), standard(), {});
    assert.match(out, /^ {2}5\.13-1 {4}open/m);
    assert.ok(!out.includes("5.13-1B"));
  });

  it("fits into its width", () => {
    const deep = place(`${"components/very-deep/".repeat(8)}net.c`, "connect();", "connect");
    const findings = [finding({ rule: "r", evidence: deep })];
    const one = {
      ...everything(),
      coverage: new Map([["5.5-1", coverage("5.5-1", "violated", findings)]]),
    };
    for (const width of [80, 100]) {
      const out = renderCoverage(one, standard(), { width });
      assert.match(out, /…\S*net\.c:1\n/);
      for (const line of out.split("\n")) assert.ok(textWidth(line) <= width, line);
    }
  });

  it("has no green, and says disputed in red", () => {
    const out = renderCoverage(everything(), standard(), { colours: true });
    assert.ok(out.includes("\u001b[31mdisputed"));
    assert.ok(!out.includes("\u001b[32m"));
  });
});
