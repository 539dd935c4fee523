// The coverage view: clause, provision and finding, what a click and the buttons of a row do, what
// the tooltip says, grouping and filters, the edition, and what was not looked at.
import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { inWorkbench, type Theme } from "./fixture.js";
import { SAMPLE_FINDINGS, SAMPLE_VIOLATED } from "./sample.js";
import { coverageTree, hover, openCoverage, row, title, waitForFindings } from "./steps.js";

for (const theme of ["light", "dark"] as const satisfies readonly Theme[])
  describe(`coverage (${theme})`, () => {
    const bench = inWorkbench(theme);
    let tree: Locator;
    before(() => {
      tree = coverageTree(bench().page);
    });

    it("lists what is violated, and counts it", async () => {
      const { page, shot } = bench();
      await openCoverage(bench());
      await waitForFindings(page, SAMPLE_FINDINGS);
      await row(page, tree, "5.1-1");
      await title(page).getByText("V3.1.3").waitFor();
      const clause = await row(page, tree, "5.1  No shared default passwords");
      assert.match((await clause.textContent()) ?? "", /1 violated/);
      const badge = page.locator(".activitybar .action-item.checked .badge-content");
      assert.equal(await badge.textContent(), String(SAMPLE_VIOLATED));
      await shot("coverage");
    });

    it("leads from clause to provision to the place of a finding", async () => {
      const { page, shot, readme } = bench();
      await (await row(page, tree, "5.1-1")).click();
      await (await row(page, tree, "main/config.h:12")).click();
      await page.locator(".tab.active", { hasText: "config.h" }).waitFor();
      await page
        .locator(".statusbar-item", { hasText: /Ln 12, Col \d+ \(\d+ selected\)/ })
        .waitFor();
      await page.waitForTimeout(300);
      await shot("coverage-finding");
      if (theme === "light") await readme("coverage", { x: 4, y: 30, width: 1000, height: 470 });
    });

    it("says of a provision what is asked, its status, tests and page", async () => {
      const { page, shot } = bench();
      await page.mouse.move(700, 400);
      const shown = await hover(page, (await row(page, tree, "5.1-1")).locator(".label-name"));
      const text = ((await shown.textContent()) ?? "").replaceAll("\u00a0", " ");
      for (const words of [
        "No password shared by all units",
        "Violated",
        "Mandatory if users or machines log in with passwords",
        "page 13 of the standard",
        "TS 103 701",
      ])
        assert.ok(text.includes(words), `"${words}" is not in: ${text}`);
      await page.waitForTimeout(300);
      await shot("coverage-tooltip");
      await page.mouse.move(700, 400);
    });

    it("has buttons in its rows: go to, explain, open in the standard", async () => {
      const { page, refused, shot } = bench();
      const provision = await row(page, tree, "5.4-3");
      await provision.hover();
      await provision.getByRole("button", { name: "Go to Finding" }).click();
      await page.locator(".tab.active", { hasText: "client_key.pem" }).waitFor();
      await provision.hover();
      await provision.getByRole("button", { name: "Explain" }).click();
      await page.locator(".tab.active", { hasText: "5.4-3" }).waitFor();
      const drawn = page.frameLocator("iframe.webview").frameLocator("iframe");
      await drawn.getByRole("heading", { name: "What would violate it" }).waitFor();
      await page.waitForTimeout(300);
      await shot("provision-page");
      await provision.hover();
      await provision.getByRole("button", { name: "Open in the Standard" }).click();
      const question = page.locator(".monaco-dialog-box");
      await question.getByText("https://www.etsi.org/").waitFor();
      await shot("open-standard");
      await question.getByRole("button", { name: "Cancel" }).click();
      assert.deepEqual([...refused], []);
    });

    it("shows what was not looked at, as a node of its own", async () => {
      const { page, shot } = bench();
      const unseen = await row(page, tree, "Not looked at");
      await unseen.click();
      await shot("coverage-unseen");
    });

    it("groups by state, and filters", async () => {
      const { page, shot } = bench();
      const bar = page.locator(".sidebar .composite.title");
      await bar.getByRole("button", { name: "Group by State" }).click();
      const violated = await row(page, tree, /^Violated/);
      assert.match((await violated.textContent()) ?? "", new RegExp(String(SAMPLE_VIOLATED)));
      await shot("coverage-by-state");
      await bar.getByRole("button", { name: "Group by Clause" }).click();
      await bar.getByRole("button", { name: "Show Violated Only" }).click();
      await page.getByText("Only violated provisions are shown.").waitFor();
      await tree.getByText("5.1-2").waitFor({ state: "detached" });
      await row(page, tree, "5.1-1");
      await shot("coverage-violated");
      await bench().command("Baseline 645: Show Open Only");
      await page.getByText("Only open provisions are shown.").waitFor();
      await tree.getByText("5.1-1").waitFor({ state: "detached" });
      await bar.getByRole("button", { name: "Show All Provisions" }).click();
      await row(page, tree, "5.1-1");
    });

    it("shows the other edition where that is chosen", async () => {
      const { page, command, shot } = bench();
      await row(page, tree, "5.3-4A");
      await command("Choose the Edition");
      await shot("choose-edition");
      await page.locator(".quick-input-list .monaco-list-row", { hasText: "V2.1.1" }).click();
      await title(page).getByText("V2.1.1").waitFor();
      await tree.getByText("5.3-4A").waitFor({ state: "detached" });
      await row(page, tree, /5\.3-4\s/);
      await shot("coverage-2-1-1");
    });
  });

describe("coverage (contrast)", () => {
  const bench = inWorkbench("contrast");

  it("tells states apart by the shape of their icons", async () => {
    const { page, shot, command } = bench();
    const tree = await openCoverage(bench());
    await row(page, tree, "5.1-1");
    await command("Baseline 645: Group by State");
    await row(page, tree, /^Violated/);
    const marks = await tree.locator(".custom-view-tree-node-item-icon.codicon").all();
    const icons = await Promise.all(
      marks.map(
        async (mark) => /codicon-[\w-]+/.exec((await mark.getAttribute("class")) ?? "")?.[0],
      ),
    );
    assert.ok(icons.length >= 4, icons.join());
    assert.equal(new Set(icons).size, icons.length, icons.join());
    await (await row(page, tree, /^Violated/)).click();
    await (await row(page, tree, "5.1-1")).click();
    await shot("coverage-by-state");
    await command("Baseline 645: Group by Clause");
    await row(page, tree, "5.1  No shared default passwords");
    await (await row(page, tree, "5.5-1")).click();
    await shot("coverage");
  });
});
