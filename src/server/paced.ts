// Long work in small pieces: the server answers between them.

/** Longest piece, in milliseconds: below what a person notices between two keystrokes. */
const PIECE_MS = 12;

/** Runs `steps` to their end, or until `stopped` says so; true where it came to the end. */
export async function paced<T>(
  steps: Iterable<T>,
  each: (step: T) => void,
  stopped: () => boolean,
): Promise<boolean> {
  let began = performance.now();
  for (const step of steps) {
    each(step);
    if (performance.now() - began < PIECE_MS) continue;
    await turn();
    if (stopped()) return false;
    began = performance.now();
  }
  return !stopped();
}

/** Lets everything else that waits have its turn. A web worker knows no `setImmediate`. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === "function") setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
}
