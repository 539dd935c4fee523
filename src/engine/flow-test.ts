// A rule's test of data against what flow saw of a place: which class reaches it, and what is known of it.
import type { FlowTest } from "../model/rule.js";
import type { Seen } from "../facts/flow/world.js";
import { UNKNOWN } from "../facts/values.js";
import { truthOf } from "./truth.js";
import type { Verdict } from "./value-test.js";

/** Flow sees what reaches a place or it does not: nothing is unknown but whether a text has its end. */
export function testFlow(test: FlowTest, seen: Seen | undefined): Verdict {
  const found = test.from.find((name) => seen?.known.from.has(name) === true);
  if (seen === undefined || found === undefined) return { truth: "false", options: [] };
  const holds = isSo(test, seen);
  const trail = seen.known.from.get(found) ?? [];
  return {
    truth: truthOf(holds),
    options: holds ? [{ value: UNKNOWN, names: [], trail, conditions: [] }] : [],
  };
}

function isSo(test: FlowTest, { known, pastEnd, intoFixed }: Seen): boolean {
  return (
    (test.bounded === undefined || test.bounded === known.bounded) &&
    (test.checked === undefined || test.checked === known.checked) &&
    (test.terminated === undefined || test.terminated === known.terminated) &&
    (test.pastEnd === undefined || pastEnd) &&
    (test.intoFixed === undefined || intoFixed)
  );
}
