// Fixes and the other things a person can do about a finding, applied as an editor applies them.
import assert from "node:assert/strict";
import nodePath from "node:path";
import { fileURLToPath } from "node:url";
import type {
  CodeAction,
  Diagnostic,
  TextDocumentEdit,
  WorkspaceEdit,
} from "vscode-languageserver";
import { ESP_IDF, tls, VERIFY } from "./firmware.js";
import { plugFiles, withServer, type Files, type Session } from "./session.js";

const isFix = ({ edit, kind }: CodeAction): boolean => edit !== undefined && kind === "quickfix";

async function fixesAt(session: Session, path: string, mark: Diagnostic): Promise<CodeAction[]> {
  const actions = await session.codeActions(path, mark.range, ["quickfix"]);
  const own = actions.filter(({ diagnostics }) => diagnostics?.some((d) => d.code === mark.code));
  return own.filter(isFix);
}

function changesOf(session: Session, action: CodeAction | undefined): Record<string, unknown> {
  const changes = (action?.edit?.documentChanges ?? []) as TextDocumentEdit[];
  return Object.fromEntries(
    changes.map(({ textDocument, edits }) => [
      nodePath.relative(session.folders[0] ?? "", fileURLToPath(textDocument.uri)),
      edits.map((edit) => ("newText" in edit ? edit.newText : "")),
    ]),
  );
}

/** Every file that has marks, and each mark with its fixes. */
async function everyFix(
  session: Session,
): Promise<{ path: string; rule: string; title: string }[]> {
  const found = [];
  for (const path of new Set(session.allMarks().map((mark) => mark.split(" ")[0] ?? "")))
    for (const mark of session.diagnostics(path))
      for (const { title } of await fixesAt(session, path, mark))
        found.push({ path, rule: String(mark.code), title });
  return found;
}

/** Lines move when a fix is applied. */
const withoutLines = (marks: readonly string[]): string[] =>
  marks.map((mark) => mark.replace(/:\d+$/, "")).sort();

