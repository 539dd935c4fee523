import { check, IDF, ZEPHYR } from "./project-show.js";

describe("variants: lists that a build gives", () => {
  it("takes what is appended to the defaults", () => {
    check(
      {
        "CMakeLists.txt": `set(SDKCONFIG_DEFAULTS "sdkconfig.defaults")
list(APPEND SDKCONFIG_DEFAULTS "\${CMAKE_CURRENT_LIST_DIR}/configs/secure.defaults")
${IDF}`,
        "sdkconfig.defaults": "",
        "configs/secure.defaults": "",
      },
      `
      . esp-idf
        default release: sdkconfig.defaults < configs/secure.defaults
      `,
    );
  });

  it("takes the lists and the configurations of PlatformIO's environments, inherited ones too", () => {
    check(
      {
        "CMakeLists.txt": IDF,
        "platformio.ini": `[env]
framework = espidf
[secure]
board_build.cmake_extra_args = -DSDKCONFIG_DEFAULTS="sdkconfig.defaults;sdkconfig.secure.defaults"
[env:lamp]
extends = secure
[env:lamp_debug]
board_build.cmake_extra_args =
    -DSDKCONFIG_DEFAULTS=sdkconfig.defaults
    -DSDKCONFIG=sdkconfig.dbg
[env:bulb]
board_build.esp-idf.sdkconfig_path = configs/bulb
`,
        "sdkconfig.defaults": "",
        "sdkconfig.secure.defaults": "",
        "sdkconfig.lamp": "",
        "sdkconfig.dbg": "",
        "configs/bulb": "",
      },
      `
      . esp-idf+platformio
        lamp release: sdkconfig.defaults < sdkconfig.secure.defaults < sdkconfig.lamp
        lamp_debug development: sdkconfig.defaults < sdkconfig.dbg
        bulb release: sdkconfig.defaults < configs/bulb
      `,
    );
  });

  it("takes what Zephyr's application chooses in CMake", () => {
    check(
      {
        "CMakeLists.txt": `set(CONF_FILE prj_min.conf)
set(EXTRA_CONF_FILE "\${CMAKE_CURRENT_SOURCE_DIR}/secure.conf")
list(APPEND EXTRA_CONF_FILE log.conf)
${ZEPHYR}`,
        "prj.conf": "",
        "prj_min.conf": "",
        "secure.conf": "CONFIG_LAMP=y\n",
        "log.conf": "CONFIG_LOG=n\n",
        "boards/thingy.conf": "",
      },
      `
      . zephyr
        thingy release: prj_min.conf < boards/thingy.conf < secure.conf < log.conf
        prj.conf development: prj.conf
      `,
    );
  });

  it("takes a suffix, of boards' fragments too, and overlays under the older name", () => {
    check(
      {
        "CMakeLists.txt": `set(FILE_SUFFIX release)\nset(OVERLAY_CONFIG tls.conf)\n${ZEPHYR}`,
        "prj.conf": "",
        "prj_release.conf": "",
        "tls.conf": "CONFIG_TLS=y\n",
        "boards/thingy.conf": "",
        "boards/thingy_release.conf": "",
        "sysbuild_release.conf": "",
        "sysbuild.conf": "",
      },
      `
      . zephyr
        thingy_release release: prj_release.conf < boards/thingy_release.conf < tls.conf < sysbuild_release.conf
        prj.conf development: prj.conf
        thingy.conf development: boards/thingy.conf
      `,
    );
  });

  it("takes what sysbuild says for the application's image", () => {
    check(
      {
        "app/CMakeLists.txt": ZEPHYR,
        "app/sysbuild.cmake": `set(app_EXTRA_CONF_FILE "\${CMAKE_CURRENT_LIST_DIR}/tls.conf")
set(mcuboot_EXTRA_CONF_FILE other.conf)`,
        "app/prj.conf": "",
        "app/tls.conf": "CONFIG_TLS=y\n",
      },
      `
      . unknown
        default release:
      app zephyr
        default release: app/prj.conf < app/tls.conf
      `,
    );
  });
});
