// The editor and the pipeline cannot disagree: the server's squiggles are the command line's findings.
import assert from "node:assert/strict";
import type { Diagnostic } from "vscode-languageserver";
import { baseline645, PLUG } from "../cli/run.js";
import { plugFiles, Session } from "./session.js";

interface Report {
  readonly findings: readonly {
    readonly rule: string;
    readonly stance: string;
    readonly level: string;
    readonly path: string;
    readonly range: Diagnostic["range"];
    readonly message: string;
  }[];
  readonly coverage: readonly { readonly provision: string; readonly state: string }[];
  readonly reading: { readonly read: number; readonly parsed: number };
}

const SEVERITY: Readonly<Record<string, number>> = { error: 1, warning: 2, note: 3 };

describe("the server and the command line", () => {
  let session: Session;
  let report: Report;

  before(async () => {
    report = JSON.parse(baseline645(["check", PLUG, "--format", "json"]).out) as Report;
    session = new Session({ folders: [plugFiles()] });
    await session.start();
    await session.settle();
  });
  after(() => session.stop());

  it("mark the same places, as loudly", () => {
    const expected = report.findings
      .filter((f) => f.stance === "violates" && f.level !== "hidden")
      .map(({ path, rule, level, range: { start, end } }) => {
        const from = `${start.line}:${(start as unknown as { column: number }).column}`;
        const to = `${end.line}:${(end as unknown as { column: number }).column}`;
        return `${path} ${rule} ${from}-${to} ${SEVERITY[level] ?? level}`;
      });
    assert.ok(expected.length > 15);
    const paths = [...new Set(session.allMarks().map((mark) => mark.split(" ")[0] ?? ""))];
    const found = paths.flatMap((path) =>
      session.diagnostics(path).map(({ code, range: { start, end }, severity }) => {
        const from = `${start.line + 1}:${start.character + 1}`;
        const to = `${end.line + 1}:${end.character + 1}`;
        return `${path} ${String(code)} ${from}-${to} ${String(severity)}`;
      }),
    );
    assert.deepEqual(found.sort(), expected.sort());
  });

  it("show none of what is hidden", () => {
    const hidden = report.findings.filter((f) => f.stance === "violates" && f.level === "hidden");
    assert.ok(hidden.length > 0);
    for (const { path, rule, range } of hidden)
      assert.ok(!session.marks(path).includes(`${rule}:${range.start.line}`), `${rule} in ${path}`);
  });

  it("give provisions the same states", () => {
    const snapshot = session.snapshot();
    assert.ok(snapshot);
    assert.deepEqual(
      snapshot.provisions.map(({ id, state }) => `${id} ${state}`).sort(),
      report.coverage.map(({ provision, state }) => `${provision} ${state}`).sort(),
    );
    const totals: Record<string, number> = {};
    for (const { state } of report.coverage) totals[state] = (totals[state] ?? 0) + 1;
    assert.deepEqual(snapshot.totals, totals);
  });

  it("read as much", () => {
    const { read, parsed } = report.reading;
    const status = session.status();
    assert.deepEqual([status?.phase, status?.scope], ["ready", "project"]);
    assert.deepEqual([status?.read, status?.parsed], [read, parsed]);
    assert.equal(status?.violations, session.allMarks().length);
  });

  it("link each mark to the rule's page and to the places behind it", () => {
    const mark = session.one("main/config.h", "softap-hardcoded-password");
    assert.equal(mark.source, "Baseline 645");
    assert.match(mark.codeDescription?.href ?? "", /softap-hardcoded-password\.md$/);
    const [via] = mark.relatedInformation ?? [];
    assert.deepEqual(
      [via?.location.uri, via?.location.range.start.line],
      [session.uri("main/wifi.c"), 48],
    );
  });

  it("never show a secret in what is sent", () => {
    const sent = JSON.stringify(session.events);
    for (const secret of ["LumoSetup2024", "S3rvice-Bench-77", "brdg-4f91-Quill", "abcd1234"])
      assert.ok(!sent.includes(secret), secret);
  });
});

describe("what was typed piece by piece", () => {
  /** Numbers that look random and are the same in every run. */
  function* numbers(): Generator<number, never> {
    for (let x = 645; ; x = (x * 48_271) % 2_147_483_647) yield x;
  }

  /** Takes lines away, doubles them, or moves them: items change, and move past each other. */
  function mangled(text: string, next: () => number): string {
    const lines = text.split("\n");
    const from = next() % lines.length;
    const taken = lines.splice(from, 1 + (next() % 12));
    const how = next() % 3;
    if (how === 1) lines.splice(from, 0, ...taken, ...taken);
    if (how === 2) lines.splice(next() % lines.length, 0, ...taken);
    return lines.join("\n");
  }

  it("gives what a reading of the whole gives", async () => {
    const random = numbers();
    const next = (): number => random.next().value;
    const files = plugFiles();
    const paths = Object.keys(files).filter((path) => /\.[ch]$|sdkconfig/.test(path));
    const session = new Session({ folders: [files] });
    try {
      await session.start();
      await session.settle();
      for (let round = 0; round < 40; round++) {
        session.edit(paths[next() % paths.length] ?? "", (text) => mangled(text, next));
        await session.settle();
        if (round % 8 !== 7) continue;
        const there = session.allMarks();
        for (const path of paths) session.write(path, session.text(path));
        const now = JSON.parse(
          baseline645(["check", session.absolute(""), "--format", "json"]).out,
        ) as Report;
        const expected = now.findings
          .filter((f) => f.stance === "violates" && f.level !== "hidden")
          .map(({ path, rule, range }) => `${path} ${rule}:${range.start.line}`);
        assert.deepEqual(there, expected.sort(), `after ${round + 1} edits`);
      }
    } finally {
      await session.stop();
    }
  });
});

describe("an editor that does not know us", () => {
  it("gets the same squiggles and nothing but the protocol", async () => {
    const session = new Session({ folders: [plugFiles()], client: "plain" });
    try {
      await session.start();
      // What may have an exception is said when all is read.
      const isDone = (): boolean => session.diagnostics("main/diag.c").length > 0;
      await session.until(isDone, "diagnostics of main/diag.c");
      assert.ok(session.marks("main/mqtt.c").length > 0);
      const actions = await session.codeActions(
        "main/diag.c",
        session.one("main/diag.c", "mbedtls-verify-disabled").range,
      );
      assert.deepEqual(
        actions.map(({ title, command }) => [title, command]),
        [["Require verification", undefined]],
      );
      const ours = session.events.filter(({ method }) => method.startsWith("baseline645/"));
      assert.deepEqual(ours, []);
    } finally {
      await session.stop();
    }
  });
});
