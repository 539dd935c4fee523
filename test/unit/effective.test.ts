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
});
