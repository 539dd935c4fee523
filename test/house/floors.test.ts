// The floors are kept: an offender is planted for every rule of .dependency-cruiser.cjs, in a small
// house with the same floors, and each rule must catch its own; then the real house must be clean.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const ROOT = join(import.meta.dirname, "../../..");
const CONFIG = join(ROOT, ".dependency-cruiser.cjs");
const CRUISER = join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");

const RULES = (
  createRequire(import.meta.url)(CONFIG) as { forbidden: readonly { name: string }[] }
).forbidden.map((rule) => rule.name);

/** A rule, the file that breaks it, and the line that does. */
type Offender = readonly [rule: string, file: string, line: string];

const PURE = ["base", "model", "syntax", "facts", "rules", "engine", "report"];

const OFFENDERS: readonly Offender[] = [
  ["floor-base", "base/up.ts", 'import { x } from "../model/x.js";'],
  ["floor-model", "model/up.ts", 'import { x } from "../report/x.js";'],
  ["floor-report", "report/across.ts", 'import { x } from "../syntax/x.js";'],
  ["floor-report", "report/up.ts", 'import { x } from "../engine/x.js";'],
  ["floor-syntax", "syntax/up.ts", 'import { x } from "../facts/x.js";'],
  ["floor-facts", "facts/across.ts", 'import type { X } from "../rules/x.js";'],
  ["floor-rules", "rules/across.ts", 'export { x } from "../facts/x.js";'],
  ["floor-engine", "engine/across.ts", 'import { x } from "../scan/x.js";'],
  ["floor-engine", "engine/report.ts", 'import { x } from "../report/x.js";'],
  ["floor-engine", "engine/up.ts", 'export const later = () => import("../cli/x.js");'],
  ["floor-scan", "scan/up.ts", 'import { x } from "../cli/x.js";'],
  ["floor-protocol", "protocol/up.ts", 'import { x } from "../server/x.js";'],
  ["floor-server", "server/across.ts", 'import { x } from "../cli/x.js";'],
  ["floor-cli", "cli/across.ts", 'import { x } from "../server/x.js";'],
  ["floor-client", "client/knows.ts", 'import { x } from "../engine/x.js";'],
  ["lowest-floors-import-no-packages", "base/package.ts", 'import { x } from "shipped";'],
  ["lowest-floors-import-no-packages", "model/package.ts", 'import type { X } from "shipped";'],
  ["lowest-floors-import-no-packages", "model/absent.ts", 'import { x } from "not-installed";'],
  ...PURE.flatMap((floor): Offender[] => [
    ["pure-floors-do-no-io", `${floor}/reads.ts`, 'import { readFileSync } from "node:fs";'],
    ["pure-floors-do-no-io", `${floor}/old.ts`, 'import { createHash } from "crypto";'],
  ]),
  ["only-syntax-knows-tree-sitter", "facts/parses.ts", 'import type { X } from "web-tree-sitter";'],
  ["only-syntax-knows-tree-sitter", "scan/parses.ts", 'import { x } from "tree-sitter-c";'],
  ["only-client-knows-vscode", "engine/editor.ts", 'import * as vscode from "vscode";'],
  ["only-client-knows-vscode", "server/editor.ts", 'import type { Uri } from "vscode";'],
  ["src-stands-alone", "cli/tests.ts", 'import { x } from "../../test/x.js";'],
  ["no-development-package-at-run-time", "cli/develops.ts", 'import { x } from "develops";'],
  ["no-cycles", "facts/egg.ts", 'import type { X } from "./hen.js";'],
];

/** The other half of the planted cycle: a cycle is reported once, at its first file. */
const HEN = ["facts/hen.ts", 'export { x } from "./egg.js";'] as const;

/** What the floors are for: none of this may be caught. */
const INNOCENT: readonly (readonly [file: string, line: string])[] = [
  ["model/right.ts", 'import { x } from "../base/x.js";'],
  ["syntax/right.ts", 'import { x } from "web-tree-sitter";'],
  ["report/right.ts", 'import type { X } from "develops";'],
  ["facts/right.ts", 'import { x } from "../syntax/right.js";'],
  ["rules/right.ts", 'import { x } from "shipped";'],
  ["engine/right.ts", 'import { x } from "../rules/right.js"; import { y } from "../facts/x.js";'],
  ["scan/right.ts", 'import { readFileSync } from "node:fs";'],
  ["cli/right.ts", 'import { x } from "../engine/right.js"; import { y } from "../scan/x.js";'],
  ["client/right.ts", 'import * as vscode from "vscode"; import { x } from "../protocol/x.js";'],
];

