// What a function writes behind the pointers it is given, told apart by the field: `2.len` is the field
// `len` of what the third parameter points at, `2` all of it.
import type { Expr } from "../../model/expr.js";
import { bufferOf, placeKey } from "./place-keys.js";

export type OutKey = string;

/** Fields of fields of fields are enough; what lies deeper belongs to what holds it. */
const DEEPEST = 3;

export function outKey(parameter: number, path: string): OutKey {
  const fields = bufferOf(path).split(".").filter(Boolean).slice(0, DEEPEST);
  return [String(parameter), ...fields].join(".");
}

/** The place of the caller's that is written. */
export function placeOfOut(key: OutKey, args: readonly Expr[]): string | undefined {
  const [number, ...fields] = key.split(".");
  const place = placeKey(args[Number(number)]);
  return place === undefined ? undefined : [bufferOf(place), ...fields].join(".");
}
