// The server for a web worker: nothing in it reads a disk.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import nodePath from "node:path";
import { packageFolder } from "../../src/scan/resources.js";

interface Meta {
  readonly inputs: Readonly<
    Record<string, { readonly imports: readonly { path: string; external?: boolean }[] }>
  >;
}

describe("the bundle for web workers", () => {
  const root = packageFolder();
  const meta = JSON.parse(
    fs.readFileSync(nodePath.join(root, "out", "meta", "server-web.json"), "utf8"),
  ) as Meta;

  it("was built", () => {
    assert.ok(fs.existsSync(nodePath.join(root, "dist", "web", "server.js")));
    assert.ok(Object.hasOwn(meta.inputs, "src/server/main.browser.ts"));
    assert.ok(Object.hasOwn(meta.inputs, "src/engine/assess.ts"));
  });

  it("asks for no module of Node, but where the parser's loader finds itself in Node", () => {
    const asked = Object.entries(meta.inputs).flatMap(([file, { imports }]) =>
      imports
        .filter(({ path, external }) => external === true && path !== "<runtime>")
        .map(({ path }) => `${file}: ${path}`),
    );
    const strange = asked.filter((line) => !line.startsWith("node_modules/web-tree-sitter/"));
    assert.deepEqual(strange, []);
  });
});
