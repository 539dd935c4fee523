// Runs one ring by itself, as `npm test` would, after compiling: for the tools that are named after
// their ring. Ends with 1 where it failed, or where it could not be run and has to be.
import { ensure } from "./ensure.mjs";
import { indent, ringLine, runRings } from "./rings.mjs";
import { commandOf, node } from "./run.mjs";

const IN_PIPELINE = !["", "0", "false"].includes(process.env.CI ?? "");

/**
 * @param before programs of Node to run first, each an array of arguments
 * @param required whether a ring that could not be run is a failure; in a pipeline it is
 */
export async function runAlone(name, run, { before = [], required = IN_PIPELINE } = {}) {
  await ensure();
  // What has type errors is compiled too: the verdict on types is another ring's.
  await node([commandOf("typescript", "tsc"), "-p", "tsconfig.json"]);
  for (const args of before) {
    const { code } = await node(args, { show: true });
    if (code !== 0) process.exit(1);
  }
  const [result] = await runRings([{ name, run }], tell);
  const { passed, failed, skipped } = result.tests ?? { passed: 0, failed: 0, skipped: 0 };
  if (result.status === "NOT RUN") console.log(`not run: ${result.reason}`);
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  const good = required ? ["passed"] : ["passed", "NOT RUN"];
  process.exitCode = good.includes(result.status) ? 0 : 1;
}

function tell(result) {
  console.log(ringLine(result));
  if (result.output) console.log(`\n${indent(result.output)}\n`);
}
