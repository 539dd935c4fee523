import { check, IDF, ZEPHYR } from "./project-show.js";

describe("variants: ESP-IDF", () => {
  it("layers the target's defaults and the generated configuration", () => {
    check(
      {
        "CMakeLists.txt": IDF,
        "main/CMakeLists.txt": "idf_component_register(SRCS main.c)",
        "sdkconfig.defaults": "",
        "sdkconfig.defaults.esp32s3": "",
        sdkconfig: 'CONFIG_IDF_TARGET="esp32s3"\n',
        "sdkconfig.old": "",
      },
      `
      . esp-idf
        esp32s3 release: sdkconfig.defaults < sdkconfig.defaults.esp32s3 < sdkconfig
      `,
    );
  });

  it("makes a variant of each target, the generated configuration in its own only", () => {
    check(
      {
        "fw/CMakeLists.txt": IDF,
        "fw/sdkconfig.defaults": "",
        "fw/sdkconfig.defaults.esp32c3": "",
        "fw/sdkconfig.defaults.esp32s3": "",
        "fw/sdkconfig": 'CONFIG_IDF_TARGET="esp32c6"\n',
      },
      `
      . unknown
        default release:
      fw esp-idf
        esp32c3 release: fw/sdkconfig.defaults < fw/sdkconfig.defaults.esp32c3
        esp32c6 release: fw/sdkconfig.defaults < fw/sdkconfig
        esp32s3 release: fw/sdkconfig.defaults < fw/sdkconfig.defaults.esp32s3
      `,
    );
  });

  it("puts what is named for no chip on top of the defaults, with its profile", () => {
    check(
      {
        "CMakeLists.txt": IDF,
        "sdkconfig.defaults": "",
        "sdkconfig.defaults.ethernet": "",
        "sdkconfig.debug": "",
        "sdkconfig.ci": "",
        "sdkconfig.defaults.ci": "",
        "sdkconfig.qemu": "",
      },
      `
      . esp-idf
        default release: sdkconfig.defaults
        ci ci: sdkconfig.defaults < sdkconfig.defaults.ci < sdkconfig.ci
        debug development: sdkconfig.defaults < sdkconfig.debug
        ethernet release: sdkconfig.defaults < sdkconfig.defaults.ethernet
        qemu ci: sdkconfig.defaults < sdkconfig.qemu
      `,
    );
  });

  it("knows that beside a release configuration the plain build is not the one to ship", () => {
    check(
      {
        "CMakeLists.txt": IDF,
        "sdkconfig.defaults": "",
        "sdkconfig.defaults.esp32": "",
        "sdkconfig.defaults.esp32s3": "",
        "sdkconfig.prod": "",
        "sdkconfig.prod.esp32s3": "",
      },
      `
      . esp-idf
        esp32 development: sdkconfig.defaults < sdkconfig.defaults.esp32
        esp32s3 development: sdkconfig.defaults < sdkconfig.defaults.esp32s3
        prod/esp32 release: sdkconfig.defaults < sdkconfig.defaults.esp32 < sdkconfig.prod
        prod/esp32s3 release: sdkconfig.defaults < sdkconfig.defaults.esp32s3 < sdkconfig.prod < sdkconfig.prod.esp32s3
      `,
    );
  });

  it("keeps the plain build beside a debug one, and calls a lone variant release, whatever its name", () => {
    check(
      { "CMakeLists.txt": IDF, "sdkconfig.debug": "", "main/main.c": "" },
      `
      . esp-idf
        default release:
        debug development: sdkconfig.debug
      `,
    );
    check(
      { "CMakeLists.txt": IDF, "sdkconfig.defaults.linux": "" },
      `
      . esp-idf
        linux release: sdkconfig.defaults.linux
      `,
    );
  });

  it("reads the list that the project itself gives", () => {
    check(
      {
        "CMakeLists.txt": `set(SDKCONFIG_DEFAULTS "\${CMAKE_CURRENT_LIST_DIR}/config/base;config/tls;config/gone")\n${IDF}`,
        "config/base": "",
        "config/base.esp32s3": "",
        "config/tls": "",
        "sdkconfig.defaults.esp32s3": "",
      },
      `
      . esp-idf
        esp32s3 release: config/base < config/base.esp32s3 < config/tls < sdkconfig.defaults.esp32s3
      `,
    );
  });

  it("takes a comment for no marker, and a component for no project", () => {
    check(
      {
        "CMakeLists.txt": "# include($ENV{IDF_PATH}/tools/cmake/project.cmake)\nproject(host)\n",
        "main/CMakeLists.txt": "add_executable(x)\n",
        "components/a/CMakeLists.txt": "idf_component_register(SRCS a.c)\n",
      },
      `
      . unknown
        default release:
      `,
    );
  });

  it("knows older projects, and such as hide the include", () => {
    check(
      {
        "a/Makefile": "PROJECT_NAME := a\ninclude $(IDF_PATH)/make/project.mk\n",
        "b/CMakeLists.txt": "include(../common.cmake)\nproject(b)\n",
        "b/sdkconfig.defaults": "",
        "c/CMakeLists.txt": "include(../common.cmake)\nproject(c)\n",
        "c/main/CMakeLists.txt": "idf_component_register(SRCS c.c)\n",
      },
      `
      . unknown
        default release:
      a esp-idf
        default release:
      b esp-idf
        default release: b/sdkconfig.defaults
      c esp-idf
        default release:
      `,
    );
  });
});

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

