import assert from "node:assert/strict";
import type { Log, ReportingDescriptor, Result, Run } from "sarif";
import type { Assessment } from "../../src/model/assessment.js";
import type { ReportOptions } from "../../src/report/index.js";
import { renderSarif } from "../../src/report/sarif.js";
import { messageOf, physicalOf, uriOf } from "../../src/report/sarif/places.js";
import { loudest } from "../../src/report/sarif/results.js";
import { assessment, finding, place, range, rule, standard } from "./fixtures.js";
import { checkGolden } from "./golden.js";
import { sarifFaults } from "./sarif-schema.js";
import { everything } from "./sample.js";

function run(one: Assessment, options: ReportOptions = {}): Run {
  const log = JSON.parse(renderSarif(one, standard(), options)) as Log;
  assert.equal(sarifFaults(log), "");
  assert.equal(log.runs.length, 1);
  const [only] = log.runs;
  assert.ok(only !== undefined);
  return only;
}

function results(one: Assessment, options: ReportOptions = {}): Result[] {
  return run(one, options).results ?? [];
}

function resultOf(ruleId: string): Result {
  const result = results(everything()).find((each) => each.ruleId === ruleId);
  assert.ok(result !== undefined, ruleId);
  return result;
}

function notices(one: Assessment, options: ReportOptions = {}): string[] {
  const [invocation] = run(one, options).invocations ?? [];
  return (invocation?.toolExecutionNotifications ?? []).map(
    ({ level, message }) => `${level ?? ""}: ${message.text ?? ""}`,
  );
}

