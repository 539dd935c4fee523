// The standard's data is whole, agrees with itself and claims no more than is known.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { derive, describeStatus, pageWords, statusCode } from "../../src/model/editions.js";
import {
  EDITIONS,
  type Edition,
  type EditionStatus,
  type Provision,
  type Standard,
} from "../../src/model/provision.js";
import { loadStandard } from "../../src/rules/standard.js";

// Mocha runs the compiled test at the top of the repository.
const PATH = "rules/provisions/en-303-645.yaml";

function theStandard(): Standard {
  const { standard, problems } = loadStandard(readFileSync(PATH, "utf8"), PATH);
  assert.deepEqual(problems, []);
  assert.ok(standard);
  return standard;
}

function statusOf(standard: Standard, id: string, edition: Edition): EditionStatus {
  const status = standard.provisions.get(id)?.in[edition];
  assert.ok(status, `${id} in V${edition}`);
  return status;
}

function count(standard: Standard, edition: Edition): Record<string, number> {
  const counts: Record<string, number> = { all: 0, mandatory: 0, recommended: 0 };
  for (const { in: statuses } of standard.provisions.values()) {
    const status = statuses[edition];
    if (status === undefined) continue;
    counts["all"] = (counts["all"] ?? 0) + 1;
    counts[status.requirement] = (counts[status.requirement] ?? 0) + 1;
  }
  return counts;
}

/** Clause, number, letter: 5.10-1 comes after 5.9-3, and 6-3A after 6-3. */
function sortKey({ id, clause }: Provision): number[] {
  const [major = 0, minor = 0] = clause.split(".").map(Number);
  const [, number = "", letter = ""] = /-(\d+)([A-Z]?)$/.exec(id) ?? [];
  return [major, minor, Number(number), letter === "" ? 0 : letter.charCodeAt(0)];
}

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  const i = a.findIndex((part, at) => part !== b[at]);
  return i >= 0 && (a[i] ?? 0) < (b[i] ?? 0);
}

