import assert from "node:assert/strict";
import { read } from "./settings-show.js";

describe("settings/manifest", () => {
  it("reads the revisions of west's projects, each in a section of its name", () => {
    const { facts, parse } = read(
      "manifest",
      `manifest:
  remotes:
    - name: zephyr
      url-base: https://example.org
  projects:
    - name: zephyr
      revision: v3.7.0 # LTS
    - name: hal
      path: modules/hal
    - { name: lvgl, revision: "9.1" }
`,
      "app/west.yml",
    );
    assert.deepEqual(facts, [
      "[zephyr] revision = v3.7.0 <v3.7.0> in <revision: v3.7.0>",
      '[lvgl] revision = "9.1" <"9.1"> in <revision: "9.1">',
    ]);
    assert.equal(parse, "whole");
  });

  it("reads the versions of ESP-IDF's components, written short, long or locked", () => {
    const { facts } = read(
      "manifest",
      `dependencies:
  idf: ">=5.1"
  espressif/mdns:
    version: "^1.2.0"
    public: true
  local:
    path: ../local
  locked:
    source: { type: service }
    version: 5.10
`,
      "main/idf_component.yml",
    );
    assert.deepEqual(facts, [
      '[dependencies] idf = ">=5.1" <">=5.1"> in <idf: ">=5.1">',
      '[dependencies] espressif/mdns = "^1.2.0" <"^1.2.0"> in <version: "^1.2.0">',
      "[dependencies] locked = 5.10 <5.10> in <version: 5.10>",
    ]);
  });

  it("finds suppressions, and reads what is right beside what is broken", () => {
    const { facts, problems } = read(
      "manifest",
      `dependencies:
  idf: "4.4" # baseline645: ignore eol-sdk-version -- a vendor maintains it
  bad: [
`,
      "idf_component.yml",
    );
    assert.match(facts.join("\n"), /idf = "4.4"/);
    assert.match(facts.join("\n"), /ignore baseline645: ignore eol-sdk-version/);
    assert.equal(problems.length, 1);
  });

  it("says nothing of other shapes", () => {
    for (const text of ["", "- a\n", "dependencies: 5\n", "manifest: { projects: none }\n"]) {
      assert.deepEqual(read("manifest", text, "west.yml").facts, []);
      assert.deepEqual(read("manifest", text, "idf_component.yml").facts, []);
    }
  });
});
