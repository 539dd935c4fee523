// How buffers come to their room: which calls make one, and what the expression of its size says.
import type { Expr } from "../../model/expr.js";
import { lengthOf } from "./lengths.js";
import type { State } from "./state.js";
import type { Walker } from "./walker.js";

const CALLOC = /calloc/i;
const MAKES = /alloc|get_?\w*buf|reserve|(?:^|_)(?:new|make|create)(?:_|$)/i;

/** The place is set from a call that makes a buffer. */
export function allocate(key: string, value: Expr, state: State, walker: Walker): void {
  const size = allocationOf(value, walker);
  if (size === undefined) return;
  state.allocate(key, size);
  const room = lengthOf(size, state, (one) => walker.numberOf(one));
  if (room !== undefined && room.terms.length > 0)
    state.makeRoom(key, { ...room, span: size.span });
}

function allocationOf(value: Expr, walker: Walker): Expr | undefined {
  if (value.is !== "call") return undefined;
  const models = walker.modelsOf(value);
  const number = models.find(({ allocates }) => allocates !== undefined)?.allocates;
  const all = { is: "operation", operator: "*", operands: value.args, span: value.span } as const;
  const [count] = value.args.slice(-2);
  if (CALLOC.test(value.callee))
    return { ...all, operands: value.args.slice(-2), span: count?.span ?? value.span };
  // A function of the project that is asked for a buffer of some length.
  if (models.length === 0 && MAKES.test(value.callee)) return all;
  return number === undefined ? undefined : value.args[number];
}

/** What the call makes is filled with zeros. */
export function isZeroing(value: Expr): boolean {
  return value.is === "call" && /[cz]alloc/i.test(value.callee);
}