describe("the standard as data", () => {
  const standard = theStandard();
  const provisions = [...standard.provisions.values()];

  it("has the totals of each edition", () => {
    assert.deepEqual(count(standard, "3.1.3"), { all: 78, mandatory: 36, recommended: 42 });
    // 67 rows of table B.1 and 4-1, which the clause demands outside the table.
    assert.deepEqual(count(standard, "2.1.1"), { all: 68, mandatory: 33, recommended: 35 });
    assert.equal(provisions.length, 85);
  });

  it("names every void number, each with its successors", () => {
    const isVoid = provisions.filter((p) => p.voidIn.length > 0);
    assert.deepEqual(
      isVoid.map((p) => p.id),
      ["5.3-4", "5.3-6", "5.3-15", "5.6-4", "5.13-1", "6-3"],
    );
    for (const { id, voidIn, replacedBy } of isVoid) {
      assert.deepEqual(voidIn, ["3.1.3"], id);
      assert.ok(replacedBy.length > 1, id);
    }
  });

  it("is sorted by clause and number, and every id begins with its clause", () => {
    for (const p of provisions) assert.ok(p.id.startsWith(`${p.clause}-`), p.id);
    provisions.slice(1).forEach((p, i) => {
      const before = provisions[i];
      assert.ok(before && isBefore(sortKey(before), sortKey(p)), `${before?.id} before ${p.id}`);
    });
  });

  it("closes the graph of replacements", () => {
    for (const { id, replaces, replacedBy } of provisions) {
      for (const old of replaces) {
        assert.ok(standard.provisions.get(old)?.replacedBy.includes(id), `${old} → ${id}`);
        assert.ok(standard.provisions.get(old)?.in["2.1.1"], `${old} stood in V2.1.1`);
      }
      for (const successor of replacedBy) {
        assert.ok(
          standard.provisions.get(successor)?.replaces.includes(id),
          `${id} ← ${successor}`,
        );
        assert.ok(standard.provisions.get(successor)?.in["3.1.3"], `${successor} is in V3.1.3`);
      }
    }
  });

  it("explains every number that left V2.1.1 and every one that came", () => {
    for (const { id, in: statuses, replacedBy } of provisions) {
      if (statuses["3.1.3"] === undefined) assert.ok(replacedBy.length > 0, id);
    }
    const fresh = provisions.filter((p) => !p.in["2.1.1"] && p.replaces.length === 0);
    assert.deepEqual(
      fresh.map((p) => p.id),
      ["5.1-2A", "6-6", "6-7", "6-8"],
    );
  });

  it("has a title for every clause, in the clauses' order", () => {
    const fives = Array.from({ length: 14 }, (_, minor) => `5.${minor}`);
    assert.deepEqual([...standard.clauses.keys()], ["4", ...fives, "6"]);
    for (const p of provisions) assert.equal(p.clauseTitle, standard.clauses.get(p.clause));
  });

  it("links to the page of the edition's own document", () => {
    for (const { id, in: statuses } of provisions) {
      for (const edition of EDITIONS) {
        const status = statuses[edition];
        if (status === undefined) continue;
        const folder = edition === "2.1.1" ? "02.01.01_60" : "03.01.03_60";
        const link =
          /^https:\/\/www\.etsi\.org\/deliver\/etsi_en\/\S+\/303645\/([\d._]+)\/\w+\.pdf#page=(\d+)$/;
        const [, where, page] = link.exec(status.link) ?? [];
        assert.deepEqual([where, page], [folder, String(status.page)], id);
      }
    }
  });

  it("links every test case, and names it after its provision", () => {
    for (const { id, tests, in: statuses } of provisions) {
      // TS 103 701 V2.1.1 tests the provisions of EN 303 645 V3.1.3.
      assert.equal(tests.length > 0, statuses["3.1.3"] !== undefined, id);
      for (const test of tests) {
        assert.match(test.id, new RegExp(`^${id.replaceAll(".", "\\.")}-\\d+$`));
        assert.match(test.link, /^https:\/\/www\.etsi\.org\/\S+\/ts_103701v020101p\.pdf#page=\d+$/);
      }
    }
    const ids = provisions.flatMap((p) => p.tests.map((test) => test.id));
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(ids.length, 132);
  });

  it("never claims more of V2.1.1's conditions and pages than is known", () => {
    for (const { id, in: statuses } of provisions) {
      const [old, current] = [statuses["2.1.1"], statuses["3.1.3"]];
      if (old) {
        assert.equal(old.pageVerified, false, id);
        assert.equal(old.confidence.page, "estimated", id);
        const sure = old.conditions.length > 0 ? "unverified" : "high";
        assert.equal(old.confidence.conditions, sure, id);
        assert.deepEqual(old.features, [], `${id}: features came with V3.1.3`);
      }
      if (current) assert.equal(current.pageVerified, true, id);
    }
    assert.equal(standard.gateConfidence["2.1.1"].conditions, "unverified");
  });

  it("uses every condition and feature that it gives a text", () => {
    for (const edition of EDITIONS) {
      for (const gates of ["conditions", "features"] as const) {
        const used = new Set(provisions.flatMap((p) => p.in[edition]?.[gates] ?? []));
        assert.deepEqual(used, new Set(standard[gates][edition].keys()), `${gates} of V${edition}`);
      }
    }
    assert.equal(standard.features["3.1.3"].size, 27);
  });

  it("has well-formed CWE ids, none twice", () => {
    for (const { id, cwe } of provisions) {
      for (const one of cwe) assert.match(one, /^CWE-[1-9]\d{1,3}$/, id);
      assert.equal(new Set(cwe).size, cwe.length, id);
    }
  });

  it("keeps gists short and names no source but ETSI's documents", () => {
    for (const { id, gist, duty, limits } of provisions) {
      assert.ok(gist.length <= 70, `${id}: ${gist}`);
      assert.ok(duty.length <= 260, `${id}: ${duty.length}`);
      assert.ok(
        !/\bshall\b|\bshould\b/i.test(gist + duty + limits),
        `${id} speaks like the standard`,
      );
    }
    const outside = readFileSync(PATH, "utf8").match(/https?:\/\/(?!www\.etsi\.org\/)\S+/g);
    assert.equal(outside, null);
  });
});

describe("editions", () => {
  const standard = theStandard();

  const derivations: readonly (readonly [string, Edition, readonly string[]])[] = [
    ["5.4-3", "3.1.3", ["5.4-3"]],
    ["5.4-3", "2.1.1", ["5.4-3"]],
    ["5.6-4A", "2.1.1", ["5.6-4"]],
    ["5.6-4A", "3.1.3", ["5.6-4A"]],
    ["5.13-1A", "2.1.1", ["5.13-1"]],
    ["5.13-1B", "2.1.1", ["5.13-1"]],
    ["5.3-4B", "2.1.1", ["5.3-4", "5.3-6"]],
    ["5.0-1", "2.1.1", ["4-1"]],
    ["5.1-2A", "2.1.1", []],
    ["5.6-4", "3.1.3", ["5.6-4A", "5.6-4B"]],
    ["4-1", "3.1.3", ["5.0-1"]],
    ["9.9-9", "3.1.3", []],
  ];
  for (const [id, edition, expected] of derivations) {
    it(`${id} in V${edition} is ${expected.join(", ") || "nothing"}`, () => {
      assert.deepEqual(derive(standard, id, edition), expected);
    });
  }

  const words: readonly (readonly [string, Edition, string, string, string])[] = [
    ["5.4-3", "3.1.3", "mandatory", "page 20", "M"],
    ["5.2-2", "2.1.1", "recommended", "about page 14", "R"],
    ["5.1-1", "2.1.1", "mandatory if the product uses passwords", "about page 13", "M C"],
    ["5.3-6B", "3.1.3", "recommended if there are update notices", "page 17", "R F"],
    [
      "5.1-5",
      "3.1.3",
      "mandatory if authentication can be reached over a network" +
        " and no resource limit of the use case rules out protection against brute force",
      "page 14",
      "M C F",
    ],
    [
      "5.3-10",
      "2.1.1",
      "mandatory if updates come over a network and the product has an update mechanism",
      "about page 18",
      "M C",
    ],
  ];
  for (const [id, edition, status, page, code] of words) {
    it(`says what ${id} is in V${edition}`, () => {
      const found = statusOf(standard, id, edition);
      const said = [describeStatus(found), pageWords(found), statusCode(found)];
      assert.deepEqual(said, [status, page, code]);
    });
  }
});
