// A text that a function puts into a buffer which others fill as well: what was received there before has
// its end then. Also by way of a pointer into it, `p = buf; *p++ = '{'; p += sprintf(p, "%d", n)`, and by
// a function that is called.
import type { State } from "./state.js";
import type { Walker } from "./walker.js";

/** A text with an end has been written to the buffer. */
export function written(buffer: string, state: State, walker: Walker): void {
  note(buffer, walker);
  for (const other of state.kin([buffer])) if (other !== buffer) endIn(other, state, walker);
}

/** A letter has been written where nothing of this function stands yet: a text of its own begins. */
export function begun(buffer: string, state: State, walker: Walker): void {
  for (const one of state.kin([buffer])) {
    const own = state.get(one);
    if (own === undefined || own === walker.world.sharedAt(one, walker.at))
      endIn(one, state, walker);
  }
}

/** A function that was called has written such texts. */
export function writtenBy(ended: ReadonlySet<string>, state: State, walker: Walker): void {
  for (const buffer of ended) endIn(buffer, state, walker);
}

function endIn(buffer: string, state: State, walker: Walker): void {
  note(buffer, walker);
  const held = state.get(buffer) ?? walker.world.sharedAt(buffer, walker.at);
  if (held?.terminated === false) state.move(buffer, { ...held, terminated: true });
}

function note(buffer: string, { found, world, at }: Walker): void {
  const [base = ""] = buffer.split(/[.[]/);
  if (world.isShared(base, at)) found.ended.add(buffer);
}
