import assert from "node:assert/strict";
import fc from "fast-check";
import { decode, isAsciiCompatible } from "../../src/scan/decode.js";

/** The answer as text: `encoding|text|problem`, or `binary`. */
function shown(bytes: readonly number[] | Uint8Array): string {
  const decoded = decode(Uint8Array.from(bytes));
  if ("binary" in decoded) return "binary";
  const { encoding, text, problem } = decoded;
  return problem === undefined ? `${encoding}|${text}` : `${encoding}|${text}|${problem}`;
}

const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)];
const utf16 = (text: string, littleEndian: boolean): number[] =>
  Array.from(text, (letter) => {
    const unit = letter.charCodeAt(0);
    return littleEndian ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255];
  }).flat();

describe("decoding", () => {
  it("reads UTF-8, and nothing as nothing", () => {
    assert.equal(shown(utf8("int ü; // ж 中 😀")), "utf-8|int ü; // ж 中 😀");
    assert.equal(shown([]), "utf-8|");
  });

  it("strips the byte order mark of UTF-8, once", () => {
    assert.equal(shown([0xef, 0xbb, 0xbf, ...utf8("a")]), "utf-8|a");
    assert.equal(shown([0xef, 0xbb, 0xbf]), "utf-8|");
    assert.equal(shown([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf, 97]), "utf-8|\uFEFFa");
  });

  it("reads UTF-16 by its byte order mark", () => {
    assert.equal(shown([0xff, 0xfe, ...utf16("aжb", true)]), "utf-16le|aжb");
    assert.equal(shown([0xfe, 0xff, ...utf16("aжb", false)]), "utf-16be|aжb");
    assert.equal(shown([0xff, 0xfe]), "utf-16le|");
  });

  it("keeps what it can of broken UTF-16, and says so", () => {
    assert.equal(
      shown([0xff, 0xfe, 97, 0, 0x00, 0xd8, 98, 0]),
      "utf-16le|a\uFFFDb|Not valid UTF-16LE: units that are no letters were read as U+FFFD.",
    );
    assert.match(shown([0xfe, 0xff, 0, 97, 0]), /^utf-16be\|a\uFFFD\|Not valid UTF-16BE/);
  });

  it("reads other bytes as Windows-1252, and names the first line", () => {
    const why = (line: number): string =>
      `Not valid UTF-8, first on line ${line}: read as Windows-1252, so letters beyond ASCII may be wrong.`;
    assert.equal(shown([...utf8("a\nb "), 0xe9, 0x80]), `latin1|a\nb é€|${why(2)}`);
    assert.equal(shown([0xff]), `latin1|ÿ|${why(1)}`);
    // A cut-off sequence, an overlong one, and a surrogate are no UTF-8 either.
    assert.match(shown([97, 0xe4, 0xb8]), /^latin1\|aä¸\|/);
    assert.match(shown([0xc0, 0x80]), /^latin1\|/);
    assert.match(shown([0xed, 0xa0, 0x80]), /^latin1\|/);
  });

  it("knows all letters of Windows-1252", () => {
    const decoded = decode(Uint8Array.from({ length: 128 }, (_, i) => 128 + i));
    assert.ok("text" in decoded);
    const units = Array.from(decoded.text, (letter) => letter.charCodeAt(0));
    // prettier-ignore
    assert.deepEqual(units.slice(0, 32), [
      0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021,
      0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d, 0x8f,
      0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
      0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178,
    ]);
    assert.deepEqual(
      units.slice(32),
      Array.from({ length: 96 }, (_, i) => 0xa0 + i),
    );
  });

  it("drops the mark also where the rest is no UTF-8", () => {
    assert.match(
      shown([0xef, 0xbb, 0xbf, 97, 0xe9]),
      /^latin1\|aé\|Not valid UTF-8, first on line 1/,
    );
  });

  it("calls binary what has a NUL among its first 8 KiB", () => {
    const at = (index: number): Uint8Array => {
      const bytes = new Uint8Array(9000).fill(97);
      bytes[index] = 0;
      return bytes;
    };
    assert.equal(shown(at(0)), "binary");
    assert.equal(shown(at(8191)), "binary");
    assert.equal(shown(at(8192)), `utf-8|${"a".repeat(8192)}\0${"a".repeat(807)}`);
  });

  it("does not take UTF-32 or unmarked UTF-16 for text", () => {
    assert.equal(shown([0xff, 0xfe, 0, 0, 97, 0, 0, 0]), "binary");
    assert.equal(shown(utf16("int main", true)), "binary");
  });

  it("tells where words can be looked for in the bytes", () => {
    const cases: [bytes: readonly number[], expected: boolean][] = [
      [utf8("strcpy ü"), true],
      [[0xef, 0xbb, 0xbf, 97], true],
      [[97, 0xe9], true],
      [[], true],
      [[0xff, 0xfe, 97, 0], false],
      [[0xfe, 0xff, 0, 97], false],
      [[97, 0], false],
    ];
    for (const [bytes, expected] of cases) {
      assert.equal(isAsciiCompatible(Uint8Array.from(bytes)), expected, String(bytes));
    }
  });

  it("gives back any text that was written as UTF-8", () => {
    const text = fc
      .string({ unit: "binary" })
      .filter((s) => !s.includes("\0") && !s.startsWith("\uFEFF"));
    fc.assert(
      fc.property(text, (given) => {
        assert.deepEqual(decode(new TextEncoder().encode(given)), {
          text: given,
          encoding: "utf-8",
        });
      }),
    );
  });

  it("answers any bytes, and keeps every ASCII letter of what it calls text in place", () => {
    fc.assert(
      fc.property(fc.uint8Array({ min: 1, maxLength: 64 }), (bytes) => {
        const decoded = decode(bytes);
        if ("binary" in decoded || decoded.encoding !== "latin1") return;
        assert.ok(decoded.problem?.startsWith("Not valid UTF-8"));
        const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
        const ascii = (unit: number): string => (unit < 128 ? String.fromCharCode(unit) : ".");
        assert.equal(
          Array.from(decoded.text, (letter) => ascii(letter.charCodeAt(0))).join(""),
          Array.from(bytes.slice(hasMark ? 3 : 0), ascii).join(""),
        );
      }),
    );
  });
});
