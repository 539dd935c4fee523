// A first look at a finding: the squiggle at its line, the hover with all that it says, and the
// rule's page behind the link.
import assert from "node:assert/strict";
import { inWorkbench, RETAKES_README, type Theme } from "./fixture.js";
import { SAMPLE_FINDINGS } from "./sample.js";
import { hover, lineOf, SQUIGGLES, squiggles, waitForFindings } from "./steps.js";

for (const theme of ["light", "dark"] as const satisfies readonly Theme[])
  describe(`a finding (${theme})`, () => {
    const bench = inWorkbench(theme);

    it("is a squiggle at its line", async () => {
      const { page, open, line, shot } = bench();
      const editor = await open("config.h");
      await waitForFindings(page, SAMPLE_FINDINGS);
      await line(16);
      await squiggles(editor).first().waitFor();
      assert.equal(await lineOf(page, squiggles(editor).first()), 12);
      await shot("squiggle");
    });

    it("says in its hover what, why, where from, and what of the standard", async () => {
      const { page, shot } = bench();
      const shown = await hover(page, squiggles(page).first());
      await shown.getByText("5.4-3").waitFor();
      await shown.getByText("Quick Fix...").first().waitFor();
      const text = (await shown.textContent())?.replaceAll("\u00a0", " ") ?? "";
      for (const words of [
        "The access point of every unit has the same password",
        "Baseline 645softap-hardcoded-password",
        "wifi.c(49, 5): used here",
        "Whoever has owned, bought or unpacked one unit",
        "5.1-1 No password shared by all units",
        "mandatory if users or machines log in with passwords",
        "page 13 of EN 303 645 V3.1.3",
      ])
        assert.ok(text.includes(words), `"${words}" is not in: ${text}`);
      const page13 = await shown.getByText("page 13 of").getAttribute("data-href");
      assert.match(page13 ?? "", /^https:\/\/www\.etsi\.org\/.*#page=13$/);
      await shot("hover");
    });

    it("leads to its rule's page, drawn", async () => {
      const { page, refused, shot } = bench();
      const shown = await hover(page, squiggles(page).first());
      await shown.getByText("softap-hardcoded-password").click();
      const tab = page.locator(".tab.active", { hasText: "softap-hardcoded-password" });
      await tab.waitFor();
      const drawn = page.frameLocator("iframe.webview").frameLocator("iframe");
      await drawn.getByRole("heading", { name: "Why it matters" }).waitFor();
      await page.waitForTimeout(500);
      await shot("rule-page");
      assert.deepEqual([...refused], []);
    });

    // Another one than above: it says less, so that all of it can be seen.
    if (theme === "dark" && RETAKES_README)
      it("is a picture in README", async () => {
        const { page, open, line, readme } = bench();
        await open("mqtt.c");
        await line(135);
        const last = page.locator(".editor-group-container.active").locator(SQUIGGLES).last();
        await hover(page, last);
        await page.getByText("Quick Fix").waitFor();
        await readme("hover", { x: 352, y: 30, width: 1000, height: 400 });
      });
  });
