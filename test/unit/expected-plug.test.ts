// What test/sample/expected-plug.md says that the tool finds in the sample firmware is what it finds,
// and every mistake that stands there is either found or named as not found.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import nodePath from "node:path";
import { NO_CONFIG } from "../../src/model/config.js";
import { NO_PRODUCT } from "../../src/rules/config.js";
import { checkFiles } from "../../src/scan/check-project.js";
import { loadGrammars, loadRulebook, packageFolder } from "../../src/scan/resources.js";
import { diskSource } from "../../src/scan/disk-source.js";

const folder = nodePath.join(packageFolder(), "test", "sample");
const markdown = fs.readFileSync(nodePath.join(folder, "expected-plug.md"), "utf8");

/** The cells of the table under the heading that starts so, its head left out. */
function rowsUnder(heading: string): string[][] {
  const section = markdown.split(/^## /m).find((text) => text.startsWith(heading)) ?? "";
  const lines = section.split("\n").filter((line) => line.startsWith("|"));
  assert.ok(lines.length > 2, `there is a table under "${heading}"`);
  return lines.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function placesUnder(heading: string): string[] {
  return rowsUnder(heading).map(([where = ""]) => plain(where));
}

function plain(cell: string): string {
  return cell.replaceAll("`", "");
}

async function found(): Promise<string[]> {
  const { book } = loadRulebook();
  assert.ok(book !== undefined);
  const source = await diskSource(nodePath.join(folder, "plug"));
  const workspace = { config: NO_CONFIG, product: NO_PRODUCT, problems: [] };
  const options = { today: "2026-06-01", toolVersion: "0.0.0" };
  const { assessment } = checkFiles(source, await loadGrammars(), book, workspace, options);
  return assessment.findings.map(
    ({ rule, evidence: { path, range } }) => `${path}:${String(range.start.line + 1)} ${rule}`,
  );
}

const WRONG = "Wrong: to be found";
const rows = rowsUnder("What the tool finds").map(([where = "", rule = "", row = ""]) => ({
  where: plain(where),
  rule,
  row: plain(row === "" ? where : row),
}));

describe("what is to be found in the sample plug", () => {
  it("is what the tool finds", async () => {
    const expected = rows.map(({ where, rule }) => `${where} ${rule}`);
    assert.deepEqual((await found()).sort(), expected.sort());
  });

  it("stands in the tables that people made", () => {
    const tables = [WRONG, "Wrong or arguable", "Right: evidence"];
    const known = new Set(tables.flatMap(placesUnder));
    assert.deepEqual(
      rows.filter(({ row }) => !known.has(row)),
      [],
    );
  });

  it("leaves out no mistake but those that are named", () => {
    const places = new Set(rows.map(({ row }) => row));
    const missed = placesUnder(WRONG).filter((place) => !places.has(place));
    assert.deepEqual(missed.sort(), placesUnder("Wrong, and not found").sort());
  });
});
