// Fixes: text in, text out. The fact is the call of `probe`; no answer means that the fix is not offered,
// since its text would be no valid code there or would say something else.
import assert from "node:assert/strict";
import { fixesOf } from "../../src/engine/fixes.js";
import { resolver } from "../../src/facts/resolve.js";
import type { Fix } from "../../src/model/rule.js";
import { applyEdits } from "../../src/scan/page-check.js";
import { indexOf, type Files } from "./resolve-show.js";

type Change = Pick<Fix, "edit"> & Partial<Fix>;

/** The files behind the fix; undefined where it is not offered. */
function fixedFiles(change: Change, files: Files): ReadonlyMap<string, string> | undefined {
  const index = indexOf(files);
  const values = resolver(index);
  const [at] = index.find("call", "probe");
  assert.ok(at !== undefined, "nothing is asked");
  const decided = at.fact.args.flatMap((expr) => values.resolve(expr, at));
  const fix: Fix = { title: "Fix it", safety: "choice", ...change };
  const held = { decided, named: new Map() };
  const [found] = fixesOf([fix], { index, resolver: values, at, held });
  return found && applyEdits(new Map(Object.entries(files)), found.edits);
}

function fixed(change: Change, text: string, path = "a.c"): string | undefined {
  return fixedFiles(change, { [path]: text })?.get(path);
}

const replace = (what: string, text: string): Fix["edit"] => ({
  do: "replace",
  what,
  with: text,
});
const CAP: Change = { sized: 0, edit: replace("arg.1", "{(1)} < {size} ? {(1)} : {size}") };
const WRITTEN: Change = { at: "written", edit: replace("arg.0", "own()") };
const BEFORE: Change = { edit: { do: "insert", where: "before", text: "first();" } };
const LINE: Change = { edit: { do: "remove", what: "line" } };

describe("fixes: the blanks of a new text", () => {
  it("take arguments as they are written, with their casts", () => {
    const change = { edit: replace("fact", "other({1..}, {0})") };
    const text = "void f(void) { probe((char *)a, b[1], g(c, d)); }";
    assert.equal(fixed(change, text), "void f(void) { other(b[1], g(c, d), (char *)a); }");
  });

  it("put parentheses around more than a name", () => {
    const head = "void f(int n) { char a[8]; probe(a, ";
    assert.equal(fixed(CAP, `${head}n); }`), `${head}n < sizeof(a) ? n : sizeof(a)); }`);
    assert.equal(
      fixed(CAP, `${head}n + 1); }`),
      `${head}(n + 1) < sizeof(a) ? (n + 1) : sizeof(a)); }`,
    );
  });

  it("do nothing twice", () => {
    assert.equal(fixed(CAP, "void f(void) { char a[8]; probe(a, next()); }"), undefined);
    assert.equal(fixed(CAP, "void f(int n) { char a[8]; probe(a, n++); }"), undefined);
  });

  it("need an argument that is there", () => {
    assert.equal(
      fixed({ edit: replace("fact", "g({3})") }, "void f(void) { probe(1); }"),
      undefined,
    );
  });
});

describe("fixes: arrays whose size can be seen", () => {
  const SIZE: Change = { sized: 0, edit: replace("arg.1", "{size}") };

  it("are local, of the file, or a field of the variable's type", () => {
    assert.match(
      fixed(SIZE, "static char a[8];\nvoid f(void) { probe(a, 9); }") ?? "",
      /sizeof\(a\)/,
    );
    const field = "struct s { char a[8]; };\nvoid f(struct s *s) { probe((char *)s->a, 9); }";
    assert.match(fixed(SIZE, field) ?? "", /sizeof\(s->a\)/);
  });

  it("are no pointers, parameters, constants or elements", () => {
    for (const text of [
      "void f(char *a) { probe(a, 9); }",
      "void f(char a[8]) { probe(a, 9); }",
      "static const char a[8];\nvoid f(void) { probe(a, 9); }",
      "static char a[4][8];\nvoid f(void) { probe(a[1], 9); }",
      "static char a[8];\nvoid f(void) { probe(a + 1, 9); }",
      "extern char a[];\nvoid f(void) { probe(a, 9); }",
      "void f(int n) { if (n) { char a[8]; probe(a, 9); } else { char *a = g(); h(a); } }",
      "struct s { char a[8]; };\nstruct t { char *a; };\nvoid f(struct t *t) { probe(t->a, 9); }",
    ])
      assert.equal(fixed(SIZE, text), undefined, text);
  });

  it("are cast where a text is asked for and they hold bytes", () => {
    const change = { sized: 0, edit: replace("arg.1", "strlen({text})") };
    const bytes = "void f(void) { uint8_t a[8]; probe(a, 9); }";
    assert.match(fixed(change, bytes) ?? "", /strlen\(\(const char \*\)a\)/);
    assert.match(fixed(change, bytes.replace("uint8_t", "char")) ?? "", /strlen\(a\)/);
  });
});

