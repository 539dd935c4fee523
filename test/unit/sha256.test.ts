import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { sha256, sha256Text } from "../../src/base/sha256.js";

describe("base/sha256", () => {
  it("agrees with the published vectors", () => {
    assert.equal(
      sha256Text(""),
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    );
    assert.equal(
      sha256Text("abc"),
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
    assert.equal(
      sha256Text("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    );
  });

  it("agrees with node:crypto at every length around the block's edges", () => {
    for (let length = 0; length < 200; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 167 + length) & 0xff);
      assert.equal(sha256(bytes), createHash("sha256").update(bytes).digest("hex"), `${length}`);
    }
    const long = new Uint8Array(100_003).fill(0xa5);
    assert.equal(sha256(long), createHash("sha256").update(long).digest("hex"));
  });

  it("hashes text as UTF-8", () => {
    const text = "Schlüssel 🔑";
    assert.equal(sha256Text(text), createHash("sha256").update(text, "utf8").digest("hex"));
  });

  it("leaves its input alone, and reads a view of a larger buffer as that view", () => {
    const buffer = Uint8Array.from([9, 97, 98, 99, 9]);
    assert.equal(sha256(buffer.subarray(1, 4)), sha256Text("abc"));
    assert.deepEqual([...buffer], [9, 97, 98, 99, 9]);
  });
});
