// Whose code is whose, as a project's configuration says it, and what of that a report shows.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NO_CONFIG, type Config } from "../../src/model/config.js";
import { NO_PRODUCT } from "../../src/rules/config.js";
import { checkFiles } from "../../src/scan/check-project.js";
import { diskSource } from "../../src/scan/disk-source.js";
import { ProjectFiles } from "../../src/scan/project-files.js";
import { loadGrammars, loadRulebook } from "../../src/scan/resources.js";
import { memorySource } from "../../src/scan/source.js";

const FILES = new Map([
  ["src/main.c", "int x;"],
  ["lib/ours/a.c", "int a;"],
  ["lib/json/library.json", '{ "version": "1.0", "repository": "https://example.org" }'],
  ["lib/json/json.c", "int j;"],
  ["test/jig.c", "int t;"],
  ["examples/plug/plug.c", "int p;"],
]);

function product(config: Partial<Config>): string[] {
  const files = new ProjectFiles(memorySource(FILES), { ...NO_CONFIG, ...config });
  return [...FILES.keys()].filter((path) => path.endsWith(".c") && !files.isLeftOut(path));
}

describe("whose code it is", () => {
  it("follows markers, never the words lib and examples", () => {
    assert.deepEqual(product({}), ["src/main.c", "lib/ours/a.c", "examples/plug/plug.c"]);
  });

  it("follows the configuration where it calls code someone else's", () => {
    assert.deepEqual(product({ vendored: ["lib", "examples/*"] }), ["src/main.c"]);
  });

  it("follows the configuration where it calls code its own, tests too", () => {
    assert.deepEqual(product({ own: ["lib/json", "test/**"] }), [
      "src/main.c",
      "lib/ours/a.c",
      "lib/json/json.c",
      "test/jig.c",
      "examples/plug/plug.c",
    ]);
    assert.deepEqual(product({ own: ["test"] }).includes("test/jig.c"), true);
  });

  it("is shown: each folder with the marker that proves it, each test", async () => {
    const { book } = loadRulebook();
    assert.ok(book !== undefined);
    const workspace = {
      config: { ...NO_CONFIG, vendored: ["lib/ours"] },
      product: NO_PRODUCT,
      problems: [],
    };
    const { assessment } = checkFiles(memorySource(FILES), await loadGrammars(), book, workspace, {
      today: "2026-11-24",
      toolVersion: "0",
    });
    const { reading } = assessment;
    assert.deepEqual(
      [...reading.leftOut].sort((a, b) => (a.path < b.path ? -1 : 1)),
      [
        { path: "lib/json/", why: "a published PlatformIO library (library.json)" },
        { path: "lib/ours/", why: "named as vendored in .baseline645/config.yaml" },
        { path: "test/jig.c", why: "test code" },
      ],
    );
  });

  it("is the product where a path is given to the tool, whatever it is called", async () => {
    const top = fs.mkdtempSync(join(tmpdir(), "ownership-"));
    try {
      fs.mkdirSync(join(top, "tests"));
      for (const path of ["tests/a.c", "test_tls.c"]) fs.writeFileSync(join(top, path), "int x;");
      const leftOut = async (given: string, path: string): Promise<boolean> =>
        new ProjectFiles(await diskSource(join(top, given)), NO_CONFIG).isLeftOut(path);
      assert.equal(await leftOut("", "tests/a.c"), true);
      assert.equal(await leftOut("", "test_tls.c"), true);
      assert.equal(await leftOut("tests", "a.c"), false);
      assert.equal(await leftOut("test_tls.c", "test_tls.c"), false);
    } finally {
      fs.rmSync(top, { recursive: true });
    }
  });
});
