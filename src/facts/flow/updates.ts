// `x += n`, `x++`, `x--`: places that are set from what they held, and counters that go up on the way.
import type { Step, Target } from "../../model/body.js";
import { placeAt } from "../places.js";
import { GROWTH } from "./classes.js";
import { changed, CLEAN, either, given, isData, type Knowledge } from "./knowledge.js";
import { keyOf } from "./place-keys.js";
import type { State } from "./state.js";
import type { Walker } from "./walker.js";

type Update = Pick<Extract<Step, { do: "store" }>, "to" | "operator" | "value">;

/** `by` is what is known of the value. */
export function update(step: Update, by: Knowledge, state: State, walker: Walker): void {
  const { to, operator, value } = step;
  const key = keyOf(to.base, to.path);
  const before = state.get(key) ?? CLEAN;
  if (operator === "%=" || operator === "&=") {
    if (isData(before)) state.set(key, { ...before, bounded: true });
    return;
  }
  // What gets smaller keeps its limit.
  if (operator === "-=" || operator === "--") return;
  const known = either(either(changed(before), by), counted(step, by, walker));
  if (isPointer(key, walker)) state.move(key, known);
  else state.set(key, known);
  if (operator === "+=" && value !== undefined) state.addUp(key, value);
}

/** What a counter holds that goes up by numbers of the program's own. */
function counted({ to, operator, value }: Update, by: Knowledge, walker: Walker): Knowledge {
  const grows = operator === "++" || (operator === "+=" && value !== undefined && !isData(by));
  if (!grows || !mayGrow(to, walker)) return CLEAN;
  const bounded = walker.isCompared(to.base);
  return { ...given(GROWTH, []), bounded, checked: bounded };
}

function isPointer(key: string, { world, at }: Walker): boolean {
  return placeAt(world.index, at, key).object?.fact.form === "pointer";
}

/** A counter that lives longer than one turn. */
function mayGrow(to: Target, walker: Walker): boolean {
  if (to.path !== "") return false;
  if (walker.objectOf(to.base) === undefined) walker.world.ask(to.base, walker.at);
  return walker.isLooping || walker.world.isShared(to.base, walker.at);
}