describe("variants: Zephyr", () => {
  it("makes a variant of each board, simulators for CI, sysbuild's settings in all", () => {
    check(
      {
        "app/CMakeLists.txt": ZEPHYR,
        "app/prj.conf": "CONFIG_LOG=y\n",
        "app/sysbuild.conf": "SB_CONFIG_BOOTLOADER_MCUBOOT=y\n",
        "app/boards/native_sim.conf": "",
        "app/boards/barn_node.conf": "",
        "app/boards/barn_node_1_2_0.conf": "",
        "app/boards/barn_node.overlay": "",
      },
      `
      . unknown
        default release:
      app zephyr
        barn_node release: app/prj.conf < app/boards/barn_node.conf < app/sysbuild.conf
        barn_node_1_2_0 release: app/prj.conf < app/boards/barn_node.conf < app/boards/barn_node_1_2_0.conf < app/sysbuild.conf
        native_sim ci: app/prj.conf < app/boards/native_sim.conf < app/sysbuild.conf
      `,
    );
  });

  it("keeps the plain build where all boards are simulators", () => {
    check(
      {
        "CMakeLists.txt": ZEPHYR,
        "prj.conf": "",
        "boards/qemu_x86.conf": "",
      },
      `
      . zephyr
        default release: prj.conf
        qemu_x86 ci: prj.conf < boards/qemu_x86.conf
      `,
    );
  });

  it("replaces prj.conf by its kind of build, and puts other fragments on top", () => {
    check(
      {
        "CMakeLists.txt": ZEPHYR,
        "prj.conf": "CONFIG_A=y\n",
        "prj_debug.conf": "",
        "prj_qemu.conf": "",
        "overlay-tls.conf": "CONFIG_TLS=y\n",
        "shell-debug.conf": "CONFIG_SHELL=y\n",
        "mosquitto.conf": "listener 1883\n",
        "sysbuild_debug.conf": "",
        "sysbuild.conf": "",
      },
      `
      . zephyr
        default release: prj.conf < sysbuild.conf
        debug development: prj_debug.conf < sysbuild_debug.conf
        qemu ci: prj_qemu.conf < sysbuild.conf
        tls release: prj.conf < overlay-tls.conf < sysbuild.conf
        shell-debug development: prj.conf < shell-debug.conf < sysbuild.conf
      `,
    );
  });

  it("ships prj_release.conf where there is one", () => {
    check(
      {
        "CMakeLists.txt": ZEPHYR,
        "prj.conf": "",
        "prj_release.conf": "",
        "boards/barn.conf": "",
        "boards/barn_release.conf": "",
      },
      `
      . zephyr
        barn development: prj.conf < boards/barn.conf
        barn_release release: prj_release.conf < boards/barn_release.conf
        release release: prj_release.conf
      `,
    );
  });

  it("puts a chip's fragment below its boards'", () => {
    check(
      {
        "CMakeLists.txt": ZEPHYR,
        "prj.conf": "",
        "socs/nrf9151_ns.conf": "",
        "boards/barn_nrf9151_ns.conf": "",
      },
      `
      . zephyr
        barn_nrf9151_ns release: prj.conf < socs/nrf9151_ns.conf < boards/barn_nrf9151_ns.conf
      `,
    );
  });

  it("builds for a chip of which no board has a fragment, and tells a simulator among the chips", () => {
    check(
      {
        "CMakeLists.txt": ZEPHYR,
        "prj.conf": "",
        "socs/nrf9151_ns.conf": "",
        "socs/esp32s3_procpu.conf": "",
        "socs/native_64.conf": "",
        "boards/barn_nrf9151_ns.conf": "",
      },
      `
      . zephyr
        barn_nrf9151_ns release: prj.conf < socs/nrf9151_ns.conf < boards/barn_nrf9151_ns.conf
        esp32s3_procpu release: prj.conf < socs/esp32s3_procpu.conf
        native_64 ci: prj.conf < socs/native_64.conf
      `,
    );
  });

  it("keeps the settings of other images apart, in roots of their own", () => {
    check(
      {
        "app/CMakeLists.txt": ZEPHYR,
        "app/prj.conf": "",
        "app/sysbuild/mcuboot.conf": "",
        "app/sysbuild/b0/prj.conf": "",
        "app/child_image/radio/boards/barn.conf": "",
      },
      `
      . unknown
        default release:
      app zephyr
        default release: app/prj.conf
      app/child_image/radio zephyr
        barn release: app/child_image/radio/boards/barn.conf
      app/sysbuild zephyr
        mcuboot release: app/sysbuild/mcuboot.conf
      app/sysbuild/b0 zephyr
        default release: app/sysbuild/b0/prj.conf
      `,
    );
  });

  it("looks for configurations below the application where it has none itself", () => {
    check(
      {
        "CMakeLists.txt": ZEPHYR,
        "configuration/mouse/prj.conf": "",
        "configuration/mouse/prj_debug.conf": "",
        "configuration/dongle/prj.conf": "",
      },
      `
      . zephyr
        dongle/default release: configuration/dongle/prj.conf
        mouse/default release: configuration/mouse/prj.conf
        mouse/debug development: configuration/mouse/prj_debug.conf
      `,
    );
  });
});
