// The packed rule book says what the files say, and counts only while it is not older than they are.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import os from "node:os";
import nodePath from "node:path";
import { loadBook } from "../../src/rules/book.js";
import { packedBook } from "../../src/scan/packed-book.js";
import { builtinSources, packageFolder } from "../../src/scan/resources.js";

describe("packed rule book", () => {
  it("gives the rules that the files give", () => {
    const packed = JSON.parse(
      fs.readFileSync(nodePath.join(packageFolder(), "dist", "book.json"), "utf8"),
    ) as ReturnType<typeof builtinSources>;
    const written = builtinSources(packageFolder());
    assert.deepEqual(
      packed.rules.map((rule) => rule.path),
      written.rules.map((rule) => rule.path),
    );
    assert.deepEqual(shape(packed), shape(written));
  });

  it("counts in a package, and in a checkout unless a rule is newer", () => {
    const folder = fs.mkdtempSync(nodePath.join(os.tmpdir(), "b645-book-"));
    const at = (...names: string[]): string => nodePath.join(folder, ...names);
    try {
      fs.mkdirSync(at("dist"));
      fs.mkdirSync(at("rules", "5.1-passwords"), { recursive: true });
      assert.equal(packedBook(folder), undefined);
      fs.writeFileSync(at("dist", "book.json"), "{}");
      fs.writeFileSync(at("rules", "5.1-passwords", "a.yaml"), "");
      const later = new Date(Date.now() + 60_000);
      fs.utimesSync(at("rules", "5.1-passwords", "a.yaml"), later, later);
      assert.deepEqual(packedBook(folder), {});
      fs.mkdirSync(at("src"));
      assert.equal(packedBook(folder), undefined);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});

/** Everything that can be compared: patterns are functions. */
function shape(sources: ReturnType<typeof builtinSources>): unknown {
  const { book, problems } = loadBook(sources);
  assert.deepEqual(problems, []);
  const provisions = [...(book?.standard.provisions ?? [])];
  return JSON.parse(JSON.stringify([book?.rules, [...(book?.lists ?? [])], provisions]));
}
