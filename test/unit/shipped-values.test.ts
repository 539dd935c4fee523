// What a product's code is worth comes from the product: neither from what its tests set, nor from
// the flags of a build that nobody ships.
import assert from "node:assert/strict";
import { NO_CONFIG } from "../../src/model/config.js";
import { NO_PRODUCT } from "../../src/rules/config.js";
import { checkFiles } from "../../src/scan/check-project.js";
import { loadGrammars, loadRulebook } from "../../src/scan/resources.js";
import { memorySource } from "../../src/scan/source.js";

const { book } = loadRulebook();
const syntax = await loadGrammars();

/** Where the rule finds something, as `path:line`. */
function found(rule: string, files: Readonly<Record<string, string>>): string[] {
  assert.ok(book);
  const workspace = { config: NO_CONFIG, product: NO_PRODUCT, problems: [] };
  const options = { today: "2026-01-01", toolVersion: "0.0.0" };
  const source = memorySource(new Map(Object.entries(files)));
  return checkFiles(source, syntax, book, workspace, options)
    .assessment.findings.filter((f) => f.rule === rule)
    .map((f) => `${f.evidence.path}:${String(f.evidence.range.start.line + 1)}`);
}

const JOIN = "void join() {\n  WiFi.begin(ssid, psk);\n}\n";
const FILL = 'void fill() {\n  psk = "kettle-Blue-42";\n}\n';

describe("values of a product", () => {
  it("come from the product's own code", () => {
    const files = { "src/config.cpp": "const char *psk;\n", "src/join.cpp": JOIN };
    assert.deepEqual(found("wifi-hardcoded-passphrase", { ...files, "src/fill.cpp": FILL }), [
      "src/fill.cpp:2",
    ]);
    assert.deepEqual(found("wifi-hardcoded-passphrase", { ...files, "test/fill.cpp": FILL }), []);
  });

  it("do not come from a macro of the tests", () => {
    const use = "void join() {\n  WiFi.begin(ssid, PSK_OF_BENCH);\n}\n";
    const define = '#define PSK_OF_BENCH "kettle-Blue-42"\n';
    const rule = "wifi-hardcoded-passphrase";
    assert.deepEqual(found(rule, { "src/join.cpp": use, "src/bench.h": define }), [
      "src/bench.h:1",
    ]);
    assert.deepEqual(found(rule, { "src/join.cpp": use, "test/bench.h": define }), []);
  });

  it("do not come from the flags of a debug build", () => {
    const rule = "config-hardcoded-credential";
    const flags = (env: string): Record<string, string> => ({
      "platformio.ini": `[env:${env}]\nbuild_flags =\n  -DWIFI_PASS=\\"kettle-Blue-42\\"\n`,
    });
    assert.deepEqual(found(rule, flags("release")), ["platformio.ini:3"]);
    // What is built only one way ships that way.
    const beside = { "platformio.ini": `${flags("debug")["platformio.ini"] ?? ""}[env:release]\n` };
    assert.deepEqual(found(rule, beside), []);
    assert.deepEqual(found("hardcoded-credential-generic", beside), []);
  });
});
