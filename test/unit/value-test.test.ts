// Three-valued tests of values: known, partly known and unknown ones.
import assert from "node:assert/strict";
import type { ValueTest } from "../../src/model/rule.js";
import { testValue, type TestWorld } from "../../src/engine/value-test.js";
import { option, type Known, type Option } from "../../src/facts/values.js";
import { globPattern } from "../../src/rules/pattern.js";

const WORLD: TestWorld = {
  lists: new Map([["default-passwords", ["admin", "12345678"]]]),
  holds: (path) => (path === "key.pem" ? "true" : "false"),
};

function check(test: ValueTest, value: Known, names: readonly string[] = []): string {
  return testValue(test, [option(value, names)], WORLD).truth;
}

const is = (...texts: string[]): ValueTest => ({ is: [{ by: "one-of", texts }] });
const not = (...texts: string[]): ValueTest => ({ not: [{ by: "one-of", texts }] });
const like = (...globs: string[]): ValueTest => ({
  is: [{ by: "like", globs, pattern: globPattern(globs) }],
});
const text = (t: string): Known => ({ is: "text", text: t });
const UNKNOWN: Known = { is: "unknown" };

describe("a test of a value", () => {
  it("compares texts, numbers and the names on the way", () => {
    assert.equal(check(is("a", "b"), text("b")), "true");
    assert.equal(check(is("0"), { is: "number", value: 0 }), "true");
    assert.equal(check(is("0x10"), { is: "number", value: 16 }), "true");
    assert.equal(check(is(""), { is: "number", value: 0 }), "false");
    assert.equal(check(is("VERIFY_NONE"), { is: "number", value: 0 }, ["VERIFY_NONE"]), "true");
  });

  it("is unknown on the unknown, also when it negates", () => {
    assert.equal(check(is("a"), UNKNOWN), "unknown");
    assert.equal(check(not("a"), UNKNOWN), "unknown");
    assert.equal(check({ atLeast: 3 }, UNKNOWN), "unknown");
    assert.equal(check({ known: true }, UNKNOWN), "false");
  });

  it("takes an SDK's constant of another name for another constant", () => {
    assert.equal(check(is("MODE_SERVER"), UNKNOWN, ["MODE_CLIENT"]), "false");
    assert.equal(check(not("MODE_SERVER"), UNKNOWN, ["MODE_CLIENT"]), "true");
    assert.equal(check(is("MODE_SERVER", "1"), UNKNOWN, ["MODE_CLIENT"]), "unknown");
    assert.equal(check(is("MODE_SERVER"), UNKNOWN, ["mode"]), "unknown");
  });

  it("judges a partly known text by its ends", () => {
    const part = (prefix: string, suffix = ""): Known => ({ is: "part", prefix, suffix });
    assert.equal(check(like("http://*"), part("http://")), "true");
    assert.equal(check(like("http://*"), part("https://")), "false");
    assert.equal(check(like("http://*"), part("")), "unknown");
    assert.equal(check(like("http://*.bin"), part("http://", ".bin")), "true");
    assert.equal(check(like("http://*.bin"), part("http://", ".txt")), "unknown");
    assert.equal(check({ known: true }, part("http://")), "false");
  });

  it("holds where one of several values passes", () => {
    const options: Option[] = [option(UNKNOWN), option(text("a")), option(text("b"))];
    const verdict = testValue(is("b"), options, WORLD);
    assert.equal(verdict.truth, "true");
    assert.deepEqual(
      verdict.options.map((o) => o.value),
      [text("b")],
    );
    assert.equal(testValue(is("c"), options, WORLD).truth, "unknown");
    assert.equal(testValue(is("c"), options.slice(1), WORLD).truth, "false");
  });

  it("asks for one of the parts that | joins", () => {
    const has: ValueTest = { has: [{ by: "one-of", texts: ["KEY_EXPORT"] }] };
    const joined = (value: Known, ...parts: string[]): string =>
      testValue(has, [{ ...option(value), parts }], WORLD).truth;
    assert.equal(joined(UNKNOWN, "KEY_SIGN", "KEY_EXPORT"), "true");
    assert.equal(joined(UNKNOWN, "KEY_SIGN", "KEY_VERIFY"), "false");
    assert.equal(joined(UNKNOWN, "KEY_SIGN", "flags", ""), "unknown");
    assert.equal(joined(UNKNOWN, "KEY_EXPORT", "flags", ""), "true");
    assert.equal(check(has, UNKNOWN, ["KEY_EXPORT"]), "true");
    assert.equal(check(has, UNKNOWN, ["KEY_SIGN"]), "false");
    assert.equal(check(has, UNKNOWN, ["flags"]), "unknown");
    assert.equal(check(has, { is: "number", value: 3 }), "false");
  });

  it("asks predicates, lengths, bounds and files", () => {
    assert.equal(
      check({ is: [{ by: "predicate", name: "default-password" }] }, text("Admin")),
      "true",
    );
    assert.equal(
      check({ is: [{ by: "predicate", name: "loopback-url" }] }, text("http://127.0.0.1:80/")),
      "true",
    );
    assert.equal(check({ length: { atLeast: 8 } }, text("1234567")), "false");
    assert.equal(check({ length: { atMost: 4 } }, { is: "bytes", hex: "00112233" }), "true");
    assert.equal(check({ atLeast: 7, atMost: 15 }, { is: "number", value: 7 }), "true");
    assert.equal(check({ file: "private-key" }, text("key.pem")), "true");
    assert.equal(check({ file: "private-key" }, text("ca.pem")), "false");
  });

  it("takes bytes that are all alike for a placeholder, and no others", () => {
    const placeholder: ValueTest = { is: [{ by: "predicate", name: "placeholder" }] };
    assert.equal(check(placeholder, { is: "bytes", hex: "00000000" }), "true");
    assert.equal(check(placeholder, { is: "bytes", hex: "ffffffff" }), "true");
    assert.equal(check(placeholder, { is: "bytes", hex: "00000001" }), "false");
    assert.equal(check(placeholder, text("YOUR_KEY")), "true");
  });

  it("knows a value that stands right there from one behind a name", () => {
    const direct: ValueTest = { direct: true };
    assert.equal(check(direct, text("a")), "true");
    assert.equal(check(direct, text("a"), ["PASS"]), "false");
  });
});
