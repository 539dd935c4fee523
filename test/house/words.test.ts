// Words that may not stand in this house: in a text that a user reads, in a test, in a lock file, in
// code that must be a function of its arguments. Each check is first shown offenders that it must
// catch and innocents that it must spare, then every file it is for.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const ROOT = join(import.meta.dirname, "../../..");

interface Check {
  readonly title: string;
  /** The files it is for, by slashed path from the root. */
  readonly files: RegExp;
  /** One that is surely among them: a check that looks at nothing finds nothing. */
  readonly among: string;
  readonly find: (text: string) => string[];
  readonly planted: readonly string[];
  readonly spared: readonly string[];
}

function* nodesOf(text: string): Generator<ts.Node> {
  const waiting: ts.Node[] = [ts.createSourceFile("x.ts", text, ts.ScriptTarget.Latest, true)];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    ts.forEachChild(node, (child) => void waiting.push(child));
  }
}

/** The nodes of a program that `offends`, as `line 3: code`. Comments are no part of a program. */
function inCode(offends: (node: ts.Node) => boolean): (text: string) => string[] {
  return (text) =>
    [...nodesOf(text)].filter(offends).map((node) => {
      const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
      return `line ${line + 1}: ${node.getText().slice(0, 60)}`;
    });
}

/** The lines that match. */
function inText(pattern: RegExp): (text: string) => string[] {
  return (text) =>
    text
      .split("\n")
      .flatMap((line, i) => (pattern.test(line) ? [`line ${i + 1}: ${line.trim()}`] : []));
}

const PROMISE = /compliant/i;

/** A word of the program itself: a name, a string or a piece of a template. */
function isWord(node: ts.Node): boolean {
  return ts.isIdentifier(node) || ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node);
}

const LEFT_OUT = new Set(["only", "skip"]);
const LEFT_OUT_NAMES = new Set(["xit", "xspecify", "xdescribe", "xcontext"]);

/** Mocha's two ways to leave a test out: a method of that name, or an `x` before the word. */
function leavesOutTests(node: ts.Node): boolean {
  if (!ts.isCallExpression(node)) return false;
  const { expression } = node;
  return ts.isPropertyAccessExpression(expression)
    ? LEFT_OUT.has(expression.name.text)
    : ts.isIdentifier(expression) && LEFT_OUT_NAMES.has(expression.text);
}

function isEmptyFunction(node: ts.Node | undefined): boolean {
  return (
    node !== undefined &&
    (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) &&
    ts.isBlock(node.body) &&
    node.body.statements.length === 0
  );
}

/** `catch {}`, with or without a comment in it, and `promise.catch(() => {})`. */
function dropsError(node: ts.Node): boolean {
  if (ts.isCatchClause(node)) return node.block.statements.length === 0;
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === "catch" &&
    isEmptyFunction(node.arguments[0])
  );
}

/** The world outside of a function's arguments: `*` is all of an object. */
const OUTSIDE: Readonly<Record<string, readonly string[]>> = {
  console: ["*"],
  crypto: ["*"],
  globalThis: ["*"],
  process: ["*"],
  performance: ["*"],
  Date: ["now"],
  Math: ["random"],
};
const LOCALE = /^(localeCompare|toLocale[A-Z]\w*)$/;

/** Reads the clock, chance, the machine's locale, the process or the console. */
function looksOutside(node: ts.Node): boolean {
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
    return ts.isIdentifier(node.expression) && node.expression.text === "Date";
  }
  if (!ts.isPropertyAccessExpression(node)) return false;
  if (LOCALE.test(node.name.text)) return true;
  const { expression } = node;
  const outside = ts.isIdentifier(expression) ? OUTSIDE[expression.text] : undefined;
  return outside !== undefined && (outside.includes("*") || outside.includes(node.name.text));
}

const call = (...parts: readonly string[]): string => `${parts.join(".")}("x", () => {});`;

