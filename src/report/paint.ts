// Colour, by option and never by looking at the terminal. Green is not used: nothing here is a pass.
import pc from "picocolors";
import { never } from "../base/collections.js";
import type { CoverageStatus } from "../model/assessment.js";
import type { Level } from "../model/finding.js";
import type { Problem } from "../model/problem.js";

export type Paint = ReturnType<typeof pc.createColors>;
export type Brush = (text: string) => string;

export function paintFor(colours: boolean | undefined): Paint {
  return pc.createColors(colours === true);
}

export function levelBrush(paint: Paint, level: Level): Brush {
  switch (level) {
    case "error":
      return (text) => paint.bold(paint.red(text));
    case "warning":
      return (text) => paint.bold(paint.yellow(text));
    case "note":
      return (text) => paint.bold(paint.cyan(text));
    case "hidden":
      return paint.dim;
    default:
      return never(level);
  }
}

export function severityBrush(paint: Paint, severity: Problem["severity"]): Brush {
  return levelBrush(paint, severity === "info" ? "note" : severity);
}

export function stateBrush(paint: Paint, state: CoverageStatus): Brush {
  switch (state) {
    case "violated":
    case "disputed":
      return (text) => paint.bold(paint.red(text));
    case "lapsed":
      return (text) => paint.bold(paint.yellow(text));
    case "attested":
    case "evidenced":
      return paint.cyan;
    case "not-applicable":
      return paint.dim;
    case "open":
      return (text) => text;
    default:
      return never(state);
  }
}
