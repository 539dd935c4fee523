// `node out/test/bench/keystroke.js [FOLDER FILE]` after `npm run build`: types into a file of 10,000
// lines through the real language server and prints how long a keystroke takes to its diagnostics, with
// and without the pause that the server waits on purpose, beside one bare parse of the same file in the
// same run. FOLDER and FILE are a project of your own and a C file in it that has a finding. Nothing
// here is asserted: times belong to a machine, the ratio to a reader.
import * as fs from "node:fs";
import nodePath from "node:path";
import type { Diagnostic, Position } from "vscode-languageserver";
import { loadGrammars } from "../../src/scan/resources.js";
import { PAUSE_MS } from "../../src/server/project.js";
import { plugFiles, Session, type Files } from "../server/session.js";

const KEYSTROKES = 60;
const LINES = 10_000;
const MADE = "main/large.c";

const [folder, file] = process.argv.slice(2);
const session = new Session({ folders: [folder === undefined ? madeProject() : copied(folder)] });
await session.start();
await session.settle();
const path = file ?? MADE;
const lines = session.text(path).split("\n").length;
const [first] = session.diagnostics(path);
if (first === undefined) throw new Error(`${path} has no finding whose range could be watched`);
session.open(path);

const took: number[] = [];
const judged: number[] = [];
// In a comment before the finding, so that each keystroke moves its range.
await keystroke(first.range.start, "/**/");
let at = { ...first.range.start, character: first.range.start.character + 2 };
for (let i = 0; i < KEYSTROKES; i++) {
  took.push(await keystroke(at, "x"));
  at = { ...at, character: at.character + 1 };
}
const bare = await bareParse(session.text(path));
await session.stop();

const { length } = took;
console.log(`${path}: ${String(lines)} lines, ${String(length)} keystrokes; milliseconds`);
report("keystroke to diagnostics", took);
report(
  `without the pause of ${String(PAUSE_MS)}`,
  took.map((ms) => ms - PAUSE_MS),
);
report("read and judged, as the server counts", judged);
report("one bare parse of the file", [bare]);
const ratio = (quantile(took, 0.95) - PAUSE_MS) / bare;
console.log(`p95 without the pause is ${ratio.toFixed(2)} bare parses`);

async function keystroke(position: Position, typed: string): Promise<number> {
  const before = session.events.length;
  const began = performance.now();
  session.type(path, position, typed);
  const isAnswered = (): boolean => session.events.slice(before).some(isOfDocument);
  await session.until(isAnswered, "diagnostics of the keystroke");
  const ms = performance.now() - began;
  // The log comes in batches.
  await session.until(() => session.events.slice(before).some(isReadAgain), "the server's count");
  const log = JSON.stringify(session.events.slice(before).find(isReadAgain)?.params);
  judged.push(Number(/read again in (\d+) ms/.exec(log)?.[1]));
  return ms;
}

function isOfDocument({ method, params }: { method: string; params: unknown }): boolean {
  if (method !== "textDocument/publishDiagnostics") return false;
  return (params as { uri: string; diagnostics: Diagnostic[] }).uri === session.uri(path);
}

function isReadAgain({ method, params }: { method: string; params: unknown }): boolean {
  return method === "baseline645/log" && JSON.stringify(params).includes("read again in");
}

function report(what: string, values: readonly number[]): void {
  const [p50, p95] = [0.5, 0.95].map((q) => quantile(values, q).toFixed(1).padStart(7));
  console.log(`${what.padEnd(40)} p50 ${p50 ?? ""}  p95 ${p95 ?? ""}`);
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
}

/** Median of what tree-sitter alone takes: less is not possible without reading less. */
async function bareParse(text: string): Promise<number> {
  const syntax = await loadGrammars();
  const times = Array.from({ length: 7 }, () => {
    const began = performance.now();
    using lease = syntax.lease("c", text);
    return lease.root.type === "" ? 0 : performance.now() - began;
  });
  return quantile(times, 0.5);
}

/** The sample, and its sources again and again in one file under names of their own. */
function madeProject(): Files {
  const files = plugFiles();
  const sources = Object.entries(files).filter(([name]) => name.endsWith(".c"));
  const texts: string[] = [];
  for (let copy = 0, count = 0; count < LINES; copy++)
    for (const [, text] of sources) {
      texts.push(renamed(text, copy));
      count += text.split("\n").length;
    }
  return { ...files, [MADE]: texts.join("\n") };
}

/** Functions and file-wide variables get the copy's number. */
function renamed(text: string, copy: number): string {
  const functions = [...text.matchAll(/^[a-z][\w ]*[ *](\w+)\(/gm)].map(([, name]) => name ?? "");
  const names = [...new Set(functions), "s_\\w+", "TAG"].join("|");
  return text.replace(new RegExp(`\\b(${names})\\b`, "g"), `$1_${String(copy)}`);
}

function copied(from: string): Files {
  const names = fs.readdirSync(from, { recursive: true, encoding: "utf8" });
  const paths = names.filter((name) => fs.statSync(nodePath.join(from, name)).isFile());
  return Object.fromEntries(
    paths.map((name) => [
      name.replaceAll("\\", "/"),
      new Uint8Array(fs.readFileSync(nodePath.join(from, name))),
    ]),
  );
}
