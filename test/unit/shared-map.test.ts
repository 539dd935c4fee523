// A map that shares what it can behaves as a map that copies everything.
import assert from "node:assert/strict";
import fc from "fast-check";
import { SharedMap } from "../../src/facts/flow/shared-map.js";

/** What is done to one of the maps made so far; `copy` makes one more. */
const act = fc.record({
  does: fc.constantFrom("set", "set", "set", "delete", "copy"),
  which: fc.nat(7),
  key: fc.nat(30),
  value: fc.nat(5),
});

type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

interface Pair {
  readonly shared: SharedMap<number, number>;
  readonly plain: Map<number, number>;
}

function play(acts: readonly Act[]): readonly Pair[] {
  const pairs: Pair[] = [{ shared: new SharedMap(), plain: new Map() }];
  for (const { does, which, key, value } of acts) {
    const pair = pairs[which % pairs.length];
    assert.ok(pair !== undefined);
    if (does === "copy") pairs.push({ shared: pair.shared.copy(), plain: new Map(pair.plain) });
    else if (does === "delete") {
      pair.shared.delete(key);
      pair.plain.delete(key);
    } else {
      pair.shared.set(key, value);
      pair.plain.set(key, value);
    }
  }
  return pairs;
}

const entries = (
  map: Iterable<readonly [number, number]>,
): readonly (readonly [number, number])[] => [...map].sort(([a], [b]) => a - b);

describe("shared maps", () => {
  it("hold what plain copies hold, whatever is done to each of them", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 120 }), (acts) => {
        for (const { shared, plain } of play(acts)) {
          assert.deepEqual(entries(shared), entries(plain));
          assert.equal(shared.size, plain.size);
          for (const key of plain.keys()) assert.ok(shared.has(key));
        }
      }),
    );
  });

  it("name every key that two of them differ in", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 120 }), (acts) => {
        const pairs = play(acts);
        for (const a of pairs)
          for (const b of pairs) {
            const said = a.shared.differing(b.shared);
            for (const key of [...a.plain.keys(), ...b.plain.keys()])
              if (a.plain.get(key) !== b.plain.get(key)) assert.ok(said.has(key), String(key));
          }
      }),
    );
  });
});
