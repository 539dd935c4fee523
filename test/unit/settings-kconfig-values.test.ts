import assert from "node:assert/strict";
import { read } from "./settings-show.js";

describe("settings/kconfig-values", () => {
  it("reads an sdkconfig as ESP-IDF writes it", () => {
    const { facts, problems, parse } = read(
      "sdkconfig",
      `#
# Automatically generated file. DO NOT EDIT.
# Espressif IoT Development Framework (ESP-IDF) 5.2.1 Project Configuration
#
CONFIG_IDF_TARGET="esp32s3"

#
# Security features
#
# CONFIG_SECURE_BOOT is not set
CONFIG_SECURE_FLASH_ENC_ENABLED=y
CONFIG_LWIP_MAX_SOCKETS=10
CONFIG_ETS_UART_MASK=0x3F
CONFIG_DEMO_GPIO=-1
# end of Security features
`,
    );
    assert.deepEqual(facts, [
      'CONFIG_IDF_TARGET = "esp32s3" <"esp32s3"> in <CONFIG_IDF_TARGET="esp32s3">',
      "CONFIG_SECURE_BOOT = n <# CONFIG_SECURE_BOOT is not set> in <# CONFIG_SECURE_BOOT is not set>",
      "CONFIG_SECURE_FLASH_ENC_ENABLED = y <y> in <CONFIG_SECURE_FLASH_ENC_ENABLED=y>",
      "CONFIG_LWIP_MAX_SOCKETS = 10 <10> in <CONFIG_LWIP_MAX_SOCKETS=10>",
      "CONFIG_ETS_UART_MASK = 0x3F <0x3F> in <CONFIG_ETS_UART_MASK=0x3F>",
      "CONFIG_DEMO_GPIO = -1 <-1> in <CONFIG_DEMO_GPIO=-1>",
    ]);
    assert.deepEqual(problems, []);
    assert.equal(parse, "whole");
  });

  it("marks what ESP-IDF repeats under old names, up to the end of the list", () => {
    const { raw } = read(
      "sdkconfig",
      `CONFIG_COMPILER_STACK_CHECK_MODE_NONE=y
# Deprecated options for backward compatibility
CONFIG_STACK_CHECK_NONE=y
# CONFIG_STACK_CHECK_ALL is not set
# End of deprecated options
CONFIG_LAMP=y
`,
    );
    assert.deepEqual(
      raw.map((fact) => (fact.word === "setting" ? [fact.key, fact.echo === true] : [])),
      [
        ["CONFIG_COMPILER_STACK_CHECK_MODE_NONE", false],
        ["CONFIG_STACK_CHECK_NONE", true],
        ["CONFIG_STACK_CHECK_ALL", true],
        ["CONFIG_LAMP", false],
      ],
    );
  });

  it("reads Zephyr's fragments, sysbuild's and Buildroot's keys", () => {
    const { facts } = read(
      "kconfig-fragment",
      'CONFIG_BT=m\nSB_CONFIG_BOOTLOADER_MCUBOOT=y\n# SB_CONFIG_X is not set\nBR2_TARGET_ROOT="x"\n',
    );
    assert.deepEqual(facts, [
      "CONFIG_BT = m <m> in <CONFIG_BT=m>",
      "SB_CONFIG_BOOTLOADER_MCUBOOT = y <y> in <SB_CONFIG_BOOTLOADER_MCUBOOT=y>",
      "SB_CONFIG_X = n <# SB_CONFIG_X is not set> in <# SB_CONFIG_X is not set>",
      'BR2_TARGET_ROOT = "x" <"x"> in <BR2_TARGET_ROOT="x">',
    ]);
  });

  it("resolves the escapes of strings and keeps their spans as written", () => {
    const { facts } = read("sdkconfig", String.raw`CONFIG_S="a \"b\" \\ # c=d"`);
    assert.deepEqual(facts, [
      String.raw`CONFIG_S = "a \"b\" \\ # c=d" <"a \"b\" \\ # c=d"> in <CONFIG_S="a \"b\" \\ # c=d">`,
    ]);
  });

  it("takes CRLF, a byte order mark, trailing blanks and comments, an empty value, no last newline", () => {
    const { facts, problems } = read(
      "sdkconfig",
      '\ufeffCONFIG_A=y  \r\nCONFIG_B="x" # why\r\nCONFIG_C=5\t# five\r\nCONFIG_D=\r\nCONFIG_E="p#w"\r\nCONFIG_F=a#b',
    );
    assert.deepEqual(facts, [
      "CONFIG_A = y <y> in <CONFIG_A=y>",
      'CONFIG_B = "x" <"x"> in <CONFIG_B="x">',
      "CONFIG_C = 5 <5> in <CONFIG_C=5>",
      "CONFIG_D =  <> in <CONFIG_D=>",
      'CONFIG_E = "p#w" <"p#w"> in <CONFIG_E="p#w">',
      "CONFIG_F = a#b <a#b> in <CONFIG_F=a#b>",
    ]);
    assert.deepEqual(problems, []);
  });

  it("reports what the SDK's loader passes over, and loses nothing else", () => {
    const { facts, problems, parse } = read(
      "kconfig-fragment",
      `CONFIG_A = y
  CONFIG_B=y
CONFIG_C= y
CONFIG_D="open
<<<<<<< HEAD
config_e=y
   # an indented comment is one
#CONFIG_F is not set
CONFIG_G=y
`,
    );
    assert.deepEqual(facts, ["CONFIG_G = y <y> in <CONFIG_G=y>"]);
    assert.equal(parse, "partial");
    assert.deepEqual(
      problems.map((problem) => problem.slice(0, 40)),
      [
        'Line 1: "CONFIG_A" has blanks around it, ',
        'Line 2: "CONFIG_B" has blanks around it, ',
        "Line 3: the value of CONFIG_C does not re",
        "Line 4: the value of CONFIG_D does not re",
        "Line 5: this is no setting and no commen",
        'Line 6: "config_e" is no Kconfig name; th',
      ].map((problem) => problem.slice(0, 40)),
    );
  });

  it("repeats no value in a message", () => {
    const { problems } = read("sdkconfig", 'CONFIG_PASS = "hunter22"\nCONFIG_PASS= "hunter22"\n');
    assert.equal(problems.length, 2);
    assert.doesNotMatch(problems.join(), /hunter22/);
  });

  it("counts the rest of a file that is something else", () => {
    const { problems } = read("kconfig-fragment", "option yes\n".repeat(100));
    assert.equal(problems.length, 21);
    assert.match(problems.at(-1) ?? "", /^80 more lines/);
  });

  it("finds suppressions in comments, behind settings too", () => {
    const { facts } = read(
      "sdkconfig",
      `# baseline645: allow demo-rule -- bench units only
CONFIG_A=y # see baseline645: allow other-rule
CONFIG_B="# baseline645: in a string"
# CONFIG_C is not set
`,
    );
    assert.deepEqual(
      facts.filter((fact) => fact.startsWith("ignore")),
      [
        "ignore baseline645: allow demo-rule -- bench units only <baseline645: allow demo-rule -- bench units only>",
        "ignore baseline645: allow other-rule <baseline645: allow other-rule>",
      ],
    );
  });

  it("is one item over the whole document, facts in order", () => {
    const { raw } = read("sdkconfig", "CONFIG_A=y # baseline645: x\nCONFIG_B=y\n");
    assert.deepEqual(
      raw.map(({ word }) => word),
      ["setting", "ignore", "setting"],
    );
  });
});
