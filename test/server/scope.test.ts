// What is looked at: the whole of a folder that is firmware, open files of any other.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import nodePath from "node:path";
import { projectWith } from "../cli/run.js";
import { ESP_IDF, REQUIRED, tls, VERIFY } from "./firmware.js";
import { plugFiles, withServer, type Files, type Session } from "./session.js";

const MARK = [`${VERIFY}:3`];
const DEMO: Files = { ...ESP_IDF, "main/main.c": tls() };
const NO_FIRMWARE: Files = { "src/a.c": tls(), "src/b.c": tls(), "README.md": "# no firmware\n" };

function scopeOf(session: Session): string {
  const { scope = "", phase = "" } = session.status() ?? {};
  return `${scope} ${phase}`;
}

const isForgotten = (session: Session, folder?: string): Promise<void> =>
  session.until(() => session.snapshot(folder) === undefined, "no snapshot");

/** Files that stand in no folder of the workspace. */
async function withLoneFiles(
  files: Files,
  test: (session: Session, folder: string) => Promise<void>,
): Promise<void> {
  const folder = fs.realpathSync(projectWith(files));
  try {
    await withServer({ folders: [] }, (session) => test(session, folder));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

describe("a folder without a mark of firmware", () => {
  it("has its open files looked at, and says so", () =>
    withServer(NO_FIRMWARE, async (session) => {
      await session.settle();
      assert.equal(scopeOf(session), "open-files ready");
      assert.deepEqual(session.allMarks(), []);
      session.open("src/a.c");
      await session.settle();
      assert.deepEqual(session.allMarks(), [`src/a.c ${VERIFY}:3`]);
      assert.equal(scopeOf(session), "open-files ready");
      assert.equal(session.status()?.read, 1);
      session.edit("src/a.c", tls(REQUIRED));
      await session.settle();
      assert.deepEqual(session.allMarks(), []);
      session.edit("src/a.c", tls());
      session.close("src/a.c");
      await session.settle();
      assert.deepEqual(session.allMarks(), []);
    }));

  it("is read in full from the moment it has `.baseline645/` or a mark", () =>
    withServer(NO_FIRMWARE, async (session) => {
      await session.settle();
      session.write(".baseline645/config.yaml", "edition: 2.1.1\n");
      await session.settle();
      assert.equal(scopeOf(session), "project ready");
      assert.deepEqual(session.allMarks(), [`src/a.c ${VERIFY}:3`, `src/b.c ${VERIFY}:3`]);
      session.delete(".baseline645");
      await session.settle();
      assert.equal(scopeOf(session), "open-files ready");
      assert.deepEqual(session.allMarks(), []);
      session.write("platformio.ini", "[env:a]\nframework = arduino\nplatform = espressif32\n");
      await session.settle();
      assert.equal(scopeOf(session), "project ready");
    }));

  it("is read in full where the settings say so", () =>
    withServer({ folders: [NO_FIRMWARE], settings: { scan: "always" } }, async (session) => {
      await session.settle();
      assert.equal(scopeOf(session), "project ready");
      assert.equal(session.allMarks().length, 2);
      session.configure({ scan: "auto" });
      await session.until(() => scopeOf(session) === "open-files ready", "open files alone");
      assert.deepEqual(session.allMarks(), []);
    }));
});

describe("a lone file", () => {
  it("is looked at alone, whatever lies beside it", () =>
    withLoneFiles({ ...DEMO, "main/other.c": tls() }, async (session, folder) => {
      const path = nodePath.join(folder, "main/main.c");
      session.open(path);
      await session.until(() => session.marks(path).length > 0, "a mark");
      assert.deepEqual(session.marks(path), MARK);
      assert.equal(session.status(nodePath.dirname(path))?.scope, "open-files");
      assert.deepEqual(session.marks(nodePath.join(folder, "main/other.c")), []);
    }));

  it("stays alone when settings change", () =>
    withLoneFiles({ ...DEMO, "main/other.c": tls() }, async (session, folder) => {
      const path = nodePath.join(folder, "main/main.c");
      session.open(path);
      await session.until(() => session.marks(path).length > 0, "a mark");
      session.configure({ scan: "always", edition: "2.1.1" });
      const snapshot = (): string | undefined => session.snapshot(nodePath.dirname(path))?.edition;
      await session.until(() => snapshot() === "2.1.1", "the other edition");
      assert.deepEqual(session.marks(nodePath.join(folder, "main/other.c")), []);
      assert.equal(session.status(nodePath.dirname(path))?.read, 1);
    }));

  it("goes with its folder when it is closed", () =>
    withLoneFiles(DEMO, async (session, folder) => {
      const path = nodePath.join(folder, "main/main.c");
      session.open(path);
      await session.until(() => session.marks(path).length > 0, "a mark");
      session.close(path);
      await session.until(() => session.marks(path).length === 0, "no mark");
      await isForgotten(session, nodePath.dirname(path));
    }));

  it("is asked for its settings too", () =>
    withLoneFiles(DEMO, async (session, folder) => {
      session.settings = { enable: false };
      const path = nodePath.join(folder, "main/main.c");
      session.open(path);
      const phase = (): string | undefined => session.status(nodePath.dirname(path))?.phase;
      await session.until(() => phase() === "off", "the phase off");
      assert.deepEqual(session.marks(path), []);
    }));

  it("joins its folder when that is opened", () =>
    withLoneFiles({ ...DEMO, "main/other.c": tls() }, async (session, folder) => {
      const [path, other] = ["main/main.c", "main/other.c"].map((p) => nodePath.join(folder, p));
      session.edit(path ?? "", `\n${tls()}`);
      await session.until(() => session.marks(path ?? "").length > 0, "a mark");
      session.changeFolders([folder], []);
      await session.until(() => session.marks(other ?? "").length > 0, "marks of the folder");
      assert.deepEqual(session.marks(path ?? ""), [`${VERIFY}:4`], "the buffer still wins");
      session.edit(path ?? "", tls(REQUIRED));
      await session.until(() => session.marks(path ?? "").length === 0, "no mark");
    }));
});

describe("settings", () => {
  it("switch everything off and on", () =>
    withServer({ folders: [DEMO], settings: { enable: false } }, async (session) => {
      await session.settle();
      assert.equal(session.status()?.phase, "off");
      session.edit("main/main.c", (text) => `\n${text}`);
      await session.settle();
      assert.deepEqual(session.allMarks(), []);
      assert.equal(session.snapshot(), undefined);
      session.configure({ enable: true });
      await session.until(() => session.allMarks().length > 0, "marks");
      assert.deepEqual(session.marks("main/main.c"), [`${VERIFY}:4`]);
      session.configure({ enable: false });
      await session.until(() => session.allMarks().length === 0, "no marks");
      await isForgotten(session);
    }));

  it("choose the edition, before what the project says", () =>
    withServer(
      { folders: [{ ...DEMO, ".baseline645/config.yaml": "edition: 2.1.1\n" }] },
      async (session) => {
        await session.settle();
        assert.equal(session.snapshot()?.edition, "2.1.1");
        const readings = session.statuses().filter(({ phase }) => phase === "reading").length;
        session.configure({ edition: "3.1.3" });
        await session.until(() => session.snapshot()?.edition === "3.1.3", "V3.1.3");
        const after = session.statuses().filter(({ phase }) => phase === "reading").length;
        assert.equal(after, readings, "nothing is read again for it");
        session.configure({ edition: "config" });
        await session.until(() => session.snapshot()?.edition === "2.1.1", "V2.1.1");
      },
    ));

  it("that are nonsense are the defaults", () =>
    withServer(
      { folders: [DEMO], settings: { enable: "yes", edition: 3, scan: null } },
      async (session) => {
        await session.settle();
        assert.equal(scopeOf(session), "project ready");
        assert.deepEqual(session.marks("main/main.c"), MARK);
      },
    ));

  it("are the defaults for a client that has none", () =>
    withServer({ folders: [DEMO], without: ["configuration", "progress"] }, async (session) => {
      await session.settle();
      assert.deepEqual(session.marks("main/main.c"), MARK);
    }));
});

describe("documents opened before anything is known", () => {
  it("belong to their folder", () =>
    withServer(
      { folders: [plugFiles()], open: ["main/wifi.c", "main/config.h"] },
      async (session) => {
        await session.settle();
        assert.equal(
          session.statuses().every(({ folder }) => folder === session.statuses()[0]?.folder),
          true,
        );
        assert.ok(session.marks("main/config.h").length > 2);
        session.edit("main/config.h", (text) => text.replace('"LumoSetup2024"', "read_pass()"));
        await session.settle();
        assert.deepEqual(session.marks("main/config.h"), [
          "mqtt-hardcoded-credential:29",
          "wifi-hardcoded-passphrase:18",
        ]);
      },
    ));
});
