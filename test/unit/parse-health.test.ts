// What a counted limit ends is said: a function that is too long to be followed through.
import assert from "node:assert/strict";
import { MOST_STEPS } from "../../src/facts/flow/run.js";
import { unfollowed } from "../../src/scan/parse-health.js";
import { flowsOf, indexOf } from "./flow-show.js";

const long = (steps: number): string =>
  `int x;\nvoid f(int s)\n{\n${"  step(s);\n".repeat(steps)}}\n`;

describe("parse health of flow", () => {
  it("names the function, its place and the limit", () => {
    const [only, ...others] = unfollowed(flowsOf(indexOf({ "a.c": long(MOST_STEPS + 1) })));
    assert.ok(only !== undefined && others.length === 0);
    assert.equal(only.kind, "budget");
    assert.equal(only.path, "a.c");
    assert.equal(only.range?.start.line, 1);
    assert.match(only.message, /f\(\) has more than 4000 steps/);
  });

  it("has nothing to say of one that fits", () => {
    const flows = flowsOf(indexOf({ "a.c": long(100) }));
    assert.equal(flows.size, 1);
    assert.deepEqual(unfollowed(flows), []);
  });
});
