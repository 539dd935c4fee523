// A call with what its parts hold: how the arguments that a model names are read, and how it writes behind them.
import type { CallExpr } from "../../model/expr.js";
import type { Spot } from "../../model/flow-model.js";
import { isData, type Knowledge } from "./knowledge.js";
import { passOut } from "./outs.js";
import { written } from "./own-texts.js";
import { bufferOf, placeKey } from "./place-keys.js";
import type { State } from "./state.js";
import type { Walker } from "./walker.js";

export interface Called {
  readonly call: CallExpr;
  readonly args: readonly Knowledge[];
  /** The arguments with what limits them by what stands beside them. */
  readonly limited: readonly Knowledge[];
  readonly receiver: Knowledge;
  readonly state: State;
  readonly walker: Walker;
}

export function placesOf(spot: Spot, call: CallExpr): readonly string[] {
  if (spot === "receiver") return call.receiver === undefined ? [] : [call.receiver];
  return argumentsAt(spot, call.args).flatMap((arg) => placeKey(arg) ?? []);
}

export function heldBy(spot: Spot, { args, receiver }: Called): readonly Knowledge[] {
  return spot === "receiver" ? [receiver] : argumentsAt(spot, args);
}

function argumentsAt<T>(spot: Spot, args: readonly T[]): readonly T[] {
  const [kind, number = ""] = spot.split(".");
  const at = Number(number);
  if (kind === "args") return args.slice(at);
  const one = args[at];
  return kind === "arg" && one !== undefined ? [one] : [];
}

/** Writes behind an argument. What was filled with zeros keeps its end, unless all of it is written. */
export function write(
  place: string,
  known: Knowledge,
  { state, walker }: Called,
  isWhole = false,
): void {
  const buffer = bufferOf(place);
  const wasZeroed = state.isZeroed(buffer) && !isWhole;
  const kept = wasZeroed && isData(known) ? { ...known, terminated: true } : known;
  if (kept.terminated !== false) written(buffer, state, walker);
  state.fill(buffer, kept);
  if (wasZeroed) state.zero(buffer);
  const [base = "", ...path] = buffer.split(".");
  passOut({ base, path: path.length === 0 ? "[]" : path.join(".") }, kept, walker);
}
