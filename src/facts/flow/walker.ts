// What the parts of a walk ask of each other. Control flow (run.ts), evaluation, stores and calls stand in
// files of their own; each knows the others by this alone.
import type { ObjectFact } from "../../model/fact.js";
import type { Inspector } from "./flaws.js";
import type { Found } from "./found.js";
import type { Judge } from "./judge.js";

export interface Walker extends Inspector, Judge {
  readonly found: Found;
  /** Parameters, by their name. */
  readonly numbers: ReadonlyMap<string, number>;
  /** What is walked now stands in a loop. */
  readonly isLooping: boolean;
  objectOf(name: string): ObjectFact | undefined;
  /** The function compares the variable somewhere. */
  isCompared(name: string): boolean;
}
