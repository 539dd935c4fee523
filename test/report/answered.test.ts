// A question that is answered is shown with its answer, and is not counted among what is open.
import assert from "node:assert/strict";
import type { Result } from "sarif";
import type { Finding } from "../../src/model/finding.js";
import { renderCoverage } from "../../src/report/coverage.js";
import { renderJson } from "../../src/report/json.js";
import { renderSarif } from "../../src/report/sarif.js";
import { renderText } from "../../src/report/text.js";
import { assessment, coverage, finding, place, standard } from "./fixtures.js";

const UPDATE = "esp_wifi_start();\n";
const by = { by: "product", reason: "The host updates it.", who: "the product owner" } as const;

function asked(print: string, more: Partial<Finding> = {}): Finding {
  return finding({
    rule: "no-update-mechanism",
    stance: "asks",
    provisions: ["5.7-1"],
    level: "note",
    message: "How does it get updates?",
    evidence: place("main/main.c", UPDATE, "esp_wifi_start"),
    print,
    ...more,
  });
}

const findings = [asked("open"), asked("answered", { suppressed: by })];
const one = assessment({
  findings,
  coverage: new Map([["5.7-1", coverage("5.7-1", "open", findings)]]),
});

describe("an answered question", () => {
  it("is not counted as a question in the text report", () => {
    assert.match(renderText(one, standard(), {}), /0 pieces of evidence and 1 question; see/);
  });

  it("is counted by itself in the coverage report", () => {
    const out = renderCoverage(one, standard(), {});
    assert.match(out, /5\.7-1 .*1 question, 1 question answered/);
  });

  it("stands apart in JSON, with its answer", () => {
    const json = JSON.parse(renderJson(one, standard())) as {
      coverage: readonly { provision: string; questions: unknown; answered: unknown }[];
      findings: readonly { print: string; suppressed?: unknown }[];
    };
    const row = json.coverage.find(({ provision }) => provision === "5.7-1");
    assert.deepEqual([row?.questions, row?.answered], [["open"], ["answered"]]);
    assert.deepEqual(json.findings.find(({ print }) => print === "answered")?.suppressed, by);
  });

  it("is marked as accepted in SARIF, or left out", () => {
    const results = (suppressed: "mark" | "omit"): readonly Result[] => {
      const options = { include: "evidence", suppressed } as const;
      const log = JSON.parse(renderSarif(one, standard(), options)) as {
        runs: readonly { results: readonly Result[] }[];
      };
      return log.runs[0]?.results ?? [];
    };
    const marks = results("mark").map(({ suppressions }) => suppressions);
    assert.equal(marks.length, 2);
    assert.deepEqual(
      marks.find((mark) => mark !== undefined),
      [
        {
          kind: "external",
          status: "accepted",
          justification: by.reason,
          properties: { who: by.who },
        },
      ],
    );
    assert.equal(results("omit").length, 1);
  });
});
