// What a person reads over a squiggle.
import assert from "node:assert/strict";
import type { Hover } from "vscode-languageserver";
import { plugFiles, Session } from "./session.js";

const textOf = (hover: Hover | null): string => {
  const contents = hover?.contents;
  return typeof contents === "object" && "value" in contents ? contents.value : "";
};

describe("a hover", () => {
  let session: Session;

  before(async () => {
    session = new Session({ folders: [plugFiles()] });
    await session.start();
    await session.settle();
  });
  after(() => session.stop());

  const over = (needle: string, path = "main/diag.c"): Promise<Hover | null> =>
    session.hover(path, session.at(path, needle));

  it("says why, and what of the standard stands against it", async () => {
    const hover = await over("mbedtls_ssl_conf_authmode(");
    const text = textOf(hover);
    assert.match(text, /^\*\*.+\*\*\n\n\w.+/, "title and reason");
    assert.match(text, /\*\*5\.5-1\*\* \w.+ \*mandatory/, "provision, gist and status");
    assert.match(text, /\[page \d+[^\]]* of EN 303 645 V3\.1\.3\]\(https:\/\/\S+#page=\d+\)/);
    assert.deepEqual(hover?.range, session.one("main/diag.c", "mbedtls-verify-disabled").range);
  });

  it("ends where the finding ends", async () => {
    const { end } = session.one("main/diag.c", "mbedtls-verify-disabled").range;
    const behind = { line: end.line, character: end.character + 1 };
    assert.notEqual(await session.hover("main/diag.c", end), null);
    assert.equal(await session.hover("main/diag.c", behind), null);
  });

  it("stands in settings and in CMake too", async () => {
    assert.match(textOf(await over("CONFIG_ESP_SYSTEM_PANIC_GDBSTUB", "sdkconfig")), /5\.6-4A/);
    assert.match(textOf(await over("client_key.pem", "main/CMakeLists.txt")), /5\.4-/);
  });

  it("says nothing where no finding stands", async () => {
    assert.equal(await over("#include"), null);
    assert.equal(await session.hover("main/diag.c", { line: 9_999, character: 0 }), null);
    assert.equal(await session.hover("main/nowhere.c", { line: 0, character: 0 }), null);
    assert.equal(await session.hover("/elsewhere/x.c", { line: 0, character: 0 }), null);
  });

  it("says nothing over what is hidden", async () => {
    const key = "CONFIG_ESP_PROTOCOMM_SUPPORT_SECURITY_VERSION_0";
    assert.equal(await over(key, "sdkconfig"), null);
  });

  it("speaks of what was typed a moment ago", async () => {
    const call = "mbedtls_ssl_conf_authmode(";
    session.edit("main/diag.c", (text) => `\n\n${text}`);
    assert.match(textOf(await over(call)), /5\.5-1/);
    session.edit("main/diag.c", (text) => text.replaceAll("VERIFY_NONE", "VERIFY_REQUIRED"));
    assert.equal(await over(call), null);
    session.close("main/diag.c");
    assert.match(textOf(await over(call)), /5\.5-1/);
  });
});
