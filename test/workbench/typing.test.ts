// Typing in one file moves squiggles in another, before anything is saved.
import { inWorkbench, type Theme } from "./fixture.js";
import { SAMPLE_FINDINGS } from "./sample.js";
import { squiggles, waitForFindings } from "./steps.js";

for (const theme of ["light", "dark"] as const satisfies readonly Theme[])
  describe(`typing (${theme})`, () => {
    const bench = inWorkbench(theme);

    it("moves squiggles in other files", async () => {
      const { page, open, line, command, shot } = bench();
      await open("mqtt.c");
      await line(130);
      await waitForFindings(page, SAMPLE_FINDINGS);
      await command("View: Split Editor Right");
      await open("config.h");
      const beside = page.locator(".editor-group-container").first();
      await squiggles(beside).first().waitFor();
      await line(27, 1);
      await page.keyboard.press("Shift+End");
      await page.keyboard.insertText("extern const char *MQTT_BRIDGE_URI;");
      await waitForFindings(page, SAMPLE_FINDINGS - 1);
      await squiggles(beside).first().waitFor({ state: "detached" });
      await shot("typed");
      await command("File: Revert File");
      await waitForFindings(page, SAMPLE_FINDINGS);
      await squiggles(beside).first().waitFor();
      await shot("typed-back");
    });
  });
