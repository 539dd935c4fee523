// What encloses a Kconfig symbol: `if`, `menu` and `choice`, with the conditions they bring.
import type { Span } from "../../base/span.js";
import { MOST_CONDITIONS } from "./reading.js";

export const FRAME_KINDS = ["if", "menu", "choice"] as const;
export type FrameKind = (typeof FRAME_KINDS)[number];

export interface Frame {
  readonly kind: FrameKind;
  /** Grows while the frame's own properties are read. */
  readonly conditions: string[];
  /** Of a choice: keys of the symbols that stand in it. */
  readonly members: string[];
  readonly at: Span;
}

export function openFrame(kind: FrameKind, conditions: string[], at: Span): Frame {
  return { kind, conditions, members: [], at };
}

/** Takes the frame off; undefined if it was the innermost, else what is wrong. */
export function closeFrame(frames: Frame[], kind: FrameKind): string | undefined {
  const last = frames.findLastIndex((frame) => frame.kind === kind);
  if (last < 0) return `this end${kind} closes nothing.`;
  const inner = frames.splice(last).length - 1;
  return inner === 0 ? undefined : `this end${kind} closes what was opened inside as well.`;
}

/** Outermost first, a symbol's own dependencies last. */
export function conditionsOf(frames: readonly Frame[], own: readonly string[]): string[] {
  const outer = frames.slice(0, MOST_CONDITIONS).flatMap(({ conditions }) => conditions);
  return [...outer, ...own].slice(0, MOST_CONDITIONS);
}
