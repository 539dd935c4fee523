// A real VS Code workbench for browser tests: the packaged extension installed as a person would, one
// server per theme shared by all test files, and for each `describe` a fresh window on a fresh copy
// of a folder. Where a test fails, its window is kept as a picture in out/shots.
import * as fs from "node:fs";
import { basename, join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { findBrowser, isolate, launchBrowser } from "../host/browser.js";
import { installHost } from "../host/install-host.js";
import { isMissing, PLUG, removeFolder, ROOT, SHOTS, vsixPath } from "../host/places.js";
import { type Server, startServer, workbenchUrl } from "../host/server.js";

/** Setting of the theme, and the class by which the workbench shows what kind of theme it is. */
export const THEMES = {
  light: { label: "Light Modern", kind: "vs" },
  dark: { label: "Dark Modern", kind: "vs-dark" },
  contrast: { label: "Default High Contrast", kind: "hc-black" },
} as const;
export type Theme = keyof typeof THEMES;

const START_LIMIT_MS = 120_000;
const STEP_LIMIT_MS = 30_000;

/** With `BASELINE645_README_SHOTS=1` a run takes README's pictures anew. */
export const RETAKES_README = process.env["BASELINE645_README_SHOTS"] === "1";

/** What opens or closes fades for so long. */
const FADE_MS = 250;

export interface Workbench {
  readonly page: Page;
  readonly theme: Theme;
  /** The open folder, a copy that a test may change; empty in an empty window. */
  readonly folder: string;
  /** All that the server writes, its extensions among it. */
  readonly serverFolder: string;
  /** Hosts that the page asked for in vain; a good test ends with none. */
  readonly refused: ReadonlySet<string>;
  /** Opens a file of the folder by its name, and gives its editor. */
  readonly open: (name: string) => Promise<Locator>;
  /** Puts the cursor at a line of the active editor, from 1, and the line into the middle. */
  readonly line: (number: number, column?: number) => Promise<void>;
  /** Runs a command by its title in the command palette. */
  readonly command: (title: string) => Promise<void>;
  /** Keeps a picture in out/shots/<theme>/<name>.png. */
  readonly shot: (name: string) => Promise<void>;
  /** Takes one of README's pictures, of a part of the window; only where that is asked for. */
  readonly readme: (name: string, part: Part) => Promise<void>;
}

interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Options {
  /** The sample where it is not given; null for a window without a folder. */
  readonly folder?: string | null;
  readonly settings?: Readonly<Record<string, unknown>>;
}

/**
 * To be called inside a `describe`: opens a workbench before its tests and closes it after them.
 * @returns a function that gives the workbench, for use inside tests
 */
export function inWorkbench(theme: Theme, options: Options = {}): () => Workbench {
  let opened: Opened | undefined;
  before(async function () {
    this.timeout(START_LIMIT_MS);
    opened = await openWorkbench(theme, options);
  });
  afterEach(async function () {
    const test = this.currentTest;
    if (test?.state !== "failed" || opened === undefined) return;
    const name = test.fullTitle().replaceAll(/[^\w]+/g, "-");
    await opened.workbench.page.screenshot({ path: join(SHOTS, `failed-${theme}-${name}.png`) });
  });
  after(async () => opened?.close());
  return () => {
    if (opened === undefined) throw new Error("the workbench is open only while tests run");
    return opened.workbench;
  };
}

interface Opened {
  readonly workbench: Workbench;
  close(): Promise<void>;
}

async function openWorkbench(theme: Theme, options: Options): Promise<Opened> {
  const server = await serverFor(theme, options.settings ?? {});
  const folder = copyOf(options.folder === undefined ? PLUG : options.folder, server.workDir);
  const context = await (await browser()).newContext({ viewport: { width: 1400, height: 860 } });
  context.setDefaultTimeout(STEP_LIMIT_MS);
  const refused = await isolate(context, server.authority);
  const page = await context.newPage();
  await page.goto(
    folder === "" ? `http://${server.authority}/?ew=true` : workbenchUrl(server, folder),
  );
  await page.locator(`.monaco-workbench.${THEMES[theme].kind}`).waitFor();
  await page
    .locator(folder === "" ? ".statusbar-item" : ".explorer-folders-view .monaco-list-row")
    .first()
    .waitFor();
  const workbench: Workbench = {
    page,
    theme,
    folder,
    serverFolder: server.workDir,
    refused,
    open: (name) => openFile(page, name),
    line: (number, column = 1) => goToLine(page, number, column),
    command: (title) => runCommand(page, title),
    shot: async (name) => {
      await page.waitForTimeout(FADE_MS);
      await page.screenshot({ path: join(SHOTS, theme, `${name}.png`) });
    },
    readme: async (name, clip) => {
      if (!RETAKES_README) return;
      await page.screenshot({ path: join(ROOT, "media", "readme", `${name}.png`), clip });
    },
  };
  return { workbench, close: () => context.close() };
}

function copyOf(original: string | null, workDir: string): string {
  if (original === null) return "";
  const folder = join(fs.mkdtempSync(join(workDir, "ws-")), basename(original));
  fs.cpSync(original, folder, { recursive: true });
  return folder;
}

async function openFile(page: Page, name: string): Promise<Locator> {
  await pick(page, "Control+P", name);
  await page.locator(".tab.active", { hasText: name }).waitFor();
  const editor = page.locator(".editor-group-container.active .editor-instance .monaco-editor");
  await editor.locator(".view-line").first().waitFor();
  return editor.first();
}

async function goToLine(page: Page, number: number, column: number): Promise<void> {
  await page.keyboard.press("Control+G");
  const input = page.locator(".quick-input-widget:visible input[type=text]");
  await input.fill(`:${number}:${column}`);
  await page.keyboard.press("Enter");
  await input.waitFor({ state: "hidden" });
}

async function runCommand(page: Page, title: string): Promise<void> {
  await pick(page, "F1", title);
}

/** Opens a quick pick, types, and takes the row that says the text. */
async function pick(page: Page, key: string, text: string): Promise<void> {
  await page.keyboard.press(key);
  const input = page.locator(".quick-input-widget:visible input[type=text]");
  await input.waitFor();
  await input.fill(key === "F1" ? `>${text}` : text);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first().click();
}

// Shared by all test files of a run: started when first asked for, stopped after the last test.

let sharedBrowser: Promise<Browser> | undefined;
const servers = new Map<string, Promise<Server>>();

function browser(): Promise<Browser> {
  sharedBrowser ??= (async () => {
    const found = await findBrowser();
    if (isMissing(found)) throw new Error(found.missing);
    return launchBrowser(found.browser);
  })();
  return sharedBrowser;
}

function serverFor(theme: Theme, settings: Readonly<Record<string, unknown>>): Promise<Server> {
  const key = JSON.stringify([theme, settings]);
  const started = servers.get(key) ?? startFor(theme, settings);
  servers.set(key, started);
  return started;
}

async function startFor(
  theme: Theme,
  settings: Readonly<Record<string, unknown>>,
): Promise<Server> {
  const host = await installHost();
  if (isMissing(host)) throw new Error(host.missing);
  return startServer(host, {
    vsix: vsixPath(),
    settings: { "workbench.colorTheme": THEMES[theme].label, ...settings },
  });
}

after(async function () {
  this.timeout(START_LIMIT_MS);
  await (await sharedBrowser)?.close();
  for (const started of await Promise.allSettled(servers.values())) {
    if (started.status === "rejected") continue;
    await started.value.stop();
    removeFolder(started.value.workDir);
  }
});
