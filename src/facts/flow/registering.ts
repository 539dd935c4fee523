// Functions that a call gives away to be called with data: which of their parameters get what.
import { CLEAN, given, onward, type Knowledge } from "./knowledge.js";
import type { Called } from "./called.js";
import { withSocket } from "./handed.js";
import { fitsReceiver } from "./models.js";

export function register(called: Called): void {
  const { call, walker } = called;
  for (const model of walker.world.models.handlers) {
    const { call: name, arg, parameters, terminated } = model;
    if (name !== call.callee || !fitsReceiver(walker.world.index, model, call.receiver, walker.at))
      continue;
    const handler = call.args[arg];
    if (handler === undefined) continue;
    const step = { bound: walker.at, span: call.span, what: "the handler is registered here" };
    const how = terminated === undefined ? {} : { terminated };
    const given_ = [...parameters].map(([i, one]) => {
      const spot = /^arg\.(\d+)$/.exec(one);
      const known = spot === null ? given(one, [step], how) : handedAt(Number(spot[1]), called);
      return [i, spot === null ? known : onward(known, step)] as const;
    });
    walker.found.register(handler, new Map(given_));
  }
}

function handedAt(number: number, { call, args, state }: Called): Knowledge {
  const arg = call.args[number];
  return arg === undefined ? CLEAN : withSocket(arg, args[number] ?? CLEAN, state);
}
