// What written literals of the C family are worth.
import assert from "node:assert/strict";
import { numberOf } from "../../src/facts/c/literals.js";

describe("number literals", () => {
  const worth: readonly (readonly [string, number | undefined])[] = [
    ["42", 42],
    ["0x1FUL", 31],
    ["017", 15],
    ["1'000", 1000],
    ["1.5f", 1.5],
    ["-1", -1],
    ["-0x10", -16],
    ["+7L", 7],
    ["-", undefined],
    ["--1", undefined],
    ["abc", undefined],
  ];
  for (const [written, value] of worth)
    it(`${written} is ${String(value)}`, () => {
      assert.equal(numberOf(written), value);
    });
});
