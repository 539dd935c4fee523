// What a key is worth in what ships, by variant: the settings of development builds decide nothing.
import assert from "node:assert/strict";
import { effectiveSettings } from "../../src/facts/effective.js";
import { IDF, ZEPHYR } from "./project-show.js";
import { indexOf, type Files } from "./resolve-show.js";

/** Each deciding line as `path: value`, with the variants where it does not hold in all. */
function check(files: Files, key: string, expected: readonly string[]): void {
  const index = indexOf(files);
  const found = index.project.roots.flatMap((root) =>
    effectiveSettings(index, root, key).map(({ bound, value, variants }) => {
      const where = variants.length === 0 ? "" : ` in ${variants.join(", ")}`;
      return `${bound.source.document.path}: ${value}${where}`;
    }),
  );
  assert.deepEqual(found.sort(), [...expected].sort());
}

describe("effective settings", () => {
  it("are those of prj_release.conf where there is one", () => {
    check(
      {
        "CMakeLists.txt": ZEPHYR,
        "prj.conf": "CONFIG_SHELL=y\n",
        "prj_release.conf": "CONFIG_SHELL=n\n",
      },
      "CONFIG_SHELL",
      ["prj_release.conf: n"],
    );
  });

  it("say in which board's build they hold", () => {
    check(
      {
        "CMakeLists.txt": ZEPHYR,
        "prj.conf": "CONFIG_SHELL=n\n",
        "boards/thingy.conf": "CONFIG_SHELL=y\n",
        "boards/lamp.conf": "CONFIG_LED=y\n",
        "boards/native_sim.conf": "CONFIG_SHELL=y\n",
      },
      "CONFIG_SHELL",
      ["boards/thingy.conf: y in thingy", "prj.conf: n in lamp"],
    );
  });

  it("are those of the fragments that CMake chooses", () => {
    check(
      {
        "CMakeLists.txt": `set(FILE_SUFFIX lamp)\nset(EXTRA_CONF_FILE secure.conf)\n${ZEPHYR}`,
        "prj.conf": "CONFIG_SHELL=y\n",
        "prj_lamp.conf": "CONFIG_SHELL=y\n",
        "secure.conf": "CONFIG_SHELL=n\n",
      },
      "CONFIG_SHELL",
      ["secure.conf: n"],
    );
  });

  it("are those of the release configuration and of each target, never of a debug one", () => {
    check(
      {
        "CMakeLists.txt": IDF,
        "sdkconfig.defaults": "CONFIG_A=y\n",
        "sdkconfig.release": "CONFIG_A=n\n",
        "sdkconfig.debug": "CONFIG_A=y\n",
      },
      "CONFIG_A",
      ["sdkconfig.release: n"],
    );
    check(
      {
        "CMakeLists.txt": IDF,
        "sdkconfig.defaults": "CONFIG_A=y\n",
        "sdkconfig.defaults.esp32s3": "CONFIG_A=n\n",
        "sdkconfig.defaults.esp32c3": "CONFIG_B=y\n",
      },
      "CONFIG_A",
      ["sdkconfig.defaults.esp32s3: n in esp32s3", "sdkconfig.defaults: y in esp32c3"],
    );
  });

  it("are those that PlatformIO's environments list, debug ones aside", () => {
    check(
      {
        "CMakeLists.txt": IDF,
        "platformio.ini": `[env]
framework = espidf
[env:lamp]
board_build.cmake_extra_args = -DSDKCONFIG_DEFAULTS="sdkconfig.defaults;sdkconfig.release.defaults"
[env:lamp_dbg]
board_build.cmake_extra_args = -DSDKCONFIG_DEFAULTS="sdkconfig.defaults;sdkconfig.debug.defaults"
`,
        "sdkconfig.defaults": "CONFIG_B=y\n",
        "sdkconfig.release.defaults": "CONFIG_A=n\n",
        "sdkconfig.debug.defaults": "CONFIG_A=y\n",
      },
      "CONFIG_A",
      ["sdkconfig.release.defaults: n"],
    );
  });

  it("are not those that ESP-IDF repeats, where somebody uses the old name", () => {
    const sdkconfig = `CONFIG_NEW=n
# Deprecated options for backward compatibility
# CONFIG_OLD is not set
# End of deprecated options
`;
    const files = { "CMakeLists.txt": IDF, sdkconfig };
    check(files, "CONFIG_OLD", ["sdkconfig: n"]);
    check({ ...files, "sdkconfig.defaults": "CONFIG_OLD=y\n" }, "CONFIG_OLD", [
      "sdkconfig.defaults: y",
    ]);
  });

  const LAMP = {
    "CMakeLists.txt": IDF,
    "Kconfig.projbuild": `config LAMP_LAB
    bool "Laboratory"
    select LAMP_SHELL
    select LAMP_TRACE if LAMP_LOUD
    imply LAMP_CONSOLE

config LAMP_SHELL
    bool
config LAMP_TRACE
    bool
config LAMP_CONSOLE
    bool "Console"
config LAMP_LOUD
    bool
`,
  };

  it("are what another symbol selects, whatever files say", () => {
    const files = {
      ...LAMP,
      "sdkconfig.defaults": "CONFIG_LAMP_LAB=y\n# CONFIG_LAMP_SHELL is not set\n",
    };
    check(files, "CONFIG_LAMP_SHELL", ["Kconfig.projbuild: y"]);
  });

  it("are not selected by what is off, unknown, or under a condition that is not known to hold", () => {
    const off = { ...LAMP, "sdkconfig.defaults": "CONFIG_LAMP_LAB=n\nCONFIG_LAMP_SHELL=n\n" };
    check(off, "CONFIG_LAMP_SHELL", ["sdkconfig.defaults: n"]);
    check(LAMP, "CONFIG_LAMP_SHELL", []);
    const on = { ...LAMP, "sdkconfig.defaults": "CONFIG_LAMP_LAB=y\n" };
    check(on, "CONFIG_LAMP_TRACE", []);
    const loud = { ...LAMP, "sdkconfig.defaults": "CONFIG_LAMP_LAB=y\nCONFIG_LAMP_LOUD=y\n" };
    check(loud, "CONFIG_LAMP_TRACE", ["Kconfig.projbuild: y"]);
  });

  it("are implied where files are silent, and only there", () => {
    const silent = { ...LAMP, "sdkconfig.defaults": "CONFIG_LAMP_LAB=y\n" };
    check(silent, "CONFIG_LAMP_CONSOLE", ["Kconfig.projbuild: y"]);
    const refused = { ...LAMP, "sdkconfig.defaults": "CONFIG_LAMP_LAB=y\nCONFIG_LAMP_CONSOLE=n\n" };
    check(refused, "CONFIG_LAMP_CONSOLE", ["sdkconfig.defaults: n"]);
  });

  it("are selected in the variants whose files set the other symbol", () => {
    const files = {
      ...LAMP,
      "sdkconfig.defaults": "CONFIG_LAMP_SHELL=n\n",
      "sdkconfig.defaults.esp32": "CONFIG_LAMP_LAB=y\n",
      "sdkconfig.defaults.esp32s3": "CONFIG_LAMP_LAB=n\n",
    };
    check(files, "CONFIG_LAMP_SHELL", [
      "Kconfig.projbuild: y in esp32",
      "sdkconfig.defaults: n in esp32s3",
    ]);
  });

  it("are selected on the way of several symbols, and by one that is y by default", () => {
    const files = {
      "CMakeLists.txt": IDF,
      Kconfig: `config A
    def_bool y
    select B
config B
    bool
    select C
config C
    bool
    select A
config D
    bool
    default y if OPEN
    select E
config E
    bool
`,
    };
    check(files, "CONFIG_C", ["Kconfig: y"]);
    check(files, "CONFIG_E", []);
  });

  const BOARDS = {
    "CMakeLists.txt": IDF,
    "Kconfig.projbuild": `choice LAMP_BOARD
    prompt "Board"
    default LAMP_V0
    config LAMP_V0
        bool "first"
    if LAMP_NEW
    config LAMP_V1
        bool "second"
    endif
    config LAMP_V2
        bool "third"
endchoice
`,
  };

  it("are n for what a choice does not take", () => {
    const files = { ...BOARDS, "sdkconfig.defaults": "CONFIG_LAMP_V2=y\n" };
    check(files, "CONFIG_LAMP_V0", ["sdkconfig.defaults: n"]);
    check(files, "CONFIG_LAMP_V1", ["sdkconfig.defaults: n"]);
    check(files, "CONFIG_LAMP_V2", ["sdkconfig.defaults: y"]);
    check(BOARDS, "CONFIG_LAMP_V2", []);
  });

  it("of a choice are those that were taken last", () => {
    const files = {
      ...BOARDS,
      "sdkconfig.defaults": "CONFIG_LAMP_V1=y\nCONFIG_LAMP_V0=y\n",
      "sdkconfig.defaults.esp32": "CONFIG_LAMP_V2=y\n",
      "sdkconfig.defaults.esp32s3": "CONFIG_LAMP_LED=y\n",
    };
    check(files, "CONFIG_LAMP_V0", [
      "sdkconfig.defaults.esp32: n in esp32",
      "sdkconfig.defaults: y in esp32s3",
    ]);
    check(files, "CONFIG_LAMP_V1", [
      "sdkconfig.defaults.esp32: n in esp32",
      "sdkconfig.defaults: n in esp32s3",
    ]);
  });
});
