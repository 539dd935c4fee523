// The SARIF 2.1.0 schema of OASIS, as the package @microsoft/jest-sarif ships it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import ajvFormats from "ajv-formats";

function schema(): object {
  const require = createRequire(import.meta.url);
  const path = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
  const known = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  // The schema is draft 4 by name; without its two draft-4 keys it reads the same as draft 7.
  return Object.fromEntries(
    Object.entries(known).filter(([key]) => key !== "$schema" && key !== "id"),
  );
}

// One pattern of the schema has a stray bracket that only the older regex syntax lets through.
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
ajvFormats.default(ajv);
const validate = ajv.compile(schema());

/** What is wrong with a log; "" where it is valid. */
export function sarifFaults(log: unknown): string {
  return validate(log) ? "" : ajv.errorsText(validate.errors);
}
