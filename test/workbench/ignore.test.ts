// Accepting a finding: it needs a reason, stands in the code, leaves the squiggles and stays listed.
import assert from "node:assert/strict";
import { inWorkbench, type Theme } from "./fixture.js";
import { SAMPLE_FINDINGS } from "./sample.js";
import { input, openCoverage, openFixes, row, takeFix, waitForFindings } from "./steps.js";

for (const theme of ["light", "dark"] as const satisfies readonly Theme[])
  describe(`an accepted finding (${theme})`, () => {
    const bench = inWorkbench(theme);

    it("needs a reason", async () => {
      const { page, open, line, shot } = bench();
      const editor = await open("mqtt.c");
      await waitForFindings(page, SAMPLE_FINDINGS);
      await line(126, 20);
      await openFixes(page);
      await takeFix(page, "Ignore mqtt-without-tls here");
      await input(page).waitFor();
      await input(page).press("Enter");
      await page.getByText("A reason is needed.").first().waitFor();
      await shot("ignore-no-reason");
      await input(page).fill("the bridge runs on the bench");
      await shot("ignore-reason");
      await input(page).press("Enter");
      await editor
        .getByText("// baseline645: ignore mqtt-without-tls -- the bridge runs on the bench")
        .waitFor();
      await waitForFindings(page, SAMPLE_FINDINGS - 1);
      await shot("ignored");
    });

    it("may end on a day to come", async () => {
      const { page, line, open, shot } = bench();
      const editor = await open("config.h");
      await line(29, 12);
      await openFixes(page);
      await takeFix(page, "until a date");
      await input(page).waitFor();
      for (const wrong of ["soon", "2027-02-31", ""]) {
        await input(page).fill(wrong);
        await input(page).press("Enter");
        await page.getByText("Write a date such as").first().waitFor();
      }
      await input(page).fill("2020-01-31");
      await input(page).press("Enter");
      await page.getByText("That day has passed.").first().waitFor();
      await shot("ignore-past");
      await input(page).fill("2099-01-31");
      await input(page).press("Enter");
      await page.getByText("Why is this acceptable?").first().waitFor();
      await input(page).fill("replaced at production");
      await input(page).press("Enter");
      await editor.getByText("until 2099-01-31 -- replaced at production").waitFor();
      await waitForFindings(page, SAMPLE_FINDINGS - 2);
    });

    it("is listed as accepted", async () => {
      const { page, shot } = bench();
      const tree = await openCoverage(bench());
      await (await row(page, tree, "5.5-6")).click();
      const accepted = await row(page, tree, /mqtt\.c:127/);
      assert.ok(await accepted.locator(".codicon-bell-slash").isVisible());
      await shot("accepted");
    });
  });
