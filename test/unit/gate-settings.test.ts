// The gate's words for a setting: a Kconfig file defines a symbol without the prefix that settings
// files write, and its default counts where no settings file sets the key.
import assert from "node:assert/strict";
import { mentions } from "../../src/rules/gate.js";
import { readConditions } from "../../src/rules/sentence.js";

function wordsOf(setting: unknown): string[] {
  const reading = { lists: new Map<string, readonly string[]>(), faults: [] };
  return readConditions([{ setting, value: "y" }], [], reading)
    .flatMap(mentions)
    .map((w) => `${w.word} (${w.kind})`);
}

describe("gate: settings", () => {
  it("looks for a symbol with and without its prefix", () => {
    assert.deepEqual(wordsOf("CONFIG_BT_OOB_DATA_FIXED"), [
      "CONFIG_BT_OOB_DATA_FIXED (word)",
      "BT_OOB_DATA_FIXED (word)",
    ]);
  });

  it("knows the prefix of sysbuild's symbols", () => {
    assert.deepEqual(wordsOf("SB_CONFIG_BOOTLOADER_MCUBOOT"), [
      "SB_CONFIG_BOOTLOADER_MCUBOOT (word)",
      "BOOTLOADER_MCUBOOT (word)",
    ]);
  });

  it("does so for the fixed part of a glob", () => {
    assert.deepEqual(wordsOf("CONFIG_BT_OOB_*"), ["CONFIG_BT_OOB_ (part)", "BT_OOB_ (part)"]);
  });

  it("looks for what stands behind the prefix, however short it is", () => {
    assert.deepEqual(wordsOf(["CONFIG_*USE_TLS", "CONFIG_*MQTT*PORT"]), [
      "USE_TLS (part)",
      "MQTT (part)",
    ]);
  });

  it("leaves other keys, and a prefix that stands alone, as they are", () => {
    assert.deepEqual(wordsOf(["upload_flags", "CONFIG_*"]), [
      "upload_flags (word)",
      "CONFIG_ (part)",
    ]);
  });
});
