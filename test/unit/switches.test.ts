// Conditions of `#if` against settings: what they decide, and what they leave open.
import assert from "node:assert/strict";
import { holds } from "../../src/facts/switches.js";
import { NO_CONFIG } from "../../src/model/config.js";
import { NO_PRODUCT } from "../../src/rules/config.js";
import { checkFiles } from "../../src/scan/check-project.js";
import { loadGrammars, loadRulebook } from "../../src/scan/resources.js";
import { memorySource } from "../../src/scan/source.js";

const SET = new Map([
  ["CONFIG_ON", "y"],
  ["CONFIG_OFF", "n"],
  ["CONFIG_ZERO", "0"],
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

  it("know that a zero is defined, and nothing more of it", () => {
    check("defined(CONFIG_ZERO)", true);
    check("CONFIG_ZERO", undefined);
  });

  it("stay open where a name is no setting, or nobody sets it", () => {
    check("defined(CONFIG_OTHER)", undefined);
    check("DEBUG", undefined);
    check("CONFIG_ZERO == 1", undefined);
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
});
