// Conditions of `#if` against settings: what they decide, and what they leave open.
import assert from "node:assert/strict";
import { holds, holdsInKconfig } from "../../src/facts/conditions.js";
import { NO_CONFIG } from "../../src/model/config.js";
import { NO_PRODUCT } from "../../src/rules/config.js";
import { checkFiles } from "../../src/scan/check-project.js";
import { loadGrammars, loadRulebook } from "../../src/scan/resources.js";
import { memorySource } from "../../src/scan/source.js";

const SET = new Map([
  ["CONFIG_ON", "y"],
  ["CONFIG_OFF", "n"],
  ["CONFIG_ZERO", "0"],
  ["CONFIG_LEVEL", "4"],
  ["CONFIG_NAME", "lamp"],
]);

function check(condition: string, expected: boolean | undefined): void {
  assert.equal(
    holds(condition, (key) => SET.get(key)),
    expected,
    condition,
  );
}

describe("conditions and settings", () => {
  it("are decided by a key that is set", () => {
    check("defined(CONFIG_ON)", true);
    check("defined(CONFIG_OFF)", false);
    check("CONFIG_OFF", false);
    check("!defined(CONFIG_OFF)", true);
    check("IS_ENABLED(CONFIG_OFF)", false);
  });

  it("know that a zero is defined, and yet false", () => {
    check("defined(CONFIG_ZERO)", true);
    check("CONFIG_ZERO", false);
  });

  it("compare numbers, and what is not set is zero", () => {
    check("CONFIG_LEVEL >= 3", true);
    check("CONFIG_LEVEL < 3U", false);
    check("CONFIG_ON == 1", true);
    check("CONFIG_OFF != 0", false);
    check("CONFIG_LEVEL == 0x04", true);
    check("CONFIG_LEVEL == 04", undefined);
    check("CONFIG_NAME == 1", undefined);
  });

  it("stay open where a name is no setting, or nobody sets it", () => {
    check("defined(CONFIG_OTHER)", undefined);
    check("DEBUG", undefined);
    check("CONFIG_OTHER == 1", undefined);
  });

  it("are joined as the preprocessor does", () => {
    check("defined(CONFIG_OFF) && DEBUG", false);
    check("defined(CONFIG_ON) && DEBUG", undefined);
    check("defined(CONFIG_ON) || DEBUG", true);
    check("CONFIG_OFF || defined(CONFIG_OFF)", false);
    check("(CONFIG_ON || DEBUG) && !(CONFIG_OFF)", true);
    check("!(CONFIG_OFF && DEBUG)", true);
    check("!(CONFIG_ON)", false);
  });
});

describe("conditions of Kconfig", () => {
  const check = (condition: string, expected: boolean | undefined): void => {
    const known = (name: string): string | undefined => SET.get(`CONFIG_${name}`);
    assert.equal(holdsInKconfig(condition, known), expected, condition);
  };

  it("are decided as Kconfig does", () => {
    check("ON", true);
    check("OFF", false);
    check("ON && !OFF", true);
    check("OFF = n", true);
    check("ON = n", false);
    check("ON != y || OFF=y", false);
    check("LEVEL = 4", true);
    check("LEVEL >= 5", false);
    check("n", false);
  });

  it("stay open where nobody sets a symbol", () => {
    check("OTHER", undefined);
    check("OTHER = y", undefined);
    check('NAME = "lamp"', undefined);
    check("OTHER && OFF", false);
  });
});

