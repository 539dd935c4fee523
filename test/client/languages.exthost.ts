// Which language a file is opened as, by its name: ours for settings files that firmware is built
// from, another's for what only looks alike.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import os from "node:os";
import { dirname, join } from "node:path";
import * as vscode from "vscode";

const LANGUAGES: Readonly<Record<string, string>> = {
  sdkconfig: "sdkconfig",
  "sdkconfig.defaults": "sdkconfig",
  "sdkconfig.defaults.esp32c3": "sdkconfig",
  "sdkconfig.ci.release": "sdkconfig",
  ".config": "sdkconfig",
  board_defconfig: "sdkconfig",
  "prj.conf": "sdkconfig",
  "prj_release.conf": "sdkconfig",
  "overlay-tls.conf": "sdkconfig",
  "boards/nrf52840dk.conf": "sdkconfig",
  Kconfig: "kconfig",
  "main/Kconfig.projbuild": "kconfig",
  "partitions.csv": "partitions",
  "partitions_two_ota.csv": "partitions",
};

/** Of these it counts only that they are not ours. */
const NOT_OURS = [
  "sdkconfig.h",
  "sdkconfig.json",
  "nginx.conf",
  "readings.csv",
  "Kconfig_notes.md",
];

describe("languages", () => {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "b645-host-"));
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  async function languageOf(path: string): Promise<string> {
    const file = join(folder, path);
    fs.mkdirSync(dirname(file), { recursive: true });
    fs.writeFileSync(file, "\n");
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
    return document.languageId;
  }

  it("are ours for settings files", async () => {
    const found: Record<string, string> = {};
    for (const path of Object.keys(LANGUAGES)) found[path] = await languageOf(path);
    assert.deepEqual(found, LANGUAGES);
  });

  it("are not ours for files that look alike", async () => {
    const ours = new Set(Object.values(LANGUAGES));
    for (const path of NOT_OURS) {
      const language = await languageOf(path);
      assert.ok(!ours.has(language), `${path} is opened as ${language}`);
    }
  });
});
