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
    assert.deepEqual(gate.offsets("port = htons(PORT);", new Set([0, 1, 2])), [7, 8]);
  });

  it("passes over words that do not count yet", () => {
    const gate = buildGate([
      { word: "type", kind: "word", where: "anywhere" },
      { word: "uri", kind: "word", where: "anywhere" },
    ]);
    assert.deepEqual(gate.offsets("cfg.type = cfg.uri;", new Set([1])), [15]);
  });

  it("takes a byte for the start of a list behind a brace or a comment only", () => {
    const gate = buildGate([{ word: "0x30", kind: "part", where: "list-start" }]);
    const at = (text: string): number[] => gate.offsets(text, new Set([0]));
    assert.equal(at("k[] = {0x30, 0x77};").length, 1);
    assert.equal(at("k[] = {\n  0x30, 0x77};").length, 1);
    assert.equal(at("k[] = { // DER\n  0x30, 0x77};").length, 1);
    assert.equal(at("k[] = { /* DER */ 0x30, 0x77};").length, 1);
    assert.equal(at("k[] = {0x04, 0x30, 0x77}; reg = 0x30;").length, 0);
  });

  it("looks for settings in no code", () => {
    const gate = buildGate([{ word: "CONFIG_A", kind: "word", where: "settings" }]);
    assert.deepEqual(gate.offsets("#ifdef CONFIG_A", new Set([0])), []);
  });
});
