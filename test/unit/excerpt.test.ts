// Excerpts repeat no secrets: not the text that decided, not what reads like one beside it, and not
// the bytes of a key, however they are written.
import assert from "node:assert/strict";
import { excerptOf } from "../../src/engine/excerpt.js";
import { MASK } from "../../src/model/mask.js";

/** The first line of the excerpt of a text that is one item. */
function shown(text: string, secrets: readonly string[] = []): string {
  const item = {
    at: { start: 0, end: text.length },
    line: 0,
    column: 0,
    text,
    context: [],
    conditions: [],
    facts: [],
    partial: false,
  };
  return excerptOf(item, { start: 0, end: text.length }, secrets).lines[0] ?? "";
}

describe("excerpts", () => {
  it("mask the text that decided", () => {
    assert.equal(shown('join("kettle-Blue-42");', ["kettle-Blue-42"]), `join("k${MASK}");`);
  });

  it("mask what stands beside a secret's name", () => {
    assert.equal(shown('wifi_password = "kettle-Blue-42";'), `wifi_password = "k${MASK}";`);
  });

  it("mask a setting without quotes, and leave statements alone", () => {
    assert.equal(shown("wifi_password = kettle-42"), `wifi_password = k${MASK}`);
    for (const line of ["err = read_client_key(&client_key,", "psk = stored_psk;"])
      assert.equal(shown(line), line);
  });

  it("mask the body of a key, in one line or in many", () => {
    const body = "bm90IGEga2V5OiBtYWRlIHVw";
    assert.ok(!shown(`x = "-----BEGIN PRIVATE KEY-----\\n${body}\\n";`).includes(body));
    assert.ok(!shown(`"${body.repeat(2)}\\n"`).includes(body));
  });

  it("mask the bytes of a key", () => {
    const bytes = Array.from({ length: 20 }, (_, i) => `0x${(48 + i).toString(16)}`).join(", ");
    assert.equal(
      shown(`const uint8_t key[] = { ${bytes} };`),
      `const uint8_t key[] = { ${MASK} };`,
    );
    assert.equal(
      shown("uint8_t mac[] = { 0x24, 0x6f, 0x28 };"),
      "uint8_t mac[] = { 0x24, 0x6f, 0x28 };",
    );
  });

  it("show nothing of a binary file", () => {
    assert.equal(shown("0\u0082\u0002\u0000\u0001secret"), "(binary)");
    assert.equal(shown("\tif (a)"), "\tif (a)");
  });
});
