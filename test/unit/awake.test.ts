// The order in which words count: types before fields, the first clause before the others.
import assert from "node:assert/strict";
import type { Case, Rule } from "../../src/model/rule.js";
import { readConditions } from "../../src/rules/sentence.js";
import { AwakeWords } from "../../src/scan/awake.js";

function caseOf(when: readonly unknown[], unless: readonly unknown[] = []): Case {
  const reading = { lists: new Map<string, readonly string[]>(), faults: [] };
  const blocking = readConditions(unless, [], reading).map((condition, index) => {
    return { condition, index, within: "object" as const };
  });
  const conditions = readConditions(when, [], reading);
  assert.deepEqual(reading.faults, []);
  return { when: conditions, unless: blocking, message: "", fixes: [], confidence: "high" };
}

function check(one: Case): {
  active: () => string[];
  see: (...words: string[]) => void;
  start: () => void;
} {
  const words = new AwakeWords([{ cases: [one] } as unknown as Rule]);
  const numberOf = (word: string): number => words.gate.words.findIndex((w) => w.word === word);
  return {
    active: () =>
      [...words.active].map((n) => words.gate.words[n]?.word ?? "").filter((w) => !w.includes(":")),
    see: (...seen) => {
      assert.ok(seen.every((word) => numberOf(word) >= 0));
      words.notice(new Set(seen.map(numberOf)));
    },
    start: () => words.start([one]),
  };
}

describe("words that count", () => {
  const store = { store: { in: "wifi_config_t", field: "sta.password" }, value: { known: true } };

  it("are the types first, and the fields where a type and what holds the field were seen", () => {
    const { active, see } = check(caseOf([store]));
    assert.deepEqual(active(), ["wifi_config_t"]);
    see("wifi_config_t");
    assert.deepEqual(active(), ["wifi_config_t"]);
    see("wifi_config_t", "sta");
    assert.deepEqual(active(), ["wifi_config_t", "password"]);
  });

  it("are names of values first where nothing else is accepted", () => {
    const { active, see } = check(
      caseOf([{ store: { field: "version" }, value: ["PROTOCOM_SEC0"] }]),
    );
    assert.deepEqual(active(), []);
    see("PROTOCOM_SEC0");
    assert.deepEqual(active(), ["version"]);
  });

  it("are the other clauses' only when the first one holds somewhere", () => {
    const one = caseOf([{ call: "connect" }], [{ call: "verify" }]);
    const { active, start } = check(one);
    assert.deepEqual(active(), ["connect"]);
    start();
    assert.deepEqual(active(), ["connect", "verify"]);
  });

  it("are those of every alternative of the first clause", () => {
    const { active } = check(caseOf([{ any: [{ call: "connect" }, { call: "dial" }] }]));
    assert.deepEqual(active(), ["connect", "dial"]);
  });
});
