// What scripts, presets and jobs give on a command line, and which files are read for it.
import assert from "node:assert/strict";
import { kindOf, sniff } from "../../src/facts/kinds.js";
import { readBuildCommands } from "../../src/facts/settings/build-commands.js";

function settings(text: string): string[] {
  const { items } = readBuildCommands({ path: "build.sh", kind: "build-commands", text });
  return items
    .flatMap(({ facts }) => facts)
    .flatMap((fact) => (fact.word === "setting" ? [`${fact.key} = ${fact.value}`] : []));
}

describe("settings/build-commands", () => {
  it("reads options as commands give them", () => {
    assert.deepEqual(settings("west build -b lamp -- -DSB_CONFIG_KEY=keys/a.pem -DCONFIG_LOG=n"), [
      "-DSB_CONFIG_KEY = keys/a.pem",
      "-DCONFIG_LOG = n",
    ]);
    assert.deepEqual(settings('cmake -DCONFIG_KEY=\\"$DIR/a.pem\\" .'), [
      "-DCONFIG_KEY = $DIR/a.pem",
    ]);
    assert.deepEqual(settings("cmake '-DCONFIG_KEY=\"a b.pem\"' ."), ["-DCONFIG_KEY = a b.pem"]);
    assert.deepEqual(settings("-Dmcuboot_CONFIG_KEY:STRING=a.pem"), ["-DCONFIG_KEY = a.pem"]);
  });

  it("reads variables of presets and of sample.yaml", () => {
    assert.deepEqual(settings('{ "SB_CONFIG_KEY": "\\"/keys/a.pem\\"", "CONFIG_LOG": "n" }'), [
      "-DSB_CONFIG_KEY = /keys/a.pem",
      "-DCONFIG_LOG = n",
    ]);
    assert.deepEqual(settings("    extra_args: mcuboot_CONFIG_KEY=a.pem"), [
      "-DCONFIG_KEY = a.pem",
    ]);
  });

  it("passes over comments and what only mentions an option", () => {
    assert.deepEqual(settings("# -DCONFIG_KEY=a.pem\n  // CONFIG_KEY=a.pem"), []);
    assert.deepEqual(settings("grep CONFIG_KEY .config; echo $CONFIG_KEY; MY_CONFIGURATION=a"), []);
  });

  it("tells such files by their names and a text that gives options", () => {
    const gives = "west build -- -DCONFIG_A=y\n";
    for (const path of [
      "scripts/build.sh",
      "Makefile",
      "CMakePresets.json",
      ".github/workflows/release.yml",
      ".gitlab-ci.yml",
      "samples/a/sample.yaml",
    ]) {
      assert.equal(kindOf(path), undefined, path);
      assert.equal(sniff(path, gives), "build-commands", path);
      assert.equal(sniff(path, "make all\n"), undefined, path);
    }
    for (const path of ["docs/build.md", "other.yml", "package.json"])
      assert.equal(sniff(path, gives), undefined, path);
  });
});
