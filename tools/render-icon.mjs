// Draws media/icon.png from media/icon.svg, 256 by 256, with a Chromium: the marketplace and the
// extensions view take no SVG. Run by hand after the SVG has changed (`node tools/render-icon.mjs`,
// after `npm run compile`); the picture is kept in the repository.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { findBrowser, launchBrowser } from "../out/test/host/browser.js";
import { ROOT } from "./lib/run.mjs";

const SIZE = 256;

const found = await findBrowser();
if (found.missing !== undefined) {
  console.error(`not drawn: ${found.missing}`);
  process.exit(1);
}
const browser = await launchBrowser(found.browser);
const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
const svg = await readFile(join(ROOT, "media", "icon.svg"), "utf8");
await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
const path = join(ROOT, "media", "icon.png");
await page.screenshot({ path, omitBackground: true });
await browser.close();
console.log(`drawn: ${path}`);