describe("code that a setting switches off", () => {
  const { book } = loadRulebook();
  assert.ok(book !== undefined);
  const rules = book;

  async function found(
    sdkconfig: string,
    more: ReadonlyMap<string, string> = new Map(),
  ): Promise<string[]> {
    const files = new Map([
      ...more,
      ["sdkconfig.defaults", sdkconfig],
      ["CMakeLists.txt", "include($ENV{IDF_PATH}/tools/cmake/project.cmake)\nproject(x)\n"],
      [
        "main/tls.c",
        "void f(mbedtls_ssl_config *c) {\n#ifdef CONFIG_LAB\n  mbedtls_ssl_conf_authmode(c, MBEDTLS_SSL_VERIFY_NONE);\n#endif\n}\n",
      ],
    ]);
    const workspace = { config: NO_CONFIG, product: NO_PRODUCT, problems: [] };
    const { assessment } = checkFiles(memorySource(files), await loadGrammars(), rules, workspace, {
      today: "2026-01-01",
      toolVersion: "0.0.0",
    });
    return assessment.findings.filter((f) => f.stance === "violates").map((f) => f.rule);
  }

  it("makes no finding", async () => {
    assert.deepEqual(await found("# CONFIG_LAB is not set\n"), []);
  });

  it("makes one where the setting is on, and where nobody says", async () => {
    assert.deepEqual(await found("CONFIG_LAB=y\n"), ["mbedtls-verify-disabled"]);
    assert.deepEqual(await found("CONFIG_OTHER=y\n"), ["mbedtls-verify-disabled"]);
  });

  it("makes one where only some boards switch it off", async () => {
    const boards = new Map([["sdkconfig.defaults.lumo_mini", "CONFIG_LAB=n\n"]]);
    assert.deepEqual(await found("CONFIG_OTHER=y\n", boards), ["mbedtls-verify-disabled"]);
  });

  it("makes none where a choice takes another member, and one where only a default says so", async () => {
    const kconfig = new Map([
      [
        "main/Kconfig.projbuild",
        'choice\n  prompt "Board"\n  default OTHER\n  config LAB\n    bool\n  config OTHER\n    bool\nendchoice\n',
      ],
    ]);
    assert.deepEqual(await found("CONFIG_OTHER=y\n", kconfig), []);
    assert.deepEqual(await found("CONFIG_LAB=y\n", kconfig), ["mbedtls-verify-disabled"]);
    assert.deepEqual(await found("", kconfig), ["mbedtls-verify-disabled"]);
  });

  it("makes one where what is on selects it, whatever files say", async () => {
    const kconfig = new Map([
      ["main/Kconfig.projbuild", "config OTHER\n  bool\n  select LAB\nconfig LAB\n  bool\n"],
    ]);
    const both = "CONFIG_OTHER=y\n# CONFIG_LAB is not set\n";
    assert.deepEqual(await found(both, kconfig), ["mbedtls-verify-disabled"]);
    assert.deepEqual(await found(both), []);
  });

  it("makes one where a file that no known build reads takes the other member", async () => {
    const more = new Map([
      [
        "main/Kconfig.projbuild",
        "choice\n  config LAB\n    bool\n  config OTHER\n    bool\nendchoice\n",
      ],
      ["sdkconfig.laboratory", "CONFIG_LAB=y\n"],
    ]);
    assert.deepEqual(await found("CONFIG_OTHER=y\n", more), ["mbedtls-verify-disabled"]);
  });
});

describe("code that a flag switches off", () => {
  const { book } = loadRulebook();
  assert.ok(book !== undefined);
  const rules = book;
  const NET = `#ifndef WIFI_PSK
#define WIFI_PSK "lumo-9f3kQ2x7"
#endif
#if LAB_LEVEL > 2
void lab(mbedtls_ssl_config *c) { mbedtls_ssl_conf_authmode(c, MBEDTLS_SSL_VERIFY_NONE); }
#endif
`;

  async function found(files: Readonly<Record<string, string>>): Promise<string[]> {
    const all = new Map(Object.entries({ "src/net.c": NET, ...files }));
    const workspace = { config: NO_CONFIG, product: NO_PRODUCT, problems: [] };
    const { assessment } = checkFiles(memorySource(all), await loadGrammars(), rules, workspace, {
      today: "2026-01-01",
      toolVersion: "0.0.0",
    });
    return assessment.findings
      .filter((f) => f.stance === "violates" && f.evidence.path === "src/net.c")
      .map((f) => `${f.rule}:${String(f.evidence.range.start.line + 1)}`);
  }

  const env = (name: string, flags: string): string =>
    `[env:${name}]\nplatform = espressif32@6.9.0\nboard = esp32dev\nframework = espidf\nbuild_flags = ${flags}\n`;
  const BOTH = ["hardcoded-credential-generic:2", "mbedtls-verify-disabled:5"];

  it("makes no finding", async () => {
    const flags = "-DLUMO -D LAB_LEVEL=1";
    assert.deepEqual(await found({ "platformio.ini": env("lumo", flags) }), [BOTH[0]]);
  });

  it("makes one where a flag overrules a default, which others still build with", async () => {
    const flags = "-DWIFI_PSK=secrets -D LAB_LEVEL=1";
    assert.deepEqual(await found({ "platformio.ini": env("lumo", flags) }), [BOTH[0]]);
  });

  it("makes one where no flag is given, or only one of two products gets it", async () => {
    assert.deepEqual(await found({}), BOTH);
    const two = env("lumo", "-DWIFI_PSK=secrets -DLAB_LEVEL=0") + env("lumo_mini", "-DSMALL");
    assert.deepEqual(await found({ "platformio.ini": two }), BOTH);
  });

  it("makes one where products are given different numbers", async () => {
    const two = env("lumo", "-DLAB_LEVEL=0") + env("lumo_mini", "-DLAB_LEVEL=3");
    assert.deepEqual(await found({ "platformio.ini": two }), BOTH);
  });
});
