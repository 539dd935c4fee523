// Several folders in one window, each a project of its own.
import assert from "node:assert/strict";
import nodePath from "node:path";
import { ESP_IDF, REQUIRED, tls, VERIFY } from "./firmware.js";
import { withServer, type Files } from "./session.js";

describe("several folders", () => {
  const [A, B]: [Files, Files] = [
    {
      ...ESP_IDF,
      "main/main.c": tls("AUTH_MODE"),
      "main/a.h": "#define AUTH_MODE MBEDTLS_SSL_VERIFY_NONE\n",
    },
    { ...ESP_IDF, "main/main.c": tls("AUTH_MODE"), "main/b.h": `#define AUTH_MODE ${REQUIRED}\n` },
  ];

  it("do not know of each other", () =>
    withServer({ folders: [A, B] }, async (session) => {
      await session.settle();
      const [a = "", b = ""] = session.folders;
      assert.deepEqual([session.allMarks(a).length, session.allMarks(b).length], [1, 0]);
      assert.equal(session.status(a)?.violations, 1);
      assert.equal(session.status(b)?.violations, 0);
      assert.notDeepEqual(session.snapshot(a)?.totals, session.snapshot(b)?.totals);
      session.edit(nodePath.join(b, "main/b.h"), "#define AUTH_MODE MBEDTLS_SSL_VERIFY_NONE\n");
      await session.until(() => session.allMarks(b).length === 1, "a mark in the other folder");
      assert.equal(session.allMarks(a).length, 1);
    }));

  it("come and go", () =>
    withServer({ folders: [A, B] }, async (session) => {
      await session.settle();
      const [a = "", b = ""] = session.folders;
      session.changeFolders([], [a]);
      await session.until(() => session.allMarks(a).length === 0, "no marks in what was closed");
      await session.until(() => session.snapshot(a) === undefined, "no snapshot");
      assert.ok(session.snapshot(b));
      session.changeFolders([a], []);
      await session.until(() => session.allMarks(a).length === 1, "marks in what was opened");
    }));

  it("one inside the other: a document belongs to the inner one", () =>
    withServer(
      {
        folders: [
          { ...A, "inner/CMakeLists.txt": ESP_IDF["CMakeLists.txt"], "inner/main/x.c": tls() },
        ],
      },
      async (session) => {
        await session.settle();
        const [outer = ""] = session.folders;
        const inner = nodePath.join(outer, "inner");
        const path = "inner/main/x.c";
        session.edit(path, `\n${tls()}`);
        await session.settle();
        session.changeFolders([inner], []);
        await session.until(() => session.status(inner)?.phase === "ready", "the inner folder");
        await session.settle();
        assert.deepEqual(session.marks(path), [`${VERIFY}:4`]);
        // The outer folder reads its own again, and what it says of the inner one does not count.
        session.write("main/CMakeLists.txt", "# again\n");
        await session.settle();
        assert.deepEqual(session.marks(path), [`${VERIFY}:4`]);
      },
    ));
});
