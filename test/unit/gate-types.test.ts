// The gate's words for a clause: a type that a clause asks for is one of them, since the declaration
// that tells it may stand in an item, or a file, of its own.
import assert from "node:assert/strict";
import { mentions } from "../../src/rules/gate.js";
import { readConditions } from "../../src/rules/sentence.js";

function wordsOf(clause: unknown): string[] {
  const reading = { lists: new Map<string, readonly string[]>(), faults: [] };
  return readConditions([clause], [], reading)
    .flatMap(mentions)
    .map((w) => `${w.word} (${w.where})`);
}

describe("gate: types that clauses ask for", () => {
  it("looks for the type of a store's variable beside its field", () => {
    assert.deepEqual(wordsOf({ store: { in: "link_config_t", field: "address.uri" } }), [
      "uri (anywhere)",
      "link_config_t (anywhere)",
    ]);
  });

  it("looks for the type of a call's receiver beside its name", () => {
    assert.deepEqual(wordsOf({ call: "begin", on: { type: ["LinkClient", "BusClient"] } }), [
      "begin (call)",
      "LinkClient (anywhere)",
      "BusClient (anywhere)",
    ]);
  });

  it("looks for no type where none is asked for", () => {
    assert.deepEqual(wordsOf({ call: "begin", on: { names: "Link" } }), ["begin (call)"]);
  });
});

describe("gate: names beside patterns that have no word", () => {
  it("are looked for", () => {
    assert.deepEqual(wordsOf({ call: ["checkSession", "/(?i)check[a-z]*(?:pass|pwd)/"] }), [
      "checkSession (call)",
    ]);
    assert.deepEqual(wordsOf({ call: "/(?i)check[a-z]*(?:pass|pwd)/" }), []);
  });
});
