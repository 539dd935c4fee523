// Clauses as rules write them: what would test nothing is refused at its key, and what is accepted
// does what it says.
import assert from "node:assert/strict";
import { matchClause } from "../../src/engine/clause-match.js";
import type { Clause } from "../../src/model/rule.js";
import { readConditions } from "../../src/rules/sentence.js";
import { readYaml, type Fault } from "../../src/rules/yaml.js";
import { matchingOf } from "./match-show.js";
import { indexOf, type Files } from "./resolve-show.js";

const LISTS = new Map([
  ["brands", ["acme", "Nord*"]],
  ["old", ["/^v[12]\\.\\d+$/"]],
]);

function readClause(written: string): { clause?: Clause; faults: string[] } {
  const yaml = readYaml(`when:\n  - ${written}\n`, "rule.yaml", "rule");
  assert.deepEqual(yaml.problems, []);
  const faults: Fault[] = [];
  const { when } = yaml.plain as { when: unknown[] };
  const [condition] = readConditions(when, ["when"], { lists: LISTS, faults });
  const said = faults.map(yaml.problem).map(({ range, message }) => {
    const { line = -1, column = -1 } = range?.start ?? {};
    return `${String(line + 1)}:${String(column + 1)} ${message}`;
  });
  return condition?.is === "clause" ? { clause: condition.clause, faults: said } : { faults: said };
}

function refuses(written: string, said: RegExp): void {
  assert.match(readClause(written).faults.join("\n"), said);
}

/** Where the clause is known to hold, as `path:text of the item's first line`. */
function holds(written: string, files: Files): string[] {
  const { clause, faults } = readClause(written);
  assert.deepEqual(faults, []);
  assert.ok(clause !== undefined);
  const index = indexOf(files);
  const matching = matchingOf(index, LISTS);
  return [...index.documents()].flatMap((source) =>
    source.document.items.flatMap((item) =>
      item.facts.flatMap((fact) => {
        const at = { fact, item, source };
        const { truth } = matchClause(matching, clause, at, new Map());
        const text = item.text.slice(fact.span.start, fact.span.end);
        return truth === "true" ? [`${source.document.path}: ${text}`] : [];
      }),
    ),
  );
}

describe("a variable where none can be bound", () => {
  it("is refused in any argument, at its key", () => {
    refuses(
      "{ call: f, any-arg: { bind: $x } }",
      /^2:27 when > 0 > any-arg > bind: nothing can be bound here: bind an argument with `arg:/,
    );
    refuses("{ call: f, any-arg: $x }", /^2:25 when > 0 > any-arg: nothing can be bound here/);
  });

  it("is refused in a value and in a literal", () => {
    refuses("{ define: F, value: { is: 1, bind: $x } }", /value > bind: nothing can be bound/);
    refuses("{ store: { field: f }, value: $x }", /value: nothing can be bound/);
    refuses("{ literal: { like: 'a*', bind: $x } }", /literal > bind: nothing can be bound/);
  });

  it("is taken as a text where `is` says so, and bound where it can be", () => {
    assert.deepEqual(readClause("{ call: f, any-arg: { is: $x } }").faults, []);
    assert.deepEqual(readClause("{ call: f, arg: { 0: $x, 1: { bind: $y } } }").faults, []);
  });
});

describe("a list in `like` and `not-like`", () => {
  const files = { "a.c": 'void f(void) { g("acme"); g("Nordwind"); g("other"); }\n' };

  it("stands for its entries", () => {
    assert.deepEqual(holds("{ call: g, arg: { 0: { like: ['@brands', 'oth*'] } } }", files), [
      'a.c: g("acme")',
      'a.c: g("Nordwind")',
      'a.c: g("other")',
    ]);
    assert.deepEqual(holds("{ call: g, arg: { 0: { not-like: '@brands' } } }", files), [
      'a.c: g("other")',
    ]);
  });

  it("is refused at its key where there is no such list", () => {
    refuses(
      "{ call: g, any-arg: { like: '@nothing' } }",
      /any-arg > like: there is no list "@nothing"/,
    );
    refuses(
      "{ call: g, any-arg: { not-like: ['@no'] } }",
      /any-arg > not-like: there is no list "@no"/,
    );
  });
});

describe("a setting in documents of a kind", () => {
  const files = {
    "CMakeLists.txt": "find_package(Zephyr REQUIRED)\n",
    sdkconfig: "CONFIG_A=y\n",
    "prj.conf": "CONFIG_A=y\n",
    Kconfig: "config A\n  bool\n  default y\n",
    "platformio.ini": "[env:a]\nbuild_type = debug\n",
  };

  it("is looked for in those alone", () => {
    assert.deepEqual(holds("{ setting: CONFIG_A, value: y, in: [sdkconfig] }", files), [
      "sdkconfig: CONFIG_A=y",
    ]);
    assert.deepEqual(
      holds("{ setting: CONFIG_A, in: [kconfig-fragment, kconfig] }", files).map(
        (one) => one.split(":")[0],
      ),
      ["prj.conf", "Kconfig"],
    );
    assert.deepEqual(holds("{ setting: CONFIG_A, in: [partitions] }", files), []);
  });

  it("is looked for everywhere where no kind is named", () => {
    assert.equal(holds("{ setting: CONFIG_A }", files).length, 3);
    assert.equal(holds("{ setting: build_type, in: [platformio] }", files).length, 1);
  });

  it("is refused where nobody knows the kind, or none is named", () => {
    refuses("{ setting: CONFIG_A, in: [sdkconfg] }", /when > 0 > in > 0: .*sdkconfig/);
    refuses("{ setting: CONFIG_A, in: [] }", /when > 0 > in/);
  });
});

describe("a setting that lasts, and a list of regexes", () => {
  const IDF = "include($ENV{IDF_PATH}/tools/cmake/project.cmake)\n";
  const lost = (files: Files): string[] =>
    holds("{ setting: CONFIG_A, value: y, lasting: false }", { "CMakeLists.txt": IDF, ...files });

  it("is lost where only the generated file says it and defaults make that", () => {
    const generated = { sdkconfig: "CONFIG_A=y\n" };
    assert.deepEqual(lost({ ...generated, "sdkconfig.defaults": "CONFIG_B=y\n" }), [
      "sdkconfig: CONFIG_A=y",
    ]);
    assert.deepEqual(lost({ ...generated, "sdkconfig.defaults": "CONFIG_A=y\n" }), []);
    assert.deepEqual(lost({ ...generated, "sdkconfig.defaults": "CONFIG_A=n\n" }).length, 1);
    assert.deepEqual(lost(generated), []);
    assert.deepEqual(lost({ "sdkconfig.defaults": "CONFIG_A=y\n" }), []);
  });

  it("takes the entries of a list that are written as regexes for such", () => {
    const west =
      "manifest:\n  projects:\n    - { name: a, revision: v2.7 }\n    - { name: b, revision: v3.7 }\n";
    const clause = "{ setting: revision, in: [manifest], value: '@old' }";
    assert.equal(holds(clause, { "west.yml": west }).length, 1);
  });
});
