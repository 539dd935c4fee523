// What the bytes of a file are worth: their text, or the problem with them. Pure; where bytes come from
// is a host's business.
import type { Problem, ProblemKind } from "../model/problem.js";
import { decode } from "./decode.js";

export interface ReadLimits {
  readonly maxBytes: number;
}

export const DEFAULT_LIMITS: ReadLimits = { maxBytes: 4 * 1024 * 1024 };

export type ReadBytes = { readonly bytes: Uint8Array } | { readonly problem: Problem };

/** The text of bytes that were read from `path`, with the same promise. */
export function textOf(
  bytes: Uint8Array,
  path: string,
): { readonly text: string | undefined; readonly problems: readonly Problem[] } {
  const decoded = decode(bytes);
  if ("binary" in decoded) {
    const message = "Not text: it holds NUL bytes, so it was not read.";
    return { text: undefined, problems: [problem("binary", path, message, "warning")] };
  }
  const problems =
    decoded.problem === undefined ? [] : [problem("encoding", path, decoded.problem, "info")];
  return { text: decoded.text, problems };
}

export function tooLarge(path: string, size: number, limits: ReadLimits): Problem {
  const [actual, limit] = [size, limits.maxBytes].map((bytes) => bytes.toLocaleString("en-US"));
  const message = `Not read: ${String(actual)} bytes are more than the limit of ${String(limit)} bytes a file.`;
  return problem("too-large", path, message, "warning");
}

export function problem(
  kind: ProblemKind,
  path: string,
  message: string,
  severity: Problem["severity"],
): Problem {
  return { kind, path, message, severity };
}
