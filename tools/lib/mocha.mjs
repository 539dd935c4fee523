// Runs the compiled tests and counts them. The list of files is made from the sources: a compiled
// test whose source is gone must not go on passing, and one that was not compiled must be noticed.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commandOf, node, ROOT } from "./run.mjs";
import { indent } from "./rings.mjs";

/** Folders of test/ whose code is data, or runs elsewhere: in VS Code, on demand. */
const ELSEWHERE = /^(bench|client|field|sample)[\\/]/;

export async function runMocha(grep) {
  const sources = testSources();
  const compiled = sources.map((file) => join("out", "test", file.replace(/\.ts$/, ".js")));
  const uncompiled = compiled.filter((file) => !existsSync(join(ROOT, file)));
  if (sources.length === 0) return { status: "NOT RUN", reason: "there is no test" };
  if (uncompiled.length > 0) return failedRun(`not compiled: ${uncompiled.join(", ")}`);

  const folder = mkdtempSync(join(tmpdir(), "baseline645-mocha-"));
  try {
    const report = join(folder, "report.json");
    const reporter = ["--reporter", "json", "--reporter-option", `output=${report}`];
    const only = grep === undefined ? [] : ["--grep", grep];
    const run = await node([commandOf("mocha", "mocha"), ...reporter, ...only, ...compiled]);
    return existsSync(report)
      ? judge(JSON.parse(readFileSync(report, "utf8")), run)
      : failedRun(
          `mocha was ended before it could report (exit code ${run.code ?? "none"})\n${run.output}`,
        );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function testSources() {
  const folder = join(ROOT, "test");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith(".test.ts") && !ELSEWHERE.test(file))
    .sort();
}

/** A run that ended before it could count is one failure: it must never read as "0 failed". */
function failedRun(output) {
  return { status: "failed", output, tests: { passed: 0, failed: 1, skipped: 0 } };
}

function judge({ passes, failures, pending }, { code, output }) {
  const tests = { passed: passes.length, failed: failures.length, skipped: pending.length };
  const told = [
    ...failures.map((failure, i) => `${i + 1}) ${failure.fullTitle}\n${indent(why(failure))}`),
    ...pending.map((test) => `skipped: ${test.fullTitle}`),
  ];
  if (failures.length === 0 && passes.length === 0) told.push("no test was run");
  if (failures.length === 0 && code !== 0) {
    told.push(`mocha ended with ${code ?? "no exit code"} though no test failed\n${output}`);
    tests.failed = 1;
  }
  const passed = tests.failed === 0 && tests.passed > 0;
  return { status: passed ? "passed" : "failed", output: told.join("\n\n"), tests };
}

function why({ err }) {
  return (err.stack ?? err.message ?? "no reason given")
    .split("\n")
    .filter((line) => !/^\s+at .*(node:internal|node_modules[\\/]mocha)/.test(line))
    .join("\n");
}
