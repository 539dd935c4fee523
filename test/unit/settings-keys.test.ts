import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { PresenceFact } from "../../src/model/fact.js";
import { CERTIFICATE, DER, PEM } from "./key-material.js";
import { read } from "./settings-show.js";

function hash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function presences(text: string): PresenceFact[] {
  return read("key", text).raw.filter((fact) => fact.word === "presence");
}

describe("settings/keys", () => {
  it("finds each PEM block at its BEGIN line, with the hash of its bytes", () => {
    const text = `Bag Attributes\n${PEM.ecSec1}\n${PEM.ecPublic}`;
    const { facts, problems, parse } = read("key", text);
    assert.deepEqual(facts, [
      "private-key EC PRIVATE KEY open <-----BEGIN EC PRIVATE KEY----->",
      "public-key PUBLIC KEY <-----BEGIN PUBLIC KEY----->",
    ]);
    assert.deepEqual(problems, []);
    assert.equal(parse, "whole");
    assert.deepEqual(
      presences(text).map(({ sha256 }) => sha256),
      [hash(DER.ecSec1), hash(DER.ecPublic)],
    );
  });

  it("knows a locked key, old style and new", () => {
    assert.deepEqual(read("key", PEM.rsaPkcs1Locked).facts, [
      "private-key RSA PRIVATE KEY locked <-----BEGIN RSA PRIVATE KEY----->",
    ]);
    assert.deepEqual(read("key", PEM.rsaLocked).facts, [
      "private-key ENCRYPTED PRIVATE KEY locked <-----BEGIN ENCRYPTED PRIVATE KEY----->",
    ]);
  });

  it("knows an OpenSSH key by its cipher", () => {
    const block = (cipher: string): string => {
      const length = Buffer.from([0, 0, 0, cipher.length]);
      const body = Buffer.concat([Buffer.from("openssh-key-v1\0"), length, Buffer.from(cipher)]);
      return `-----BEGIN OPENSSH PRIVATE KEY-----\n${body.toString("base64")}\n-----END OPENSSH PRIVATE KEY-----\n`;
    };
    assert.deepEqual(
      presences(block("none") + block("aes256-ctr")).map(({ encrypted }) => encrypted),
      [false, true],
    );
  });

  it("passes over parameters and requests", () => {
    const block = (label: string): string =>
      `-----BEGIN ${label}-----\nBggqhkjOPQMBBw==\n-----END ${label}-----\n`;
    const { facts, problems } = read(
      "key",
      block("EC PARAMETERS") + block("CERTIFICATE REQUEST") + block("CERTIFICATE"),
    );
    assert.deepEqual(facts, ["certificate CERTIFICATE <-----BEGIN CERTIFICATE----->"]);
    assert.deepEqual(problems, []);
  });

  it("takes no template for a key, and says so", () => {
    const { facts, problems, parse } = read(
      "key",
      "-----BEGIN PRIVATE KEY-----\n<paste here>\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\nAAAA\n",
    );
    assert.deepEqual(facts, []);
    assert.deepEqual(problems, [
      "Line 1: this PEM block holds no base64, so it was not read.",
      "Line 4: this PEM block has no END line, so it was not read.",
    ]);
    assert.equal(parse, "partial");
  });

  it("reads DER as one character a byte", () => {
    const shown = (bytes: Uint8Array): string =>
      read("key", Buffer.from(bytes).toString("latin1")).facts.join();
    assert.equal(shown(DER.rsaPkcs1), "private-key DER open <>");
    assert.equal(shown(DER.rsaLocked), "private-key DER locked <>");
    assert.equal(shown(DER.ecPublic), "public-key DER <>");
    assert.equal(shown(Uint8Array.from(CERTIFICATE.v1)), "certificate DER <>");
    const [fact] = presences(Buffer.concat([DER.ecSec1, Buffer.alloc(3)]).toString("latin1"));
    assert.equal(fact?.sha256, hash(DER.ecSec1));
  });

  it("says that it cannot judge other bytes", () => {
    for (const text of ["", "\x01\x02\x03", "0\x82\u2013", "just text"]) {
      const { facts, problems, parse } = read("key", text);
      assert.deepEqual(facts, []);
      assert.equal(problems.length, 1);
      assert.equal(parse, "partial");
    }
  });

  it("finds suppressions above a block", () => {
    assert.ok(
      read(
        "key",
        `# baseline645: allow demo-rule -- bench key\n${PEM.ecSec1}`,
      ).facts[0]?.startsWith("ignore baseline645: allow demo-rule"),
    );
  });
});
