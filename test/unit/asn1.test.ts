import assert from "node:assert/strict";
import { classifyDer, describeDer } from "../../src/base/asn1.js";
import { CERTIFICATE, DER, tlv } from "./key-material.js";

describe("base/asn1", () => {
  it("knows private keys in every form", () => {
    assert.equal(classifyDer(DER.rsaPkcs1), "private-key");
    assert.equal(classifyDer(DER.rsaPkcs8), "private-key");
    assert.equal(classifyDer(DER.ecSec1), "private-key");
    assert.equal(classifyDer(DER.ecPkcs8), "private-key");
    assert.equal(classifyDer(DER.edPkcs8), "private-key");
  });

  it("sees that a private key is encrypted", () => {
    assert.deepEqual(describeDer(DER.rsaLocked), {
      kind: "private-key",
      encrypted: true,
      length: DER.rsaLocked.length,
    });
    assert.equal(describeDer(DER.rsaPkcs8)?.encrypted, false);
  });

  it("knows public keys", () => {
    assert.equal(classifyDer(DER.rsaPublic), "public-key");
    assert.equal(classifyDer(DER.rsaPublicPkcs1), "public-key");
    assert.equal(classifyDer(DER.ecPublic), "public-key");
    assert.equal(classifyDer(DER.edPublic), "public-key");
  });

  it("knows certificates of version 3 and 1, and no request for one", () => {
    assert.equal(classifyDer(Uint8Array.from(CERTIFICATE.v3)), "certificate");
    assert.equal(classifyDer(Uint8Array.from(CERTIFICATE.v1)), "certificate");
    assert.equal(classifyDer(Uint8Array.from(CERTIFICATE.request)), undefined);
  });

  it("takes two numbers for no key: a signature looks the same", () => {
    const number = tlv(
      2,
      Array.from({ length: 70 }, () => 0x55),
    );
    assert.equal(classifyDer(Uint8Array.from(tlv(0x30, number, number))), undefined);
    assert.equal(classifyDer(Uint8Array.from(tlv(0x30, number, tlv(2, [2])))), undefined);
    assert.equal(classifyDer(Uint8Array.from(tlv(0x30, number, tlv(2, [3])))), "public-key");
  });

  it("looks past padding, and tells where the structure ends", () => {
    const padded = Buffer.concat([DER.ecSec1, Buffer.alloc(5)]);
    assert.equal(describeDer(padded)?.length, DER.ecSec1.length);
  });

  it("says nothing of what is cut short, at any length, and never throws", () => {
    for (const whole of Object.values(DER))
      for (let length = 0; length < whole.length; length++)
        assert.equal(classifyDer(whole.subarray(0, length)), undefined);
  });

  it("never throws on damaged bytes", () => {
    for (let i = 0; i < DER.ecSec1.length; i++)
      for (const value of [0x00, 0x1f, 0x30, 0x7f, 0x80, 0x84, 0xff]) {
        const damaged = Uint8Array.from(DER.ecSec1);
        damaged[i] = value;
        assert.doesNotThrow(() => classifyDer(damaged));
      }
    assert.equal(classifyDer(Uint8Array.from([0x30, 0x80, 0, 0])), undefined);
    assert.equal(classifyDer(Uint8Array.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff])), undefined);
  });
});
