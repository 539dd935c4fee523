// What the tests in the extension host share: the open copy of the sample, what the command line says
// of it, and waiting for the editor to catch up.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import type { Api } from "../../src/client/extension.js";

export const SOURCE = "Baseline 645";

export async function api(): Promise<Api> {
  return (await extension().activate()) as Api;
}

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension("baseline645.baseline645");
  assert.ok(found, "the extension is not there");
  return found;
}

export function folder(): string {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(first, "no folder is open");
  return first.uri.fsPath;
}

export function uriIn(path: string): vscode.Uri {
  return vscode.Uri.file(join(folder(), path));
}

export interface Said {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
}

/** Findings that are loud enough to be squiggles, as the command line tells them of the folder. */
export function saidByTheCommandLine(): Said[] {
  const program = join(extension().extensionPath, "dist", "cli.mjs");
  const { stdout } = spawnSync(
    process.execPath,
    [program, "check", folder(), "--format", "json"],
    // In a desktop VS Code the program is Electron.
    { encoding: "utf8", env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" } },
  );
  const { findings } = JSON.parse(stdout) as { findings: Finding[] };
  return findings
    .filter((f) => f.stance === "violates" && f.level !== "hidden" && f.suppressed === undefined)
    .map(({ rule, path, range }) => ({ rule, path, line: range.start.line }));
}

interface Finding {
  readonly rule: string;
  readonly stance: string;
  readonly level: string;
  readonly path: string;
  readonly range: { readonly start: { readonly line: number } };
  readonly suppressed?: unknown;
}

/** Our diagnostics of a file of the folder. */
export function diagnosticsIn(path: string): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uriIn(path)).filter(({ source }) => source === SOURCE);
}

export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

export function codesIn(path: string): string[] {
  return diagnosticsIn(path).map(codeOf).sort();
}

export function write(path: string, text: string): void {
  fs.writeFileSync(join(folder(), path), text);
}

export function read(path: string): string {
  return fs.readFileSync(join(folder(), path), "utf8");
}

/** Polls until it holds. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.fail(`not in time: ${what}`);
}

/** The whole folder is read and judged. */
export async function ready(): Promise<void> {
  const { states } = await api();
  await until("the folder is read", () => {
    const all = states.all();
    return all.length > 0 && all.every(({ phase }) => phase === "ready");
  });
}
