// What a person does in the workbench, as steps that stories are told in: read how many findings
// there are, open the menu of fixes, walk the coverage tree.
import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import type { Workbench } from "./fixture.js";

export const SQUIGGLES = ".squiggly-error, .squiggly-warning, .squiggly-info";

/** Of an editor, or of the whole page. */
export function squiggles(within: Page | Locator): Locator {
  return within.locator(SQUIGGLES);
}

/** Waits until the status bar counts so many findings. */
export async function waitForFindings(page: Page, count: number): Promise<void> {
  const words = `645: ${count} finding${count === 1 ? "" : "s"}`;
  await page.locator(".statusbar-item", { hasText: words }).first().waitFor();
}

/** The number of the line, as the editor draws it, that the element is on. */
export async function lineOf(page: Page, element: Locator): Promise<number> {
  const middle = await middleOf(element);
  for (const number of await page.locator(".margin-view-overlays .line-numbers").all()) {
    const box = await number.boundingBox();
    if (box !== null && box.y <= middle.y && middle.y <= box.y + box.height)
      return Number(await number.textContent());
  }
  return assert.fail("on no line");
}

export async function middleOf(element: Locator): Promise<{ x: number; y: number }> {
  const box = await element.boundingBox();
  assert.ok(box, "not on the screen");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Rests the pointer on an element until its hover is there, and gives the hover. */
export async function hover(page: Page, element: Locator): Promise<Locator> {
  const { x, y } = await middleOf(element);
  await page.mouse.move(x - 8, y);
  await page.mouse.move(x, y, { steps: 4 });
  const shown = page.locator(".monaco-hover:visible, .workbench-hover:visible").first();
  await shown.waitFor();
  return shown;
}

/** Opens the menu of fixes at the cursor and gives its entries' words. */
export async function openFixes(page: Page): Promise<string[]> {
  const menu = page.locator(".action-widget");
  // The problem under the cursor may not have come yet.
  for (let i = 0; i < 20; i++) {
    await page.keyboard.press("Control+.");
    const entry = menu.locator(".monaco-list-row.action", { hasText: /Ignore/ }).first();
    const isThere = await entry.waitFor({ timeout: 1500 }).then(
      () => true,
      () => false,
    );
    if (isThere) return menu.locator(".monaco-list-row.action").allTextContents();
    await page.keyboard.press("Escape");
  }
  return assert.fail("no fix is offered");
}

export async function takeFix(page: Page, words: string): Promise<void> {
  await page.locator(".action-widget .monaco-list-row.action", { hasText: words }).first().click();
}

/** Shows our view. By its icon, which a fresh window has before the palette knows the command. */
export async function showView(page: Page): Promise<void> {
  if (await title(page).getByText("Baseline 645").isVisible()) return;
  await page
    .locator(".activitybar .action-item")
    .filter({ has: page.locator("a[aria-label^='Baseline 645']") })
    .click();
  await title(page).getByText("Baseline 645").waitFor();
}

/** Shows the coverage view and gives its tree. */
export async function openCoverage({ page }: Workbench): Promise<Locator> {
  await showView(page);
  const tree = coverageTree(page);
  await tree.waitFor();
  return tree;
}

export function coverageTree(page: Page): Locator {
  return page.locator(".sidebar .customview-tree");
}

/** A row of the tree, scrolled to where it is not in sight. */
export async function row(page: Page, tree: Locator, words: string | RegExp): Promise<Locator> {
  const found = tree.locator(".monaco-list-row", { hasText: words }).first();
  await tree.locator(".monaco-list-row").first().waitFor();
  const { x, y } = await middleOf(tree);
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, -20_000);
  for (let i = 0; i < 30; i++) {
    const isThere = await found.waitFor({ timeout: 300 }).then(
      () => true,
      () => false,
    );
    if (isThere) return found;
    await page.mouse.wheel(0, 500);
  }
  return assert.fail(`no row says ${String(words)}`);
}

/** Answers the question in the middle of the top, such as an input box. */
export function input(page: Page): Locator {
  return page.locator(".quick-input-widget:visible input[type=text]");
}

/** The words of the title of the side bar. */
export function title(page: Page): Locator {
  return page.locator(".sidebar .composite.title h2");
}
