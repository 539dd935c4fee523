// Lines for the client's log, sent in batches: one message for thousands of files.
import type { LogParams } from "../protocol/messages.js";
import type { ProjectReading } from "../scan/reading.js";

type Line = LogParams["lines"][number];

const EVERY_MS = 200;
const MOST = 500;

export class Log {
  private lines: Line[] = [];
  private timer: NodeJS.Timeout | undefined;
  private readonly send: (lines: readonly Line[]) => void;

  constructor(send: (lines: readonly Line[]) => void) {
    this.send = send;
  }

  add(level: Line["level"], text: string): void {
    this.lines.push({ level, text });
    if (this.lines.length >= MOST) this.flush();
    else
      this.timer ??= setTimeout(() => {
        this.flush();
      }, EVERY_MS);
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.lines.length === 0) return;
    this.send(this.lines);
    this.lines = [];
  }
}

/** What came of a file, why, and how long it took. */
export function fileLine(reading: ProjectReading, path: string, ms: number): string {
  const state = reading.files.state(path);
  const took = `${ms.toFixed(1)} ms`;
  if (state === undefined) return `${path}: left out`;
  const [problem] = state.problems;
  const why = problem === undefined ? "" : `; ${problem.message}`;
  const what = state.parse === "skipped" ? "read, holds no rule's word" : `parsed (${state.parse})`;
  return `${path}: ${what}, ${took}${why}`;
}
