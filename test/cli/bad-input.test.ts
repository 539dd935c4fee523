// Input that nobody wants and everybody has: the tool survives it, names it and finds what is there.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import nodePath from "node:path";
import { baseline645, projectWith } from "./run.js";

const INSECURE =
  "void f(mbedtls_ssl_config *c)\n{\n    mbedtls_ssl_conf_authmode(c, MBEDTLS_SSL_VERIFY_NONE);\n}\n";
const AT = "main.c:3:5";

function check(
  files: Readonly<Record<string, string | Uint8Array>>,
): ReturnType<typeof baseline645> {
  return baseline645(["check", projectWith(files), "--today", "2026-06-01"]);
}

function utf16(text: string): Uint8Array {
  return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
}

describe("bad input", () => {
  it("skips a huge and a binary file by name, and finds what stands beside them", () => {
    const { code, out } = check({
      "huge.c": `// ${"x".repeat(5 * 1024 * 1024)}\n`,
      "binary.c": new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1, 2, 3]),
      "main.c": INSECURE,
    });
    assert.equal(code, 1);
    assert.ok(out.includes(AT));
    assert.match(out, /huge\.c/);
    assert.match(out, /binary\.c/);
  });

  it("reads Latin-1, UTF-16 and byte-order marks at the right columns", () => {
    const marked = `\ufeff${INSECURE}`;
    assert.ok(check({ "main.c": marked }).out.includes(AT), "UTF-8 with a mark");
    assert.ok(check({ "main.c": utf16(INSECURE) }).out.includes(AT), "UTF-16");
    const latin = Buffer.from(`// gr\u00fc\u00dfe\n${INSECURE}`, "latin1");
    const { out } = check({ "main.c": latin });
    assert.ok(out.includes("main.c:4:5"), "Latin-1");
  });

  it("reads a line of a megabyte and brackets ten thousand deep", () => {
    const { code, out } = check({
      "line.c": `int a[] = {${"1,".repeat(500_000)}};\n`,
      "deep.c": `int f(void) { mbedtls_ssl_conf_authmode(c, ${"(".repeat(10_000)}1${")".repeat(10_000)}); }\n`,
      "blocks.c": `void g(void) ${"{".repeat(5_000)} mbedtls_ssl_conf_authmode(c, 1); ${"}".repeat(5_000)}\n`,
      "main.c": INSECURE,
    });
    assert.equal(code, 1);
    assert.ok(out.includes(AT));
  });

  it("survives text that is no C at all", () => {
    const { code, out } = check({
      "noise.c": `${"@#$%^&*}{)(".repeat(2_000)} mbedtls_ssl_conf_authmode(`,
      "open.c": 'char *s = "mbedtls_ssl_conf_authmode( never closed\n',
      "empty.c": "",
      "main.c": INSECURE,
    });
    assert.equal(code, 1);
    assert.ok(out.includes(AT));
  });

  it("says which files were only partly understood", () => {
    const { out } = check({
      "main.c": `${INSECURE}void broken(void) { mbedtls_ssl_conf_authmode(c, ; } }\n`,
    });
    assert.match(out, /1 partly parsed/);
  });

  it("follows links in a circle once", () => {
    const folder = projectWith({ "src/main.c": INSECURE });
    fs.symlinkSync(folder, nodePath.join(folder, "src", "loop"), "dir");
    const { code, out } = baseline645(["check", folder, "--today", "2026-06-01"]);
    assert.equal(code, 1);
    assert.equal(out.split("mbedtls-verify-disabled").length - 1, 1);
  });
});
