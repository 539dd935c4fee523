// What is typed and not saved counts, in every file that it concerns.
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

const HEADER = "#pragma once\n#define AUTH_MODE MBEDTLS_SSL_VERIFY_NONE\n";
const THROUGH_HEADER = {
  ...ESP_IDF,
  "main/tls.h": HEADER,
  "main/main.c": `#include "tls.h"\n${tls("AUTH_MODE")}`,
};

describe("unsaved buffers", () => {
  it("of a header change findings in a source file that is not open", () =>
    withServer(THROUGH_HEADER, async (session) => {
      await session.settle();
      assert.deepEqual(session.marks("main/main.c"), [`${VERIFY}:4`]);
      session.edit("main/tls.h", (text) => text.replace("NONE", "REQUIRED"));
      await session.settle();
      assert.deepEqual(session.marks("main/main.c"), []);
      session.edit("main/tls.h", HEADER);
      await session.settle();
      assert.deepEqual(session.marks("main/main.c"), [`${VERIFY}:4`]);
    }));

  it("closed without saving give way to the disk", () =>
    withServer(THROUGH_HEADER, async (session) => {
      session.edit("main/tls.h", (text) => text.replace("NONE", "REQUIRED"));
      await session.settle();
      assert.deepEqual(session.marks("main/main.c"), []);
      session.close("main/tls.h");
      await session.settle();
      assert.deepEqual(session.marks("main/main.c"), [`${VERIFY}:4`]);
    }));

  it("saved and closed stay as they are", () =>
    withServer(THROUGH_HEADER, async (session) => {
      session.edit("main/tls.h", (text) => text.replace("NONE", "REQUIRED"));
      session.save("main/tls.h");
      session.close("main/tls.h");
      await session.settle();
      assert.deepEqual(session.marks("main/main.c"), []);
    }));

  it("of sdkconfig move findings in C", () =>
    withServer({ ...ESP_IDF, "main/main.c": BROKER_C, sdkconfig: safeBroker }, async (session) => {
      await session.settle();
      assert.deepEqual(session.marks("main/main.c"), []);
      session.edit("sdkconfig", plainBroker);
      await session.settle();
      assert.deepEqual(session.marks("main/main.c"), [`${MQTT}:2`]);
      session.close("sdkconfig");
      await session.settle();
      assert.deepEqual(session.marks("main/main.c"), []);
    }));

  it("of sdkconfig.defaults move findings in C where nothing is generated yet", () =>
    withServer(
      { ...ESP_IDF, "main/main.c": BROKER_C, "sdkconfig.defaults": plainBroker },
      async (session) => {
        await session.settle();
        assert.deepEqual(session.marks("main/main.c"), [`${MQTT}:2`]);
        session.edit("sdkconfig.defaults", safeBroker);
        await session.settle();
        assert.deepEqual(session.marks("main/main.c"), []);
      },
    ));

  it("are judged key by key, the last word winning", () =>
    withServer({ ...ESP_IDF, "main/main.c": tls(REQUIRED) }, async (session) => {
      await session.settle();
      session.open("main/main.c");
      const typed = "MBEDTLS_SSL_VERIFY_NONE";
      session.edit("main/main.c", (text) => text.replace(REQUIRED, ""));
      const start = session.at("main/main.c", ");\n");
      for (const [i, key] of Array.from(typed).entries())
        session.type("main/main.c", { line: start.line, character: start.character + i }, key);
      await session.settle();
      assert.deepEqual(session.marks("main/main.c"), [`${VERIFY}:3`]);
      assert.equal(session.one("main/main.c", VERIFY).range.start.character, 4);
    }));

  it("follow their lines without losing anything", () =>
    withServer({ ...ESP_IDF, "main/main.c": tls() }, async (session) => {
      await session.settle();
      session.edit("main/main.c", (text) => `// one\n// two\n${text}`);
      await session.settle();
      assert.deepEqual(session.marks("main/main.c"), [`${VERIFY}:5`]);
      session.edit("main/main.c", (text) => text.replaceAll("\n", "\r\n"));
      await session.settle();
      assert.deepEqual(session.marks("main/main.c"), [`${VERIFY}:5`]);
    }));

  it("of a document that was never saved count", () =>
    withServer({ ...ESP_IDF, "main/main.c": tls("AUTH_MODE") }, async (session) => {
      await session.settle();
      assert.deepEqual(session.marks("main/main.c"), []);
      session.open("main/new.h", HEADER);
      await session.settle();
      assert.deepEqual(session.marks("main/main.c"), [`${VERIFY}:3`]);
      // A whole reading in between must not forget it.
      session.edit("main/CMakeLists.txt", (text) => `${text}# more\n`);
      await session.settle();
      assert.deepEqual(session.marks("main/main.c"), [`${VERIFY}:3`]);
      session.close("main/new.h");
      await session.settle();
      assert.deepEqual(session.marks("main/main.c"), []);
    }));

  it("of what the project leaves out are left out too", () =>
    withServer(
      {
        ...ESP_IDF,
        ".gitignore": "build/\n",
        ".baseline645/config.yaml": "paths:\n  exclude: [tools]\n",
        "build/made.c": tls(),
        "tools/host.c": tls(),
        "main/main.c": tls(REQUIRED),
      },
      async (session) => {
        await session.settle();
        session.open("build/made.c");
        session.open("tools/host.c");
        session.edit("build/made.c", (text) => `${text}\n`);
        session.edit("tools/host.c", (text) => `${text}\n`);
        await session.settle();
        assert.deepEqual(session.allMarks(), []);
      },
    ));
});
