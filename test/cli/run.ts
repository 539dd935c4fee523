// Runs the built command line as a person does: another process, its output and its exit code.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import os from "node:os";
import nodePath from "node:path";
import { packageFolder } from "../../src/scan/resources.js";

export const ROOT = packageFolder();
export const PLUG = nodePath.join(ROOT, "test", "sample", "plug");

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export function baseline645(args: readonly string[], input = "", cwd = ROOT): Ran {
  const cli = nodePath.join(ROOT, "dist", "cli.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd,
    input,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, out: stdout, err: stderr };
}

const made: string[] = [];
after(() => {
  for (const folder of made) fs.rmSync(folder, { recursive: true, force: true });
});

/** A project in a temp folder, from path → text; it goes after the last test. */
export function projectWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = fs.mkdtempSync(nodePath.join(os.tmpdir(), "b645-"));
  made.push(folder);
  for (const [path, text] of Object.entries(files)) {
    const absolute = nodePath.join(folder, path);
    fs.mkdirSync(nodePath.dirname(absolute), { recursive: true });
    fs.writeFileSync(absolute, text);
  }
  return folder;
}
