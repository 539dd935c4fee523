// What sentences are matched against: all facts of a project, and whoever answers questions about them.
import type { Bound } from "../facts/bound.js";
import type { FactIndex } from "../facts/index.js";
import type { Flows } from "../facts/flow/flows.js";
import type { Resolver } from "../facts/resolve.js";
import type { Places } from "./bound-place.js";
import type { FactsByPlace } from "./by-place.js";
import type { TestWorld } from "./value-test.js";

export interface Matching {
  readonly index: FactIndex;
  readonly resolver: Resolver;
  readonly flows: Flows;
  readonly places: Places;
  readonly byPlace: FactsByPlace;
  readonly world: (at: Bound) => TestWorld;
}
