// `node out/tools/measure-editor.js FOLDER...`: how long a person waits in a real VS Code, and what it
// takes. Each folder is copied, opened at its first finding, and timed from the opening of
// the window. Nothing is asserted: times belong to a machine. Needs what `npm run package` builds.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { basename, join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { findBrowser, isolate, launchBrowser } from "../test/host/browser.js";
import { installHost } from "../test/host/install-host.js";
import { isMissing, removeFolder, ROOT, tempFolder, vsixPath } from "../test/host/places.js";
import { remoteUri, type Server, startServer, workbenchUrl } from "../test/host/server.js";

const LIMIT_MS = 300_000;

const found = await findBrowser();
if (isMissing(found)) throw new Error(found.missing);
const host = await installHost();
if (isMissing(host)) throw new Error(host.missing);

for (const named of process.argv.slice(2)) {
  const workDir = tempFolder();
  try {
    const folder = join(workDir, "ws", basename(named));
    fs.cpSync(resolve(named), folder, { recursive: true });
    const server = await startServer(host, { workDir, vsix: vsixPath() });
    try {
      await measure(server, folder, found.browser);
    } finally {
      await server.stop();
    }
  } finally {
    removeFolder(workDir);
  }
}

async function measure(server: Server, folder: string, program: string): Promise<void> {
  const at = firstFinding(folder);
  console.log(`${basename(folder)}: opened at ${at ?? "no file, for want of a finding"}`);
  const browser = await launchBrowser(program);
  try {
    const context = await browser.newContext({ viewport: { width: 1400, height: 860 } });
    context.setDefaultTimeout(LIMIT_MS);
    await isolate(context, server.authority);
    const page = await context.newPage();
    const opening = {
      ...(at === undefined ? {} : { openFile: remoteUri(server, join(folder, at)) }),
      gotoLineMode: "true",
    };
    const began = performance.now();
    await page.goto(workbenchUrl(server, folder, opening));
    const after = async (what: string, event: Promise<unknown>): Promise<void> => {
      await event;
      console.log(`  ${what}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
    };
    await Promise.all([
      after("window", page.locator(".explorer-folders-view .monaco-list-row").first().waitFor()),
      ...(at === undefined ? [] : [after("first squiggle", squiggle(page))]),
      after("first tree row", treeRow(page)),
      after("finished scan", finished(page)),
    ]);
    const status = page.locator(".statusbar-item", { hasText: "645:" }).first();
    console.log(`  ${(await status.getAttribute("aria-label")) ?? ""}`);
    console.log(`  language server ${memory(server, "server.mjs")}`);
    console.log(`  extension host ${memory(server, "--type=extensionHost")}`);
  } finally {
    await browser.close();
  }
}

function squiggle(page: Page): Promise<void> {
  return page.locator(".squiggly-error, .squiggly-warning, .squiggly-info").first().waitFor();
}

async function treeRow(page: Page): Promise<void> {
  await page
    .locator(".activitybar .action-item")
    .filter({ has: page.locator("a[aria-label^='Baseline 645']") })
    .click();
  await page.locator(".customview-tree .monaco-list-row").first().waitFor();
}

function finished(page: Page): Promise<void> {
  return page
    .locator(".statusbar-item", { hasText: /645: \d+ finding/ })
    .first()
    .waitFor();
}

interface Finding {
  readonly stance: string;
  readonly level: string;
  readonly path: string;
  readonly range: { readonly start: { readonly line: number; readonly column: number } };
}

/** `main/wifi.c:12:3`, of the first that is a squiggle. */
function firstFinding(folder: string): string | undefined {
  const program = join(ROOT, "dist", "cli.mjs");
  const { stdout } = spawnSync(process.execPath, [program, "check", folder, "--format", "json"], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const { findings } = JSON.parse(stdout) as { findings: Finding[] };
  const first = findings.find(({ stance, level }) => stance === "violates" && level !== "hidden");
  if (first === undefined) return undefined;
  const { line, column } = first.range.start;
  return `${first.path}:${line}:${column}`;
}

/** Of the server's process whose command says the word: now, and at most until now. */
function memory({ workDir }: Server, word: string): string {
  for (const pid of fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const command = readIfThere(`/proc/${pid}/cmdline`);
    const isOurs =
      command.includes(workDir) || readIfThere(`/proc/${pid}/environ`).includes(workDir);
    if (!isOurs || !command.includes(word)) continue;
    const status = readIfThere(`/proc/${pid}/status`);
    return `${megabytes(status, "VmRSS")} MB, at most ${megabytes(status, "VmHWM")} MB`;
  }
  return "not found";
}

function megabytes(status: string, name: string): string {
  const kilobytes = Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
  return (kilobytes / 1024).toFixed(0);
}

/** Empty where the process has just ended. */
function readIfThere(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error) return "";
    throw error;
  }
}
