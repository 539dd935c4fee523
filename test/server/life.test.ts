// The server's own life: long readings, cancelling, bad documents, the end.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import { ESP_IDF, REQUIRED, tls, VERIFY } from "./firmware.js";
import { withServer, type Files, type Session } from "./session.js";

const MANY = 3000;
const SMALL = { ...ESP_IDF, "main/main.c": tls() };

/** Enough files that a reading of them takes a while; each has so much to parse. */
function large(functions = 1): Record<string, string> {
  const files: Record<string, string> = { ...SMALL };
  for (let i = 0; i < MANY; i++) {
    const all = Array.from({ length: functions }, (_, n) => tls(REQUIRED, `part${i}_${n}`));
    files[`main/parts/part${i}.c`] = all.join("\n");
  }
  return files;
}
const LINK = `void link(esp_mqtt_client_handle_t c) {
  esp_mqtt_client_set_uri(c, "mqtt://broker.lumo-cloud.io");
}
`;

/** So long that it shows its progress, on any machine. */
const LONG = 20;

const isBegun = (session: Session): boolean =>
  session.status()?.phase === "reading" && (session.status()?.total ?? 0) > MANY;
/** A reading that a person can cancel. */
const isShown = (session: Session): boolean =>
  session.events.some(({ method }) => method === "$/progress");
const phaseIs = (session: Session, phase: string): boolean => session.status()?.phase === phase;

