// `npm run bench [-- --tree DIR]`: CPU time of a whole check against ast-grep with comparable rules and
// ripgrep on the same words, as ratios of medians in one run, and the peak memory of the command line.
// Without --tree a million lines are made from the sample firmware. Nothing here is asserted: times
// belong to a machine, ratios to a reader.
import * as fs from "node:fs";
import os from "node:os";
import nodePath from "node:path";
import { packageFolder, loadRulebook } from "../../src/scan/resources.js";
import { makeTree, measureTree } from "./tree.js";
import { median, runNode, runShell, type Usage } from "./usage.js";
import { writePeerRules, writeWords } from "./peers.js";

const RUNS = 3;

const root = packageFolder();
const named = process.argv.indexOf("--tree");
const work = fs.mkdtempSync(nodePath.join(os.tmpdir(), "b645-bench-"));
const tree =
  named < 0
    ? makeTree(root, nodePath.join(work, "tree"))
    : nodePath.resolve(process.argv[named + 1] ?? ".");

const { book } = loadRulebook();
if (book === undefined) throw new Error("the rule book does not load");
const size = measureTree(tree);
console.log(
  `${tree}\n${String(size.files)} C and C++ files, ${(size.lines / 1e6).toFixed(2)} million lines, ${(size.bytes / 1e6).toFixed(1)} MB; medians of ${String(RUNS)} runs`,
);

const peerRules = writePeerRules(book, work);
const words = writeWords(book, work);
const peers: readonly (readonly [string, () => Usage | undefined])[] = [
  [
    "baseline645 check",
    () => runNode([nodePath.join(root, "dist", "cli.mjs"), "check", tree, "--fail-on", "never"]),
  ],
  [
    "ast-grep",
    () =>
      runShell(binary("@ast-grep/cli-linux-x64-gnu", "ast-grep"), [
        "scan",
        "--config",
        peerRules,
        "--json=compact",
        tree,
      ]),
  ],
  [
    "ripgrep, the words",
    () =>
      runShell(binary("@vscode/ripgrep-linux-x64", "bin/rg"), [
        "-c",
        "--no-messages",
        "-f",
        words,
        "-g",
        "*.{c,h,cpp,hpp,cc,ino}",
        tree,
      ]),
  ],
];

const results = new Map<string, Usage>();
for (const [name, run] of peers) {
  const usages = Array.from({ length: RUNS }, run).filter((u) => u !== undefined);
  if (usages.length === 0)
    console.log(`${name.padEnd(22)} NOT RUN: its program is not installed here`);
  else results.set(name, median(usages));
}

const ours = results.get("baseline645 check");
for (const [name, usage] of results) {
  const ratio =
    ours === undefined
      ? ""
      : `baseline645 takes ${(ours.cpu / usage.cpu).toFixed(2)}× its CPU, ${(ours.wall / usage.wall).toFixed(2)}× its wall time`;
  const memory =
    usage.peakMegabytes === undefined ? "" : `, peak ${String(Math.round(usage.peakMegabytes))} MB`;
  console.log(
    `${name.padEnd(22)} CPU ${usage.cpu.toFixed(2)} s, wall ${usage.wall.toFixed(2)} s${memory}  ${usage === ours ? "" : ratio}`,
  );
}
fs.rmSync(work, { recursive: true, force: true });

function binary(packageName: string, program: string): string {
  return nodePath.join(root, "node_modules", packageName, program);
}
