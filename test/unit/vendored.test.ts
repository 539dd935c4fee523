import assert from "node:assert/strict";
import { findVendored, ownershipOf } from "../../src/facts/vendored.js";
import type { Project } from "../../src/model/project.js";

type Files = Readonly<Record<string, string>>;

function vendored(files: Files | readonly string[]): string[] {
  const texts: Files = Array.isArray(files) ? {} : (files as Files);
  const paths = Array.isArray(files) ? (files as string[]) : Object.keys(files);
  return findVendored(paths, (path) => texts[path]).map(({ folder }) => folder);
}

const PUBLISHED_ARDUINO = "name=Latch\nversion=1.2.0\nurl=https://example.org/latch\n";

describe("vendored", () => {
  it("is never proven by a name such as lib, examples or modules", () => {
    assert.deepEqual(
      vendored([
        "lib/gate/gate.c",
        "libs/a.c",
        "examples/b/main.c",
        "modules/c/c.c",
        "components/d/d.c",
        "third_party/e/e.c",
        "vendor/f.c",
      ]),
      [],
    );
  });

  it("knows the folders of package managers, at any depth", () => {
    assert.deepEqual(
      vendored([
        "fw/managed_components/acme__mdns/mdns.c",
        ".pio/libdeps/a/x.c",
        "ui/node_modules/a/b.c",
        "ui/node_modules/a/node_modules/c/d.c",
        "lib/Latch/.piopm",
        "lib/Latch/src/a.c",
        "components/x/.component_hash",
      ]),
      [".pio", "components/x", "fw/managed_components", "lib/Latch", "ui/node_modules"],
    );
  });

  it("asks for a published manifest where libraries are kept", () => {
    assert.deepEqual(
      vendored({
        "lib/Latch/library.properties": PUBLISHED_ARDUINO,
        "lib/Own/library.properties": "name=Own\nversion=0.1.0\n",
        "lib/Bolt/library.json":
          '{"name":"Bolt","version":"1.0.0","repository":{"url":"https://example.org"}}',
        "lib/Priv/library.json": '{"name":"Priv","build":{"flags":"-DX"}}',
        "components/knob/idf_component.yml": 'version: "1.2.3"\nurl: https://example.org/knob\n',
        "components/own/idf_component.yml":
          "dependencies:\n  acme/mdns:\n    version: '*'\n    url: x\n",
        "src/Latch/library.properties": PUBLISHED_ARDUINO,
        "library.properties": PUBLISHED_ARDUINO,
      }),
      ["components/knob", "lib/Bolt", "lib/Latch"],
    );
  });

  it("takes sketches in PlatformIO's libraries for none of the product, where the build file says they lie", () => {
    const sketches = { "lib/a/try/try.ino": "", "own/lib/b/try/try.ino": "", "src/main.cpp": "" };
    assert.deepEqual(vendored({ ...sketches, "platformio.ini": "[env:a]\n" }), ["lib/a/try"]);
    const named = "[platformio]\nlib_dir = own/lib\n";
    assert.deepEqual(vendored({ ...sketches, "platformio.ini": named }), ["own/lib/b/try"]);
    const open = "[platformio]\nlib_dir = ${sysenv.LIBS}\n";
    assert.deepEqual(vendored({ ...sketches, "platformio.ini": open }), ["lib/a/try"]);
  });

  it("recognises upstream trees by their own files, wherever they lie", () => {
    assert.deepEqual(
      vendored([
        "sec/tls/library/ssl_tls.c",
        "sec/tls/include/mbedtls/ssl.h",
        "wolf/wolfcrypt/src/aes.c",
        "wolf/wolfssl/ssl.h",
        "net/src/core/init.c",
        "net/src/include/lwip/opt.h",
        "rtos/Source/tasks.c",
        "rtos/Source/queue.c",
        "rtos/Source/include/FreeRTOS.h",
        "ble/nimble/host/src/ble_hs.c",
        "ble/nimble/host/include/host/ble_hs.h",
        "usb/src/tusb.c",
        "usb/src/tusb.h",
        "Drivers/STM32L4xx_HAL_Driver/Inc/stm32l4xx_hal.h",
        "Drivers/STM32L4xx_HAL_Driver/Src/stm32l4xx_hal.c",
        "Drivers/CMSIS/Include/cmsis_gcc.h",
        "Drivers/CMSIS/Include/cmsis_compiler.h",
        "src/json/cJSON/cJSON.c",
        "src/json/cJSON/cJSON.h",
        "components/esp-tls/esp_tls.c",
        "components/esp-tls/esp_tls.h",
        "components/esp-tls/esp_tls_mbedtls.c",
        "components/mqtt/esp-mqtt/mqtt_client.c",
        "components/mqtt/esp-mqtt/lib/mqtt_msg.c",
        "components/mqtt/esp-mqtt/include/mqtt_client.h",
        "gfx/lvgl.h",
        "gfx/src/core/lv_obj.c",
      ]),
      [
        "Drivers/CMSIS",
        "Drivers/STM32L4xx_HAL_Driver",
        "ble",
        "components/esp-tls",
        "components/mqtt/esp-mqtt",
        "gfx",
        "net",
        "rtos/Source",
        "sec/tls",
        "src/json/cJSON",
        "usb",
        "wolf",
      ],
    );
  });

  it("takes half a tree, or a pair among the product's own files, for no proof", () => {
    assert.deepEqual(
      vendored([
        "src/cJSON.c",
        "src/cJSON.h",
        "src/main.c",
        "tls/library/ssl_tls.c",
        "app/tasks.c",
        "app/queue.c",
        "Core/Inc/stm32l4xx_hal_conf.h",
        "Core/Inc/main.h",
        "components/mqtt/mqtt_client.c",
        "components/mqtt/include/mqtt_client.h",
        "components/esp-tls/esp_tls.c",
      ]),
      [],
    );
  });

  it("never takes the top, and takes no part of an SDK for a copy inside it", () => {
    assert.deepEqual(vendored(["library/ssl_tls.c", "include/mbedtls/ssl.h"]), []);
    assert.deepEqual(
      vendored([
        "tools/idf.py",
        "components/esp_common/CMakeLists.txt",
        "components/esp_https_ota/src/esp_https_ota.c",
        "components/esp_https_ota/include/esp_https_ota.h",
      ]),
      [],
    );
  });

  it("believes .gitmodules, unless it names a sibling or an application", () => {
    const modules = `[submodule "json"]
\tpath = src/libs/json
\turl = https://example.org/json.git
[submodule "gone"]
\tpath = src/libs/gone
\turl = https://example.org/gone.git
[submodule "common"]
\tpath = common
\turl = ../common.git
[submodule "firmware"]
\tpath = firmware
\turl = https://example.org/firmware.git
`;
    assert.deepEqual(
      vendored({
        ".gitmodules": modules,
        "src/libs/json/a.c": "",
        "common/a.c": "",
        "firmware/CMakeLists.txt": "include($ENV{IDF_PATH}/tools/cmake/project.cmake)",
        "firmware/main/a.c": "",
      }),
      ["src/libs/json"],
    );
  });

  it("knows the modules of a west workspace, and its own repository", () => {
    assert.deepEqual(
      vendored({
        ".west/config": "[manifest]\npath = barn\nfile = west.yml\n",
        "barn/west.yml": `manifest:
  remotes:
    - name: acme
      url-base: https://example.org
  projects:
    - name: zephyr
      remote: acme
      revision: v3.7.0
      import: true
    - name: latch
      path: drivers/latch # where it goes
  self:
    path: barn
`,
        "barn/zephyr/module.yml": "",
        "barn/modules/own/zephyr/module.yml": "",
        "barn/src/main.c": "",
        "modules/hal/acme/zephyr/module.yml": "",
        "modules/hal/acme/hal.c": "",
        "zephyr/kernel/sched.c": "",
        "drivers/latch/latch.c": "",
        "drivers/other/other.c": "",
      }),
      ["drivers/latch", "modules/hal/acme", "zephyr"],
    );
  });

  it("takes a module of one's own repository for one's own", () => {
    assert.deepEqual(
      vendored({ "west.yml": "", "modules/own/zephyr/module.yml": "", "zephyr/module.yml": "" }),
      [],
    );
  });

  it("says why, in words", () => {
    const [found] = findVendored(["x/cJSON/cJSON.c", "x/cJSON/cJSON.h"], () => undefined);
    assert.deepEqual(found, { folder: "x/cJSON", because: "holds the files of cJSON" });
  });
});

