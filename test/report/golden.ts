// Compares text with a golden file. `UPDATE_GOLDEN=1` rewrites the files, for a person to review.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";

// Compiled tests run from `out/`; the files they compare with and read lie in the source tree.
const HERE = new URL("../../../test/report/", import.meta.url);

function testFile(name: string): URL {
  return new URL(name, HERE);
}

export function checkGolden(name: string, actual: string): void {
  const file = testFile(`golden/${name}.golden`);
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(file, actual);
  assert.equal(actual, readFileSync(file, "utf8"));
}
