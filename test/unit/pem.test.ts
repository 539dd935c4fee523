import assert from "node:assert/strict";
import { decodeBase64, findPemBlocks } from "../../src/base/pem.js";
import { DER, PEM } from "./key-material.js";

describe("base/pem", () => {
  it("finds every block with its place, and decodes it", () => {
    const text = `preface\n${PEM.ecSec1}between\n${PEM.ecPublic}`;
    const blocks = findPemBlocks(text);
    assert.deepEqual(
      blocks.map(({ label, encrypted }) => [label, encrypted]),
      [
        ["EC PRIVATE KEY", false],
        ["PUBLIC KEY", false],
      ],
    );
    const [first] = blocks;
    assert.ok(first);
    assert.equal(text.slice(first.start, first.headerEnd), "-----BEGIN EC PRIVATE KEY-----");
    assert.ok(text.slice(first.start, first.end).endsWith("-----END EC PRIVATE KEY-----"));
    assert.deepEqual(Buffer.from(first.der ?? []), DER.ecSec1);
  });

  it("knows an encrypted key by its label or its headers", () => {
    assert.equal(findPemBlocks(PEM.rsaLocked)[0]?.encrypted, true);
    const old = findPemBlocks(PEM.rsaPkcs1Locked)[0];
    assert.equal(old?.label, "RSA PRIVATE KEY");
    assert.equal(old.encrypted, true);
    assert.ok(old.der !== undefined && old.der.length % 16 === 0);
  });

  it("copes with a block inside a literal: CRLF, no line breaks, breaks still escaped", () => {
    for (const text of [
      PEM.ecSec1.replaceAll("\n", "\r\n"),
      PEM.ecSec1.replaceAll("\n", ""),
      PEM.ecSec1.replaceAll("\n", "\\n"),
      PEM.ecSec1.replaceAll("\n", "\\r\\n"),
    ])
      assert.deepEqual(Buffer.from(findPemBlocks(text)[0]?.der ?? []), DER.ecSec1);
  });

  it("takes no lone line for a block, and no END of another label", () => {
    assert.deepEqual(findPemBlocks("-----BEGIN PRIVATE KEY-----"), []);
    assert.deepEqual(findPemBlocks("-----BEGIN A-----\nAAAA\n-----END B-----"), []);
    assert.deepEqual(findPemBlocks("-----BEGIN "), []);
    assert.deepEqual(
      findPemBlocks("-----BEGIN A-----\nAAAA\n-----BEGIN A-----\nBBBB\n-----END A-----").map(
        ({ start }) => start,
      ),
      [23],
    );
  });

  it("leaves a placeholder without bytes", () => {
    const [block] = findPemBlocks("-----BEGIN KEY-----\n<your key here>\n-----END KEY-----");
    assert.equal(block?.body, "\n<your key here>\n");
    assert.equal(block.der, undefined);
    assert.equal(findPemBlocks("-----BEGIN KEY-----\n-----END KEY-----")[0]?.der, undefined);
  });

  it("decodes base64 as others do", () => {
    for (let length = 0; length < 20; length++) {
      const bytes = Buffer.from(Array.from({ length }, (_, i) => (i * 91 + 200) & 0xff));
      const text = bytes.toString("base64");
      assert.deepEqual(Buffer.from(decodeBase64(text) ?? [1]), bytes);
      assert.deepEqual(Buffer.from(decodeBase64(text.replaceAll("=", "")) ?? [1]), bytes);
    }
    assert.equal(decodeBase64("AAAAA"), undefined);
    assert.equal(decodeBase64("AA*A"), undefined);
    assert.equal(decodeBase64("AA=A"), undefined);
  });
});