describe("ownership", () => {
  const project: Project = {
    roots: [
      { folder: "", sdks: ["unknown"], variants: [] },
      { folder: "fw", sdks: ["esp-idf"], variants: [] },
    ],
    vendored: [{ folder: "lib/x", because: "a submodule" }],
  };
  const OWNERS: Readonly<Record<string, string>> = {
    product:
      "main.c src/a.c lib/y/a.c libx/a.c examples/a.c modules/a.c fw/main/self_test/self_test.c main/self_test.c fw/main/factory_test.c src/tools/a.c latest/a.c contest.c src/attest.c fw/cmake/a.c tools.c prj.conf sdkconfig.defaults cmake.cmake",
    vendored: "lib/x lib/x/a.c lib/x/test/a.c",
    test: "test/a.c src/tests/a.c unittests/a.c unit_test/a.c unit_test_app/main/main.c unit-test-app/a.c mocks/a.c mock/a.h fuzz/a.c test_apps/a/main.c fw/test-ci/main.c regr-tests/a.key src/a_test.c src/test_a.cpp src/a.test.cpp src/a_tests.cc sdkconfig.ci fw/sdkconfig.ci.wifi sdkconfig.defaults.ci sdkconfig.qemu",
    tool: "tools/a.c scripts/a.c fw/tools/a.c cmake/toolchain.cmake fw/cmake/x.cmake .github/a.c",
  };
  for (const [owner, paths] of Object.entries(OWNERS))
    it(`tells ${owner} code`, () => {
      for (const path of paths.split(" ")) assert.equal(ownershipOf(project, path), owner, path);
    });
});
