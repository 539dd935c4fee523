// The fix that adds a field: beside an assignment it is one more assignment, spelt as that one is.
import assert from "node:assert/strict";
import { fixesOf } from "../../src/engine/fixes.js";
import type { Bound } from "../../src/facts/bound.js";
import { FactIndex } from "../../src/facts/index.js";
import { resolver } from "../../src/facts/resolve.js";
import type { Fix } from "../../src/model/rule.js";

const FIX: Fix = {
  title: "Add it",
  safety: "choice",
  edit: { do: "add-field", text: ".ca = bundle" },
};

function added(statement: string): string | undefined {
  const span = { start: 0, end: statement.length - 1 };
  const value = { is: "text" as const, text: "x", span };
  const fact = {
    word: "store" as const,
    base: "cfg",
    path: "url",
    value,
    how: "assign" as const,
    span,
  };
  const item = {
    text: statement,
    at: { start: 0, end: statement.length },
    line: 0,
    column: 0,
    context: [],
    conditions: [],
    facts: [fact],
  };
  const document = { path: "a.c", items: [item] };
  const at = { fact, item, source: { document, ownership: "product" } } as unknown as Bound;
  const index = new FactIndex({ roots: [], vendored: [] });
  const held = { decided: [], named: new Map() };
  return fixesOf([FIX], { index, resolver: resolver(index), at, held })[0]?.edits[0]?.newText;
}

describe("fixes: a further field beside an assignment", () => {
  it("follows a dot", () => {
    assert.equal(added("cfg.url = x;"), "cfg.ca = bundle;\n");
  });

  it("follows an arrow", () => {
    assert.equal(added("cfg->url = x;"), "cfg->ca = bundle;\n");
  });
});