describe("fixes", () => {
  for (const isOpen of [true, false])
    it(`of the sample, each alone, take their finding away and bring none (${isOpen ? "open" : "closed"} files)`, () =>
      withServer(plugFiles(), async (session) => {
        await session.settle();
        const fixes = await everyFix(session);
        assert.ok(fixes.length >= 6, JSON.stringify(fixes));
        for (const { path, rule, title } of fixes) {
          const before = new Map(
            [path, "sdkconfig", "sdkconfig.defaults"].map((p) => [p, session.text(p)]),
          );
          if (isOpen) for (const p of before.keys()) session.open(p);
          await session.settle();
          const marks = withoutLines(session.allMarks());
          const [fix] = (await fixesAt(session, path, session.one(path, rule))).filter(
            (one) => one.title === title,
          );
          assert.ok(fix?.edit, `${rule}: ${title}`);
          session.apply(fix.edit);
          await session.settle();
          const expected = [...marks];
          expected.splice(expected.indexOf(`${path} ${rule}`), 1);
          assert.deepEqual(withoutLines(session.allMarks()), expected, `${rule}: ${title}`);
          if (isOpen) for (const p of before.keys()) session.close(p);
          else for (const [p, text] of before) session.write(p, text);
          await session.settle();
        }
      }));

  it("asked for again where they were applied are not offered", () =>
    withServer(plugFiles(), async (session) => {
      await session.settle();
      const mark = session.one("main/diag.c", VERIFY);
      const [fix] = await fixesAt(session, "main/diag.c", mark);
      session.open("main/diag.c");
      assert.ok(fix?.edit);
      session.apply(fix.edit);
      assert.deepEqual(await session.codeActions("main/diag.c", mark.range), []);
    }));

  it("of settings change the file that a person keeps, and what is generated from it", () =>
    withServer(plugFiles(), async (session) => {
      await session.settle();
      const mark = session.one("sdkconfig", "debug-stub-enabled");
      const [fix] = await fixesAt(session, "sdkconfig", mark);
      const changes = changesOf(session, fix);
      assert.deepEqual(Object.keys(changes).sort(), ["sdkconfig", "sdkconfig.defaults"]);
      assert.deepEqual(changes["sdkconfig.defaults"], [
        "CONFIG_ESP_SYSTEM_PANIC_GDBSTUB=n",
        "CONFIG_ESP_SYSTEM_PANIC_PRINT_REBOOT=y\n",
      ]);
    }));

  it("beyond the document are shown before they are made", () =>
    withServer(plugFiles(), async (session) => {
      await session.settle();
      const edit = async (path: string, rule: string): Promise<WorkspaceEdit | undefined> =>
        (await fixesAt(session, path, session.one(path, rule)))[0]?.edit;
      const wide = await edit("sdkconfig", "debug-stub-enabled");
      const [[name, annotation] = []] = Object.entries(wide?.changeAnnotations ?? {});
      assert.equal(annotation?.needsConfirmation, true);
      const edits = (wide?.documentChanges as TextDocumentEdit[]).flatMap((one) => one.edits);
      assert.ok(edits.length > 2);
      assert.ok(edits.every((one) => "annotationId" in one && one.annotationId === name));
      const near = await edit("main/diag.c", VERIFY);
      assert.equal(near?.changeAnnotations, undefined);
      assert.doesNotMatch(JSON.stringify(near), /annotationId/);
    }));

  it("of Zephyr go to prj.conf", () =>
    withServer(
      {
        "CMakeLists.txt":
          "cmake_minimum_required(VERSION 3.20)\nfind_package(Zephyr REQUIRED HINTS $ENV{ZEPHYR_BASE})\nproject(demo)\n",
        "prj.conf": "CONFIG_GDBSTUB=y\n",
        "src/main.c": "int main(void)\n{\n    return 0;\n}\n",
      },
      async (session) => {
        await session.settle();
        const mark = session.one("prj.conf", "debug-stub-enabled");
        const [fix] = await fixesAt(session, "prj.conf", mark);
        assert.deepEqual(changesOf(session, fix), { "prj.conf": ["CONFIG_GDBSTUB=n"] });
        assert.equal(fix?.isPreferred, true);
        assert.ok(fix.edit);
        session.apply(fix.edit);
        await session.settle();
        assert.deepEqual(session.marks("prj.conf"), []);
      },
    ));

  it("are preferred where one is safe, never otherwise", () =>
    withServer(plugFiles(), async (session) => {
      await session.settle();
      const preferred = [];
      for (const path of ["main/diag.c", "main/ota.c", "sdkconfig"])
        for (const mark of session.diagnostics(path))
          for (const { title, isPreferred } of await fixesAt(session, path, mark))
            if (isPreferred === true) preferred.push(title);
      assert.deepEqual(preferred, ["Restart after a crash"]);
    }));

  it("say where they cannot be undone", () =>
    withServer(plugFiles(), async (session) => {
      await session.settle();
      const mark = session.one("sdkconfig", "esp-flash-encryption-dev-mode");
      const [fix] = await fixesAt(session, "sdkconfig", mark);
      assert.match(fix?.title ?? "", /cannot be undone on a device/);
    }));

  it("name the version of documents that are open", () =>
    withServer(plugFiles(), async (session) => {
      await session.settle();
      session.open("sdkconfig");
      session.edit("sdkconfig", (text) => `${text}\n`);
      await session.settle();
      const mark = session.one("sdkconfig", "debug-stub-enabled");
      const [fix] = await fixesAt(session, "sdkconfig", mark);
      const versions = (fix?.edit?.documentChanges as TextDocumentEdit[]).map(
        ({ textDocument: { uri, version } }) => [nodePath.basename(uri), version],
      );
      assert.deepEqual(
        new Map(versions as [string, unknown][]),
        new Map<string, unknown>([
          ["sdkconfig", 2],
          ["sdkconfig.defaults", null],
        ]),
      );
    }));
});

