import assert from "node:assert/strict";
import fc from "fast-check";
import { buildWordScanner, isScannable } from "../../src/base/word-scan.js";
import type { ScanWord } from "../../src/base/word-scan.js";

type Hit = readonly [word: number, start: number, end: number];

const isIdentifier = (letter: string | undefined): boolean =>
  letter !== undefined && /^[A-Za-z0-9_]$/.test(letter);

/** What a scanner must report, found by looking for each word at each place of ASCII text. */
function naive(words: readonly ScanWord[], text: string): Hit[] {
  const hits: Hit[] = [];
  words.forEach(({ word, kind }, index) => {
    for (let start = 0; start + word.length <= text.length; start++) {
      const end = start + word.length;
      const here = text.slice(start, end);
      if (kind === "part") {
        if (here.toLowerCase() === word.toLowerCase()) hits.push([index, start, end]);
      } else if (here === word) {
        const joinedBefore = isIdentifier(word[0]) && isIdentifier(text[start - 1]);
        const joinedAfter = isIdentifier(word.at(-1)) && isIdentifier(text[end]);
        if (!joinedBefore && !joinedAfter) hits.push([index, start, end]);
      }
    }
  });
  return inOrder(hits);
}

function inOrder(hits: readonly Hit[]): Hit[] {
  return [...hits].sort((a, b) => a[2] - b[2] || a[1] - b[1] || a[0] - b[0]);
}

function hitsInBytes(words: readonly ScanWord[], bytes: Uint8Array): Hit[] {
  const hits: Hit[] = [];
  buildWordScanner(words).scan(bytes, (...hit) => {
    hits.push(hit);
    return undefined;
  });
  return hits;
}

function hitsInText(words: readonly ScanWord[], text: string): Hit[] {
  const hits: Hit[] = [];
  buildWordScanner(words).scanText(text, (...hit) => {
    hits.push(hit);
    return undefined;
  });
  return hits;
}

function check(words: readonly ScanWord[], text: string, expected: readonly string[]): void {
  const shown = (hits: readonly Hit[]): string[] =>
    hits.map(([word, start]) => `${String(start)}:${words[word]?.word ?? "?"}`);
  const bytes = new TextEncoder().encode(text);
  assert.deepEqual(shown(hitsInText(words, text)), expected);
  if (bytes.length === text.length) assert.deepEqual(shown(hitsInBytes(words, bytes)), expected);
}

const word = (text: string): ScanWord => ({ word: text, kind: "word" });
const part = (text: string): ScanWord => ({ word: text, kind: "part" });

