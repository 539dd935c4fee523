// What is wrong with a copy by what the steps before it did: the buffer is one byte short, a test lets through
// more than fits, the limit is the length of what is copied, or the size of more than what is written.
import type { CallExpr, Expr } from "../../model/expr.js";
import { CUT_TEXT } from "./classes.js";
import type { Found } from "./found.js";
import { isData, type Knowledge, type Length, type Longest, type Room } from "./knowledge.js";
import { contentOf, formatted, hasSameTerms, lengthOf, sum } from "./lengths.js";
import { copiesUnlimited, type Reader } from "./unknown.js";
import { memberKey, placeKey } from "./place-keys.js";
import type { State } from "./state.js";

/** What these questions need of a walk. */
export interface Inspector extends Reader {
  readonly found: Pick<Found, "flaw">;
  numberOf(expr: Expr): number | undefined;
  /** An array of the function itself, or a buffer that it has allocated. */
  isOwnBuffer(key: string, state: State): boolean;
}

/** Looks at a call before it is done; what is to be known behind it is done by what is returned. */
export function inspect(
  call: CallExpr,
  args: readonly Knowledge[],
  state: State,
  walker: Inspector,
): () => void {
  const target = call.args[0];
  if (call.receiver !== undefined && call.receiver !== "std") return DONE;
  if (target?.is !== "name" && target?.is !== "member") return DONE;
  const key = placeKey(target);
  if (key === undefined) return DONE;
  if (COUNTED.test(call.callee) && isSizeOfHolder(target, call.args[2]))
    walker.found.flaw("size-of-whole", call.span);
  if (call.callee === "strncpy") return boundedCopy(call, key, args, state, walker);
  const written = writtenBy(call, key, state, walker);
  if (written === undefined) return DONE;
  fitsByTests(call, written, state, walker);
  const [room] = state.twinsOf(key).flatMap((one) => state.roomOf(one) ?? []);
  fitsByRoom(call, written, room, walker);
  return () => {
    state.contain(key, written);
  };
}

const DONE = (): void => undefined;

/** What tests have left of the text, against the size of the array. */
function fitsByTests(call: CallExpr, written: Length, state: State, walker: Inspector): void {
  const longest = longestOf(written, state);
  if (longest === undefined) return;
  const capacity = walker.capacity(call.args[0], state);
  if (capacity === undefined || longest.letters < capacity) return;
  const since = { bound: walker.at, span: longest.span, what: "this test lets it through" };
  walker.found.flaw("test-too-wide", call.span, since);
}

/** The text, against the room that was made for a text of that length. */
function fitsByRoom(
  call: CallExpr,
  written: Length,
  room: Room | undefined,
  walker: Inspector,
): void {
  if (room === undefined || written.terms.length === 0 || !hasSameTerms(room, written)) return;
  if (written.plus < room.plus) return;
  walker.found.flaw("no-room-for-end", call.span, {
    bound: walker.at,
    span: room.span,
    what: "room is made here",
  });
}

/** Copies and fillings whose third argument counts bytes. */
const COUNTED = /^(?:os_)?(?:mem(?:cpy|move|set)|strncpy)$/;

/** `memcpy(peer->addr.val, from, sizeof peer->addr)`: the size is that of more than what is written. */
function isSizeOfHolder(target: Expr, size: Expr | undefined): boolean {
  if (size?.is !== "operation" || size.operator !== "sizeof" || target.is !== "member")
    return false;
  const [of] = size.operands;
  // Of `sizeof p` alone nobody knows here whether it is the pointer or what it points at.
  return of?.is === "member" && memberKey(target).startsWith(`${memberKey(of)}.`);
}

/** Letters that a test has left for the texts of a sum; undefined where one of them was not tested. */
function longestOf({ terms, plus }: Length, state: State): Longest | undefined {
  let all: Longest | undefined;
  for (const term of terms) {
    const one = state.longestOf(term);
    if (one === undefined) return undefined;
    all = { letters: (all?.letters ?? plus) + one.letters, span: one.span };
  }
  return all;
}

/** Letters that stand in the buffer behind the call. */
function writtenBy(
  { callee, args }: CallExpr,
  key: string,
  state: State,
  walker: Inspector,
): Length | undefined {
  switch (callee.replace(/^os_/, "")) {
    case "strcpy":
    case "stpcpy":
      return contentOf(args[1]);
    case "strcat":
      return sum(state.contentOf(key), contentOf(args[1]));
    case "sprintf":
      return formatted(args.slice(1));
    case "memcpy":
    case "memmove": {
      const own = contentOf(args[1]);
      const count = lengthOf(args[2], state, (expr) => walker.numberOf(expr));
      const isWhole =
        own !== undefined &&
        count?.plus === 1 &&
        count.terms.length > 0 &&
        hasSameTerms(own, count);
      return isWhole ? own : undefined;
    }
    default:
      return undefined;
  }
}

/** `strncpy(to, from, strlen(from))` stops where `from` does, and puts no end behind it. */
function boundedCopy(
  call: CallExpr,
  key: string,
  args: readonly Knowledge[],
  state: State,
  walker: Inspector,
): () => void {
  const [, from, limit] = call.args;
  const count = lengthOf(limit, state, (expr) => walker.numberOf(expr));
  const text = contentOf(from);
  if (count === undefined || text === undefined || text.terms.length === 0) return DONE;
  if (!hasSameTerms(count, text) || count.plus < 0) return DONE;
  if (count.plus <= 1 && copiesUnlimited(call, args, state, walker))
    walker.found.flaw("bound-from-source", call.span);
  if (count.plus > 0 || state.isZeroedWhole(key) || !walker.isOwnBuffer(key, state)) return DONE;
  return () => {
    const known = state.get(key);
    const step = { bound: walker.at, span: call.span, what: "copied without its end" };
    const others = known !== undefined && isData(known) ? known.from : new Map<string, never>();
    const cut: Knowledge = {
      from: new Map([...others, [CUT_TEXT, [step]]]),
      bounded: known?.bounded ?? true,
      checked: known?.checked ?? true,
      terminated: false,
    };
    state.fill(key, cut);
  };
}
