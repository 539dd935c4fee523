// Flow that goes on from what was followed before a change says what flow from the start says.
import assert from "node:assert/strict";
import { changedNames } from "../../src/facts/changes.js";
import { flowsOf, indexOf, reachedIn, read, type Files } from "./flow-show.js";

/** Reads `path` anew with this text; gives what both ways of following say then. */
function after(files: Files, path: string, text: string): { on: string[]; anew: string[] } {
  const index = indexOf(files);
  const flows = flowsOf(index);
  const before = index.document(path)?.document;
  const now = read(path, text, before);
  const changed = new Set(changedNames(before, now));
  index.put(now);
  const on = reachedIn(index, flowsOf(index, { flows, changed }));
  return { on, anew: reachedIn(index, flowsOf(index)) };
}

function same(files: Files, path: string, text: string, ...expected: string[]): void {
  const { on, anew } = after(files, path, text);
  assert.deepEqual(anew, expected);
  assert.deepEqual(on, expected);
}

const TAKE = "void take(char *p) { probe(p); }";
const GIVE = "void go(int s) { char rx[64]; recv(s, rx, sizeof rx, 0); take(rx); }";

describe("flow after a change", () => {
  it("comes with a caller that is new", () => {
    same({ "a.c": TAKE, "b.c": "int x;" }, "b.c", GIVE, "network open");
  });

  it("comes with a function that lies between", () => {
    const files = { "a.c": GIVE, "b.c": "int x;", "c.c": "void inner(char *p) { probe(p); }" };
    same(files, "b.c", "void take(char *p) { inner(p); }", "network open");
  });

  it("comes with a variable that two functions share", () => {
    const files = {
      "a.h": "extern char rx[64];",
      "a.c": '#include "a.h"\nchar rx[64];\nvoid f(void) { probe(rx); }',
      "b.c": "int x;",
    };
    same(files, "b.c", '#include "a.h"\nvoid g(int s) { recv(s, rx, 64, 0); }', "network open");
  });

  it("comes with what a function returns now", () => {
    const use = "void f(int s) { probe(next(s)); }";
    const now = "int next(int s) { char b[4]; recv(s, b, 4, 0); return b[0]; }";
    same({ "a.c": use, "b.c": "int next(int s) { return 0; }" }, "b.c", now, "network terminated");
  });

  it("comes with a limit", () => {
    const use = `void f(int s) { int n; recv(s, &n, 4, 0); if (n < MAX) probe(n); }`;
    const { on, anew } = after({ "a.c": use, "b.h": "" }, "b.h", "#define MAX 16\n");
    assert.deepEqual(on, anew);
  });

  it("is not lost where another function of the file is new", () => {
    same(
      { "a.c": TAKE, "b.c": GIVE },
      "b.c",
      `int more;\n${GIVE}\nvoid other(void) {}`,
      "network open",
    );
  });
});
