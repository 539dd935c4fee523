// What all questions about values share: the facts, who knows functions and their callers, and what has been
// asked for so far.
import { Calls } from "./callees.js";
import type { FactIndex } from "./index.js";
import { Overwrites } from "./overwritten.js";
import { Parameters } from "./parameters.js";

export interface Shared {
  readonly index: FactIndex;
  readonly calls: Calls;
  readonly names: Set<string>;
  readonly functions: Set<string>;
  readonly callers: Set<string>;
  readonly steps: ReadonlySet<string>;
  readonly parameters: Parameters;
  readonly overwrites: Overwrites;
}

export function sharedIn(index: FactIndex): Shared {
  const calls = new Calls(index);
  const callers = new Set<string>();
  const steps = new Set<string>();
  return {
    index,
    calls,
    names: new Set(),
    functions: new Set(),
    callers,
    steps,
    parameters: new Parameters(index, calls, callers),
    overwrites: new Overwrites(index, calls, steps),
  };
}
