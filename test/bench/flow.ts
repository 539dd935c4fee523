// `node out/test/bench/flow.js --tree DIR` after `npm run build`: of each C and C++ file that the whole rule
// book parses something of, what values, flow and sentences take together, beside the bare parse of the file and
// of those items of it that are read, in the same run. Each file is a project of its own, and what an empty
// project takes is subtracted. The median over the files is the figure; nothing here is asserted.
import * as fs from "node:fs";
import nodePath from "node:path";
import { activeCases, asked } from "../../src/engine/assess.js";
import { Flows } from "../../src/facts/flow/flows.js";
import { FactIndex } from "../../src/facts/index.js";
import { NO_CONFIG } from "../../src/model/config.js";
import type { DocumentFacts } from "../../src/model/document.js";
import { asksForFlow } from "../../src/rules/gate.js";
import { readProject } from "../../src/scan/read-project.js";
import { loadGrammars, loadRulebook } from "../../src/scan/resources.js";
import { memorySource } from "../../src/scan/source.js";

const RUNS = 3;
/** Before anything is measured, so that the first files are not measured cold. */
const WARM = 50;

const { book: loaded } = loadRulebook();
if (loaded === undefined) throw new Error("the rule book does not load");
const book = loaded;
const syntax = await loadGrammars();
const cases = activeCases(book, NO_CONFIG);
const following = cases.filter(asksForFlow);

const named = process.argv.indexOf("--tree");
const tree = nodePath.resolve(process.argv[named + 1] ?? ".");
const nothing = readProject(memorySource(new Map()), syntax, book, NO_CONFIG, {}).index.project;
for (let i = 0; i < WARM; i++) judge(new FactIndex(nothing));

interface Measured {
  /** Milliseconds. */
  readonly judged: number;
  readonly file: number;
  readonly items: number;
}

const all: Measured[] = [];
for (const path of sources(tree)) {
  const text = fs.readFileSync(nodePath.join(tree, path), "latin1");
  const { index } = readProject(memorySource(new Map([[path, text]])), syntax, book, NO_CONFIG, {});
  const source = index.document(path);
  if (source === undefined || source.document.parse === "skipped") continue;
  const fixed = timeOf(() => judge(new FactIndex(nothing)));
  all.push({
    judged: Math.max(timeOf(() => judge(index)) - fixed, 0),
    file: timeOf(() => parse(source.document, [text])),
    items: timeOf(() =>
      parse(
        source.document,
        source.document.items.map((item) => item.text),
      ),
    ),
  });
}
console.log(`${tree}: ${String(all.length)} files that something was parsed of`);
report("the parse of the whole file", "file");
report("the parse of what is read of it", "items");

function report(what: string, floor: "file" | "items"): void {
  const ratios = all.map((one) => one.judged / one[floor]).sort((a, b) => a - b);
  const at = (q: number): string => (ratios[Math.floor(q * (ratios.length - 1))] ?? 0).toFixed(2);
  const sum = (part: keyof Measured): number => all.reduce((n, one) => n + one[part], 0);
  const total = (sum("judged") / sum(floor)).toFixed(2);
  console.log(
    `values and flow against ${what}: median ${at(0.5)}, p75 ${at(0.75)}, p95 ${at(0.95)}, all together ${total}`,
  );
}

/** Answers are kept by their index, so each run asks anew; flow is followed from the start. */
function judge(index: FactIndex): void {
  asked(
    index,
    book,
    cases.filter((one) => !asksForFlow(one)),
    undefined,
  );
  asked(index, book, following, new Flows(index, book.flows));
}

function parse({ kind }: DocumentFacts, texts: readonly string[]): void {
  for (const text of texts) {
    using lease = syntax.lease(kind === "c" ? "c" : "cpp", text);
    if (lease.root.type === "") throw new Error("no tree");
  }
}

/** Milliseconds, the median of some runs. */
function timeOf(run: () => void): number {
  const times = Array.from({ length: RUNS }, () => {
    const began = performance.now();
    run();
    return performance.now() - began;
  });
  return times.sort((a, b) => a - b)[RUNS >> 1] ?? 0;
}

function sources(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(?:c|cc|cpp|h|hpp|ino)$/.test(name))
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => fs.statSync(nodePath.join(folder, name)).size < 1_000_000)
    .sort();
}
