// What ships, and no more: the package that was just made is opened and compared with this list.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { ROOT, vsixPath } from "../host/places.js";
import { readZip } from "./zip.js";

/** All files but the rule book's, which are those of the repository. */
const GOLDEN = `
[Content_Types].xml
extension.vsixmanifest
extension/LICENSE.txt
extension/THIRD-PARTY-NOTICES.txt
extension/changelog.md
extension/dist/book.json
extension/dist/client.cjs
extension/dist/grammars/tree-sitter-c.wasm
extension/dist/grammars/tree-sitter-cpp.wasm
extension/dist/grammars/web-tree-sitter.wasm
extension/dist/server.mjs
extension/media/baseline.svg
extension/media/icon.png
extension/media/icon.svg
extension/media/readme/coverage.png
extension/media/readme/fixes.png
extension/media/readme/hover.png
extension/media/walkthrough/coverage.svg
extension/media/walkthrough/fix.svg
extension/media/walkthrough/report.svg
extension/media/walkthrough/squiggle.svg
extension/package.json
extension/readme.md
extension/syntaxes/kconfig.language-configuration.json
extension/syntaxes/kconfig.tmLanguage.json
extension/syntaxes/partitions.language-configuration.json
extension/syntaxes/partitions.tmLanguage.json
extension/syntaxes/sdkconfig.language-configuration.json
extension/syntaxes/sdkconfig.tmLanguage.json
`;

const LIMIT_BYTES = 6 * 1024 * 1024;
const RULES = "extension/rules/";

/** Of packages whose code or grammar is surely in it. */
const CREDITED = ["tree-sitter-c", "tree-sitter-cpp", "vscode-languageclient", "web-tree-sitter"];

describe("the package", () => {
  let size = 0;
  let files = new Map<string, Buffer>();
  before(() => {
    const archive = fs.readFileSync(vsixPath());
    size = archive.length;
    files = readZip(archive);
  });
  const textOf = (path: string): string => {
    const content = files.get(path);
    assert.ok(content, `${path} is not in the package`);
    return content.toString("utf8");
  };

  it("holds these files", () => {
    const found = [...files.keys()].filter((path) => !path.startsWith(RULES)).sort();
    assert.equal(found.join("\n"), GOLDEN.trim());
  });

  it("holds the whole rule book", () => {
    const found = [...files.keys()].filter((path) => path.startsWith(RULES)).sort();
    const kept = fs
      .readdirSync(join(ROOT, "rules"), { encoding: "utf8", recursive: true })
      .map((path) => path.replaceAll("\\", "/"))
      .filter((path) => /\.(yaml|md)$|^schema\/.*\.json$/.test(path));
    assert.ok(kept.length > 100);
    assert.deepEqual(found.map((path) => path.slice(RULES.length)).sort(), kept.sort());
  });

  it("is smaller than 6 MB", () => {
    assert.ok(size < LIMIT_BYTES, `${size} bytes`);
  });

  it("holds every file that its manifest names", () => {
    const manifest = JSON.parse(textOf("extension/package.json")) as unknown;
    const named = [...stringsOf(manifest)].filter((text) =>
      /^(\.\/)?(dist|media|syntaxes|rules)\//.test(text),
    );
    assert.ok(named.length >= 8, `only ${named.length} files are named`);
    const shipped = named.filter((text) => text !== "dist/cli.mjs");
    const missing = shipped.filter((text) => !files.has(`extension/${text.replace(/^\.\//, "")}`));
    assert.deepEqual(missing, []);
  });

  it("has an icon of 256 by 256", () => {
    const icon = files.get("extension/media/icon.png");
    assert.deepEqual([icon?.readUInt32BE(16), icon?.readUInt32BE(20)], [256, 256]);
  });

  it("credits the packages that it holds", () => {
    const notices = textOf("extension/THIRD-PARTY-NOTICES.txt").split("\n");
    const missing = CREDITED.filter((name) => !notices.some((line) => line.startsWith(`${name} `)));
    assert.deepEqual(missing, []);
  });

  it("says nothing of the machine it was made on", () => {
    const own = [ROOT, `${os.homedir()}/`];
    const telling = [...files].flatMap(([path, content]) =>
      own.filter((text) => content.includes(text)).map((text) => `${path}: ${text}`),
    );
    assert.deepEqual(telling, []);
  });
});

function* stringsOf(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (typeof value === "object" && value !== null) {
    for (const child of Object.values(value as Record<string, unknown>)) yield* stringsOf(child);
  }
}