describe("the word scanner", () => {
  it("wants a word whole and as written", () => {
    const text = "strcpy(a); my_strcpy(b); strcpy_s(c); STRCPY(d); x=strcpy";
    check([word("strcpy")], text, ["0:strcpy", "51:strcpy"]);
  });

  it("finds a part anywhere and in any case", () => {
    check([part("passwd")], "tpasswd PASSWD_MAX Passw", ["1:passwd", "8:passwd"]);
    check([part("Token")], "TOKEN mytokens", ["0:Token", "8:Token"]);
  });

  it("keeps a word's case although a part beside it folds cases", () => {
    check([word("MD5"), part("md5")], "md5 MD5", ["0:md5", "4:MD5", "4:md5"]);
  });

  it("asks for no boundary at an end that is no identifier character", () => {
    check([word("http://")], 'url = "http://example.org" xhttp://', ["7:http://"]);
    check([word("::begin")], "WiFi::begin WiFi::beginAP", ["4:::begin"]);
  });

  it("reports words inside and across one another", () => {
    const words = [part("he"), part("she"), part("his"), part("hers")];
    check(words, "ushers", ["1:she", "2:he", "2:hers"]);
    check([part("aa")], "aaaa", ["0:aa", "1:aa", "2:aa"]);
  });

  it("reports each of two equal words", () => {
    check([word("gets"), word("gets")], "gets(", ["0:gets", "0:gets"]);
  });

  it("counts UTF-16 units in text and bytes in bytes, and lets no other letter stand in a word", () => {
    const text = "é gets ж gets";
    assert.deepEqual(hitsInText([word("gets")], text), [
      [0, 2, 6],
      [0, 9, 13],
    ]);
    assert.deepEqual(hitsInBytes([word("gets")], new TextEncoder().encode(text)), [
      [0, 3, 7],
      [0, 11, 15],
    ]);
    // U+0167 and U+0174 end in the bytes of "g" and "t".
    check([part("get")], "\u0167e\u0174 geŴ", []);
  });

  it("stops when told, and says so", () => {
    const scanner = buildWordScanner([word("a"), word("b")]);
    const seen: number[] = [];
    const stopped = scanner.scan(new TextEncoder().encode("a b a"), (index) => {
      seen.push(index);
      return index === 1;
    });
    assert.deepEqual([stopped, seen], [true, [0, 1]]);
    assert.equal(
      scanner.scan(new TextEncoder().encode("a b a"), () => undefined),
      false,
    );
  });

  it("tells whether any word occurs", () => {
    const scanner = buildWordScanner([word("gets"), part("secret")]);
    const has = (text: string): boolean => scanner.hasAny(new TextEncoder().encode(text));
    assert.deepEqual(["", "fgets(x)", "gets(x)", "MY_SECRETS", "secre"].map(has), [
      false,
      false,
      true,
      true,
      false,
    ]);
  });

  it("finds nothing for no words", () => {
    assert.equal(buildWordScanner([]).hasAny(new TextEncoder().encode("anything")), false);
  });

  it("refuses words it would be blind to", () => {
    assert.deepEqual(["", "naïve", "пароль", "ok_1"].map(isScannable), [false, false, false, true]);
    assert.throws(() => buildWordScanner([word("ok"), part("naïve")]), /RangeError.*naïve/);
    assert.throws(() => buildWordScanner([word("")]), RangeError);
  });

  it("starts every scan afresh", () => {
    const scanner = buildWordScanner([part("abc")]);
    assert.equal(scanner.hasAny(new TextEncoder().encode("ab")), false);
    assert.equal(scanner.hasAny(new TextEncoder().encode("c")), false);
  });

  // Few letters, so that words overlap, share beginnings and are each other's endings.
  const letters = fc.constantFrom("a", "A", "b", "B", "c", "C", "_", "1", ".", " ", "-");
  const words = fc.array(
    fc.record({
      word: fc.string({ unit: letters, minLength: 1, maxLength: 5 }),
      kind: fc.constantFrom("word", "part"),
    }) satisfies fc.Arbitrary<ScanWord>,
    { maxLength: 12 },
  );

  it("agrees with looking for each word at each place", () => {
    const text = fc.string({ unit: letters, maxLength: 60 });
    fc.assert(
      fc.property(words, text, (list, given) => {
        const expected = naive(list, given);
        assert.deepEqual(inOrder(hitsInText(list, given)), expected);
        const bytes = new TextEncoder().encode(given);
        assert.deepEqual(inOrder(hitsInBytes(list, bytes)), expected);
        assert.equal(buildWordScanner(list).hasAny(bytes), expected.length > 0);
      }),
      { numRuns: 2000 },
    );
  });

  it("agrees on any bytes at all", () => {
    fc.assert(
      fc.property(words, fc.uint8Array({ maxLength: 200 }), (list, bytes) => {
        const text = String.fromCharCode(...bytes);
        assert.deepEqual(inOrder(hitsInBytes(list, bytes)), naive(list, text));
        assert.deepEqual(inOrder(hitsInText(list, text)), naive(list, text));
      }),
      { numRuns: 1000 },
    );
  });

  it("reports by ascending end, the longer first", () => {
    const text = fc.string({ unit: letters, maxLength: 60 });
    fc.assert(
      fc.property(words, text, (list, given) => {
        const ends = hitsInText(list, given).map(([, start, end]) => [end, start]);
        const sorted = [...ends].sort(
          (a, b) => (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0),
        );
        assert.deepEqual(ends, sorted);
      }),
    );
  });
});