const CHECKS: readonly Check[] = [
  {
    title: "src/ never calls anything compliant",
    files: /^src\/.*\.ts$/,
    among: "src/model/assessment.ts",
    find: inCode((node) => isWord(node) && PROMISE.test(node.getText())),
    planted: [
      'const text = "The product is compliant.";',
      "const text = `${name} is non-compliant`;",
      "const text = `Compliant: ${count} of ${all}`;",
      "export const isCompliant = true;",
      "const json = { compliant: true };",
    ],
    spared: ['// The word "compliant" is never printed.\nconst text = "open";'],
  },
  {
    title: "rules and their pages never call anything compliant",
    files: /^rules\/.+\/.*\.(yaml|md)$/,
    among: "rules/provisions/en-303-645.yaml",
    find: inText(PROMISE),
    planted: ["message: this makes the device compliant", "## Right\n\nNow it is Compliant."],
    spared: ["message: the passphrase is fixed in the source", "the statement of compliance"],
  },
  {
    title: "no test is left out or runs alone",
    files: /^(src|test)\/.*\.ts$/,
    among: "test/house/words.test.ts",
    find: inCode(leavesOutTests),
    planted: [
      call("describe", "only"),
      call("it", "only"),
      call("it", "skip"),
      call("context", "skip"),
      `it("x", function () { ${call("this", "skip")} });`,
      call("xit"),
      call("xdescribe"),
    ],
    spared: [
      call("it"),
      `const text = '${call("it", "only")}'; // ${call("it", "skip")}`,
      "options.only;",
    ],
  },
  {
    title: "lock files hold no addresses",
    files: /(^|\/)package-lock\.json$/,
    among: "package-lock.json",
    find: inText(/"resolved"\s*:/),
    planted: ['{ "version": "1.0.0",\n  "resolved": "https://registry.example/x-1.0.0.tgz" }'],
    spared: ['{ "version": "1.0.0",\n  "integrity": "sha512-x" }'],
  },
  {
    title: "no error is dropped",
    files: /^((src|test|tools)\/.*|[^/]*)\.[cm]?[jt]s$/,
    among: "tools/lib/run.mjs",
    find: inCode(dropsError),
    planted: [
      "try { f(); } catch {}",
      "try { f(); } catch (error) { }",
      "try { f(); } catch { /* does not matter */ }",
      "await f().catch(() => {});",
      "await f().catch(function () {});",
    ],
    spared: [
      "try { f(); } catch { return undefined; }",
      "await f().catch((error) => ({ failed: String(error) }));",
    ],
  },
  {
    title: "the pure floors look at nothing but their arguments",
    files: /^src\/(base|model|facts|rules|engine|report|syntax)\/.*\.ts$/,
    among: "src/base/span.ts",
    find: inCode(looksOutside),
    planted: [
      "const now = Date.now();",
      "const now = new Date();",
      "const now = new Date(2025, 1, 1);",
      "const now = Date();",
      "const now = performance.now();",
      "const chance = Math.random();",
      "const id = crypto.randomUUID();",
      "const home = process.env.HOME;",
      'console.log("x");',
      "globalThis.x = 1;",
      "names.sort((a, b) => a.localeCompare(b));",
      "const text = count.toLocaleString();",
    ],
    spared: [
      "// Date.now() comes in as `today`.\nconst text = 'console.log(1)';",
      'const reach = { process: "none" }; const r = reach.process;',
      "const least = Math.min(1, 2); const day = Date.parse(today);",
      "function f(today: Date): string { return today.toISOString(); }",
    ],
  },
];

/** Not the project's own text: what npm, the compiler and git put there, and what tests read. */
const FOREIGN = new Set(["node_modules", "out", "dist", "coverage", ".git", ".cache"]);
const DATA = /^test\/(sample|field)$/;

/** All files of the house, tracked or not, by slashed path from the root. */
function* filesOf(folder = ""): Generator<string> {
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (FOREIGN.has(entry.name) || DATA.test(path)) continue;
    if (entry.isDirectory()) yield* filesOf(path);
    else if (entry.isFile()) yield path;
  }
}

describe("house: words", function () {
  this.timeout(60_000);
  const all = [...filesOf()];

  for (const { title, files, among, find, planted, spared } of CHECKS) {
    describe(title, () => {
      it("is caught where it is planted", () => {
        assert.ok(planted.length > 0);
        for (const text of planted) assert.notDeepEqual(find(text), [], `missed: ${text}`);
      });

      it("is not seen where it isn't", () => {
        for (const text of spared) assert.deepEqual(find(text), [], `not spared: ${text}`);
      });

      it("holds in the whole house", () => {
        const mine = all.filter((path) => files.test(path));
        assert.ok(mine.includes(among), `${among} was not looked at`);
        const found = mine.flatMap((path) =>
          find(readFileSync(join(ROOT, path), "utf8")).map((what) => `${path} ${what}`),
        );
        assert.deepEqual(found, []);
      });
    });
  }
});
