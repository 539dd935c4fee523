// Private keys in every form they are copied in, and the public half that all forms share.
import assert from "node:assert/strict";
import { bareKeysIn, BARE_KEY_MARKS, keysInBytes } from "../../src/base/bare-keys.js";
import { publicHalf } from "../../src/base/spki.js";
import { DER, PEM } from "./key-material.js";

const PRIVATE = [DER.rsaPkcs1, DER.rsaPkcs8, DER.ecSec1, DER.ecPkcs8, DER.edPkcs8];
const PUBLIC = [DER.rsaPublic, DER.ecPublic, DER.edPublic];

function same(found: readonly Uint8Array[], key: Uint8Array): void {
  assert.deepEqual(
    found.map((bytes) => Buffer.from(bytes).toString("hex")),
    [Buffer.from(key).toString("hex")],
  );
}

describe("keys without PEM lines", () => {
  it("are found in base64, in lines of it, and in JSON", () => {
    for (const key of PRIVATE) {
      const text = key.toString("base64");
      same(bareKeysIn(text), key);
      same(bareKeysIn(text.replaceAll(/.{64}/g, "$&\\n")), key);
      same(bareKeysIn(JSON.stringify({ id: "lamp", key: text })), key);
    }
  });

  it("are found in hexadecimal digits and as bytes", () => {
    for (const key of PRIVATE) {
      same(bareKeysIn(key.toString("hex")), key);
      same(bareKeysIn(key.toString("latin1")), key);
      same(keysInBytes(Buffer.concat([key, Buffer.alloc(3)])), key);
    }
    same(keysInBytes(Buffer.from(`${PEM.ecSec1}\0`)), DER.ecSec1);
  });

  it("hold a mark that a scan can look for", () => {
    for (const key of PRIVATE)
      for (const text of [key.toString("base64"), key.toString("hex")])
        assert.ok(
          BARE_KEY_MARKS.some((mark) => text.toLowerCase().includes(mark.toLowerCase())),
          text.slice(0, 40),
        );
  });

  it("are no public keys, no pictures and no short texts", () => {
    for (const key of PUBLIC) {
      assert.deepEqual(bareKeysIn(key.toString("base64")), []);
      assert.deepEqual(bareKeysIn(key.toString("hex")), []);
      assert.deepEqual(keysInBytes(key), []);
    }
    assert.deepEqual(bareKeysIn(Buffer.alloc(300, 0x30).toString("base64")), []);
    assert.deepEqual(bareKeysIn("MIIE"), []);
    assert.deepEqual(keysInBytes(Buffer.from(PEM.ecPublic)), []);
  });
});

describe("base/spki", () => {
  it("gives the public half that the key holds, the same for every form", () => {
    const hex = (der: Uint8Array): string => Buffer.from(publicHalf(der) ?? []).toString("hex");
    assert.equal(hex(DER.rsaPkcs1), DER.rsaPublic.toString("hex"));
    assert.equal(hex(DER.rsaPkcs8), DER.rsaPublic.toString("hex"));
    assert.equal(hex(DER.ecSec1), DER.ecPublic.toString("hex"));
    assert.equal(hex(DER.ecPkcs8), DER.ecPublic.toString("hex"));
  });

  it("has none where the key leaves it out or is none", () => {
    assert.equal(publicHalf(DER.edPkcs8), undefined);
    assert.equal(publicHalf(DER.rsaPublic), undefined);
    assert.equal(publicHalf(DER.rsaLocked), undefined);
    assert.equal(publicHalf(Uint8Array.of(0x30, 0x82)), undefined);
  });

  it("never throws on what is cut short", () => {
    for (const key of PRIVATE)
      for (let length = 0; length < key.length; length++)
        assert.doesNotThrow(() => publicHalf(key.subarray(0, length)));
  });
});
