// Two laws that hold the gate and the cutter honest, on the sample firmware with the whole rule book.
import assert from "node:assert/strict";
import nodePath from "node:path";
import { NO_CONFIG } from "../../src/model/config.js";
import { NO_PRODUCT } from "../../src/rules/config.js";
import { checkFiles, type CheckOptions } from "../../src/scan/check-project.js";
import { loadGrammars, loadRulebook, packageFolder } from "../../src/scan/resources.js";
import { diskSource } from "../../src/scan/disk-source.js";

const { book } = loadRulebook();
assert.ok(book !== undefined);
const rules = book;
const syntax = await loadGrammars();
const source = await diskSource(nodePath.join(packageFolder(), "test", "sample", "plug"));

function findings(options: Pick<CheckOptions, "noGate" | "fullParse"> = {}): Set<string> {
  const workspace = { config: NO_CONFIG, product: NO_PRODUCT, problems: [] };
  const { assessment } = checkFiles(source, syntax, rules, workspace, {
    today: "2026-06-01",
    toolVersion: "0.0.0",
    ...options,
  });
  return new Set(
    assessment.findings.map(({ rule, evidence: { path, range } }) => {
      return `${rule} ${path}:${String(range.start.line + 1)}:${String(range.start.column + 1)}`;
    }),
  );
}

/** Reviewed differences of reading whole files; the list may only grow shorter. */
const LEDGER: readonly string[] = [];

describe("laws of reading", () => {
  const usual = findings();

  it("finds something to compare", () => {
    assert.ok(usual.size >= 30);
  });

  it("loses nothing by the gate, and gains nothing", () => {
    assert.deepEqual([...findings({ noGate: true })].sort(), [...usual].sort());
  });

  it("differs from parsing whole files only as the ledger says", () => {
    const whole = findings({ fullParse: true });
    const differences = [...usual, ...whole].filter((f) => !(usual.has(f) && whole.has(f)));
    assert.deepEqual(differences.sort(), LEDGER);
  });
});
