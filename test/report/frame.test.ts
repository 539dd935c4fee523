import assert from "node:assert/strict";
import type { Range } from "../../src/base/span.js";
import { clippedLeft, textWidth, wrapped } from "../../src/report/cells.js";
import { frame } from "../../src/report/frame.js";
import { range } from "./fixtures.js";

function check(lines: readonly string[], at: Range, width: number, expected: string): void {
  const drawn = frame({ firstLine: 4, lines }, at, width);
  const text = drawn.map((line) => `${String(line.line ?? "").padStart(2)}|${line.text}`);
  assert.equal(text.join("\n"), expected);
}

describe("report/frame", () => {
  it("draws under the range", () => {
    check(["int a = 1;"], range(4, 4, 1), 40, " 5|int a = 1;\n  |    ^");
  });

  it("runs tabs to the next stop", () => {
    check(["\ta\tb"], range(4, 3, 1), 40, " 5|    a   b\n  |        ^");
  });

  it("counts wide characters twice and combining ones not at all", () => {
    check(['f("日本e\u0301", x)'], range(4, 10, 1), 40, ' 5|f("日本e\u0301", x)\n  |           ^');
    check(["😀 x"], range(4, 0, 2), 40, " 5|😀 x\n  |^^");
  });

  it("draws one mark for an empty range, also at the end of a line", () => {
    check(["abc"], range(4, 3, 0), 40, " 5|abc\n  |   ^");
  });

  it("draws under every line of a longer range, from its first character", () => {
    const at = { start: { line: 4, column: 2 }, end: { line: 6, column: 1 } };
    check(["f(a,", "  b", ");"], at, 40, " 5|f(a,\n  |  ^^\n 6|  b\n  |  ^\n 7|);\n  |^");
    const whole = { start: { line: 4, column: 0 }, end: { line: 5, column: 0 } };
    check(["one", "two"], whole, 40, " 5|one\n  |^^^\n 6|two");
  });

  it("follows the marks where masking moved the range", () => {
    const marks = range(4, 14, 1);
    const drawn = frame({ firstLine: 4, lines: ['f("h••••••", x)'], marks }, range(4, 30, 1), 40);
    assert.equal(drawn[1]?.text, "              ^");
  });

  it("clips round the squiggle", () => {
    const line = "0123456789".repeat(6);
    check([line], range(4, 30, 3), 21, ` 5|…2345678901234567890…\n  |${" ".repeat(9)}^^^`);
    check([line], range(4, 2, 3), 20, " 5|0123456789012345678…\n  |  ^^^");
    check([line], range(4, 57, 3), 20, " 5|…1234567890123456789\n  |" + " ".repeat(17) + "^^^");
    check([line], range(4, 10, 45), 20, " 5|…012345678901234567…\n  | " + "^".repeat(19));
  });

  it("leaves out lines far from the squiggle and says so", () => {
    const lines = Array.from({ length: 30 }, (_, i) => `line ${i}`);
    const top = frame({ firstLine: 0, lines }, range(2, 0, 4), 40);
    assert.deepEqual([top[0]?.text, top.at(-1)?.text, top.length], ["line 0", "…", 8 + 1 + 1]);
    const below = frame({ firstLine: 0, lines }, range(28, 0, 4), 40);
    assert.deepEqual(
      below.map((line) => line.text),
      ["…", "line 28", "^^^^", "line 29"],
    );
  });
});

describe("report/cells", () => {
  it("keeps the end of a path that is too long", () => {
    assert.equal(clippedLeft("components/net/src/mqtt.c:12", 12), "…c/mqtt.c:12");
    assert.equal(clippedLeft("a.c:1", 12), "a.c:1");
  });

  it("wraps at blanks", () => {
    assert.deepEqual(wrapped("one two three", 8), ["one two", "three"]);
    assert.deepEqual(wrapped("averylongword b", 4), ["averylongword", "b"]);
  });

  it("measures what is shown", () => {
    assert.equal(textWidth("日本"), 4);
    assert.equal(textWidth("\u202e"), "<U+202E>".length);
  });
});
