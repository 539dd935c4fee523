// What a suite inside VS Code said, and whether that is a pass. VS Code's own exit code is not to be
// trusted: it is 0 where a test ends the process, where the extension host is killed, and where there
// is no test at all.
import * as fs from "node:fs";

/** One line of the file that the suite writes, as mocha tells it. */
export type SuiteEvent =
  | { readonly event: "pass"; readonly title: string; readonly ms: number }
  | { readonly event: "fail"; readonly title: string; readonly stack: string }
  | { readonly event: "skip"; readonly title: string }
  | { readonly event: "end" };

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A ring's result, as tools/lib/rings.mjs wants it. */
export interface Outcome {
  readonly status: "passed" | "failed" | "NOT RUN";
  readonly reason?: string;
  readonly output?: string;
  readonly tests?: TestCounts;
}

/** The events, in order; none where the suite never wrote. A cut-off last line is left out. */
export function readReport(file: string): SuiteEvent[] {
  if (!fs.existsSync(file)) return [];
  const lines = fs.readFileSync(file, "utf8").split("\n");
  // What follows the last line break was being written when the process ended.
  return lines.slice(0, -1).map((line) => JSON.parse(line) as SuiteEvent);
}

/**
 * Passed only where the run ended with 0, the suite came to its end, a test passed and none failed.
 * @param ended the exit code, or in words why there is none
 * @param noise what was logged meanwhile; told only where the run failed
 */
export function judge(
  ended: number | string,
  events: readonly SuiteEvent[],
  noise: readonly string[] = [],
): Outcome {
  const failures = events.filter((event) => event.event === "fail");
  const passed = events.filter(({ event }) => event === "pass").length;
  const skips = events.filter((event) => event.event === "skip");
  const faults = faultsOf(ended, events, passed, failures.length);
  const failed = failures.length > 0 ? failures.length : faults.length > 0 ? 1 : 0;
  const told = [
    ...failures.map(({ title, stack }, i) => `${i + 1}) ${title}\n${stack}`),
    ...skips.map(({ title }) => `skipped: ${title}`),
    ...faults,
    ...(failed > 0 ? noise : []),
  ];
  return {
    status: failed === 0 ? "passed" : "failed",
    tests: { passed, failed, skipped: skips.length },
    ...(told.length === 0 ? {} : { output: told.join("\n\n") }),
  };
}

function faultsOf(
  ended: number | string,
  events: readonly SuiteEvent[],
  passed: number,
  failed: number,
): string[] {
  const faults: string[] = [];
  if (typeof ended === "string") faults.push(`the tests did not end: ${ended}`);
  else if (ended !== 0 && failed === 0) faults.push(`VS Code ended with ${ended}`);
  if (events.length === 0) faults.push("the suite reported nothing");
  else if (!events.some(({ event }) => event === "end")) faults.push("the suite was cut off");
  else if (passed + failed === 0) faults.push("no test was run");
  return faults;
}
