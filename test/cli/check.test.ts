// The command line from outside: what it prints and with which code it ends.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import nodePath from "node:path";
import { baseline645, PLUG, projectWith } from "./run.js";

const INSECURE =
  "void f(mbedtls_ssl_config *c)\n{\n    mbedtls_ssl_conf_authmode(c, MBEDTLS_SSL_VERIFY_NONE);\n}\n";
const SECURE = INSECURE.replace("NONE", "REQUIRED");
const CHECK = ["check", "--today", "2026-06-01"];

/** The pages of rules are ours, and show passwords of their own. */
function withoutPages(out: string): string {
  return out
    .replace(/"(?:markdown|text)": ?"(?:\\.|[^"\\])*Why it matters(?:\\.|[^"\\])*"/g, "")
    .replace(/"help": ?\{[^{}]*\}/g, "");
}

describe("baseline645 check", () => {
  it("ends with 1 where something stands at the level, with 0 below it", () => {
    const folder = projectWith({ "main.c": INSECURE });
    assert.equal(baseline645([...CHECK, folder]).code, 1);
    assert.equal(baseline645([...CHECK, folder, "--fail-on", "never"]).code, 0);
    assert.equal(baseline645([...CHECK, projectWith({ "main.c": SECURE })]).code, 0);
  });

  it("never says that silence is health", () => {
    const { out } = baseline645([...CHECK, projectWith({ "main.c": SECURE })]);
    assert.match(out, /open/);
    assert.doesNotMatch(out, /compliant|passed|✓/i);
  });

  it("ends with 2 on a path, format, level, rule or date that is none", () => {
    for (const args of [
      ["check", "/no/such/folder"],
      ["check", PLUG, "--format", "xml"],
      ["check", PLUG, "--fail-on", "loud"],
      ["check", PLUG, "--rule", "no-such-rule"],
      ["check", PLUG, "--provision", "9.9-9"],
      ["check", PLUG, "--today", "tomorrow"],
      ["check", PLUG, "--edition", "4.0"],
      ["check", PLUG, "--no-such-option"],
      ["explain", "no-such-thing"],
      ["no-such-command", "x"],
    ]) {
      const { code, err } = baseline645(args);
      assert.equal(code, 2, args.join(" "));
      assert.match(err, /\S/, args.join(" "));
      assert.doesNotMatch(err, /\n\s+at /, `a stack for ${args.join(" ")}`);
    }
  });

  it("gives the same bytes twice", () => {
    for (const format of ["text", "json", "sarif"]) {
      const args = [...CHECK, PLUG, "--format", format];
      assert.equal(baseline645(args).out, baseline645(args).out, format);
    }
  });

  it("prints no progress bar into a pipe", () => {
    assert.equal(baseline645([...CHECK, PLUG]).err, "");
  });

  it("shows no secret of the sample", () => {
    const secrets = [
      ...fs
        .readFileSync(nodePath.join(PLUG, "main/config.h"), "utf8")
        .matchAll(/_(?:PASS\w*|PASSWORD|TOKEN|POP)\s+"([^"]+)"/g),
    ].map((m) => m[1] ?? "");
    assert.ok(secrets.length >= 2);
    for (const format of ["text", "json", "sarif"]) {
      const out = withoutPages(baseline645([...CHECK, PLUG, "--format", format]).out);
      for (const secret of secrets) assert.ok(!out.includes(secret), `${secret} in ${format}`);
    }
  });

  it("reads a buffer from standard input in place of the file", () => {
    const folder = projectWith({ "main.c": SECURE, "other.c": SECURE });
    const { code, out } = baseline645([...CHECK, folder, "--stdin-filename", "main.c"], INSECURE);
    assert.equal(code, 1);
    assert.match(out, /main\.c:3:5/);
  });

  it("writes the report to a file, whole", () => {
    const folder = projectWith({ "main.c": INSECURE });
    const file = nodePath.join(folder, "report.sarif");
    const { code, out } = baseline645([...CHECK, folder, "--format", "sarif", "-o", file]);
    assert.equal(code, 1);
    assert.equal(out, "");
    const sarif = JSON.parse(fs.readFileSync(file, "utf8")) as { runs: { results: unknown[] }[] };
    assert.equal(sarif.runs[0]?.results.length, 1);
  });

  it("names provisions in V3.1.3 numbers whatever the edition", () => {
    const folder = projectWith({ "main.c": INSECURE });
    const { out } = baseline645([...CHECK, folder, "--format", "sarif", "--edition", "2.1.1"]);
    const sarif = JSON.parse(out) as {
      runs: { results: { properties: { provisions: string[] } }[] }[];
    };
    assert.ok(sarif.runs[0]?.results[0]?.properties.provisions.includes("5.5-1"));
  });

  it("finds through a macro of another file and says so", () => {
    const folder = projectWith({
      "main.c": '#include "mode.h"\n' + INSECURE.replace("MBEDTLS_SSL_VERIFY_NONE", "MODE"),
      "mode.h": "#define MODE MBEDTLS_SSL_VERIFY_NONE\n",
    });
    assert.match(baseline645([...CHECK, folder]).out, /via mode\.h:1/);
  });
});

