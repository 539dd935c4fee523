import assert from "node:assert/strict";
import { renderJson } from "../../src/report/json.js";
import { assessment, standard } from "./fixtures.js";
import { checkGolden } from "./golden.js";
import { everything } from "./sample.js";

describe("report/json", () => {
  it("holds everything", () => {
    checkGolden("json", renderJson(everything(), standard()));
  });

  it("has every key on an empty assessment, with every provision open", () => {
    const report = JSON.parse(renderJson(assessment(), standard())) as {
      schemaVersion: number;
      coverage: { state: string }[];
    };
    assert.deepEqual(Object.keys(report), [
      "schemaVersion",
      "tool",
      "edition",
      "today",
      "findings",
      "coverage",
      "reading",
      "problems",
    ]);
    assert.equal(report.schemaVersion, 1);
    assert.deepEqual([...new Set(report.coverage.map((row) => row.state))], ["open"]);
  });
});
