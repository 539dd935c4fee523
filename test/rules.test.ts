// One test a sample of every rule page: the squiggles drawn there are the ones the engine draws.
import assert from "node:assert/strict";
import { checkPage } from "../src/scan/page-check.js";
import { loadGrammars, loadRulebook } from "../src/scan/resources.js";

const { book, problems } = loadRulebook();
const syntax = await loadGrammars();

describe("the rule book", () => {
  it("loads whole", () => {
    assert.deepEqual(problems, []);
    assert.ok(book !== undefined && book.rules.length > 0);
  });

  it("names only provisions of V3.1.3", () => {
    for (const rule of book?.rules ?? [])
      for (const id of rule.provisions)
        assert.ok(book?.standard.provisions.get(id)?.in["3.1.3"], `${rule.id}: ${id}`);
  });
});

for (const rule of book?.rules ?? [])
  describe(rule.id, () => {
    if (book === undefined) return;
    const results = checkPage(rule, book, syntax);
    for (const { sample, faults } of results)
      it(`${sample.title} (line ${String(sample.line + 1)})`, () => {
        assert.equal(faults.join("\n"), "");
      });
  });
