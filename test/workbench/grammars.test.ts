// Our grammars in VS Code's own engine: every expression compiles there, and texts fall into the
// tokens that are drawn here.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";
import { ROOT } from "../host/places.js";
import { compiles, tokenizer } from "./tokens.js";

/** A regular expression in a grammar file, as a JSON string. */
const EXPRESSION = /"(?:match|begin|end|while)": ("(?:[^"\\]|\\.)*")/g;

/** @param drawn a line per token: `text → scope` */
async function check(language: string, text: string, drawn: string): Promise<void> {
  const draw = await tokenizer(language);
  assert.equal(draw(text), drawn.trim().replaceAll(/^ +/gm, ""));
}

describe("grammars in VS Code's engine", () => {
  it("compile, every expression of them", async () => {
    const folder = join(ROOT, "syntaxes");
    const grammars = fs.readdirSync(folder).filter((name) => name.endsWith(".tmLanguage.json"));
    const patterns = grammars.flatMap((name) =>
      [...fs.readFileSync(join(folder, name), "utf8").matchAll(EXPRESSION)].map(
        ([, quoted]) => JSON.parse(quoted ?? "") as string,
      ),
    );
    assert.ok(patterns.length >= 40, `only ${patterns.length} expressions were found`);
    for (const pattern of patterns) assert.ok(await compiles(pattern), pattern);
  });

  it("are checked by a test that knows a broken expression", async () => {
    for (const broken of ["(", "a)", "[a", "*", "(?<name"]) {
      assert.equal(await compiles(broken), false, broken);
    }
  });

  it("sdkconfig: settings, what is not set, values by kind", () =>
    check(
      "sdkconfig",
      [
        "# Security features",
        "CONFIG_SECURE_BOOT=y",
        "# CONFIG_SECURE_FLASH_ENC_ENABLED is not set",
        "CONFIG_OFFSET=0x1F",
        "CONFIG_LEVEL=-5",
        'CONFIG_NAME="a \\" # b"',
        "CONFIG_EMPTY=",
        "CONFIG_WORDS=yes please",
        'CONFIG_OPEN="not closed',
        "CONFIG_MODULE=m",
        "no setting",
      ].join("\n"),
      `
      Security features → comment.line.number-sign
      CONFIG_SECURE_BOOT → variable.other.setting
      = → keyword.operator.assignment
      y → constant.language.tristate
      CONFIG_SECURE_FLASH_ENC_ENABLED → variable.other.setting
      is not set → constant.language.unset
      CONFIG_OFFSET → variable.other.setting
      = → keyword.operator.assignment
      0x1F → constant.numeric.hex
      CONFIG_LEVEL → variable.other.setting
      = → keyword.operator.assignment
      -5 → constant.numeric.decimal
      CONFIG_NAME → variable.other.setting
      = → keyword.operator.assignment
      a → string.quoted.double
      \\" → constant.character.escape
      # b → string.quoted.double
      CONFIG_EMPTY → variable.other.setting
      = → keyword.operator.assignment
      CONFIG_WORDS → variable.other.setting
      = → keyword.operator.assignment
      yes please → string.unquoted
      CONFIG_OPEN → variable.other.setting
      = → keyword.operator.assignment
      not closed → string.quoted.double
      CONFIG_MODULE → variable.other.setting
      = → keyword.operator.assignment
      m → constant.language.tristate
      no setting → source
      `,
    ));

  it("Kconfig: entries, types, properties and expressions", () =>
    check(
      "kconfig",
      [
        'menu "Network" # shown first',
        "config WIFI_PASS",
        '\tstring "Passphrase" if EXPERT',
        '\tdefault "x$(ARCH)y" if NET && !(A = "b")',
        "\tdepends on WIFI || $(dt_enabled,wlan)",
        "\trange 0 0xff",
        "endmenu",
        'rsource "Kconfig.${BOARD}"',
        "VERSION := 3",
      ].join("\n"),
      `
      menu → keyword.control.block
      Network → string.quoted.double
      shown first → comment.line.number-sign
      config → keyword.control.entry
      WIFI_PASS → entity.name.type.symbol
      string → storage.type
      Passphrase → string.quoted.double
      if → keyword.control.conditional
      EXPERT → variable.other.symbol
      default → keyword.other.property
      x → string.quoted.double
      ARCH → entity.name.function.macro
      y → string.quoted.double
      if → keyword.control.conditional
      NET → variable.other.symbol
      && → keyword.operator.logical
      ! → keyword.operator.logical
      ( → source
      A → variable.other.symbol
      = → keyword.operator.comparison
      b → string.quoted.double
      ) → source
      depends on → keyword.other.property
      WIFI → variable.other.symbol
      || → keyword.operator.logical
      dt_enabled → entity.name.function.macro
      wlan → meta.interpolation
      range → keyword.other.property
      0 → constant.numeric.decimal
      0xff → constant.numeric.hex
      endmenu → keyword.control.block
      rsource → keyword.control.import
      Kconfig. → string.quoted.double
      \${BOARD} → variable.other.environment
      VERSION → entity.name.function.macro
      := → keyword.operator.assignment
      3 → constant.numeric.decimal
      `,
    ));

  it("Kconfig: a help text ends where the indent does, not at a keyword or a blank line", () =>
    check(
      "kconfig",
      [
        "config A",
        "    bool",
        "    help",
        "      default y in here is text,",
        "",
        '      and so is "this.',
        "    depends on B",
      ].join("\n"),
      `
      config → keyword.control.entry
      A → entity.name.type.symbol
      bool → storage.type
      help → keyword.other.help
      default y in here is text, → comment.block.documentation
      and so is "this. → comment.block.documentation
      depends on → keyword.other.property
      B → variable.other.symbol
      `,
    ));

  it("partition tables: fields by place, empty and missing ones too", () =>
    check(
      "partitions",
      [
        "# Name, Type, SubType, Offset, Size, Flags",
        "keys, data, nvs_keys, 0x11000, 4K, encrypted:readonly",
        "factory, app, factory, , 1M,",
        "odd one, 0x40, 0x01",
      ].join("\n"),
      `
      Name, Type, SubType, Offset, Size, Flags → comment.line.number-sign
      keys → entity.name.function.partition
      data → storage.type
      nvs_keys → support.type.subtype
      0x11000 → constant.numeric.hex
      4 → constant.numeric.decimal
      K → keyword.other.unit
      encrypted → storage.modifier.flag
      readonly → storage.modifier.flag
      factory → entity.name.function.partition
      app → storage.type
      factory → support.type.subtype
      1 → constant.numeric.decimal
      M → keyword.other.unit
      odd one → entity.name.function.partition
      0x40 → constant.numeric.hex
      0x01 → constant.numeric.hex
      `,
    ));
});