describe("a long reading", () => {
  let files: Files;
  before(() => {
    files = large();
  });

  it("answers before it has ended", () =>
    withServer(files, async (session) => {
      await session.until(() => isBegun(session), "a reading");
      assert.ok(!phaseIs(session, "ready"));
      await session.hover("main/main.c", { line: 2, character: 6 });
      assert.ok(!phaseIs(session, "ready"), "the hover waited for the reading");
      session.edit("main/main.c", tls());
      await session.codeActions("main/main.c", {
        start: { line: 2, character: 6 },
        end: { line: 2, character: 6 },
      });
      assert.ok(!phaseIs(session, "ready"), "the code actions waited for the reading");
      await session.settle();
      assert.deepEqual(session.allMarks(), [`main/main.c ${VERIFY}:3`]);
      assert.equal(session.status()?.read, MANY + 3);
    }));

  it("shows how far it is, and ends its progress", () =>
    withServer(large(LONG), async (session) => {
      const told = (): { kind: string; percentage?: number }[] =>
        session.events
          .filter(({ method }) => method === "$/progress")
          .map(({ params }) => (params as { value: { kind: string; percentage?: number } }).value);
      await session.until(() => told().length > 5, "reports");
      session.notify("window/workDoneProgress/cancel", { token: session.tokens[0] });
      await session.until(() => told().at(-1)?.kind === "end", "the end of the progress");
      assert.equal(told()[0]?.kind, "begin");
      const percentages = told().flatMap(({ percentage }) => percentage ?? []);
      const ascending = [...percentages].sort((a, b) => a - b);
      assert.deepEqual(percentages, ascending);
      assert.ok(new Set(percentages).size > 4);
    }));

  it("shows what is certain before it has ended, and tells of no provision yet", () =>
    withServer({ ...large(LONG), "main/link.c": LINK }, async (session) => {
      await session.until(() => session.allMarks().length > 0, "a first mark");
      assert.ok(phaseIs(session, "reading"), "nothing was shown before the end");
      // That the other one has no exception is known when all is read.
      assert.deepEqual(session.allMarks(), ["main/link.c mqtt-without-tls:2"]);
      assert.ok(!session.events.some(({ method }) => method === "baseline645/coverage"));
      const hover = await session.hover("main/link.c", { line: 1, character: 3 });
      assert.notEqual(hover, null);
      await session.until(() => isShown(session), "a progress to cancel");
      session.notify("window/workDoneProgress/cancel", { token: session.tokens[0] });
      await session.until(() => phaseIs(session, "stopped"), "the end");
      assert.deepEqual(session.allMarks(), []);
    }));

  it("tells the log once of each file", () =>
    withServer(files, async (session) => {
      await session.settle();
      const lines = session.events
        .filter(({ method }) => method === "baseline645/log")
        .flatMap(({ params }) => (params as { lines: { text: string }[] }).lines);
      const ofOne = lines.filter(({ text }) => text.startsWith(`main/parts/part${MANY - 1}.c:`));
      assert.ok(ofOne.length <= 1, JSON.stringify(ofOne));
      assert.ok(lines.length < MANY + 100, String(lines.length));
    }));

  it("loses nothing that is typed meanwhile", () =>
    withServer(files, async (session) => {
      await session.until(() => isBegun(session), "a reading");
      session.edit("main/main.c", tls(REQUIRED));
      session.edit("main/parts/part7.c", tls());
      session.edit("main/parts/part2999.c", tls());
      session.close("main/parts/part2999.c");
      assert.ok(!phaseIs(session, "ready"));
      await session.settle();
      assert.deepEqual(session.allMarks(), [`main/parts/part7.c ${VERIFY}:3`]);
    }));

  it("begins anew when what it reads by changes", () =>
    withServer(files, async (session) => {
      await session.until(() => isBegun(session), "a reading");
      session.write(".baseline645/config.yaml", `rules:\n  off: [${VERIFY}]\n`);
      await session.settle();
      assert.deepEqual(session.allMarks(), []);
      const ends = session.events.filter(
        ({ method, params }) => method === "$/progress" && JSON.stringify(params).includes('"end"'),
      );
      assert.equal(ends.length, session.tokens.length, "no progress is left standing");
    }));

  it("that is cancelled shows nothing as if it were whole", () =>
    withServer(large(LONG), async (session) => {
      await session.until(() => isShown(session), "progress");
      session.notify("window/workDoneProgress/cancel", { token: session.tokens[0] });
      await session.until(() => phaseIs(session, "stopped"), "the phase stopped");
      assert.equal(session.snapshot(), undefined);
      assert.deepEqual(session.allMarks(), []);
      // Neither does typing make a whole of a part.
      session.edit("main/main.c", (text) => `\n${text}`);
      await session.settle();
      assert.ok(phaseIs(session, "stopped"));
      assert.equal(session.snapshot(), undefined);
      fs.rmSync(session.absolute("main/parts"), { recursive: true });
      await session.request("baseline645/rescan", {});
      await session.until(() => phaseIs(session, "ready"), "the phase ready");
      await session.settle();
      assert.deepEqual(session.allMarks(), [`main/main.c ${VERIFY}:4`]);
      assert.ok(session.snapshot());
    }));

  it("again, cancelled, takes back what the first one said", () =>
    withServer(SMALL, async (session) => {
      await session.settle();
      assert.equal(session.allMarks().length, 1);
      fs.mkdirSync(session.absolute("main/parts"));
      for (const [path, text] of Object.entries(large(LONG)))
        fs.writeFileSync(session.absolute(path), text);
      await session.request("baseline645/rescan", { folder: session.status()?.folder });
      await session.until(() => isShown(session), "progress");
      session.notify("window/workDoneProgress/cancel", { token: session.tokens[0] });
      await session.until(() => phaseIs(session, "stopped"), "the phase stopped");
      assert.deepEqual(session.allMarks(), []);
      await session.until(() => session.snapshot() === undefined, "no snapshot");
    }));
});

