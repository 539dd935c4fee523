// A device that is configured and not programmed: its YAML has squiggles, hovers and fixes as code has.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { inWorkbench, type Theme } from "./fixture.js";
import { lineOf, openFixes, squiggles, takeFix, waitForFindings } from "./steps.js";

const LAMP = fs.mkdtempSync(join(os.tmpdir(), "b645-lamp-"));
const YAML = `substitutions:
  name: lumo-lamp

esphome:
  name: \${name}

esp32:
  board: esp32dev

wifi:
  ssid: !secret wifi_ssid
  password: lumo-9f3kQ2x7
  ap:
    ssid: "\${name} setup"

captive_portal:

api:

ota:
  - platform: esphome
`;
const PASSWORD = 12;

for (const theme of ["light", "dark"] as const satisfies readonly Theme[])
  describe(`a configuration of ESPHome (${theme})`, () => {
    before(() => fs.writeFileSync(join(LAMP, "lamp.yaml"), YAML));
    const bench = inWorkbench(theme, { folder: LAMP });

    it("has squiggles under what is wrong and what is missing", async () => {
      const { page, open, line, shot } = bench();
      const editor = await open("lamp.yaml");
      await waitForFindings(page, 4);
      await line(1);
      await squiggles(editor).nth(3).waitFor();
      const lines = [];
      for (const one of await squiggles(editor).all()) lines.push(await lineOf(page, one));
      assert.deepEqual(
        [...new Set(lines)].sort((a, b) => a - b),
        [PASSWORD, 13, 18, 21],
      );
      await shot("esphome");
    });

    it("takes a password from secrets.yaml by a fix", async () => {
      const { page, line, shot } = bench();
      await line(PASSWORD, 6);
      const offered = await openFixes(page);
      const words = offered.find((one) => one.includes("secrets.yaml"));
      assert.ok(words !== undefined, offered.join(", "));
      await shot("esphome-fixes");
      await takeFix(page, "secrets.yaml");
      await waitForFindings(page, 3);
      await page.locator(".view-line", { hasText: "password: !secret" }).waitFor();
      await shot("esphome-fixed");
    });
  });
