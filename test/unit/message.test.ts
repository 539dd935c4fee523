// A message's blanks: a value that is known is shown, a constant of the SDK is shown by its name, and
// what would give a secret away is masked.
import assert from "node:assert/strict";
import { fillMessage } from "../../src/engine/message.js";
import { option, UNKNOWN } from "../../src/facts/values.js";
import type { Fact } from "../../src/model/fact.js";

const STORE = {
  word: "store",
  base: "cfg",
  path: "transport",
  how: "assign",
} as unknown as Fact;

describe("a message's {value}", () => {
  it("is the value", () => {
    const text = fillMessage("It is {value}.", STORE, [option({ is: "text", text: "ab" })], false);
    assert.equal(text, "It is ab.");
  });

  it("is the name of a constant whose value is not known", () => {
    const decided = [option(UNKNOWN, ["transport", "MQTT_TRANSPORT_OVER_TCP"])];
    assert.equal(
      fillMessage("It goes over {value}.", STORE, decided, false),
      "It goes over MQTT_TRANSPORT_OVER_TCP.",
    );
  });

  it("is masked where it may be a secret", () => {
    const decided = [option({ is: "text", text: "correct-horse" })];
    assert.doesNotMatch(fillMessage("It is {value}.", STORE, decided, true), /correct-horse/);
  });
});
