// What a store makes known of the place it writes, and of the text or number that stands there from then on.
import type { Step, Target } from "../../model/body.js";
import type { Expr } from "../../model/expr.js";
import { allocate, isZeroing } from "./allocations.js";
import { changed, CLEAN, isData, onward, type Knowledge } from "./knowledge.js";
import { constantOf } from "./flags.js";
import { lengthOf } from "./lengths.js";
import { passOut, passOutEnd } from "./outs.js";
import { begun } from "./own-texts.js";
import { bufferOf, keyOf } from "./place-keys.js";
import { isEndOfText, isQuestion, isZero } from "./shapes.js";
import type { State } from "./state.js";
import { subscriptOfStore } from "./subscripts.js";
import { update } from "./updates.js";
import type { Walker } from "./walker.js";

export function store(step: Extract<Step, { do: "store" }>, state: State, walker: Walker): void {
  const { to, value, span } = step;
  const key = keyOf(to.base, to.path);
  const known = value === undefined ? CLEAN : walker.evaluate(value, state);
  if (value !== undefined) walker.found.note(value, known);
  if (to.index !== undefined) subscriptOfStore(to, to.index, state, walker);
  if (step.operator !== "=") update(step, known, state, walker);
  else {
    const into = onward(known, { bound: walker.at, span, what: `into \`${key}\`` });
    put(to, value, into, state, walker);
  }
  passOut(to, state.get(key) ?? CLEAN, walker);
}

function put(
  to: Target,
  value: Expr | undefined,
  known: Knowledge,
  state: State,
  walker: Walker,
): void {
  const key = keyOf(to.base, to.path);
  if (to.path.endsWith("[]")) {
    putInto(to, value, known, state, walker);
    return;
  }
  state.set(key, typed(to, value, known, walker));
  if (value === undefined) return;
  state.link(key, value);
  const constant = constantOf(value, (one) => walker.numberOf(one));
  if (constant !== undefined) state.hold(key, constant);
  if (isZero(value)) state.zero(key);
  if (isQuestion(value)) state.ask(key, value);
  allocate(key, value, state, walker);
  const length = lengthOf(value, state, (one) => walker.numberOf(one));
  if (length !== undefined && length.terms.length > 0) state.measure(key, length);
  if (isZeroing(value)) state.zero(key);
}

/** Of an element, or of what a pointer points at. */
function putInto(
  to: Target,
  value: Expr | undefined,
  known: Knowledge,
  state: State,
  walker: Walker,
): void {
  const holder = bufferOf(keyOf(to.base, to.path));
  if (value !== undefined) allocate(holder, value, state, walker);
  if (isEndOfText(value)) end(to, holder, state, walker);
  else if (value?.is === "number") begun(holder, state, walker);
  else if (isData(known)) state.add(holder, changed(known));
}

/** A text gets its end, by whatever name it is read: callers see it with one as well. */
function end(to: Target, holder: string, state: State, walker: Walker): void {
  state.end(holder);
  if (walker.objectOf(holder)?.form === "pointer") state.endAll(state.get(holder) ?? CLEAN);
  passOutEnd(to, walker);
}

/** Objects that know how long their text is. */
const STRINGS = /^(?:std::)?(?:string|String)$/;

/** What a number or a string object can hold of it: the second is as long as it says. */
function typed(to: Target, value: Expr | undefined, known: Knowledge, walker: Walker): Knowledge {
  if (isNumber(to, value, known, walker)) return { ...known, checked: true, terminated: true };
  const fact = to.path === "" && isData(known) ? walker.objectOf(to.base) : undefined;
  const isString = fact !== undefined && fact.form === undefined && STRINGS.test(fact.type);
  return isString ? { ...known, terminated: true } : known;
}

const NUMBERS =
  /^(?:(?:un)?signed(?: (?:int|short|long.*))?|int|short|long.*|u?int(?:16|32|64)_t|s?size_t|float|double|bool|time_t|u16_t|u32_t)$/;

/** In a number there is no text that could say anything; what reads bytes one by one gives text. */
function isNumber(
  { base, path }: Target,
  value: Expr | undefined,
  known: Knowledge,
  walker: Walker,
): boolean {
  if (path !== "" || !isData(known)) return false;
  if (value?.is === "call" && walker.modelsOf(value).some((m) => m.gives.size > 0)) return false;
  const fact = walker.objectOf(base);
  return fact !== undefined && fact.form === undefined && NUMBERS.test(fact.type);
}
