import { check, ZEPHYR } from "./project-show.js";

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
