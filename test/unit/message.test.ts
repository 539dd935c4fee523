// A message's blanks: a value that is known is shown, a constant of the SDK is shown by its name, and
// what would give a secret away is masked.
import assert from "node:assert/strict";
import { fillMessage } from "../../src/engine/message.js";
import type { Bound } from "../../src/facts/bound.js";
import { option, UNKNOWN } from "../../src/facts/values.js";
import type { ItemFacts } from "../../src/model/document.js";
import type { Fact } from "../../src/model/fact.js";
import { indexOf } from "./resolve-show.js";

const STORE = {
  word: "store",
  base: "cfg",
  path: "transport",
  how: "assign",
} as unknown as Fact;
const AT = { fact: STORE, item: { text: "" } as ItemFacts };

describe("a message's {value}", () => {
  it("is the value", () => {
    const text = fillMessage("It is {value}.", AT, [option({ is: "text", text: "ab" })], false);
    assert.equal(text, "It is ab.");
  });

  it("is the name of a constant whose value is not known", () => {
    const decided = [option(UNKNOWN, ["transport", "MQTT_TRANSPORT_OVER_TCP"])];
    assert.equal(
      fillMessage("It goes over {value}.", AT, decided, false),
      "It goes over MQTT_TRANSPORT_OVER_TCP.",
    );
  });

  it("is masked where it may be a secret", () => {
    const decided = [option({ is: "text", text: "correct-horse" })];
    assert.doesNotMatch(fillMessage("It is {value}.", AT, decided, true), /correct-horse/);
  });
});

describe("a message's argument", () => {
  function shown(text: string): string {
    const facts = factsOf(`void f(void) { printf(${text}); }`);
    return fillMessage("{name}() takes {0}.", facts, [], false);
  }

  it("is shown as it is written", () => {
    assert.equal(shown("line"), "printf() takes line.");
    assert.equal(shown("&line"), "printf() takes line.");
    assert.equal(shown('root["name"]'), 'printf() takes root["name"].');
    assert.equal(shown("page->title"), "printf() takes page->title.");
    assert.equal(shown("next(  line )"), "printf() takes next( line ).");
  });

  it("is not, where that would be long", () => {
    assert.equal(
      shown("join(first_part_of_the_line, second_part_of_the_line)"),
      "printf() takes this argument.",
    );
  });
});

function factsOf(text: string): Bound {
  for (const bound of indexOf({ "a.c": text }).find("call", "printf")) return bound;
  throw new Error("no call of printf");
}
