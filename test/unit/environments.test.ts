// PlatformIO's environments: which line of which section is in what ships, by inheritance, references
// and flags that are taken away again.
import assert from "node:assert/strict";
import { isShippedSection, namesOfShipping } from "../../src/facts/effective.js";
import { indexOf, type Files } from "./resolve-show.js";

/** Every flag and setting of a build type, with where it ships: `all`, some names, or `nowhere`. */
function shipping(files: Files): string[] {
  const index = indexOf({ "src/main.cpp": "int x;", ...files });
  const found = [
    ...[...index.namesOf("define")].flatMap((name) => [...index.find("define", name)]),
    ...index.find("setting", "build_type"),
  ];
  return found.map((bound) => {
    const { fact } = bound;
    const what = fact.word === "define" ? fact.name : `${fact.key}=${fact.value}`;
    const names = namesOfShipping(bound);
    const where = names.length === 0 ? "all" : names.join(" ");
    return `[${fact.section}] ${what}: ${isShippedSection(bound) ? where : "nowhere"}`;
  });
}

function check(ini: string, expected: readonly string[], more: Files = {}): void {
  assert.deepEqual(shipping({ "platformio.ini": ini, ...more }).sort(), [...expected].sort());
}

describe("environments of platformio.ini", () => {
  it("ship unless their name says that they are for development or tests", () => {
    check(
      `[env:lamp]
build_type = debug
[env:lamp_debug]
build_type = debug
[env:native]
build_flags = -DFAKE
`,
      [
        "[env:lamp] build_type=debug: all",
        "[env:lamp_debug] build_type=debug: nowhere",
        "[env:native] FAKE: nowhere",
      ],
    );
  });

  it("inherit [env], and what they say themselves counts more", () => {
    check(
      `[env]
build_type = debug
[env:lamp]
build_type = release
[env:lamp_debug]
`,
      ["[env:lamp] build_type=release: all", "[env] build_type=debug: nowhere"],
    );
  });

  it("extend other sections, of several the last first, whatever these are called", () => {
    check(
      `[common]
build_type = debug
[quiet]
build_type = release
[env:a]
extends = common, quiet
[env:b]
extends = quiet, common
`,
      ["[common] build_type=debug: b", "[quiet] build_type=release: a"],
    );
  });

  it("refer to keys of other sections, which then ship where they do", () => {
    check(
      `[common]
debug_flags = -DCHATTY
build_flags = -DLAMP
[env:lamp]
build_flags = \${common.build_flags}
[env:lamp_debug]
build_flags = \${common.build_flags} \${common.debug_flags}
`,
      ["[common] CHATTY: nowhere", "[common] LAMP: all"],
    );
  });

  it("refer by way of other references, and to themselves", () => {
    check(
      `[flags]
own = \${this.more} -DONE
more = -DTWO
[env:lamp]
build_flags = \${flags.own}
`,
      ["[flags] ONE: all", "[flags] TWO: all"],
    );
  });

  it("take flags away again with build_unflags", () => {
    check(
      `[env]
build_flags = -DCHATTY -DLEVEL=5
[env:lamp]
build_unflags = -D CHATTY -DLEVEL=4
[env:bulb]
build_unflags = -DCHATTY
`,
      ["[env] CHATTY: nowhere", "[env] LEVEL: all"],
    );
    check(
      `[quiet]
unflags = -DLEVEL=5
[env]
build_flags = -DLEVEL=5
[env:lamp]
build_unflags = \${quiet.unflags}
[env:bulb]
`,
      ["[env] LEVEL: bulb"],
    );
  });

  it("take in the files of extra_configs", () => {
    check(
      `[platformio]
extra_configs = platformio_local.ini
[env:lamp]
extends = local
`,
      ["[local] SECRET: all"],
      { "platformio_local.ini": "[local]\nbuild_flags = -DSECRET\n" },
    );
  });

  it("are for development or tests where they extend such, unless they say otherwise", () => {
    check(
      `[env:lamp]
[env:lamp_dev]
build_flags = -DCHATTY
[env:bulb]
extends = env:lamp_dev
[env:bulb_release]
extends = env:lamp_dev
build_flags = -DQUIET
[env:tool]
platform = native
build_flags = -DFAKE
`,
      [
        "[env:lamp_dev] CHATTY: nowhere",
        "[env:bulb_release] QUIET: all",
        "[env:tool] FAKE: nowhere",
      ],
    );
  });

  it("are all shipped where none is but for development", () => {
    check("[env:debug]\nbuild_type = debug\n", ["[env:debug] build_type=debug: all"]);
  });

  it("say nothing of sections that none of them looks into", () => {
    check("[env:lamp]\n[tool]\nbuild_type = debug\n[my_debug]\nbuild_type = debug\n", [
      "[my_debug] build_type=debug: nowhere",
      "[tool] build_type=debug: all",
    ]);
  });
});
