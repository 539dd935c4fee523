// What a function writes that others see: behind the pointers it is given, told apart by the field, and in
// variables that it shares. `2.len` is the field `len` of what the third parameter points at, `2` all of it.
import type { Target } from "../../model/body.js";
import type { Expr } from "../../model/expr.js";
import { MAYBE_NULL } from "./classes.js";
import { changed, CLEAN, either, isData, without, type Knowledge } from "./knowledge.js";
import { bufferOf, keyOf, placeKey } from "./place-keys.js";
import type { Walker } from "./walker.js";
import type { OutKey } from "./world.js";

/** Fields of fields of fields are enough; what lies deeper belongs to what holds it. */
const DEEPEST = 3;

function outKey(parameter: number, path: string): OutKey {
  const fields = bufferOf(path).split(".").filter(Boolean).slice(0, DEEPEST);
  return [String(parameter), ...fields].join(".");
}

/** The place of the caller's that is written. */
export function placeOfOut(key: OutKey, args: readonly Expr[]): string | undefined {
  const [number, ...fields] = key.split(".");
  const place = placeKey(args[Number(number)]);
  return place === undefined ? undefined : [bufferOf(place), ...fields].join(".");
}

type Place = Pick<Target, "base" | "path">;

/** What callers and other functions get to see of a store. */
export function passOut(to: Place, all: Knowledge, walker: Walker): void {
  const known = without(all, MAYBE_NULL);
  if (!isData(known)) return;
  const { found, world, at } = walker;
  const number = walker.numbers.get(to.base);
  if (number !== undefined && to.path !== "") {
    const key = outKey(number, to.path);
    found.outs.set(key, either(found.outs.get(key) ?? CLEAN, known));
  } else if (number === undefined && world.isShared(to.base, at)) {
    const key = keyOf(to.base, to.path.replace(/\[\]$/, ""));
    found.shared.set(key, either(found.shared.get(key) ?? CLEAN, known));
  } else if (number === undefined && walker.objectOf(to.base) === undefined)
    world.ask(to.base, at, known);
}

/** The text that others see there has an end now. */
export function passOutEnd(to: Place, { found, numbers }: Walker): void {
  const number = numbers.get(to.base);
  const all = number === undefined ? found.shared : found.outs;
  const key = number === undefined ? bufferOf(keyOf(to.base, to.path)) : outKey(number, to.path);
  const known = all.get(key);
  if (known !== undefined && known.terminated !== true) all.set(key, changed(known));
}
