// A reading's progress, shown to a person who would otherwise wonder: it appears only when the reading
// takes longer than a moment, and can be cancelled.
import type { Connection } from "vscode-languageserver";
import type { WorkDoneProgressServerReporter } from "vscode-languageserver";
import type { Progress } from "./project.js";

/** A notification for less than this would only flicker. Milliseconds. */
const MOMENT_MS = 1200;

export function shownProgress(connection: Connection, name: string): Progress {
  const began = performance.now();
  let shown: WorkDoneProgressServerReporter | undefined;
  let isAsked = false;
  let isOver = false;
  let percent = 0;
  const show = async (words: string): Promise<void> => {
    const made = await connection.window.createWorkDoneProgress();
    made.begin("Baseline 645", percent, words, true);
    if (isOver) made.done();
    else shown = made;
  };
  return {
    report: (done, total) => {
      const words = `Reading ${name}: ${String(done)} of ${String(total)} files`;
      const now = total === 0 ? 100 : Math.floor((100 * done) / total);
      if (!isAsked && performance.now() - began > MOMENT_MS) {
        isAsked = true;
        percent = now;
        show(words).catch((error: unknown) => {
          connection.console.error(`progress could not be shown: ${String(error)}`);
        });
      }
      if (now === percent) return;
      percent = now;
      shown?.report(now, words);
    },
    end: () => {
      isOver = true;
      shown?.done();
    },
    cancelled: () => shown?.token.isCancellationRequested === true,
  };
}
