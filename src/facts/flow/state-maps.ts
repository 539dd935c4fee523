// The maps that a state is made of, each with one kind of thing that is known of places.
import type { Expr } from "../../model/expr.js";
import type { Constant, Remembered } from "./flags.js";
import type { Knowledge, Length, Longest, Room } from "./knowledge.js";
import { SharedMap } from "./shared-map.js";

export type Places = readonly string[];

/** What is known, by place. */
export interface Maps {
  places: SharedMap<string, Knowledge>;
  /** What a buffer was allocated with: the expression of its size. */
  sizes: SharedMap<string, Expr>;
  /** What a place was set from, where that was a question: `bool ok = len < sizeof buf`. */
  questions: SharedMap<string, Expr>;
  /** Filled with zeros: what is written there later still ends with one. */
  zeroed: SharedMap<string, true>;
  /** Places that hold the same value: `n = len`. */
  twins: SharedMap<string, number>;
  /** What a sum was made of: where `all = head + len` has a limit, so have they. */
  sums: SharedMap<string, Places>;
  /** Places that the size of a buffer was calculated from, while they still hold the same. */
  measures: SharedMap<string, Places>;
  /** Numbers that are lengths of texts: `n = strlen(s)`. */
  lengths: SharedMap<string, Length>;
  /** How long the text in a buffer is, by what was copied into it. */
  contents: SharedMap<string, Length>;
  /** How much room was made for texts of some lengths. */
  rooms: SharedMap<string, Room>;
  /** Letters that a test has left for a text. */
  longest: SharedMap<string, Longest>;
  /** What places remember of tests, by the values that they do not hold: see flags.ts. */
  flags: SharedMap<string, readonly Remembered[]>;
  /** Constants that were put there last. */
  constants: SharedMap<string, Constant>;
  /** Calls that gave a pointer where they might have given none. */
  proven: SharedMap<string, true>;
}

export const NAMES = [
  ...(["places", "sizes", "questions", "zeroed", "twins", "sums", "measures"] as const),
  ...(["lengths", "contents", "rooms", "longest", "proven"] as const),
  // A way's constants say which of the other's memories stay, so they are joined behind them.
  ...(["flags", "constants"] as const),
] satisfies readonly (keyof Maps)[];

export function emptyMaps(): Maps {
  return {
    places: new SharedMap(),
    sizes: new SharedMap(),
    questions: new SharedMap(),
    zeroed: new SharedMap(),
    twins: new SharedMap(),
    sums: new SharedMap(),
    measures: new SharedMap(),
    lengths: new SharedMap(),
    contents: new SharedMap(),
    rooms: new SharedMap(),
    longest: new SharedMap(),
    proven: new SharedMap(),
    flags: new SharedMap(),
    constants: new SharedMap(),
  };
}

/** What either of two paths knows; of both the first. */
export function keepFirst<T>(own: SharedMap<string, T>, other: SharedMap<string, T>): void {
  for (const key of own.differing(other)) {
    const value = other.get(key);
    if (value !== undefined && !own.has(key)) own.set(key, value);
  }
}
