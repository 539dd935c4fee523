// SARIF of the whole sample, from the command line, against the schema.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import nodePath from "node:path";
import type { Log } from "sarif";
import { sarifFaults } from "../report/sarif-schema.js";
import { baseline645, PLUG, projectWith } from "./run.js";

function valid(text: string): Log {
  const log = JSON.parse(text) as Log;
  assert.equal(sarifFaults(log), "");
  return log;
}

describe("SARIF from the command line", () => {
  const folder = projectWith({});
  const evidence = nodePath.join(folder, "evidence.sarif");
  const { out } = baseline645([
    ...["check", PLUG, "--format", "sarif", "--today", "2026-06-01", "--fail-on", "never"],
    ...["--evidence", evidence],
  ]);

  it("is valid, and holds failures only", () => {
    const results = valid(out).runs[0]?.results ?? [];
    assert.ok(results.length >= 10);
    for (const result of results) assert.ok((result.kind ?? "fail") === "fail");
  });

  it("names provisions of V3.1.3 on every rule and result, and a place", () => {
    const [run] = valid(out).runs;
    assert.ok(run !== undefined);
    for (const result of run.results ?? []) {
      const provisions = result.properties?.["provisions"] as string[];
      assert.ok(provisions.length > 0 && provisions.every((id) => /^\d/.test(id)));
      assert.ok(result.locations?.[0]);
      assert.ok(result.partialFingerprints?.["baseline645/v1"]);
    }
    assert.deepEqual(run.taxonomies?.map((t) => t.name).sort(), ["CWE", "ETSI EN 303 645"]);
  });

  it("brings the page of every rule along", () => {
    const [run] = valid(out).runs;
    const rules = run?.tool.driver.rules ?? [];
    assert.ok(rules.length > 0);
    for (const rule of rules) {
      assert.match(String(rule.helpUri), /^https:/);
      assert.match(String(rule.help?.markdown), /Why it matters/);
    }
  });

  it("shows the way of a value as a code flow", () => {
    const flows = (valid(out).runs[0]?.results ?? []).flatMap((r) => r.codeFlows ?? []);
    assert.ok(flows.length > 0);
  });

  it("puts evidence into a second file", () => {
    const results = valid(fs.readFileSync(evidence, "utf8")).runs[0]?.results ?? [];
    assert.ok(results.length > 0);
    for (const result of results) assert.notEqual(result.kind ?? "fail", "fail");
  });
});
