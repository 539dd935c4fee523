// Where the host tests find and put things: the package folder, the sample product, screenshots, and
// temp folders. Paths only; nothing here starts a program.
import * as fs from "node:fs";
import os from "node:os";
import { join } from "node:path";

/** The package folder, seen from the compiled file in out/test/host. */
export const ROOT = join(import.meta.dirname, "../../..");
export const PLUG = join(ROOT, "test", "sample", "plug");
export const SHOTS = join(ROOT, "out", "shots");

/** What cannot be had on this machine, in words that end a line "not run: …". */
export interface Missing {
  readonly missing: string;
}

export function isMissing(value: object): value is Missing {
  return "missing" in value;
}

/** Where `npm run package` puts the package. */
export function vsixPath(): string {
  const manifest = fs.readFileSync(join(ROOT, "package.json"), "utf8");
  const { name, version } = JSON.parse(manifest) as { name: string; version: string };
  return join(ROOT, "dist", `${name}-${version}.vsix`);
}

/** A new temp folder. Its path is kept short: unix sockets below it may have 107 characters. */
export function tempFolder(): string {
  return fs.mkdtempSync(join(os.tmpdir(), "b645-host-"));
}

/** Removes it and all below it; a program that is just ending may still write there. */
export function removeFolder(folder: string): void {
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}
