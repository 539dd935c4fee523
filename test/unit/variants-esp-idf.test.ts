import { check, IDF } from "./project-show.js";

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
