// The gate's offsets: a place that several words mark is one place.
import assert from "node:assert/strict";
import { buildGate } from "../../src/scan/gate.js";

describe("gate: offsets", () => {
  it("gives a place once, whatever number of words stand there", () => {
    const gate = buildGate([
      { word: "htons", kind: "word", where: "call" },
      { word: "tons", kind: "part", where: "anywhere" },
      { word: "HTONS", kind: "part", where: "anywhere" },
    ]);
    assert.deepEqual(gate.offsets("port = htons(PORT);"), [7, 8]);
  });
});
