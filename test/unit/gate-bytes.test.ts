// The gate lets through what could be a key written byte by byte, and not every array of bytes.
import assert from "node:assert/strict";
import { mentions } from "../../src/rules/gate.js";
import { readConditions } from "../../src/rules/sentence.js";
import { buildGate } from "../../src/scan/gate.js";

const reading = { lists: new Map<string, readonly string[]>(), faults: [] };
const clause = { store: {}, value: { direct: true, is: "private-key" } };
const gate = buildGate(readConditions([clause], [], reading).flatMap(mentions));

describe("gate: keys as bytes", () => {
  it("sees lists that start as DER does", () => {
    for (const text of [
      "uint8_t a[] = {0x30, 0x77};",
      "uint8_t a[] = {\n    0x30, 0x77 };",
      "uint8_t a[] = { /* identity */ 0x30, 0x77 };",
      "uint8_t a[] = { // the key {0}\n  // of the unit\n  0x30, 0x77 };",
    ])
      assert.equal(gate.offsets(text).length, 1, text);
  });

  it("passes over others", () => {
    for (const text of [
      "uint8_t a[] = {0x89, 0x30, 0x77};",
      "int a = 0x30;",
      "write(0x30, 0x77);",
      `uint8_t a[] = { ${"0x31, ".repeat(100)} 0x30 };`,
    ])
      assert.deepEqual(gate.offsets(text), [], text);
  });
});
