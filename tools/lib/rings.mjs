// Runs the rings of the test: as many at once as there are processors, each after those it
// waits for, and reports them in the order they are listed, whatever order they end in.
import { availableParallelism } from "node:os";

/**
 * A ring is `{ name, after?, run }`, `after` naming those that have to be over before it starts.
 * `run` gives `{ status, reason?, output?, tests? }`; where it throws, the ring has failed.
 */
export async function runRings(rings, onEnd) {
  const width = Math.max(1, Math.min(4, availableParallelism()));
  const ended = new Map();
  const running = new Map();
  let reported = 0;

  while (ended.size < rings.length) {
    const ready = rings.filter((ring) => isReady(ring, ended) && !running.has(ring.name));
    for (const ring of ready.slice(0, width - running.size)) {
      running.set(ring.name, runOne(ring));
    }
    if (running.size === 0) throw new Error("a ring waits for one that never runs");
    const result = await Promise.race(running.values());
    running.delete(result.name);
    ended.set(result.name, result);
    for (; ended.has(rings[reported]?.name); reported++) onEnd(ended.get(rings[reported].name));
  }
  return rings.map((ring) => ended.get(ring.name));
}

function isReady(ring, ended) {
  return !ended.has(ring.name) && (ring.after ?? []).every((name) => ended.has(name));
}

async function runOne(ring) {
  const began = performance.now();
  const result = await ring.run().catch(({ stack }) => ({ status: "failed", output: stack }));
  return { name: ring.name, seconds: (performance.now() - began) / 1000, ...result };
}

/** One line of the table: name, time, result and why. */
export function ringLine({ name, seconds, status, reason = "" }) {
  const time = status === "NOT RUN" ? "" : `${seconds.toFixed(1)} s`;
  return `  ${name.padEnd(10)} ${time.padStart(8)}  ${status.padEnd(8)} ${reason}`.trimEnd();
}

export function indent(text, by = "    ") {
  return text.trimEnd().replaceAll(/^(?=.)/gm, by);
}
