// What the command line says of the sample: the editor has to show the same.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { PLUG, ROOT } from "../host/places.js";

interface Report {
  readonly findings: readonly { stance: string; level: string; suppressed?: unknown }[];
  readonly coverage: readonly { state: string }[];
}

const { findings, coverage } = check();

/** How many are loud enough to be a squiggle. */
export const SAMPLE_FINDINGS = findings.filter(
  ({ stance, level, suppressed }) =>
    stance === "violates" && level !== "hidden" && suppressed === undefined,
).length;

export const SAMPLE_VIOLATED = coverage.filter(({ state }) => state === "violated").length;

function check(): Report {
  const command = [join(ROOT, "dist", "cli.mjs"), "check", PLUG, "--format", "json"];
  const { stdout } = spawnSync(process.execPath, command, { encoding: "utf8" });
  return JSON.parse(stdout) as Report;
}
