// Literals that the C++ grammar leaves outside of an initialiser's value are joined with it; what
// else it leaves there is told apart in time that grows with its length, not with a power of two.
import assert from "node:assert/strict";
import { extract } from "../../src/facts/c/extract.js";
import { loadGrammars } from "../../src/scan/resources.js";

const syntax = await loadGrammars();

function valueOf(grammar: "c" | "cpp", text: string): string {
  const { facts } = extract(syntax, grammar, text);
  const store = facts.find((fact) => fact.word === "store");
  return store?.word === "store" ? store.value.is : "no store";
}

describe("pieces before an initialiser's value", () => {
  it("are joined with it", () => {
    assert.equal(valueOf("cpp", 'const char *url = SCHEME "://" HOST;'), "concat");
  });

  it("are told apart at once where a qualified name is read as C", () => {
    const type = "a_rather_long_name_of_a_generated_message_type";
    const began = performance.now();
    assert.equal(valueOf("c", `${type} kind = ${type}::${type}_AUTO;`), "name");
    assert.ok(performance.now() - began < 2000);
  });
});
