// Declarations whose type is qualified: the type is no variable of its own.
import assert from "node:assert/strict";
import { extract } from "../../src/facts/c/extract.js";
import { loadGrammars } from "../../src/scan/resources.js";

describe("declarations with qualified types", () => {
  it("declare one variable each", async () => {
    const syntax = await loadGrammars();
    const { facts } = extract(syntax, "cpp", "uuid::telnet::Service telnet_, other_;");
    assert.deepEqual(
      facts.map((f) => (f.word === "object" ? `${f.type} ${f.name}` : f.word)),
      ["uuid::telnet::Service telnet_", "uuid::telnet::Service other_"],
    );
  });
});
