// The other commands: coverage, explain, facts, rules, init.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import nodePath from "node:path";
import { baseline645, PLUG, projectWith } from "./run.js";

describe("baseline645 coverage", () => {
  it("lists every provision of the edition", () => {
    const ids = (edition: string): number => {
      const { out, code } = baseline645([
        "coverage",
        PLUG,
        "--edition",
        edition,
        "--format",
        "json",
        "--today",
        "2026-06-01",
      ]);
      assert.equal(code, 0);
      return (JSON.parse(out) as { coverage: unknown[] }).coverage.length;
    };
    assert.equal(ids("3.1.3"), 78);
    assert.equal(ids("2.1.1"), 68);
  });

  it("shows an attestation that lapsed, one that is disputed and what is not applicable", () => {
    const folder = projectWith({
      "main.c":
        "void f(mbedtls_ssl_config *c) { mbedtls_ssl_conf_authmode(c, MBEDTLS_SSL_VERIFY_NONE); }\n",
      ".baseline645/product.yaml": [
        "attestations:",
        "  - { provision: 5.2-1, claim: met, because: page, by: T. Bench, on: 2025-01-01, until: 2026-01-01 }",
        "  - { provision: 5.5-1, claim: met, because: reviewed, by: T. Bench, on: 2026-01-01 }",
        "  - { provision: 5.8-3, claim: not-applicable, because: no sensor, by: T. Bench, on: 2026-01-01 }",
        "",
      ].join("\n"),
    });
    const { out } = baseline645(["coverage", folder, "--format", "json", "--today", "2026-06-01"]);
    const states = new Map(
      (
        JSON.parse(out) as { coverage: { provision: string; state: string; status?: string }[] }
      ).coverage.map((c) => [c.provision, c]),
    );
    assert.match(JSON.stringify(states.get("5.2-1")), /lapsed/);
    assert.match(JSON.stringify(states.get("5.5-1")), /disputed/);
    assert.match(JSON.stringify(states.get("5.8-3")), /not-applicable/);
  });
});

describe("baseline645 explain", () => {
  it("shows a rule's page and a provision in our words", () => {
    assert.match(baseline645(["explain", "mbedtls-verify-disabled"]).out, /Why it matters/);
    const { out } = baseline645(["explain", "5.5-1"]);
    assert.match(out, /etsi\.org.*#page=/);
    assert.match(out, /mbedtls-verify-disabled/);
  });

  it("says why a line has a finding, and why another has none", () => {
    const folder = projectWith({
      "sdkconfig.defaults": "",
      "main.c":
        "void f(mbedtls_ssl_config *c, int mode)\n{\n    mbedtls_ssl_conf_authmode(c, MBEDTLS_SSL_VERIFY_NONE);\n    mbedtls_ssl_conf_authmode(c, mode);\n}\n",
    });
    const at = (line: number): string =>
      baseline645(["explain", "--at", `${nodePath.join(folder, "main.c")}:${String(line)}`]).out;
    assert.match(at(3), /sentence holds here/);
    assert.match(at(4), /value is not known/);
    assert.match(at(2), /No rule looks/);
  });
});

describe("baseline645 facts and rules", () => {
  it("prints facts with their places, and as JSON with a schema version", () => {
    const folder = projectWith({ "a.c": '#define PASS "x"\nvoid f(void) { g(PASS); }\n' });
    const file = nodePath.join(folder, "a.c");
    assert.match(baseline645(["facts", file]).out, /1:1\s+define.*PASS/);
    const plain = JSON.parse(baseline645(["facts", file, "--format", "json"]).out) as {
      schemaVersion: number;
      facts: { word: string; line: number }[];
    };
    assert.equal(plain.schemaVersion, 1);
    assert.ok(plain.facts.some((f) => f.word === "call" && f.line === 2));
  });

  it("lists the rules", () => {
    const listed = JSON.parse(baseline645(["rules", "--format", "json"]).out) as {
      schemaVersion: number;
      rules: { id: string }[];
    };
    assert.equal(listed.schemaVersion, 1);
    assert.ok(listed.rules.some((r) => r.id === "mbedtls-verify-disabled"));
  });
});

describe("baseline645 init", () => {
  it("writes both files once, and never over what is there", () => {
    const folder = projectWith({ "a.c": "" });
    assert.equal(baseline645(["init", folder]).code, 0);
    const config = nodePath.join(folder, ".baseline645", "config.yaml");
    fs.appendFileSync(config, "# mine\n");
    assert.match(baseline645(["init", folder]).out, /kept/);
    assert.match(fs.readFileSync(config, "utf8"), /# mine/);
    assert.equal(baseline645(["check", folder, "--today", "2026-06-01"]).code, 0);
  });
});
