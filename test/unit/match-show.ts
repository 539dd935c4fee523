// A project in memory as sentences see it.
import type { FactIndex } from "../../src/facts/index.js";
import { NO_FLOWS } from "../../src/model/flow-model.js";
import { Flows } from "../../src/facts/flow/flows.js";
import { resolver } from "../../src/facts/resolve.js";
import { FactsByPlace } from "../../src/engine/by-place.js";
import { Places } from "../../src/engine/bound-place.js";
import type { Matching } from "../../src/engine/matching.js";

export function matchingOf(
  index: FactIndex,
  lists: ReadonlyMap<string, readonly string[]>,
): Matching {
  const places = new Places(index);
  return {
    index,
    resolver: resolver(index),
    flows: new Flows(index, NO_FLOWS),
    places,
    byPlace: new FactsByPlace(places),
    world: () => ({ lists, holds: () => "false" }),
  };
}
