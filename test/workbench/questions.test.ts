// What a rule can only ask stands in the coverage view, and with it the answer that the product file gives.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { inWorkbench, type Theme } from "./fixture.js";
import { coverageTree, hover, openCoverage, row } from "./steps.js";

const LAMP = fs.mkdtempSync(join(os.tmpdir(), "b645-lamp-"));
const FILES: Readonly<Record<string, string>> = {
  "CMakeLists.txt":
    "cmake_minimum_required(VERSION 3.16)\ninclude($ENV{IDF_PATH}/tools/cmake/project.cmake)\nproject(lumo_lamp)\n",
  "main/main.c": `#include "esp_wifi.h"

void save_name(nvs_handle_t storage, const char *name)
{
    nvs_set_str(storage, "owner", name);
}

void app_main(void)
{
    esp_wifi_start();
}
`,
  ".baseline645/product.yaml": `attestations:
  - provision: 5.3-1
    claim: met
    because: The bridge beside it updates it by cable, as its manual shows.
    by: lamp team
    on: 2026-01-15
`,
};

for (const theme of ["light", "dark"] as const satisfies readonly Theme[])
  describe(`questions (${theme})`, () => {
    before(() => {
      for (const [path, text] of Object.entries(FILES)) {
        fs.mkdirSync(join(LAMP, path, ".."), { recursive: true });
        fs.writeFileSync(join(LAMP, path), text);
      }
    });
    const bench = inWorkbench(theme, { folder: LAMP });

    it("stand in the view, those that are answered with their answer", async () => {
      const { page, shot } = bench();
      await openCoverage(bench());
      const tree = coverageTree(page);
      await (await row(page, tree, /^5\.11\s/)).click();
      await (await row(page, tree, "5.11-1")).click();
      const open = await row(page, tree, "main/main.c:5");
      assert.match((await open.textContent()) ?? "", /How does it get off the device/);
      await shot("question-open");
      await (await row(page, tree, /^5\.11\s/)).click();
      await (await row(page, tree, /^5\.3\s/)).click();
      await (await row(page, tree, "5.3-1")).click();
      const answered = await row(page, tree, "main/main.c:10");
      const shown = await hover(page, answered.locator(".label-name"));
      assert.match((await shown.textContent()) ?? "", /as its manual shows/);
      await page.waitForTimeout(300);
      await shot("question-answered");
    });
  });
