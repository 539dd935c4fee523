// What limits an argument where it is handed on: the buffer beside it, the byte it is, or a length that stands
// in the same struct.
import type { CallExpr, Expr } from "../../model/expr.js";
import type { Called } from "./called.js";
import { SOCKET } from "./classes.js";
import { fitsWhole, isLittle } from "./formats.js";
import { CLEAN, isData, type Knowledge } from "./knowledge.js";
import { placeKey } from "./place-keys.js";
import { capacityOf, sized } from "./sizes.js";
import type { State } from "./state.js";
import { isLength } from "./telling-names.js";
import type { Walker } from "./walker.js";

/** What a function of the project is given as the argument. */
export function handedOn(number: number, { call, args, limited, state }: Called): Knowledge {
  const arg = call.args[number];
  const given = args[number] ?? CLEAN;
  if (arg === undefined) return given;
  const known = limited[number] ?? CLEAN;
  return withSocket(arg, limitedBelow(arg, known.bounded ? known : given, state), state);
}

/**
 * A length is limited where a buffer beside it was made for it, or holds all that a byte can say; and
 * a limit that is larger than the buffer is none.
 */
function fitted(
  known: Knowledge,
  number: number,
  call: CallExpr,
  state: State,
  walker: Walker,
): Knowledge {
  if (!isData(known)) return known;
  const arg = call.args[number];
  if (arg === undefined) return known;
  const others = call.args.filter((_, i) => i !== number).map(placeKey);
  const capacity = (key: string | undefined): number | undefined =>
    key === undefined ? undefined : capacityOf(key, state, walker);
  if (known.bounded)
    return number > 0 && isTooMuch(known, () => capacity(others[0]), walker)
      ? { ...known, bounded: false }
      : known;
  const room = (one: Expr | undefined): number | undefined =>
    capacityAt(one, state, walker) ?? knownText(one, walker);
  const fits =
    others.some((key) => sized(known, arg, key, state, walker).bounded) ||
    fitsWhole(call, room) ||
    isLittle(call, number, room) ||
    (walker.world.isByte(arg, walker.at) &&
      others.some((key) => (capacity(key) ?? 0) >= MOST_IN_BYTE));
  return fits ? { ...known, bounded: true } : known;
}

/**
 * What is moved inside of one buffer was in it before: `memmove(rx, rx + used, all - used)`, also where the second
 * is a place that was looked for in the first.
 */
function isMovedWithin({ callee, args }: CallExpr, state: State): boolean {
  if (callee !== "memmove") return false;
  const [to, from] = args.map(placeKey);
  if (to === undefined || from === undefined) return false;
  const found = state.questionOf(from);
  return to === from || (found?.is === "call" && found.args.some((arg) => placeKey(arg) === to));
}

/** Each argument with what limits it, by what stands beside it. */
export function limitedIn(
  call: CallExpr,
  args: readonly Knowledge[],
  state: State,
  walker: Walker,
): readonly Knowledge[] {
  const isWithin = isMovedWithin(call, state);
  return call.args.map((_, number) => {
    const known = args[number] ?? CLEAN;
    const isLast = isWithin && number === 2 && isData(known);
    return isLast ? { ...known, bounded: true } : fitted(known, number, call, state, walker);
  });
}

const MOST_IN_BYTE = 255;

function isTooMuch({ most }: Knowledge, roomOf: () => number | undefined, walker: Walker): boolean {
  const limit = most === undefined ? undefined : walker.world.numberOf(most.expr, walker.at);
  const room = limit === undefined ? undefined : roomOf();
  if (limit === undefined || room === undefined) return false;
  return limit > (most?.strict === true ? room + 1 : room);
}

/** Elements of the buffer that an argument names. */
export function capacityAt(
  expr: Expr | undefined,
  state: State,
  walker: Walker,
): number | undefined {
  const key = expr?.is === "operation" ? undefined : placeKey(expr);
  return key === undefined ? undefined : capacityOf(key, state, walker);
}

/** Room that a text takes which is known, as the name of a constant. */
function knownText(expr: Expr | undefined, { world, at }: Walker): number | undefined {
  const letters = expr?.is === "name" ? world.longestText(expr, at) : undefined;
  return letters === undefined ? undefined : letters + 1;
}

/** A struct that holds a socket hands it on; of its other fields that says nothing. */
export function withSocket(arg: Expr, known: Knowledge, state: State): Knowledge {
  const key = placeKey(arg);
  if (key === undefined || known.from.has(SOCKET)) return known;
  for (const [, { from }] of state.below(key)) {
    const way = from.get(SOCKET);
    if (way !== undefined) return { ...known, from: new Map([...known.from, [SOCKET, way]]) };
  }
  return known;
}

/** A struct whose length has been compared counts as limited where it is handed on. */
function limitedBelow(arg: Expr, known: Knowledge, state: State): Knowledge {
  const key = placeKey(arg);
  if (key === undefined || known.bounded) return known;
  const lengths = [...state.below(key)].filter(([rest]) => isLength(rest));
  return lengths.length > 0 && lengths.every(([, one]) => one.bounded)
    ? { ...known, bounded: true }
    : known;
}
