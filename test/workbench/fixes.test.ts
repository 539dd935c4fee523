// The light bulb: a fix comes first in its menu, changes what it says, and the finding is gone.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import { join } from "node:path";
import { inWorkbench, type Theme } from "./fixture.js";
import { SAMPLE_FINDINGS } from "./sample.js";
import { openFixes, squiggles, takeFix, waitForFindings } from "./steps.js";

for (const theme of ["light", "dark"] as const satisfies readonly Theme[])
  describe(`fixes (${theme})`, () => {
    const bench = inWorkbench(theme);

    it("come first in the menu, and what they fix is gone", async () => {
      const { page, open, line, shot, readme } = bench();
      const editor = await open("diag.c");
      await waitForFindings(page, SAMPLE_FINDINGS);
      await line(37, 10);
      await squiggles(editor).first().waitFor();
      const [first, ...others] = await openFixes(page);
      assert.match(first ?? "", /Require verification/);
      assert.ok(others.some((entry) => entry.includes("Explain mbedtls-verify-disabled")));
      await shot("fixes");
      if (theme === "dark") await readme("fixes", { x: 352, y: 260, width: 1000, height: 400 });
      await takeFix(page, "Require verification");
      await editor.getByText("MBEDTLS_SSL_VERIFY_REQUIRED").waitFor();
      await waitForFindings(page, SAMPLE_FINDINGS - 1);
      assert.equal(await squiggles(editor).count(), 0);
      await shot("fixed");
    });

    it("of settings show first what else they change", async () => {
      const { page, folder, open, line, command, shot } = bench();
      const read = (name: string) => fs.readFileSync(join(folder, name), "utf8");
      const editor = await open("sdkconfig");
      await line(149, 10);
      await squiggles(editor).first().waitFor();
      const [first] = await openFixes(page);
      assert.match(first ?? "", /Restart after a crash/);
      await takeFix(page, "Restart after a crash");
      const preview = page.locator(".bulk-edit-panel, .pane-body", {
        has: page.getByRole("button", { name: "Apply" }),
      });
      await preview.first().waitFor();
      await page.waitForTimeout(800);
      await shot("fix-preview");
      assert.match(read("sdkconfig.defaults"), /CONFIG_ESP_SYSTEM_PANIC_GDBSTUB=y/);
      await page.getByRole("button", { name: "Apply" }).first().click();
      await waitForFindings(page, SAMPLE_FINDINGS - 2);
      await command("File: Save All");
      await until(() => /GDBSTUB is not set|GDBSTUB=n/.test(read("sdkconfig.defaults")));
      await until(() => read("sdkconfig").includes("# CONFIG_ESP_SYSTEM_PANIC_GDBSTUB is not set"));
      assert.match(read("sdkconfig.defaults"), /CONFIG_ESP_SYSTEM_PANIC_PRINT_REBOOT=y/);
      await shot("fix-applied");
    });
  });

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 100 && !holds(); i++) await new Promise((done) => setTimeout(done, 100));
  assert.ok(holds());
}
