// What holds for every format.
import assert from "node:assert/strict";
import { maskSecret } from "../../src/model/mask.js";
import { FORMATS, type ReportOptions } from "../../src/report/index.js";
import { compareProvisions, sorted } from "../../src/report/order.js";
import { assessment, SECRET, shuffled, shuffledStandard, standard } from "./fixtures.js";
import { everything } from "./sample.js";

const OPTIONS: readonly ReportOptions[] = [
  {},
  { colours: true, hidden: true, width: 72 },
  { include: "evidence", pagesUrl: "https://pages.test/rules" },
  { suppressed: "omit" },
];

for (const [name, format] of FORMATS) {
  describe(`report: ${name}`, () => {
    it("gives the same bytes in whatever order things were met", () => {
      const one = everything();
      for (const options of OPTIONS) {
        const expected = format.render(one, standard(), options);
        assert.equal(format.render(shuffled(one), shuffledStandard(), options), expected);
      }
    });

    it("shows masked excerpts and never the secret", () => {
      const out = OPTIONS.map((each) => format.render(everything(), standard(), each)).join("");
      assert.ok(!out.includes(SECRET));
      if (name !== "coverage") assert.ok(out.includes(maskSecret(SECRET)));
    });

    it("never says compliant, never ticks, and says that silence is not health", () => {
      for (const one of [everything(), assessment()]) {
        const out = format.render(one, standard(), {});
        assert.doesNotMatch(out, /complian|conform|\bpass(ed|es)?\b|✓|✔|✅/i);
        if (name !== "json") assert.ok(out.includes("Silence is not health"));
      }
    });

    it("ends with one line break", () => {
      assert.match(format.render(assessment(), standard(), {}), /[^\n]\n$/);
    });
  });
}

describe("report/order", () => {
  it("orders provisions as the standard does", () => {
    const ids = ["6-1", "5.10-1", "5.3-10", "5.3-4A", "5.3-4", "5.3-5", "5.2-1"];
    assert.deepEqual(sorted(ids, compareProvisions), [
      "5.2-1",
      "5.3-4",
      "5.3-4A",
      "5.3-5",
      "5.3-10",
      "5.10-1",
      "6-1",
    ]);
  });
});
