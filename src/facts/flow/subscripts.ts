// `buf[i]`: what is known of the index where it picks an element, and whether it may lie behind the buffer.
import type { Target } from "../../model/body.js";
import type { Expr } from "../../model/expr.js";
import { COUNTER, GROWTH } from "./classes.js";
import type { Knowledge } from "./knowledge.js";
import { keyOf } from "./place-keys.js";
import { fitsByte, isFixed, isPastEnd, sized } from "./sizes.js";
import type { State } from "./state.js";
import type { Walker } from "./walker.js";

/** An element is written. */
export function subscriptOfStore(to: Target, index: Expr, state: State, walker: Walker): void {
  const known = walker.evaluate(index, state);
  const buffer = arrayOf(to.base, to.path);
  const here = sized(known, index, buffer, state, walker);
  // Of a counter that goes through something of unknown size nothing is said.
  const counts = known.from.has(GROWTH) || known.from.has(COUNTER);
  const isVague =
    (counts && !isFixed(buffer, state, walker)) ||
    fitsByte(index, buffer, state, walker) ||
    isKey(to, index, walker);
  const pastEnd = isPastEnd(known, buffer, state, walker);
  walker.found.note(index, isVague ? { ...here, bounded: true } : here, pastEnd);
}

/** An element is read. */
export function subscriptOfRead(
  { base, path, index }: Extract<Expr, { is: "member" }>,
  state: State,
  walker: Walker,
): Knowledge | undefined {
  if (index === undefined) return undefined;
  const known = walker.evaluate(index, state);
  walker.found.note(index, sized(known, index, arrayOf(base, path), state, walker));
  return known;
}

function arrayOf(base: string, path: string): string {
  return keyOf(base, path.replace(/\[\]$/, ""));
}

const KEYED = /json|map\b|dict|variant|preferences/i;
const TEXTUAL = /(?:^|::)(?:String|string|string_view|StringView)$/;

/** `object[name]`: what is looked up by a text is no element of an array. */
function isKey({ base }: Target, index: Expr, walker: Walker): boolean {
  if (index.is === "text" || index.is === "concat") return true;
  const typeOf = (name: string): string => walker.objectOf(name)?.type ?? "";
  return KEYED.test(typeOf(base)) || (index.is === "name" && TEXTUAL.test(typeOf(index.name)));
}
