// The baseline file: fingerprints of findings accepted once, so that only new ones are shown.
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Assessment } from "../model/assessment.js";
import { deliver, UsageError } from "./output.js";

const BaselineFile = z.object({
  schemaVersion: z.literal(1),
  accepted: z.array(z.object({ print: z.string(), rule: z.string(), path: z.string() })),
});

export function readBaseline(file: string): ReadonlySet<string> {
  let plain: unknown;
  try {
    plain = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new UsageError(`the baseline ${file} cannot be read: ${said}`);
  }
  const parsed = BaselineFile.safeParse(plain);
  if (!parsed.success)
    throw new UsageError(`${file} is no baseline: write one with --write-baseline`);
  return new Set(parsed.data.accepted.map((entry) => entry.print));
}

/** Rules and paths stand beside the prints for people; only the prints count. */
export function writeBaseline(file: string, assessment: Assessment): void {
  const accepted = assessment.findings
    .filter((f) => f.stance === "violates" && f.suppressed === undefined)
    .map((f) => ({ print: f.print, rule: f.rule, path: f.evidence.path }));
  deliver(JSON.stringify({ schemaVersion: 1, accepted }, undefined, 2), file);
}
