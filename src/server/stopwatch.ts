// When, in a long reading, something is worth showing: soon at first, then ever more rarely, since
// each look costs time.

/** Before this a reading is over anyway, or has nothing to show. Milliseconds. */
const FIRST_MS = 700;

export class Stopwatch {
  private readonly began = performance.now();
  private last = this.began;
  private due = FIRST_MS;

  /** Milliseconds since the last lap. */
  lap(): number {
    const now = performance.now();
    const took = now - this.last;
    this.last = now;
    return took;
  }

  /** True once each time that twice as much time has passed as the time before. */
  isDue(): boolean {
    if (performance.now() - this.began < this.due) return false;
    this.due = 2 * (performance.now() - this.began);
    return true;
  }
}
