// The cutter on branches of `#if` and on text that is no C, and what holds for every text.
import assert from "node:assert/strict";
import fc from "fast-check";
import { parseConditional } from "../../src/syntax/conditionals.js";
import { cutItems, type Item } from "../../src/syntax/items.js";
import { lineEndOf, skipBlank } from "../../src/syntax/lexical.js";
import { check } from "./items-show.js";

describe("cutter: conditionals", () => {
  it("gives items the conditions around them", () => {
    check(
      "#ifdef A\nint a;\n#elif defined B && C > 1 // why\nint b;\n#else\nint c;\n#endif\nint d;",
      "declaration {defined(A)}: int a;",
      "declaration {!defined(A); defined(B) && C > 1}: int b;",
      "declaration {!defined(A); !(defined(B) && C > 1)}: int c;",
      "declaration: int d;",
    );
  });

  it("leaves out what is never compiled, and conditions that always hold", () => {
    check(
      "#if 0\ndon't { { \"\n#if X\n#else\n#endif\n#else\nint a;\n#endif\n#if 1\nint b;\n#else\n}}}\n#endif\nint c;",
      "declaration: int a;",
      "declaration: int b;",
      "declaration: int c;",
    );
  });

  it("counts branches of a body once", () => {
    check(
      "void f() {\n#if A\n  if (x) {\n#else\n  if (y) {\n#endif\n  }\n}\nint after;",
      "function: void f() {⏎#if A⏎  if (x) {⏎#else⏎  if (y) {⏎#endif⏎  }⏎}",
      "declaration: int after;",
    );
  });

  it("makes one item of a body that branches close differently", () => {
    check(
      "int f(void) {\n#if A\n  x;\n}\n#else\n  y;\n}\n#endif\nint after;",
      "function partial: int f(void) {⏎#if A⏎  x;⏎}⏎#else⏎  y;⏎}⏎#endif",
      "declaration: int after;",
    );
    check(
      "int f(void) {\n#if A\n}\nint g(void) {\n#endif\n}\nint after;",
      "function partial: int f(void) {⏎#if A⏎}⏎int g(void) {⏎#endif⏎}",
      "declaration: int after;",
    );
  });

  it("makes one item of a body with several heads", () => {
    check(
      "#ifdef B\n#ifdef A\nint f(int a) {\n#else\nint f(int b) {\n#endif\n  body();\n}\nint after;\n#endif\nint last;",
      "function {defined(B)} partial: int f(int a) {⏎#else⏎int f(int b) {⏎#endif⏎  body();⏎}",
      "declaration {defined(B)}: int after;",
      "declaration: int last;",
    );
    check(
      "static int\n#if A\nf(int a)\n#else\nf(int b)\n#endif\n{\n}\nint after;",
      "function partial: static int⏎#if A⏎f(int a)⏎#else⏎f(int b)⏎#endif⏎{⏎}",
      "declaration: int after;",
    );
  });

  it("makes one item of a declaration with several values", () => {
    check(
      'const char *u =\n#if A\n "x";\n#elif B\n "y";\n#else\n "z";\n#endif\nint after;',
      'declaration partial: const char *u =⏎#if A⏎ "x";⏎#elif B⏎ "y";⏎#else⏎ "z";⏎#endif',
      "declaration: int after;",
    );
  });

  it("opens a namespace once, whichever branch does it", () => {
    check(
      '#if A\nclass X {\n#else\nclass Y {\n#endif\n  int a;\n};\nint b;\n#ifdef __cplusplus\nextern "C" {\n#endif\nint c;\n#ifdef __cplusplus\n}\n#endif\nint d;',
      "declaration in X: int a;",
      "declaration: int b;",
      "declaration: int c;",
      "declaration: int d;",
    );
  });
});