describe("report/sarif", () => {
  it("writes the whole log", () => {
    checkGolden("sarif", renderSarif(everything(), standard(), {}));
  });

  it("is valid SARIF, empty, of the older edition, and with evidence", () => {
    run(assessment());
    run({ ...everything(), edition: "2.1.1" });
    run(everything(), { include: "evidence", pagesUrl: "https://pages.test" });
  });

  it("is refused by the schema where it is wrong", () => {
    const log = JSON.parse(renderSarif(everything(), standard(), {})) as Log;
    const [result] = log.runs[0]?.results ?? [];
    assert.ok(result !== undefined);
    result.kind = "sad" as Result.kind;
    assert.notEqual(sarifFaults(log), "");
  });

  it("holds failures only, each with a place, a print and its rule's index", () => {
    const { tool, results: all = [] } = run(everything());
    assert.deepEqual(
      all.map(({ ruleId, kind, level }) => `${ruleId ?? ""} ${kind ?? ""} ${level ?? ""}`),
      [
        "secret-in-source fail error",
        "wifi-hardcoded-passphrase fail error",
        "secret-in-source fail error",
        "tls-verification-off fail warning",
        "secure-boot-off fail note",
        "mqtt-without-tls fail error",
      ],
    );
    for (const result of all) {
      assert.equal(tool.driver.rules?.[result.ruleIndex ?? -1]?.id, result.ruleId);
      assert.ok(result.locations?.[0]?.physicalLocation?.region?.startLine);
      assert.match(result.partialFingerprints?.["baseline645/v1"] ?? "", /^print-/);
    }
  });

  it("keeps evidence and questions for a second document", () => {
    const evidence = run(everything(), { include: "evidence" });
    assert.deepEqual(
      evidence.results?.map(({ ruleId, kind, level }) => [ruleId, kind, level]),
      [
        ["who-signs-updates", "review", "none"],
        ["tls-verification-required", "informational", "none"],
      ],
    );
    assert.notEqual(evidence.automationDetails?.id, run(everything()).automationDetails?.id);
  });

  it("tells the flow from where the value was decided to where it is used", () => {
    const result = resultOf("wifi-hardcoded-passphrase");
    const steps = result.codeFlows?.[0]?.threadFlows[0]?.locations ?? [];
    assert.deepEqual(
      steps.map(({ location }) => location?.physicalLocation?.artifactLocation?.uri),
      ["sdkconfig", "main/wifi.h", "main/wifi.c"],
    );
    assert.deepEqual(
      result.relatedLocations?.map(({ id, message }) => [id, message?.text]),
      [
        [1, "WIFI_PASS is defined here"],
        [2, "CONFIG_WIFI_PASSWORD is set here"],
      ],
    );
  });

  it("cuts snippets from the masked excerpt", () => {
    const accepted = resultOf("secret-in-source");
    const region = accepted.locations?.[0]?.physicalLocation?.region;
    assert.equal(region?.snippet?.text, '"c••••••"');
    assert.deepEqual(run(everything()).redactionTokens, ["••••••"]);
    assert.equal(run(assessment()).redactionTokens, undefined);
  });

  it("gives no snippet where the excerpt does not hold the whole range", () => {
    const at = {
      path: "a.c",
      range: { start: { line: 1, column: 0 }, end: { line: 9, column: 1 } },
    };
    const physical = physicalOf(at, { firstLine: 1, lines: ["one", "two"] });
    assert.deepEqual(physical.region, { startLine: 2, startColumn: 1, endLine: 10, endColumn: 2 });
    assert.equal(physical.contextRegion, undefined);
  });

  it("gives no context where a line is very long", () => {
    const long = `${"x".repeat(5000)} f();`;
    const shownLine = place("a.c", long, "f()");
    const physical = physicalOf(shownLine, shownLine.excerpt);
    assert.equal(physical.region?.snippet?.text, "f()");
    assert.equal(physical.contextRegion, undefined);
    const whole = place("a.c", long, long);
    assert.equal(physicalOf(whole, whole.excerpt).region?.snippet, undefined);
  });

  it("marks accepted findings, or leaves them out and says so", () => {
    const kinds = results(everything()).map(({ suppressions }) => suppressions?.[0]?.kind);
    assert.deepEqual(kinds.filter(Boolean), ["external", "inSource"]);
    const omitted = results(everything(), { suppressed: "omit" });
    assert.ok(omitted.every(({ suppressions }) => suppressions === undefined));
    assert.ok(
      notices(everything(), { suppressed: "omit" }).includes("note: 2 accepted results left out."),
    );
  });

  it("offers fixes that can be undone, and no others", () => {
    const fixes = resultOf("tls-verification-off").fixes ?? [];
    assert.deepEqual(
      fixes.map(({ description, artifactChanges }) => [
        description?.text,
        artifactChanges.map(({ artifactLocation }) => artifactLocation.uri),
      ]),
      [
        ["Turn verification on", ["sdkconfig"]],
        ["Add the certificate bundle", ["main/wifi.c", "sdkconfig"]],
      ],
    );
    assert.equal(resultOf("secure-boot-off").fixes, undefined);
  });

  it("names provisions by V3.1.3's numbers whatever was assessed", () => {
    const evidence = place("a.c", "recv();", "recv");
    const one = assessment({
      edition: "2.1.1",
      findings: [finding({ rule: "r", provisions: ["5.13-1"], evidence })],
      rules: [rule({ id: "r", provisions: ["5.13-1"] })],
    });
    assert.deepEqual(results(one)[0]?.properties?.["provisions"], ["5.13-1B"]);
    assert.deepEqual(
      run(one).taxonomies?.[0]?.taxa?.map(({ id }) => id),
      ["5.13-1B"],
    );
  });

  it("relates rules to taxa that are there", () => {
    const { tool, taxonomies = [] } = run(everything());
    for (const { relationships = [] } of tool.driver.rules ?? []) {
      for (const { target } of relationships) {
        const taxonomy = taxonomies.find(({ guid }) => guid === target.toolComponent?.guid);
        assert.equal(taxonomy?.taxa?.[target.index ?? -1]?.id, target.id);
      }
    }
  });

  it("helps by the rule's page, or by the standard where no pages are published", () => {
    const first = (options: ReportOptions): ReportingDescriptor | undefined =>
      run(everything(), options).tool.driver.rules?.[0];
    assert.equal(first({})?.helpUri, "https://www.etsi.org/deliver/en_303645.pdf#page=20");
    const ours = first({ pagesUrl: "https://pages.test/rules/" });
    assert.equal(ours?.helpUri, "https://pages.test/rules/magic-url");
    assert.match(ours.help?.markdown ?? "", /^# The rule /);
  });

  it("has at most 20 tags a rule, and no severity for what is no failure", () => {
    const cwe = Array.from({ length: 30 }, (_, i) => `CWE-${i + 1}`);
    const { tool } = run(assessment({ rules: [rule({ id: "a", cwe })] }));
    const tags = tool.driver.rules?.[0]?.properties?.tags ?? [];
    assert.equal(tags.length, 20);
    assert.deepEqual(tags.slice(0, 3), ["security", "en-303-645/5.5-1", "external/cwe/cwe-001"]);
    const supports = run(everything()).tool.driver.rules?.find(
      ({ id }) => id === "tls-verification-required",
    );
    assert.equal(supports?.properties?.["security-severity"], undefined);
    assert.equal(supports?.defaultConfiguration?.level, "none");
  });

  it("describes a finding's rule barely where the rule is not known", () => {
    const one = assessment({
      findings: [finding({ rule: "gone", evidence: place("a.c", "f();", "f") })],
    });
    assert.deepEqual(run(one).tool.driver.rules, [{ id: "gone" }]);
  });

  it("notifies of problems, of what was not read, and of silence", () => {
    const all = notices(everything());
    assert.ok(all.includes("error: Unknown word `wehn`; did you mean `when`?"));
    assert.ok(all.includes("note: vendored: the component manager's folder"));
    assert.ok(all.includes("note: 1 result of low confidence left out."));
    assert.ok(all.some((text) => text.startsWith("warning: 41 files read")));
    assert.ok(all.at(-1)?.startsWith("note: Silence is not health: 1 of 8 provisions"));
    const { tool, invocations = [] } = run(everything());
    for (const { descriptor } of invocations[0]?.toolExecutionNotifications ?? []) {
      assert.equal(tool.driver.notifications?.[descriptor?.index ?? -1]?.id, descriptor?.id);
    }
  });

  it("encodes paths as relative URIs", () => {
    assert.equal(uriOf("src/a b/100%#?.c"), "src/a%20b/100%25%23%3F.c");
    assert.equal(uriOf("main/Öfen.c"), "main/%C3%96fen.c");
    assert.equal(uriOf(".\\main\\net.c"), "main/net.c");
    assert.equal(uriOf("C:\\plug\\net.c"), "C%3A/plug/net.c");
    assert.equal(uriOf("//server/share/a.c"), "server/share/a.c");
    assert.equal(uriOf("a\ud800.c"), "a%EF%BF%BD.c");
  });

  it("takes no link out of a message", () => {
    assert.deepEqual(messageOf("handlers[i](x) and a[0]"), { text: "handlers\\[i](x) and a[0]" });
  });

  it("counts regions from 1, in UTF-16 units, with an exclusive end", () => {
    const { region } = physicalOf({ path: "a.c", range: range(0, 0, 0) });
    assert.deepEqual(region, { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 });
    assert.equal(run(assessment()).columnKind, "utf16CodeUnits");
  });

  it("keeps the loudest where there are too many, and says how many are cut", () => {
    const all = everything().findings.filter(({ stance }) => stance === "violates");
    const kept = loudest(all, 3).map(({ rule: id, level }) => `${id} ${level}`);
    assert.deepEqual(kept, [
      "wifi-hardcoded-passphrase error",
      "tls-verification-off warning",
      "mqtt-without-tls error",
    ]);
    const evidence = place("a.c", "f();", "f");
    const many = Array.from({ length: 25_003 }, (_, i) =>
      finding({ rule: "r", evidence, print: `print-${i}` }),
    );
    const log = JSON.parse(renderSarif(assessment({ findings: many }), standard(), {})) as Log;
    assert.equal(log.runs[0]?.results?.length, 25_000);
    const [told] = log.runs[0].invocations?.[0]?.toolExecutionNotifications ?? [];
    assert.match(told?.message.text ?? "", /^3 results more did not fit/);
  });
});
