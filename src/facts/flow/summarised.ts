// What a call of a function of the project does, by what the walk of that function has found.
import type { FunctionFact } from "../../model/fact.js";
import type { Bound } from "../bound.js";
import { write, type Called } from "./called.js";
import { CLEAN, isData, onward, type Knowledge } from "./knowledge.js";
import { writtenBy } from "./own-texts.js";
import { placeOfOut } from "./outs.js";
import { substituted } from "./substituted.js";
import { isCleaning } from "./telling-names.js";

/** What a function of the project returns and writes, with this call's arguments for its parameters. */
export function summarised(target: Bound<FunctionFact>, called: Called): Knowledge {
  const { call, walker } = called;
  const summary = walker.world.summaryOf(target, walker.at);
  if (summary === undefined) return CLEAN;
  writtenBy(summary.ended, called.state, walker);
  const step = { bound: walker.at, span: call.span, what: `through \`${call.callee}\`` };
  for (const [out, known] of summary.outs) {
    const buffer = placeOfOut(out, call.args);
    const open = onward(substituted(known, called.args), step);
    const here = isCleaning(call.callee) ? { ...open, checked: true } : open;
    if (buffer !== undefined && isData(here)) write(buffer, here, called);
  }
  return onward(substituted(summary.result, called.args), step);
}