describe("fixes: a call in the place of a literal", () => {
  it("is made where the literal is written", () => {
    const files = {
      "a.c": 'void f(void) { const char *p = PASS; probe(p); }\n#include "a.h"\n',
      "a.h": '#define PASS "hunter22"\n',
    };
    assert.equal(fixedFiles(WRITTEN, files)?.get("a.h"), "#define PASS own()\n");
    assert.equal(fixed(WRITTEN, 'void f(void) { probe("x1"); }'), "void f(void) { probe(own()); }");
  });

  it("is left out where a call cannot stand, or something tells the length", () => {
    for (const text of [
      'static const char *p = "hunter22";\nvoid f(void) { probe(p); }',
      'void f(void) { static const char *p = "hunter22"; probe(p); }',
      'void f(void) { char p[] = "hunter22"; probe(p); }',
      '#define PASS "hunter22"\nstatic char p[] = PASS;\nvoid f(void) { probe(PASS); }',
      '#define PASS "hunter22"\nvoid f(void) { probe(PASS); g(sizeof(PASS)); }',
      '#define PASS "hunter22"\nvoid f(void) { probe(PASS); g("pass=" PASS); }',
      'void f(void) { probe("hunter22", 8); }',
      'void f(void) { probe("hunter22", sizeof("hunter22") - 1); }',
      'void f(void) { probe("hunter" "22"); }',
    ])
      assert.equal(fixed(WRITTEN, text), undefined, text);
    assert.equal(fixed(WRITTEN, 'void f() { probe(F("hunter22")); }', "a.cpp"), undefined);
  });

  it("looks past comments and conditions that name the macro", () => {
    const text = `#ifndef PASS
#define PASS "hunter22" // PASS of the unit
#endif
void f(void) { probe(PASS); /* PASS */ }
`;
    assert.match(fixed(WRITTEN, text) ?? "", /#define PASS own\(\) \/\/ PASS of the unit/);
  });
});

describe("fixes: lines of code", () => {
  it("go before the whole statement", () => {
    const text = "void f(void)\n{\n    int n =\n        probe(1);\n}\n";
    assert.equal(fixed(BEFORE, text), text.replace("    int", "    first();\n    int"));
    const test = "void f(void)\n{\n  if (probe(1) != 0)\n    g();\n}\n";
    assert.equal(fixed(BEFORE, test), test.replace("  if", "  first();\n  if"));
  });

  it("go nowhere that another statement governs", () => {
    for (const body of [
      "if (a)\n    probe(1);",
      "while (probe(1))\n    g();",
      "if (a)\n    g();\n  else\n    probe(1);",
    ])
      assert.equal(fixed(BEFORE, `void f(void)\n{\n  ${body}\n}\n`), undefined, body);
  });

  it("are taken away only where they hold one statement, whole", () => {
    const text = "void f(void)\n{\n    probe(1); // why\n    g();\n}\n";
    assert.equal(fixed(LINE, text), "void f(void)\n{\n    g();\n}\n");
    for (const body of [
      "if (a)\n    probe(1);",
      "g(); probe(1);",
      "probe(1); g();",
      "int n =\n    probe(1);",
    ])
      assert.equal(fixed(LINE, `void f(void)\n{\n${body}\n}\n`), undefined, body);
  });
});

describe("fixes: parts of a call", () => {
  it("get one more argument, behind the last", () => {
    const change: Change = { edit: { do: "append", text: "b()" } };
    assert.equal(fixed(change, "void f(void) { probe(a); }"), "void f(void) { probe(a, b()); }");
    assert.equal(fixed(change, "void f(void) { probe(); }"), undefined);
  });

  it("lose one of several flags, not the only one", () => {
    const change: Change = { edit: { do: "cut", what: "arg.0", part: "B" } };
    assert.equal(
      fixed(change, "void f(void) { probe(A | B | C); }"),
      "void f(void) { probe(A | C); }",
    );
    assert.equal(fixed(change, "void f(void) { probe(B | A); }"), "void f(void) { probe(A); }");
    assert.equal(fixed(change, "void f(void) { probe(B); }"), undefined);
    assert.equal(fixed(change, "void f(void) { probe(A | BB); }"), undefined);
  });

  it("get widths where all arrays are known", () => {
    const change: Change = { edit: { do: "widths", argument: 1 } };
    const text = 'void f(char *p) { char a[8], b[4]; probe(s, "%d %s %*s %[^,] %%s", &n, a, b); }';
    assert.match(fixed(change, text) ?? "", /"%d %7s %\*s %3\[\^,\] %%s"/);
    assert.equal(fixed(change, text.replace("a, b)", "a, p)")), undefined);
  });

  it("are changed where nobody takes the result", () => {
    const change: Change = { unused: true, edit: replace("name", "other") };
    assert.equal(fixed(change, "void f(void) { probe(a); }"), "void f(void) { other(a); }");
    assert.equal(fixed(change, "int f(void) { return probe(a); }"), undefined);
  });
});
