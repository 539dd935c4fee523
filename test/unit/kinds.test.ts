import assert from "node:assert/strict";
import { kindOf, needsSniffing, sniff } from "../../src/facts/kinds.js";

describe("kinds", () => {
  const NAMES: Readonly<Record<string, string>> = {
    c: "a.c src/A.C",
    cpp: "a.cc a.cpp a.cxx a.hpp a.hh a.hxx a.ipp a.tpp",
    arduino: "Sketch/Sketch.ino old.pde",
    header: "a.h sdkconfig.h include/Kconfig.h",
    sdkconfig:
      "sdkconfig a/sdkconfig.defaults sdkconfig.defaults.esp32s3 sdkconfig.ci sdkconfig.esp32dev sdkconfig_prod sdkconfig-release",
    "kconfig-fragment":
      "prj.conf prj_release.conf overlay.conf overlay-tls.conf sysbuild.conf sysbuild_x.conf boards/x.conf app/boards/nrf.conf app/socs/y.conf sysbuild/mcuboot.conf sysbuild/mcuboot/boards/z.conf child_image/mcuboot.conf board_defconfig defconfig .config configs/x.defconfig defconfig.esp32",
    kconfig: "Kconfig Kconfig.projbuild a/Kconfig.defconfig Kconfig.sysbuild",
    platformio: "platformio.ini platformio_override.ini code/platformio-ota.ini",
    partitions: "partitions.csv partitions_two_ota.csv my_partitions.csv partition_table.csv",
    "compile-commands": "compile_commands.json build/compile_commands.json",
    cmake: "CMakeLists.txt a/cmakelists.txt cmake/tool.cmake",
    policy:
      "SECURITY.md .github/SECURITY.md security.txt .well-known/security.txt docs/vulnerability-disclosure.md PSIRT.rst",
    key: "a.pem a.key a.der a.p8 a.pk8 a.crt a.cer certs/A.PEM",
    none: "README.md security.html a.py a.txt sdkconfig.old sdkconfig-backup sdkconfig.json sdkconfig.cmake.in sdkconfig.rename sdkconfig.rename.esp32 Kconfig.md mosquitto.conf data.csv setup.ini astyle.conf .checkpatch.conf requirements.txt Makefile config.json",
  };
  for (const [kind, names] of Object.entries(NAMES))
    it(`tells ${kind} by name`, () => {
      for (const name of names.split(" ")) assert.equal(kindOf(name) ?? "none", kind, name);
    });

  it("knows ESPHome's YAML by its text", () => {
    const yes = [
      "esphome:\n  name: plug\n",
      "substitutions:\n  a: b\n\nesphome:   # the device\r\n\r\n  # its name\r\n  friendly_name: a\r\n",
      "esphome: !include common/core.yaml\n",
      "esphome: {name: plug}\n",
      "substitutions:\n  a: b\npackages:\n  a: github://a/b/c.yaml\n",
    ];
    for (const text of yes) assert.equal(sniff("a/plug.yaml", text), "esphome", text);
    const no = [
      "services:\n  esphome:\n    name: a\n",
      "esphome:\n  image: esphome/esphome\n",
      "packages:\n  - apps/*\n",
      "# esphome:\n#   name: a\n",
      "",
    ];
    for (const text of no) assert.equal(sniff("a/plug.yml", text), undefined, text);
    assert.equal(sniff("west.yml", "esphome:\n  name: a\n"), "manifest");
    assert.equal(sniff("a.txt", yes[0] ?? ""), undefined);
  });

  it("settles .conf by its text", () => {
    assert.equal(sniff("app/debug.conf", "# Debug\nCONFIG_LOG=y\n"), "kconfig-fragment");
    assert.equal(sniff("app/debug.conf", "# CONFIG_LOG is not set\r\n"), "kconfig-fragment");
    assert.equal(sniff("sysbuild/x.conf", "SB_CONFIG_A=y"), "kconfig-fragment");
    assert.equal(sniff("app/prj.conf", "CONFIG_LOG = y\n"), "kconfig-fragment");
    assert.equal(sniff("app/prj.conf", "# nothing yet\n"), "kconfig-fragment");
    assert.equal(sniff("app/other.conf", "# nothing yet\n"), undefined);
    assert.equal(sniff("boards/mosquitto.conf", "listener 1883\n"), undefined);
    assert.equal(sniff("mosquitto.conf", "log_type CONFIG_X\n"), undefined);
  });

  it("takes a README that says where to report", () => {
    assert.equal(sniff("README.md", "## Reporting a vulnerability\n"), "policy");
    assert.equal(sniff("README", "mail security@lamp-cloud.io\n"), "policy");
    assert.equal(sniff("README.md", "# Lamp\n"), undefined);
  });

  it("tells the builds of Linux by their text", () => {
    const names =
      ".config .config-rpi openwrt.config diffconfig x86_diffconfig router.seed configs/cam_defconfig a.fragment config.buildinfo";
    for (const name of names.split(" ")) {
      for (const line of ["BR2_arm=y", "# BR2_PIC_PIE is not set", "CONFIG_PACKAGE_pure-ftpd=y"])
        assert.equal(sniff(name, `# x\n${line}\n`), "linux-config", name);
      assert.ok(needsSniffing(name), name);
    }
    assert.equal(sniff("busybox.config", "CONFIG_TELNETD=y\n"), "linux-config");
    assert.equal(sniff("kernel.config", "CONFIG_TELNETD=y\n"), undefined);
    assert.equal(sniff("web.config", "<configuration/>\n"), undefined);
    assert.equal(sniff("board_defconfig", "CONFIG_GPIO=y\n"), "kconfig-fragment");
    assert.equal(sniff("prj.conf", "CONFIG_FEATURE_A=y\n"), "kconfig-fragment");
  });

  it("settles .csv and .ini by their text", () => {
    assert.equal(sniff("flash.csv", "\n# Name, Type, SubType, Offset, Size\n"), "partitions");
    assert.equal(sniff("partitions.csv", "nvs,data,nvs,,4K\n"), "partitions");
    assert.equal(sniff("partition_nvs.csv", "key,type,encoding,value\n"), undefined);
    assert.equal(sniff("log.csv", "time,value\n"), undefined);
    assert.equal(sniff("arch/esp32.ini", "; x\n[env:a]\n"), "platformio");
    assert.equal(sniff("php.ini", "[PHP]\n"), undefined);
    assert.equal(sniff("a.c", "anything"), "c");
  });

  it("says for which paths the text matters", () => {
    assert.deepEqual(["a.conf", "a.csv", "a.ini", "a.c", "sdkconfig"].map(needsSniffing), [
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
