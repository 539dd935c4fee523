// Runs a test bundle inside the extension host of a real VS Code: the page asks the host to load it,
// the suite writes what happened to a file, and both have to say that all is well.
import { EventEmitter, once } from "node:events";
import * as fs from "node:fs";
import { basename, join } from "node:path";
import type { Page } from "playwright-core";
import { isolate, launchBrowser } from "./browser.js";
import type { Host } from "./install-host.js";
import { removeFolder, SHOTS, tempFolder } from "./places.js";
import { judge, type Outcome, readReport, type SuiteEvent } from "./report.js";
import { remoteUri, type Server, startServer, workbenchUrl } from "./server.js";

export interface ExtensionTests {
  /** The folder of the extension's package.json. */
  readonly extension: string;
  /** A CommonJS file that exports `run(): Promise<void>`. */
  readonly tests: string;
  /** The workspace, of which a copy is opened: a test that saves must not edit the sample. */
  readonly folder: string;
  /** Only tests whose title matches. */
  readonly grep?: string;
  readonly limitMs?: number;
}

const LIMIT_MS = 240_000;

/** How many of the workbench's last errors are told with a failure. */
const ERRORS_TOLD = 8;

export async function runExtensionTests(
  host: Host,
  browserPath: string,
  tests: ExtensionTests,
): Promise<Outcome> {
  const workDir = tempFolder();
  const report = join(workDir, "report.jsonl");
  const env = { EXTTEST_REPORT: report, EXTTEST_GREP: tests.grep ?? "" };
  try {
    const server = await startServer(host, { workDir, driver: true, env });
    try {
      const { ended, noise } = await runInPage(server, browserPath, tests);
      const events = readReport(report);
      return tests.grep !== undefined && isEmptyRun(ended, events)
        ? { status: "NOT RUN", reason: `no title matches ${tests.grep}` }
        : judge(ended, events, noise);
    } finally {
      await server.stop();
    }
  } finally {
    removeFolder(workDir);
  }
}

/** All went well, and no test was chosen. */
function isEmptyRun(ended: number | string, events: readonly SuiteEvent[]): boolean {
  return ended === 0 && events.length === 1 && events[0]?.event === "end";
}

interface PageRun {
  readonly ended: number | string;
  readonly noise: readonly string[];
}

async function runInPage(
  server: Server,
  browserPath: string,
  tests: ExtensionTests,
): Promise<PageRun> {
  const folder = join(server.workDir, "ws", basename(tests.folder));
  fs.cpSync(tests.folder, folder, { recursive: true });
  const browser = await launchBrowser(browserPath);
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const refused = await isolate(context, server.authority);
    const page = await context.newPage();
    const errors = await collectErrors(page);
    const result = await listen(page, tests.limitMs ?? LIMIT_MS);
    await page.goto(
      workbenchUrl(server, folder, {
        extensionDevelopmentPath: remoteUri(server, tests.extension),
        extensionTestsPath: remoteUri(server, tests.tests),
      }),
    );
    const ended = await result.ended;
    if (ended !== 0) await page.screenshot({ path: join(SHOTS, "failed-extension-tests.png") });
    const noise = [...refused].map((name) => `a request to ${name} was refused`);
    return { ended, noise: [...errors.slice(-ERRORS_TOLD), ...noise] };
  } finally {
    await browser.close();
  }
}

interface Result {
  /** The exit code that the page hands over, or in words why there is none. */
  readonly ended: Promise<number | string>;
}

async function listen(page: Page, limitMs: number): Promise<Result> {
  const results = new EventEmitter();
  const end = (result: number | string) => void results.emit("end", result);
  const ended = once(results, "end").then(([result]) => result as number | string);
  await page.exposeFunction("codeAutomationExit", end);
  page.once("crash", () => end("the page crashed"));
  const limit = setTimeout(() => end(`no result in ${limitMs / 1000} s`), limitMs);
  return { ended: ended.finally(() => clearTimeout(limit)) };
}

/** Errors of the page, and what it and the extension host log as errors. */
async function collectErrors(page: Page): Promise<string[]> {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(`page error: ${error.message}`));
  await page.exposeFunction("codeAutomationLog", (type: string, args: unknown[]) => {
    const text = args.map(String).join(" ");
    // Coder's package names a file that it does not ship.
    if (type === "error" && !text.includes("serviceWorker.js")) errors.push(text.slice(0, 500));
  });
  return errors;
}
