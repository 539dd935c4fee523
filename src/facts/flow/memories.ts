// What is known at one point of constants in places, and of the tests that these remember: see flags.ts.
import { joinedMemory, type Constant, type Remembered } from "./flags.js";
import { placesIn } from "./place-keys.js";
import { TextLengths } from "./text-lengths.js";

export class Memories extends TextLengths {
  /** What was tested is not there any more. */
  protected forgetTests(place: string): void {
    for (const [key, all] of this.maps.flags) {
      const kept = all.filter(({ test }) => !placesIn(test).includes(place));
      if (kept.length < all.length) this.remember(key, kept);
    }
  }

  /** The place has been set to a constant. */
  hold(key: string, value: Constant): void {
    this.own("constants").set(key, value);
  }

  constantIn(key: string): Constant | undefined {
    return this.maps.constants.get(key);
  }

  /** Constants that places hold, and did not hold in an earlier state. */
  *constantsSince(start: Memories): Iterable<readonly [key: string, value: Constant]> {
    for (const key of this.maps.constants.differing(start.maps.constants)) {
      const value = this.constantIn(key);
      if (value !== undefined && value !== start.constantIn(key)) yield [key, value];
    }
  }

  /** In place of what it remembered. */
  remember(key: string, all: readonly Remembered[]): void {
    this.own("flags").set(key, all);
  }

  memoriesOf(key: string): readonly Remembered[] {
    return this.maps.flags.get(key) ?? [];
  }

  protected mergeMemories(other: Memories): void {
    for (const key of this.maps.flags.differing(other.maps.flags)) {
      const [a, b] = [this, other].map((one) => ({
        remembered: one.memoriesOf(key),
        constant: one.constantIn(key),
      }));
      if (a !== undefined && b !== undefined) this.remember(key, joinedMemory(a, b));
    }
  }
}
