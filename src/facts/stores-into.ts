// The stores that a variable or a field can have its value from, as far as the variable is known.
import type { StoreFact } from "../model/fact.js";
import { isWord, type Bound, type Declared } from "./bound.js";
import type { FactIndex } from "./index.js";
import { isBuiltWith } from "./linkage.js";
import { placeAt } from "./places.js";
import { isSwitchedOff } from "./switches.js";

/** Those of the place itself that any build makes. */
export function* storesInto(
  index: FactIndex,
  base: string,
  path: string,
  place: Declared,
  at: Bound,
): Iterable<Bound<StoreFact>> {
  for (const bound of storesAround(index, base, place, at))
    if (
      bound.fact.path === path &&
      !isSwitchedOff(index, bound) &&
      isMeant(index, bound, base, place, at)
    )
      yield bound;
}

/** Those of anything that is called so where the place is seen. */
export function* storesAround(
  index: FactIndex,
  base: string,
  place: Declared,
  at: Bound,
): Iterable<Bound<StoreFact>> {
  const all =
    place.scope === "project" ? index.about(base) : index.aboutIn(at.source.document.path, base);
  for (const bound of all) if (isWord(bound, "store")) yield bound;
}

/** The store is into this place, and may be built together with `at`. */
export function isMeant(
  index: FactIndex,
  bound: Bound<StoreFact>,
  base: string,
  place: Declared,
  at: Bound,
): boolean {
  return isBuiltWith(bound, at) && placeAt(index, bound, base).key === place.key;
}
