// A Chromium of this machine, found or installed, that may talk to one server and to nothing else.
import * as fs from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import type { Missing } from "./places.js";
import { lastLine, runProgram } from "./run-program.js";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const FROM_APT = ["chromium", "fonts-dejavu-core"];

/** Where Chromium is. Installs Debian's where there is none and we may. */
export async function findBrowser(): Promise<{ readonly browser: string } | Missing> {
  const named = process.env["BASELINE645_CHROMIUM"];
  if (named !== undefined) {
    return fs.existsSync(named)
      ? { browser: named }
      : { missing: `BASELINE645_CHROMIUM names ${named}, which is not there` };
  }
  const found = onPath(NAMES);
  if (found !== undefined) return { browser: found };
  const missing = await installFromApt();
  if (missing !== undefined) return { missing };
  const installed = onPath(NAMES);
  return installed === undefined
    ? { missing: "apt-get installed Chromium, but it is not on the PATH" }
    : { browser: installed };
}

function onPath(names: readonly string[]): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => fs.existsSync(path));
}

async function installFromApt(): Promise<string | undefined> {
  const none = "there is no Chromium on the PATH; set BASELINE645_CHROMIUM to one";
  if (process.getuid?.() !== 0 || onPath(["apt-get"]) === undefined) return none;
  console.log("Chromium: installing Debian's …");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const update = await runProgram("apt-get", ["update"], { env });
  const install = await runProgram(
    "apt-get",
    ["install", "-y", "--no-install-recommends", ...FROM_APT],
    { env },
  );
  if (install.ok) return undefined;
  const why = lastLine(install.all) || lastLine(update.all);
  return `there is no Chromium on the PATH, and apt-get could not install it (${why})`;
}

export function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      // Chromium refuses to run as root inside its sandbox.
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--force-color-profile=srgb",
    ],
  });
}

/**
 * Refuses every request to another host at once, so that nothing waits for a closed network.
 * @returns the hosts that were asked for, filled as it happens.
 */
export async function isolate(context: BrowserContext, authority: string): Promise<Set<string>> {
  const refused = new Set<string>();
  const isForeign = (url: URL) =>
    url.host !== authority && !["data:", "blob:"].includes(url.protocol);
  await context.route(isForeign, (route, request) => {
    refused.add(new URL(request.url()).host);
    return route.abort("blockedbyclient");
  });
  return refused;
}
