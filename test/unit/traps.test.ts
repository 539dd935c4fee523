// Traps that a rule must not fall into, and those it means to report, each with the sample that shows it. The
// list lies beside this file; what no sample shows has a reason.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import { fileURLToPath } from "node:url";
import { loadRulebook } from "../../src/scan/resources.js";

const LIST = fileURLToPath(new URL("../../../test/unit/traps.json", import.meta.url));

/** With a rule and one of its samples, or with the reason why there is none. */
type Trap = { readonly entry: string; readonly trap: string } & (
  { readonly rule: string; readonly sample: string } | { readonly left: string }
);

const traps = JSON.parse(fs.readFileSync(LIST, "utf8")) as readonly Trap[];
const { book } = loadRulebook();
assert.ok(book !== undefined);
const titles = new Map(
  book.rules.map(({ id, page }) => [id, new Set(page.samples.map(({ title }) => title))]),
);

function faultOf(one: Trap): string | undefined {
  if (one.entry === "" || one.trap === "") return "entry or trap is empty";
  if ("left" in one) return one.left === "" ? "left without a reason" : undefined;
  const samples = titles.get(one.rule);
  if (samples === undefined) return `there is no rule ${one.rule}`;
  return samples.has(one.sample) ? undefined : `${one.rule} has no sample "${one.sample}"`;
}

describe("traps", () => {
  it("are listed", () => {
    assert.notEqual(traps.length, 0);
  });

  it("are each shown by a sample of a rule, or left with a reason", () => {
    const faults = traps.flatMap((one) => {
      const fault = faultOf(one);
      return fault === undefined ? [] : [`${one.entry}, ${one.trap}: ${fault}`];
    });
    assert.deepEqual(faults, []);
  });

  it("are listed once", () => {
    const keys = traps.map(({ entry, trap }) => `${entry}: ${trap}`);
    assert.deepEqual(
      keys.filter((key, i) => keys.indexOf(key) !== i),
      [],
    );
  });
});
