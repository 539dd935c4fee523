// `npm test`: every check of the house in one command, each a ring with its time and result.
//   --fast   only types and tests        WORDS   only tests whose title matches (mocha's grep)
// Ends with 1 where a ring failed; in a pipeline (CI=true) also where one could not be run.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ensure } from "./lib/ensure.mjs";
import { runEditorTests, runWorkbenchTests } from "./lib/host-rings.mjs";
import { runMocha, runMochaIn } from "./lib/mocha.mjs";
import { indent, ringLine, runRings } from "./lib/rings.mjs";
import { commandOf, node, ROOT } from "./lib/run.mjs";

const FAST = ["types", "tests", "server"];

const args = process.argv.slice(2);
const fast = args.includes("--fast");
const words = args.filter((arg) => arg !== "--fast").join(" ");
const grep = words === "" ? undefined : words;
const inPipeline = !["", "0", "false"].includes(process.env.CI ?? "");

// A cached verdict on a file is stale when a type it imports has changed, so a pipeline starts clean.
const cached = (name) => (inPipeline ? [] : ["--cache", "--cache-location", `.cache/${name}`]);

/** A ring that is one run of Node: passed where it ends with 0. */
async function pass(...program) {
  const { code, output } = await node(program);
  return code === 0 ? { status: "passed" } : { status: "failed", output };
}

/** A ring that is one run of an installed package's command. */
const tool =
  (packageName, command, ...rest) =>
  async () =>
    pass(commandOf(packageName, command), ...rest);

async function generated() {
  const compiled = join("out", "tools", "generate.js");
  if (!existsSync(join(ROOT, "tools", "generate.ts")) || !existsSync(join(ROOT, compiled))) {
    return { status: "NOT RUN", reason: `there is no ${compiled}` };
  }
  return pass(compiled, "--check");
}

/** Packs what was built, and tests what came of it. */
async function packaged() {
  const made = await pass("tools/package.mjs", "--built");
  return made.status === "passed" ? runMochaIn("package", grep) : made;
}

// tsc writes what it can, so tests tell more than the first type error; the verdict is the same.
const beforeTests = fast ? ["types"] : ["types", "build"];

const RINGS = [
  { name: "types", run: tool("typescript", "tsc", "-p", "tsconfig.json") },
  { name: "lint", run: tool("eslint", "eslint", ".", "--max-warnings", "0", ...cached("eslint")) },
  { name: "format", run: tool("prettier", "prettier", "--check", ".", ...cached("prettier")) },
  { name: "unused", run: tool("knip", "knip", "--no-progress") },
  {
    name: "floors",
    run: tool("dependency-cruiser", "depcruise", "--config", ".dependency-cruiser.cjs", "src"),
  },
  { name: "generated", after: ["types"], run: generated },
  { name: "build", run: () => pass("tools/build.mjs") },
  { name: "tests", after: beforeTests, run: () => runMocha(grep) },
  // Half of the time of all tests: a server is started for most of them.
  { name: "server", after: beforeTests, run: () => runMochaIn("server", grep) },
  { name: "package", after: ["types", "build", "tests", "server"], run: packaged },
  // One at a time and after the rest: they time what a person would see.
  { name: "editor", after: ["types", "build", "package"], run: () => runEditorTests(grep) },
  { name: "workbench", after: ["package", "editor"], run: () => runWorkbenchTests(grep) },
];

function tell(result) {
  console.log(ringLine(result));
  if (result.output) console.log(`\n${indent(result.output)}\n`);
}

await ensure();
const chosen = RINGS.filter((ring) => !fast || FAST.includes(ring.name));
const results = await runRings(chosen, tell);
const leftOut = RINGS.filter((ring) => !chosen.includes(ring)).map(({ name }) => ({
  name,
  status: "NOT RUN",
  reason: "left out by --fast",
}));
const count = (outcome) => results.reduce((sum, { tests }) => sum + (tests?.[outcome] ?? 0), 0);

console.log(`\n${[...results, ...leftOut].map(ringLine).join("\n")}\n`);
if (grep !== undefined) console.log(`only tests that match ${JSON.stringify(grep)}\n`);
console.log(`${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped`);

const bad = inPipeline ? ["failed", "NOT RUN"] : ["failed"];
// Words that match no test at all are a mistake, though every ring only says NOT RUN.
const none = count("passed") + count("failed") === 0;
process.exitCode = none || results.some(({ status }) => bad.includes(status)) ? 1 : 0;