describe("cutter: broken text", () => {
  it("ends a parenthesis with its block", () => {
    check(
      "void f() {\n  g(;\n}\nint after;",
      "function: void f() {⏎  g(;⏎}",
      "declaration: int after;",
    );
  });

  it("ends a body that nothing closes at a brace in the first column", () => {
    check(
      "void f() {\n  if (x) {\n}\nvoid g() { h(); }\nint after;",
      "function partial: void f() {⏎  if (x) {⏎}",
      "function: void g() { h(); }",
      "declaration: int after;",
    );
  });

  it("goes on behind a brace too many", () => {
    check("int a; } } int b;", "declaration: int a;", "declaration: int b;");
  });

  it("ends an unclosed literal with its line", () => {
    check('char *s = "abc;\nint a;', 'declaration: char *s = "abc;⏎int a;');
    check("#error don't\nint a;", "directive: #error don't", "declaration: int a;");
  });

  it("takes time in proportion to its length", () => {
    for (const seed of ["((\n}\n", "{{\n}\n", "#if A\n{\n#else\n", "f(a) int b;", "#else\n"]) {
      const began = performance.now();
      cutItems(seed.repeat(40_000));
      assert.ok(performance.now() - began < 5000, seed);
    }
  });
});

const PIECES = [
  "{", "}", "(", ")", "[", "]", ";", "=", ",", "#if A\n", "#else\n", "#elif B\n", "#endif\n",
  "#if 0\n", "#define X {\n", "\n", " ", "\\\n", "\r\n", '"', "'", "//", "/*", "*/", "int x", "f",
  "class A ", "namespace n ", "template <", ">", 'extern "C" ', "struct s ", "public:", "operator",
  'R"(', ')"', "FOO(x)\n", "é", "\u2028",
]; // prettier-ignore

const anyText = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((all) => all.join(""));

const WHOLE = [
  "int a;",
  'static const char *b = "x;}";',
  "void f(int x) { if (x) { g(); } }",
  "#define X(y) { y",
  "struct s { int a[3]; } t = { { 1, 2 } };",
  "enum { A, B = 2 };",
  "auto l = [](int x) { return x; };",
  "ZTEST(a, b) { c(); }",
  "A::A() : x(1), y{2} { }",
  "template <class T> T m(T x) { return x; }",
  "typedef int (*cb)(void);",
  '#include "a.h"',
];

const wholeItems = fc.array(fc.constantFrom(...WHOLE), { maxLength: 12 });

describe("cutter: every text", () => {
  it("yields items that ascend, never overlap and are never empty", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ maxLength: 200 })), (text) => {
        let end = 0;
        for (const { at } of cutItems(text)) {
          assert.ok(at.start >= end && at.end > at.start && at.end <= text.length);
          end = at.end;
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("leaves out blanks, comments, conditionals, stray brackets and heads that are looked into", () => {
    fc.assert(
      fc.property(wholeItems, (items) => {
        const text = items.map((item) => `/* c */ ${item}\n`).join("#if A // d\n#endif\n");
        assert.deepEqual(leftOver(text, cutItems(text)), []);
      }),
    );
  });

  it("cuts items put together back into them", () => {
    fc.assert(
      fc.property(wholeItems, fc.constantFrom("\n", "\n\n", " \n/* c */\n"), (items, between) => {
        const text = items.join(between);
        const cut = cutItems(text).map(({ at }) => text.slice(at.start, at.end));
        assert.deepEqual(cut, items);
      }),
    );
  });

  it("cuts the members of a class, a namespace and a branch alike", () => {
    const member = wholeItems.filter((items) => items.every((item) => !item.startsWith("#")));
    fc.assert(
      fc.property(member, (items) => {
        for (const [before, after] of [
          ["class K { public:\n", "\n};"],
          ["namespace n {\n", "\n}"],
          ["#if A\n", "\n#endif"],
        ]) {
          const text = `${before ?? ""}${items.join("\n")}${after ?? ""}\nint last;`;
          const cut = cutItems(text).map(({ at }) => text.slice(at.start, at.end));
          assert.deepEqual(cut, [...items, "int last;"]);
        }
      }),
    );
  });
});

/** Lines outside of items that say anything. */
function leftOver(text: string, items: readonly Item[]): string[] {
  const spans = [...items.map(({ at }) => at), { start: text.length, end: text.length }];
  const left: string[] = [];
  let from = 0;
  for (const { start, end } of spans) {
    for (let i = skipBlank(text, from); i < start; i = skipBlank(text, i)) {
      const line = text.slice(i, lineEndOf(text, i));
      if (parseConditional(line) === undefined) left.push(line);
      i += line.length;
    }
    from = end;
  }
  return left;
}
