// What other programs do to the folder is followed: menuconfig, git, a file manager.
import assert from "node:assert/strict";
import {
  BROKER_C,
  ESP_IDF,
  MQTT,
  plainBroker,
  REQUIRED,
  safeBroker,
  tls,
  VERIFY,
} from "./firmware.js";
import { withServer } from "./session.js";

const DEMO = { ...ESP_IDF, "main/main.c": tls(), "main/other.c": tls(REQUIRED, "other") };
const MARK = [`${VERIFY}:3`];

describe("changes outside of the editor", () => {
  it("a file is written", () =>
    withServer(DEMO, async (session) => {
      await session.settle();
      session.write("main/other.c", tls());
      session.write("main/main.c", tls(REQUIRED));
      await session.settle();
      assert.deepEqual(session.marks("main/other.c"), MARK);
      assert.deepEqual(session.marks("main/main.c"), []);
    }));

  it("a file is made", () =>
    withServer(DEMO, async (session) => {
      await session.settle();
      session.write("main/new.c", tls());
      await session.settle();
      assert.deepEqual(session.marks("main/new.c"), MARK);
    }));

  it("a file is deleted", () =>
    withServer(DEMO, async (session) => {
      await session.settle();
      session.delete("main/main.c");
      await session.settle();
      assert.deepEqual(session.allMarks(), []);
    }));

  it("a file is renamed", () =>
    withServer(DEMO, async (session) => {
      await session.settle();
      session.rename("main/main.c", "main/start.c");
      await session.settle();
      assert.deepEqual(session.allMarks(), [`main/start.c ${VERIFY}:3`]);
    }));

  it("a folder is deleted: watchers name the folder alone", () =>
    withServer({ ...DEMO, "drivers/tls.c": tls() }, async (session) => {
      await session.settle();
      assert.deepEqual(session.marks("drivers/tls.c"), MARK);
      session.delete("drivers");
      await session.settle();
      assert.deepEqual(session.allMarks(), [`main/main.c ${VERIFY}:3`]);
    }));

  it("a folder is renamed: watchers name the folder alone", () =>
    withServer({ ...DEMO, "drivers/tls.c": tls() }, async (session) => {
      await session.settle();
      session.rename("drivers", "hal");
      await session.settle();
      assert.deepEqual(session.allMarks(), [`hal/tls.c ${VERIFY}:3`, `main/main.c ${VERIFY}:3`]);
    }));

  it("menuconfig writes the first sdkconfig", () =>
    withServer(
      { ...ESP_IDF, "main/main.c": BROKER_C, "sdkconfig.defaults": safeBroker },
      async (session) => {
        await session.settle();
        assert.deepEqual(session.marks("main/main.c"), []);
        session.write("sdkconfig", plainBroker);
        await session.settle();
        assert.deepEqual(session.marks("main/main.c"), [`${MQTT}:2`]);
        session.write("sdkconfig", safeBroker);
        await session.settle();
        assert.deepEqual(session.marks("main/main.c"), []);
      },
    ));

  it("the configuration switches a rule off, and on again", () =>
    withServer(DEMO, async (session) => {
      await session.settle();
      session.write(".baseline645/config.yaml", `rules:\n  off: [${VERIFY}]\n`);
      await session.settle();
      assert.deepEqual(session.allMarks(), []);
      session.delete(".baseline645/config.yaml");
      await session.settle();
      assert.deepEqual(session.marks("main/main.c"), MARK);
    }));

  it(".gitignore leaves a folder out, and takes it back in", () =>
    withServer({ ...DEMO, "made/tls.c": tls() }, async (session) => {
      await session.settle();
      assert.deepEqual(session.marks("made/tls.c"), MARK);
      session.write(".gitignore", "made/\n");
      await session.settle();
      assert.deepEqual(session.marks("made/tls.c"), []);
      assert.ok(session.snapshot()?.unseen.leftOut.some(({ path }) => path.startsWith("made")));
      session.write(".gitignore", "\n");
      await session.settle();
      assert.deepEqual(session.marks("made/tls.c"), MARK);
    }));

  it("an open buffer wins, and the disk when it is closed", () =>
    withServer(DEMO, async (session) => {
      await session.settle();
      session.edit("main/main.c", tls(REQUIRED));
      session.write("main/main.c", `\n${tls()}`);
      await session.settle();
      assert.deepEqual(session.marks("main/main.c"), []);
      session.close("main/main.c");
      await session.settle();
      assert.deepEqual(session.marks("main/main.c"), [`${VERIFY}:4`]);
    }));

  it("a file that is open is deleted: its buffer counts until it is closed", () =>
    withServer(DEMO, async (session) => {
      await session.settle();
      session.open("main/main.c");
      session.delete("main/main.c");
      session.write("main/CMakeLists.txt", "# something that has everything read again\n");
      await session.settle();
      assert.deepEqual(session.marks("main/main.c"), MARK);
      session.close("main/main.c");
      await session.settle();
      assert.deepEqual(session.allMarks(), []);
    }));

  it("a new file that the editor has open already stays when it is closed", () =>
    withServer(DEMO, async (session) => {
      await session.settle();
      session.open("main/new.c", tls());
      session.save("main/new.c");
      await session.settle();
      assert.deepEqual(session.marks("main/new.c"), MARK);
      session.close("main/new.c");
      await session.settle();
      assert.deepEqual(session.marks("main/new.c"), MARK);
    }));

  it("a build that writes into an ignored folder is not followed", () =>
    withServer({ ...DEMO, ".gitignore": "build/\n", "build/first.c": "" }, async (session) => {
      await session.settle();
      const readings = (): number =>
        session.statuses().filter(({ phase }) => phase === "ready").length;
      const before = readings();
      session.write("build/made.c", tls());
      session.write("build/config/sdkconfig.cmake", "set(A b)\n");
      session.write("build/CMakeLists.txt", "project(x)\n");
      await session.settle();
      assert.equal(readings(), before);
      assert.deepEqual(session.marks("build/made.c"), []);
    }));
});
