import assert from "node:assert/strict";
import { discoverProject, profileOfName, rootOf } from "../../src/facts/projects.js";
import { platformioExtras } from "../../src/facts/platformio.js";
import { check, discover, IDF, show, type Files } from "./project-show.js";

describe("projects: PlatformIO and Arduino", () => {
  it("makes a variant of each environment's configuration", () => {
    check(
      {
        "platformio.ini": "[env]\nframework = espidf\n[env:gate]\n[env:gate-debug]\n",
        "sdkconfig.defaults": "",
        "sdkconfig.gate": "",
        "sdkconfig.gate-debug": "",
      },
      `
      . esp-idf+platformio
        gate release: sdkconfig.defaults < sdkconfig.gate
        gate-debug development: sdkconfig.defaults < sdkconfig.gate-debug
      `,
    );
  });

  it("keeps the plain build where an environment has no configuration", () => {
    check(
      {
        "platformio.ini": "[env:gate]\nframework = espidf, arduino\n[env:barn]\n",
        "sdkconfig.defaults": "",
        "sdkconfig.gate": "",
      },
      `
      . esp-idf+arduino+platformio
        default release: sdkconfig.defaults
        gate release: sdkconfig.defaults < sdkconfig.gate
      `,
    );
  });

  it("makes a root of each sketch, but of no source of a larger application", () => {
    check(
      {
        "code/platformio.ini": "[platformio]\nsrc_dir = gate\n[env:a]\nframework = arduino\n",
        "code/gate/gate.ino": "",
        "code/examples/blink/blink.ino": "",
        "tools/flash/Other.ino": "",
      },
      `
      . unknown
        default release:
      code arduino+platformio
        default release:
      code/examples/blink arduino
        default release:
      tools/flash arduino
        default release:
      `,
    );
  });

  it("knows a sketch at the top", () => {
    check(
      { "gate.ino": "", "wifi.ino": "", Makefile: "" },
      `
      . arduino
        default release:
      `,
    );
  });

  it("takes in what extra_configs names, and makes no root of it", () => {
    const files = {
      "platformio.ini":
        "[platformio]\nextra_configs =\n  variants/*/platformio.ini\n  arch/**/*.ini\n  secrets.ini\n",
      "variants/a/platformio.ini": "[env:a]\nframework = arduino\n",
      "variants/a/b/platformio.ini": "[env:b]\n",
      "arch/esp32/s3/base.ini": "[base]\n",
      "secrets.ini": "[secrets]\n",
      "php.ini": "",
    };
    check(
      files,
      `
      . arduino+platformio
        default release:
      variants/a/b platformio
        default release:
      `,
    );
    assert.deepEqual(
      platformioExtras(Object.keys(files), (path) => (files as Files)[path]),
      ["arch/esp32/s3/base.ini", "secrets.ini", "variants/a/platformio.ini"],
    );
  });
});

describe("projects: others", () => {
  it("makes a root of each folder with a configuration of ESPHome, but of none with its parts", () => {
    check(
      {
        "home/plug.yaml": "packages:\n  a: !include parts/base.yaml\nesphome:\n  name: plug\n",
        "home/lamp.yaml": "packages:\n  a: !include {file: parts/base.yaml, vars: {}}\n",
        "home/parts/base.yaml": "esphome:\n  on_boot:\n",
        "chart/values.yaml": "esphome:\n  image: a\n",
      },
      `
      . unknown
        default release:
      home esphome
        default release:
      `,
    );
  });

  const first = (files: Files): string => show(files).split("\n")[0] ?? "";

  it("takes a plain Makefile for Linux, one for a bare chip not", () => {
    assert.equal(first({ Makefile: "all:\n\tcc -o gate gate.c\n" }), ". linux");
    assert.equal(first({ "meta/recipes/gate.bb": "" }), ". linux");
    assert.equal(first({ Makefile: "CC = arm-none-eabi-gcc\n" }), ". unknown");
    assert.equal(first({ "main.c": "" }), ". unknown");
    assert.equal(first({}), ". unknown");
  });

  it("knows FreeRTOS by its configuration and Mbed by its own", () => {
    assert.equal(first({ "src/FreeRTOSConfig.h": "", Makefile: "" }), ". freertos");
    assert.equal(first({ "mbed_app.json": "{}" }), ". mbed");
    assert.equal(first({ "CMakeLists.txt": IDF, "main/FreeRTOSConfig.h": "" }), ". esp-idf");
  });

  it("makes no root of vendored folders and reads no settings there", () => {
    const project = discover({
      "CMakeLists.txt": IDF,
      "managed_components/acme__x/examples/y/CMakeLists.txt": IDF,
      "managed_components/acme__x/examples/y/sdkconfig.defaults": "",
    });
    assert.deepEqual(
      project.roots.map(({ folder }) => folder),
      [""],
    );
    assert.deepEqual(
      project.vendored.map(({ folder }) => folder),
      ["managed_components"],
    );
  });

  it("gives a path to the deepest root that holds it", () => {
    const project = discover({
      "fw/CMakeLists.txt": IDF,
      "fw/test/CMakeLists.txt": IDF,
      "fwx/a.c": "",
    });
    const folder = (path: string): string => rootOf(project, path).folder;
    assert.equal(folder("README.md"), "");
    assert.equal(folder("fw/main/a.c"), "fw");
    assert.equal(folder("fw/test/main/a.c"), "fw/test");
    assert.equal(folder("fwx/a.c"), "");
    assert.equal(rootOf(project, "x"), rootOf(project, "y"));
    assert.equal(rootOf({ roots: [], vendored: [] }, "x").folder, "");
  });

  it("does not depend on the order of the paths", () => {
    const files: Files = {
      "fw/CMakeLists.txt": IDF,
      "fw/sdkconfig.defaults": "",
      "fw/sdkconfig.ci": "",
      "gate/gate.ino": "",
      "lib/cJSON/cJSON.c": "",
      "lib/cJSON/cJSON.h": "",
    };
    const paths = Object.keys(files);
    const textOf = (path: string): string | undefined => files[path];
    assert.deepEqual(discoverProject([...paths].reverse(), textOf), discoverProject(paths, textOf));
  });
});

describe("projects: profiles", () => {
  it("reads whole words of a name", () => {
    const names: Readonly<Record<string, string>> = {
      release:
        "gate prod esp32dev esp32-c3-devkitm-1 device-v2 latest contest nodemcuv2 developer ci20",
      development: "debug gate-debug gate_dev esp32-dev mydebug DEBUG devel dbg",
      ci: "ci test native native_sim qemu_x86 unit-test gate.test tests wokwi ci.release",
    };
    for (const [profile, list] of Object.entries(names))
      for (const name of list.split(" ")) assert.equal(profileOfName(name), profile, name);
  });
});
