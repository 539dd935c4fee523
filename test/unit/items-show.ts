// Text in, items out, one a line.
import assert from "node:assert/strict";
import { cutItems } from "../../src/syntax/items.js";

/** `function in A::B {defined(X)} partial: text`, line breaks as `⏎`. */
function show(text: string): string[] {
  return cutItems(text).map(({ at, kind, context, conditions, partial }) => {
    const head = [
      kind,
      ...(context.length === 0 ? [] : [`in ${context.join("::")}`]),
      ...(conditions.length === 0 ? [] : [`{${conditions.join("; ")}}`]),
      ...(partial ? ["partial"] : []),
    ].join(" ");
    return `${head}: ${text.slice(at.start, at.end).replace(/\r?\n/g, "⏎")}`;
  });
}

export function check(text: string, ...expected: readonly string[]): void {
  assert.deepEqual(show(text), expected);
}