describe("source.fixAll.baseline645", () => {
  const KIND = "source.fixAll.baseline645";
  const ZEPHYR: Files = {
    "CMakeLists.txt": "find_package(Zephyr)\nproject(demo)\n",
    "prj.conf": "CONFIG_GDBSTUB=y\nCONFIG_MCUBOOT_VALIDATE=y\n",
    "src/main.c": tls(),
  };
  const ALL = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

  it("takes the safe ones alone, wherever the cursor is", () =>
    withServer(ZEPHYR, async (session) => {
      await session.settle();
      assert.deepEqual(session.marks("src/main.c"), [`${VERIFY}:3`]);
      assert.deepEqual(await session.codeActions("src/main.c", ALL, [KIND]), []);
      const actions = await session.codeActions("prj.conf", ALL, [KIND]);
      assert.deepEqual(
        actions.map(({ kind }) => kind),
        [KIND],
      );
      assert.deepEqual(changesOf(session, actions[0]), { "prj.conf": ["CONFIG_GDBSTUB=n"] });
    }));

  it("leaves alone what would reach into other documents", () =>
    withServer(plugFiles(), async (session) => {
      await session.settle();
      assert.deepEqual(await session.codeActions("sdkconfig", ALL, [KIND]), []);
    }));
});

describe("code actions", () => {
  it("come by kind", () =>
    withServer({ ...ESP_IDF, "main/main.c": tls() }, async (session) => {
      await session.settle();
      const { range } = session.one("main/main.c", VERIFY);
      const kinds = async (only?: string[]): Promise<unknown[]> =>
        (await session.codeActions("main/main.c", range, only)).map(({ kind }) => kind);
      assert.deepEqual(new Set(await kinds(["quickfix"])), new Set(["quickfix"]));
      assert.deepEqual(await kinds(["refactor"]), []);
      assert.deepEqual(await kinds(["quickfix.other"]), []);
      assert.deepEqual(await kinds(["source.organizeImports"]), []);
      // The empty kind is every kind.
      assert.ok((await kinds([""])).length > 0);
    }));

  it("offer to ignore, to explain and to open the standard", () =>
    withServer({ ...ESP_IDF, "main/main.c": tls() }, async (session) => {
      await session.settle();
      const { range } = session.one("main/main.c", VERIFY);
      const actions = await session.codeActions("main/main.c", range);
      const commands = actions.flatMap(({ command }) => command ?? []);
      assert.deepEqual(
        [...new Set(commands.map(({ command }) => command))],
        ["ignoreHere", "ignoreUntil", "explain", "openStandard"].map((n) => `baseline645.${n}`),
      );
      assert.deepEqual(commands[0]?.arguments, [
        { uri: session.uri("main/main.c"), rule: VERIFY, line: 2 },
      ]);
      assert.match(JSON.stringify(commands[3]?.arguments), /"https:[^"]+#page=\d+"/);
    }));

  it("are none where no finding stands", () =>
    withServer({ ...ESP_IDF, "main/main.c": tls() }, async (session) => {
      await session.settle();
      const top = { line: 0, character: 0 };
      assert.deepEqual(await session.codeActions("main/main.c", { start: top, end: top }), []);
    }));

  it("are plain changes for an editor that knows no versions or annotations", () =>
    withServer(
      { folders: [plugFiles()], client: "ours", without: ["documentChanges", "annotations"] },
      async (session) => {
        await session.settle();
        const mark = session.one("sdkconfig", "debug-stub-enabled");
        const [fix] = await fixesAt(session, "sdkconfig", mark);
        assert.equal(fix?.edit?.documentChanges, undefined);
        assert.equal(fix?.edit?.changeAnnotations, undefined);
        assert.deepEqual(Object.keys(fix?.edit?.changes ?? {}).sort(), [
          session.uri("sdkconfig"),
          session.uri("sdkconfig.defaults"),
        ]);
        assert.ok(fix?.edit);
        session.apply(fix.edit);
        await session.settle();
        assert.ok(!session.marks("sdkconfig").some((one) => one.startsWith("debug-stub")));
      },
    ));
});
