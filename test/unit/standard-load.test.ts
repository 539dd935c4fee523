// Whatever a person does to the standard's file, loadStandard answers with problems at their place.
import assert from "node:assert/strict";
import fc from "fast-check";
import { describeStatus, pageWords } from "../../src/model/editions.js";
import { loadStandard } from "../../src/rules/standard.js";

const SMALL = `title: A small standard
editions:
  2.1.1:
    document: https://www.etsi.org/old.pdf
    confidence: { status: high, conditions: high, page: estimated }
  3.1.3:
    document: https://www.etsi.org/new.pdf
    confidence: { status: high, conditions: high, page: verified }
testSpecification: { title: Tests, document: https://www.etsi.org/tests.pdf }
clauses:
  "5.10": Something
conditions:
  2.1.1: { confidence: unverified, texts: { "1": it has one } }
  3.1.3: { confidence: high, texts: {} }
features:
  2.1.1: { confidence: high, texts: {} }
  3.1.3: { confidence: high, texts: { "y": it does y } }
provisions:
  - id: 5.10-1
    clause: "5.10"
    gist: A gist
    duty: A duty
    reach: code
    limits: A limit
    in:
      2.1.1: { is: mandatory, conditions: ["1"], page: 3 }
    voidIn: [3.1.3]
    replacedBy: [5.10-1A]
    change: Moved.
  - id: 5.10-1A
    clause: "5.10"
    gist: A gist
    duty: A duty
    reach: partly
    limits: A limit
    in:
      3.1.3: { is: recommended, features: ["y"], page: 4, confidence: { page: estimated } }
    replaces: [5.10-1]
    change: New.
`;

/** Replaces `from` in the small standard and draws what is reported: `line:column text-there message`. */
function reported(from: string, to: string): string[] {
  assert.ok(SMALL.includes(from), from);
  const text = SMALL.replace(from, to);
  const { standard, problems } = loadStandard(text, "a/b.yaml");
  assert.equal(standard, undefined);
  return problems.map(({ path, kind, severity, range, message }) => {
    assert.deepEqual([path, kind, severity], ["a/b.yaml", "syntax", "error"]);
    assert.ok(range);
    const line = text.split("\n")[range.start.line] ?? "";
    const end = range.end.line === range.start.line ? range.end.column : undefined;
    return `${range.start.line}:${range.start.column} \`${line.slice(range.start.column, end)}\` ${message}`;
  });
}

describe("loadStandard", () => {
  it("reads a small standard", () => {
    const { standard, problems } = loadStandard(SMALL, "a/b.yaml");
    assert.deepEqual(problems, []);
    assert.ok(standard);
    const status = standard.provisions.get("5.10-1A")?.in["3.1.3"];
    assert.ok(status);
    assert.equal(status.link, "https://www.etsi.org/new.pdf#page=4");
    assert.equal(pageWords(status), "about page 4");
    assert.equal(describeStatus(status), "recommended if it does y");
    assert.deepEqual(standard.provisions.get("5.10-1")?.tests, []);
  });

  const faults: readonly (readonly [string, string, string, readonly RegExp[]])[] = [
    ["broken YAML", "reach: code", "reach: [code", [/^2[34]:/]],
    ["a tab", "    gist: A gist", "\tgist: A gist", [/^20:0 /]],
    ["a key twice", "title: A small standard", "title: a\ntitle: b", [/^1:0 `t` /]],
    ["an alias to nothing", "title: A small standard", "title: *nothing", [/^0:0 .*nothing/]],
    ["a missing key", "    duty: A duty\n", "", [/^18:4 `id` .*duty: this is missing/]],
    ["an unknown key", "duty:", "dutty:", [/^18:4 `id` .*duty/, /^21:4 `dutty` .*nobody knows/]],
    ["a clause read as a number", 'clause: "5.10"', "clause: 5.10", [/^19:12 `5.10` .*string/]],
    [
      "a clause without title",
      '"5.10": Some',
      '"5.1": Some',
      [/^10:2 `"5.1"` /, /^19:12/, /^30:12/],
    ],
    ["a wrong status", "is: mandatory", "is: must", [/^25:19 `must` /]],
    ["a page that is none", "page: 3 ", "page: 0 ", [/^25:\d+ `0` /]],
    ["an unknown condition", '["1"]', '["2"]', [/^25:\d+ `"2"` .*no text/]],
    ["an unknown feature", 'features: ["y"]', 'features: ["z"]', [/^36:\d+ `"z"` /]],
    ["an http link", "https://www.etsi.org/new", "http://www.etsi.org/new", [/^6:14 `http:/]],
    ["a successor that does not exist", "[5.10-1A]", "[5.10-2]", [/^27:\d+ `5.10-2` /, /^37:/]],
    ["a one-sided replacement", "    replaces: [5.10-1]\n", "", [/^27:17 `5.10-1A` .*replaces/]],
    ["an id twice", "- id: 5.10-1A", "- id: 5.10-1", [/^29:8 `5.10-1` .*twice/, /^27:/]],
    ["void with a status", "voidIn: [3.1.3]", "voidIn: [2.1.1]", [/^26:\d+ .*void/]],
    [
      "a malformed CWE",
      "    change: New.",
      "    cwe: [CWE-0x1]\n    change: New.",
      [/^38:10 `CWE-0x1` /],
    ],
  ];
  for (const [name, from, to, expected] of faults) {
    it(`reports ${name} at its place`, () => {
      const lines = reported(from, to);
      assert.ok(lines.length > 0);
      for (const pattern of expected) {
        assert.ok(
          lines.some((line) => pattern.test(line)),
          `${String(pattern)} in\n${lines.join("\n")}`,
        );
      }
    });
  }

  it("reports an empty text and text that is no YAML map", () => {
    for (const text of ["", "\uFEFF", "null", "- 1", "just words", "\0", "[".repeat(1500)]) {
      const { standard, problems } = loadStandard(text, "x");
      assert.equal(standard, undefined);
      assert.ok(problems.length > 0, JSON.stringify(text.slice(0, 9)));
    }
  });

  it("never throws, and gives a standard or problems with a line that exists", () => {
    const place = fc.nat({ max: SMALL.length });
    const scrap = fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.constantFrom(
        "\n",
        "  ",
        "*a",
        "&a ",
        "- ",
        ": ",
        "{",
        "]",
        '"',
        "\t",
        "!!binary ",
        "__proto__: ",
      ),
    );
    fc.assert(
      fc.property(place, fc.nat({ max: 40 }), scrap, (at, length, insert) => {
        const text = SMALL.slice(0, at) + insert + SMALL.slice(at + length);
        const { standard, problems } = loadStandard(text, "x");
        assert.notEqual(standard === undefined, problems.length === 0);
        const last = text.split(/\r\n|\r|\n/).length - 1;
        for (const { range, message } of problems) {
          assert.ok(range && range.start.line <= last && range.end.line <= last, message);
        }
      }),
      { numRuns: 300 },
    );
  });
});
