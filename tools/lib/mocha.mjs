// Runs the compiled tests and counts them. The list of files is made from the sources: a compiled
// test whose source is gone must not go on passing, and one that was not compiled must be noticed.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commandOf, node, ROOT } from "./run.mjs";
import { indent } from "./rings.mjs";

/** Folders of test/ whose code is data, or runs elsewhere: in VS Code, on the package or the server, on demand. */
const ELSEWHERE = /^(bench|client|field|package|sample|server|workbench)[\\/]/;

/** All tests that need nothing but this Node, without those of the server. */
export function runMocha(grep) {
  return run((file) => !ELSEWHERE.test(file), grep);
}

/** The tests below one folder of test/. */
export function runMochaIn(folder, grep) {
  return run((file) => file.split(/[\\/]/)[0] === folder, grep);
}

async function run(isWanted, grep) {
  const sources = testSources().filter(isWanted);
  const compiled = sources.map((file) => join("out", "test", file.replace(/\.ts$/, ".js")));
  const uncompiled = compiled.filter((file) => !existsSync(join(ROOT, file)));
  if (sources.length === 0) return { status: "NOT RUN", reason: "there is no test" };
  if (uncompiled.length > 0) return failedRun(`not compiled: ${uncompiled.join(", ")}`);

  const folder = mkdtempSync(join(tmpdir(), "baseline645-mocha-"));
  try {
    const report = join(folder, "report.json");
    const reporter = ["--reporter", "json", "--reporter-option", `output=${report}`];
    const only = grep === undefined ? [] : ["--grep", grep];
    const ran = await node([commandOf("mocha", "mocha"), ...reporter, ...only, ...compiled]);
    if (!existsSync(report)) {
      const code = ran.code ?? "none";
      return failedRun(`mocha was ended before it could report (exit code ${code})\n${ran.output}`);
    }
    const told = JSON.parse(readFileSync(report, "utf8"));
    return grep !== undefined && ran.code === 0 && told.tests.length === 0
      ? { status: "NOT RUN", reason: `no title matches ${grep}` }
      : judge(told, ran);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function testSources() {
  const folder = join(ROOT, "test");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith(".test.ts"))
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
