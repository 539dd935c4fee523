// Reading never fails: whatever the text, each reader returns, quickly, with spans inside the text.
import assert from "node:assert/strict";
import fc from "fast-check";
import { kindOf, sniff } from "../../src/facts/kinds.js";
import { discoverProject } from "../../src/facts/projects.js";
import { isSettingsKind, readSettings } from "../../src/facts/settings/read.js";
import type { DocumentKind } from "../../src/model/document.js";

const KINDS: readonly DocumentKind[] = [
  "sdkconfig",
  "kconfig-fragment",
  "kconfig",
  "platformio",
  "partitions",
  "cmake",
  "compile-commands",
  "build-commands",
  "key",
  "esphome",
];

const PIECES =
  "CONFIG_A|=|y|\"|'|\\|#| |\n|\r\n|\r|\t|# CONFIG_B is not set|config|default|if|endif|menu|endmenu|choice|help|[|]|env|build_flags|-D|${|}|$(|)|(|;|,|nvs|-----BEGIN |PRIVATE KEY-----|-----END |AAAA|0|:|]]|[[|[=[|set|target_compile_definitions|baseline645:|- |: |!secret |!include |&a |*a|<<|${a}|packages|\u00e9|\ud83d\ude00|\ud800|\0|\ufeff".split(
    "|",
  );
const text = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 60 })
  .map((pieces) => pieces.join(""));

/** Such as would tempt a reader to look at everything again. */
const PATTERNS = [
  "if A\nconfig B\ndefault y\n",
  "if(A)\na()\n",
  "elseif(A)\n",
  "-----BEGIN A-----\n",
  "default A if B\n",
  '-DA="${',
  '-Da_CONFIG_A="',
  "a_SB_CONFIG_A:",
  '[{"command":"cc -DA=1",',
  "a b ",
  "&a [*a, ",
  "a: {b: ",
  "- - ",
];

describe("settings readers", () => {
  it("are there for every kind that is no source code", () => {
    for (const kind of KINDS) assert.ok(isSettingsKind(kind), kind);
    for (const kind of ["c", "cpp", "arduino", "header"] as const) {
      assert.ok(!isSettingsKind(kind), kind);
      assert.equal(readSettings({ path: "a", kind, text: "" }), undefined);
    }
  });

  for (const kind of KINDS)
    it(`read any ${kind} text, with spans inside it`, () => {
      fc.assert(
        fc.property(text, (written) => {
          const read = readSettings({ path: "a", kind, text: written });
          const [item] = read?.items ?? [];
          assert.ok(item);
          assert.equal(item.text, written);
          assert.deepEqual(item.at, { start: 0, end: written.length });
          for (const fact of item.facts) {
            const spans = [fact.span, "valueSpan" in fact ? fact.valueSpan : fact.span];
            for (const { start, end } of spans)
              assert.ok(0 <= start && start <= end && end <= written.length, JSON.stringify(fact));
          }
          if (item.partial || read?.parse !== "whole") assert.notEqual(read?.problems.length, 0);
        }),
        { numRuns: 300 },
      );
    });

  it("read much of the same in linear time", () => {
    for (const piece of [...PIECES, ...PATTERNS]) {
      const written = piece.repeat(Math.ceil(200_000 / piece.length));
      for (const kind of KINDS) {
        const started = performance.now();
        readSettings({ path: "a", kind, text: written });
        const spent = performance.now() - started;
        assert.ok(spent < 8_000, `${kind} of ${JSON.stringify(piece)} took ${spent.toFixed(0)} ms`);
      }
    }
  }).timeout(180_000);

  it("sniff and discover in linear time", () => {
    const files = ["a.conf", "a.csv", "a.ini", "CMakeLists.txt", "platformio.ini", "Makefile"];
    const more = [".gitmodules", "x/west.yml", ".west/config", "lib/a/library.json", "prj.conf"];
    const paths = [...files, ...more, "lib/a/library.properties", "components/a/idf_component.yml"];
    for (const piece of PIECES) {
      const written = piece.repeat(Math.ceil(100_000 / piece.length));
      const started = performance.now();
      for (const path of files) sniff(path, written);
      assert.ok(discoverProject(paths, () => written).roots.length > 0);
      const spent = performance.now() - started;
      assert.ok(spent < 8_000, `${JSON.stringify(piece)} took ${spent.toFixed(0)} ms`);
    }
    assert.equal(kindOf(`${"a/".repeat(50_000)}prj.conf`), "kconfig-fragment");
  }).timeout(180_000);
});