describe("accepted findings", () => {
  const withComment = (comment: string): string =>
    projectWith({
      "main.c": INSECURE.replace("    mbedtls", `    // baseline645: ${comment}\n    mbedtls`),
    });

  it("hides a finding with a reason and an end", () => {
    const folder = withComment(
      "ignore mbedtls-verify-disabled until 2027-01-31 by T. Bench -- bench only",
    );
    assert.equal(baseline645([...CHECK, folder]).code, 0);
  });

  it("has no effect without a reason, and says so", () => {
    const { code, out } = baseline645([...CHECK, withComment("ignore mbedtls-verify-disabled")]);
    assert.equal(code, 1);
    assert.match(out, /no effect without a reason/);
  });

  it("comes back loudly when its day has passed", () => {
    const folder = withComment("ignore mbedtls-verify-disabled until 2026-05-31 -- bench only");
    const { code, out } = baseline645([...CHECK, folder]);
    assert.equal(code, 1);
    assert.match(out, /ended on 2026-05-31/);
  });

  it("is reported when it covers nothing", () => {
    const folder = projectWith({
      "main.c": SECURE.replace(
        "    mbedtls",
        "    // baseline645: ignore mbedtls-verify-disabled -- why\n    mbedtls",
      ),
    });
    assert.match(baseline645([...CHECK, folder]).out, /nothing to ignore here/);
  });

  it("can be accepted in the configuration, by path", () => {
    const folder = projectWith({
      "main.c": INSECURE,
      ".baseline645/config.yaml":
        "accepted:\n  - rule: mbedtls-verify-disabled\n    path: main.c\n    reason: bench only\n    until: 2027-01-31\n",
    });
    assert.equal(baseline645([...CHECK, folder]).code, 0);
  });

  it("is recorded in a baseline and survives moved lines", () => {
    const folder = projectWith({ "main.c": INSECURE });
    const file = nodePath.join(folder, "accepted.json");
    baseline645([...CHECK, folder, "--baseline", file, "--write-baseline"]);
    fs.writeFileSync(nodePath.join(folder, "main.c"), `int a;\nint b;\n\n${INSECURE}`);
    assert.equal(baseline645([...CHECK, folder, "--baseline", file]).code, 0);
    fs.writeFileSync(nodePath.join(folder, "new.c"), INSECURE);
    assert.equal(baseline645([...CHECK, folder, "--baseline", file]).code, 1);
  });

  it("refuses a broken baseline with a clear word", () => {
    const folder = projectWith({ "main.c": INSECURE, "accepted.json": "{" });
    const { code, err } = baseline645([
      ...CHECK,
      folder,
      "--baseline",
      nodePath.join(folder, "accepted.json"),
    ]);
    assert.equal(code, 2);
    assert.match(err, /cannot be read/);
  });
});

describe("configuration", () => {
  it("turns rules off and sets levels", () => {
    const off = projectWith({
      "main.c": INSECURE,
      ".baseline645/config.yaml": "rules: { off: [mbedtls-verify-disabled] }\n",
    });
    assert.equal(baseline645([...CHECK, off]).code, 0);
    const quiet = projectWith({
      "main.c": INSECURE,
      ".baseline645/config.yaml": "levels: { mbedtls-verify-disabled: note }\n",
    });
    assert.equal(baseline645([...CHECK, quiet]).code, 0);
    assert.match(baseline645([...CHECK, quiet]).out, /note/);
  });

  it("names a broken key with file and line and goes on", () => {
    const folder = projectWith({
      "main.c": INSECURE,
      ".baseline645/config.yaml": "edition: 3.1.3\nrulse: {}\n",
    });
    const { code, out } = baseline645([...CHECK, folder]);
    assert.equal(code, 1);
    assert.match(out, /config\.yaml:2 /);
  });

  it("leaves out what it calls vendored, and says so", () => {
    const folder = projectWith({
      "main.c": SECURE,
      "extern/tls.c": INSECURE,
      ".baseline645/config.yaml": "vendored: [extern/**]\n",
    });
    const { code, out } = baseline645([...CHECK, folder]);
    assert.equal(code, 0);
    assert.match(out, /left out/);
  });

  it("uses rules of the workspace, as data", () => {
    const page =
      "# No reboot\n\nThe device restarts.\n\n## Why it matters\n\nIt does.\n\n## Wrong\n\n```c a.c\nvoid f(void) { reboot_now(1); }\n```\n\n## Right\n\n```c a.c\nvoid f(void) { stay(1); }\n```\n\n## Limits\n\nNone.\n";
    const folder = projectWith({
      "main.c": "void f(void) { reboot_now(1); }\n",
      ".baseline645/rules/no-reboot.yaml":
        "id: no-reboot\nprovisions: [5.9-2]\nstance: violates\nimpact: high\nconfidence: high\nmessage: It restarts here.\nwhen: [{ call: reboot_now }]\n",
      ".baseline645/rules/no-reboot.md": page,
    });
    assert.match(baseline645([...CHECK, folder]).out, /It restarts here/);
  });

  it("refuses to judge with a broken rule of the workspace", () => {
    const folder = projectWith({
      "main.c": INSECURE,
      ".baseline645/rules/bad.yaml": "id: bad\nprovisions: [5.99-1]\n",
    });
    const { code, err } = baseline645([...CHECK, folder]);
    assert.equal(code, 2);
    assert.match(err, /bad\.yaml:\d+:\d+/);
  });
});
