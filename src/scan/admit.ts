// One file of a project: where it stands below the top, and how large it is.
import * as fs from "node:fs";
import nodePath from "node:path";
import type { Problem } from "../model/problem.js";
import { DEFAULT_LIMITS, tooLarge } from "./contents.js";
import { notAFile, unreadable } from "./files.js";

export interface WalkedFile {
  /** Slashed, relative to the top. */
  readonly path: string;
  readonly absolute: string;
  readonly size: number;
  /** Why it is read although policy would leave it out. */
  readonly because?: string;
}

export type Admitted = { readonly file: WalkedFile } | { readonly problem: Problem };

export interface AdmitOptions {
  readonly maxBytes?: number | undefined;
  readonly because?: string | undefined;
}

/** `absolute` as a slashed path from `top`, "" for `top` itself, undefined where it lies elsewhere. */
export function relativeSlashed(
  path: Pick<typeof nodePath, "relative" | "isAbsolute" | "sep">,
  top: string,
  absolute: string,
): string | undefined {
  const relative = path.relative(top, absolute);
  const parts = relative.split(path.sep);
  // On Windows, what lies on another drive stays absolute.
  return parts[0] === ".." || path.isAbsolute(relative) ? undefined : parts.join("/");
}

/** The file `absolute`, known to lie inside the top, unless it is too large or cannot be read. */
export function measured(path: string, absolute: string, options: AdmitOptions = {}): Admitted {
  const { maxBytes = DEFAULT_LIMITS.maxBytes, because } = options;
  try {
    const stats = fs.statSync(absolute);
    if (!stats.isFile()) return { problem: notAFile(path, stats.isDirectory()) };
    if (stats.size > maxBytes) return { problem: tooLarge(path, stats.size, { maxBytes }) };
    const file = { path, absolute, size: stats.size };
    return { file: because === undefined ? file : { ...file, because } };
  } catch (error) {
    return { problem: unreadable(path, error) };
  }
}

/**
 * A file that a walk left out but that the product needs, such as an ignored header that our
 * sources include. Undefined where no such file is, or where it really lies outside the top.
 */
export function admit(top: string, path: string, options: AdmitOptions): Admitted | undefined {
  const absolute = nodePath.resolve(top, path);
  let real: string;
  let realTop: string;
  try {
    real = fs.realpathSync(absolute);
    realTop = fs.realpathSync(top);
    if (!fs.statSync(real).isFile()) return undefined;
  } catch {
    return undefined;
  }
  const isInside = relativeSlashed(nodePath, realTop, real) !== undefined;
  return isInside ? measured(path, absolute, options) : undefined;
}
