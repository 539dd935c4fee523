// What stands in a namespace or in `extern "C"` is no member of a class: it is found under one name
// from everywhere in its file.
import assert from "node:assert/strict";
import { NO_CONFIG } from "../../src/model/config.js";
import { isWord } from "../../src/facts/bound.js";
import { resolver } from "../../src/facts/resolve.js";
import { loadBook } from "../../src/rules/book.js";
import { readProject } from "../../src/scan/read-project.js";
import { bookSources, loadGrammars, packageFolder } from "../../src/scan/resources.js";
import { memorySource } from "../../src/scan/source.js";
import { cutItems } from "../../src/syntax/items.js";

function contexts(text: string): string[] {
  return cutItems(text).map((item) => item.context.join("."));
}

/** Every value that is stored into `name` in a file of the project. */
async function valuesOf(name: string, text: string): Promise<unknown[]> {
  const { book } = loadBook({ ...bookSources(packageFolder()), lists: [], rules: [] });
  assert.ok(book !== undefined);
  const files = memorySource(new Map([["src/a.cpp", text]]));
  const { index } = readProject(files, await loadGrammars(), book, NO_CONFIG, { noGate: true });
  return [...index.about(name)]
    .filter((bound) => isWord(bound, "store"))
    .flatMap((bound) => resolver(index).resolve(bound.fact.value, bound))
    .map((o) => o.value);
}

describe("namespaces", () => {
  it("are no classes to the cutter", () => {
    assert.deepEqual(contexts('namespace a { int x; }\nextern "C" { int y; }\n'), ["", ""]);
    assert.deepEqual(contexts("namespace a { class B { int x; }; int y; }"), ["B", ""]);
  });

  it("hold variables that methods defined beside them can see", async () => {
    const text = [
      "namespace wled {",
      'static const char *HOST = "example.com";',
      "void Link::begin() { target = HOST; }",
      "}",
    ].join("\n");
    assert.deepEqual(await valuesOf("target", text), [{ is: "text", text: "example.com" }]);
  });
});
