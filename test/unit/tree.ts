// A folder of files for one test, made in the system's temporary folder and removed afterwards; and
// how a walk through it is written as lines of text.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import nodePath from "node:path";
import { walk } from "../../src/scan/walk.js";
import type { WalkOptions, WalkResult } from "../../src/scan/walk.js";

export interface Tree {
  readonly top: string;
  at(path: string): string;
  write(path: string, content?: string | Uint8Array): void;
  folder(path: string): void;
  /** `target` as the link holds it: relative to the link's folder, or absolute. */
  link(path: string, target: string): void;
}

/** `files` gives paths and contents, paths alone are empty files. */
export async function withTree(
  files: Readonly<Record<string, string | Uint8Array>> | readonly string[],
  run: (tree: Tree) => Promise<void> | void,
): Promise<void> {
  const top = fs.realpathSync(fs.mkdtempSync(nodePath.join(os.tmpdir(), "tree-")));
  const at = (path: string): string => nodePath.join(top, ...path.split("/"));
  const folder = (path: string): void => void fs.mkdirSync(at(path), { recursive: true });
  const parent = (path: string): void => folder(path.split("/").slice(0, -1).join("/"));
  const tree: Tree = {
    top,
    at,
    folder,
    write: (path, content = "") => {
      parent(path);
      fs.writeFileSync(at(path), content);
    },
    link: (path, target) => {
      parent(path);
      fs.symlinkSync(target, at(path));
    },
  };
  try {
    if (Array.isArray(files)) for (const path of files as readonly string[]) tree.write(path);
    else for (const [path, content] of Object.entries(files)) tree.write(path, content);
    await run(tree);
  } finally {
    fs.rmSync(top, { recursive: true, force: true });
  }
}

/** Stands for the table of readers. */
export function wantsFirmware(path: string): boolean {
  return /\.(?:c|h|conf|ini|csv)$|(?:^|\/)sdkconfig|CMakeLists\.txt$/.test(path);
}

/** `files` walked from the top, or from `from`, gives these lines. */
export async function checkWalk(
  files: Readonly<Record<string, string>> | readonly string[],
  expected: readonly string[],
  options: Partial<WalkOptions> = {},
  from = "",
): Promise<void> {
  await withTree(files, async (tree) => {
    assert.deepEqual(await walked(tree.at(from), options), expected);
  });
}

/** The walk of `top` as lines: what is read, what is left out and why, what went wrong. */
export async function walked(top: string, options: Partial<WalkOptions> = {}): Promise<string[]> {
  return linesOf(await walk(top, { wants: wantsFirmware, ...options }));
}

function linesOf({ files, leftOut, problems }: WalkResult): string[] {
  return [
    ...files.map(({ path, because }) => (because === undefined ? path : `${path} (${because})`)),
    ...leftOut.map(({ path, why }) => `- ${path}: ${why}`),
    ...problems.map(
      ({ path, kind, severity, message }) => `! ${path}: ${kind} ${severity}: ${message}`,
    ),
  ];
}