const FLOORS = RULES.filter((rule) => rule.startsWith("floor-")).map((rule) => rule.slice(6));

interface Cruise {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly { from: string; to: string; rule: { name: string } }[];
  };
}

/** Who broke what: `rule: src/file`, each once, in order. */
function broken({ summary }: Cruise): string[] {
  return [...new Set(summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`))].sort();
}

function cruise(root: string): Cruise {
  const args = [CRUISER, "--config", CONFIG, "--output-type", "json", "src"];
  const run = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  assert.ok(run.stdout.startsWith("{"), `no report: ${run.stdout}${run.stderr}`);
  return JSON.parse(run.stdout) as Cruise;
}

/** A house of empty floors, its packages, and the given files in src/. */
function withHouse(files: readonly (readonly [string, string])[], use: (root: string) => void) {
  const root = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), "baseline645-floors-"));
  const write = (path: string, text: string): void => {
    fs.mkdirSync(dirname(join(root, path)), { recursive: true });
    fs.writeFileSync(join(root, path), `${text}\n`);
  };
  try {
    const shipped = { shipped: "1.0.0", "web-tree-sitter": "1.0.0", "tree-sitter-c": "1.0.0" };
    const devDependencies = { develops: "1.0.0" };
    write(
      "package.json",
      JSON.stringify({ type: "module", dependencies: shipped, devDependencies }),
    );
    for (const name of Object.keys({ ...shipped, ...devDependencies })) {
      const manifest = { name, version: "1.0.0", type: "module", exports: "./index.js" };
      write(`node_modules/${name}/package.json`, JSON.stringify(manifest));
      write(`node_modules/${name}/index.js`, "export const x = 1;");
    }
    write("node_modules/@types/vscode/package.json", '{ "types": "index.d.ts" }');
    write("node_modules/@types/vscode/index.d.ts", "export interface Uri {}");
    fs.cpSync(join(ROOT, "tsconfig.json"), join(root, "tsconfig.json"));
    write("test/x.ts", "export const x = 1;");
    for (const floor of FLOORS)
      write(`src/${floor}/x.ts`, "export const x = 1; export type X = 1;");
    for (const [file, line] of files) write(`src/${file}`, line);
    use(root);
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
}

describe("house: floors", function () {
  this.timeout(60_000);

  it("catches an offender planted for every rule", () => {
    const planted = OFFENDERS.map(([, file, line]) => [file, line] as const);
    withHouse([...planted, HEN], (root) => {
      const caught = new Set(broken(cruise(root)));
      const missed = OFFENDERS.map(([rule, file]) => `${rule}: src/${file}`).filter(
        (offence) => !caught.has(offence),
      );
      assert.deepEqual(missed, []);
    });
    const planned = new Set(OFFENDERS.map(([rule]) => rule));
    assert.deepEqual([...planned].sort(), [...RULES].sort(), "a rule without a planted offender");
  });

  it("catches the editor's module whether its types are installed or not", () => {
    withHouse([["cli/editor.ts", 'import * as vscode from "vscode";']], (root) => {
      const expected = ["only-client-knows-vscode: src/cli/editor.ts"];
      assert.deepEqual(broken(cruise(root)), expected);
      fs.rmSync(join(root, "node_modules/@types"), { recursive: true });
      assert.deepEqual(broken(cruise(root)), expected);
    });
  });

  it("lets through what the floors are for", () => {
    withHouse(INNOCENT, (root) => {
      assert.deepEqual(broken(cruise(root)), []);
    });
  });

  it("finds the real house clean", () => {
    const result = cruise(ROOT);
    const seen = result.modules.filter(({ source }) => source.startsWith("src/"));
    assert.ok(seen.length > 20, `only ${seen.length} files of src/ were looked at`);
    assert.deepEqual(broken(result), []);
  });

  it("knows every folder of src/", () => {
    const names = fs.readdirSync(join(ROOT, "src")).filter((name) => !FLOORS.includes(name));
    assert.deepEqual(names, [], "not a floor of .dependency-cruiser.cjs");
  });
});