describe("documents that nobody should write", () => {
  const deep = `int x = ${"(".repeat(20_000)}1${")".repeat(20_000)};\n`;
  const HUGE = 5 * 1024 * 1024;
  for (const [what, text] of [
    ["nothing", ""],
    ["no end of brackets", deep],
    ["brackets that never close", `${tls()}${"{".repeat(5000)}`],
    ["bytes that are no text", `\u0000\u0001\u0002${tls()}`],
    ["half of a pair", `// \ud800\n${tls(REQUIRED)}`],
    ["one long line", `int a[] = {${"1,".repeat(300_000)}};\n`],
    ["more than anybody reads", `${tls()}${"// x\n".repeat(HUGE / 5)}`],
    ["conditions that never end", `#if A\n${"#if B\n".repeat(2000)}${tls()}`],
  ] as const)
    it(`with ${what} do no harm`, () =>
      withServer(SMALL, async (session) => {
        await session.settle();
        session.open("main/bad.c", text);
        session.open("main/other.h", text);
        await session.settle();
        assert.deepEqual(session.marks("main/main.c"), [`${VERIFY}:3`]);
        session.edit("main/main.c", tls(REQUIRED));
        await session.settle();
        assert.deepEqual(session.marks("main/main.c"), []);
        assert.ok(session.isRunning());
      }));

  it("too large to be read are told of, as they would be on disk", () =>
    withServer(SMALL, async (session) => {
      await session.settle();
      session.edit("main/main.c", `${tls()}${"// x\n".repeat(HUGE / 5)}`);
      await session.settle();
      assert.deepEqual(session.marks("main/main.c"), []);
      const [skipped] = session.snapshot()?.unseen.skipped ?? [];
      assert.match(
        `${skipped?.path ?? ""}: ${skipped?.why ?? ""}`,
        /^main\/main\.c: Not read: .*limit/,
      );
    }));

  for (const encoding of ["utf16le", "latin1"] as const)
    it(`in ${encoding} on disk have their marks in the same places when they are opened`, () => {
      const text = `// gr\u00fc\u00df\n${tls()}`;
      const bytes =
        encoding === "utf16le"
          ? Buffer.from(`\ufeff${text}`, encoding)
          : Buffer.from(text, encoding);
      return withServer({ ...ESP_IDF, "main/main.c": bytes }, async (session) => {
        await session.settle();
        const before = session.one("main/main.c", VERIFY).range;
        session.open("main/main.c", text);
        await session.settle();
        assert.deepEqual(session.one("main/main.c", VERIFY).range, before);
        assert.equal(before.start.line, 3);
      });
    });

  it("on no disk are nobody's", () =>
    withServer(SMALL, async (session) => {
      await session.settle();
      for (const uri of [
        "untitled:Untitled-1",
        "git:/main/main.c?HEAD",
        "vscode-notebook-cell:/a#1",
      ]) {
        const textDocument = { uri, languageId: "c", version: 1, text: tls() };
        session.notify("textDocument/didOpen", { textDocument });
        const hover = { textDocument: { uri }, position: { line: 2, character: 6 } };
        assert.equal(await session.request("textDocument/hover", hover), null);
        assert.deepEqual(
          await session.request("textDocument/codeAction", {
            textDocument: { uri },
            range: { start: hover.position, end: hover.position },
            context: { diagnostics: [] },
          }),
          [],
        );
      }
      await session.settle();
      assert.deepEqual(session.allMarks(), [`main/main.c ${VERIFY}:3`]);
    }));
});

describe("pages", () => {
  it("of rules and of provisions are given, and of nothing else", () =>
    withServer(SMALL, async (session) => {
      await session.settle();
      const page = (id: string): Promise<{ title: string; markdown: string }> =>
        session.request("baseline645/page", { id });
      const rule = await page(VERIFY);
      assert.match(rule.markdown, /## Why it matters/);
      assert.match(rule.markdown, /## In the standard\n\n- \*\*5\.5-1\*\*/);
      const provision = await page("5.5-1");
      assert.equal(provision.title, "Provision 5.5-1");
      assert.match(provision.markdown, new RegExp(`\`${VERIFY}\``));
      await assert.rejects(page("no-such-thing"), /no rule and no provision/);
    }));
});

describe("the end", () => {
  it("comes with exit, whether something runs or not", async () => {
    for (const isBusy of [true, false]) {
      let code: number | null = null;
      await withServer(large(), async (session) => {
        if (isBusy) await session.until(() => isBegun(session), "a reading");
        else await session.settle();
        code = await session.stop();
        assert.ok(!session.isRunning());
      });
      assert.equal(code, 0);
    }
  });
});
