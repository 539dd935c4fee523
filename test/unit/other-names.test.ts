// What is done to an object by a wrapper is done to it where the wrapper is called, and the other way round.
import assert from "node:assert/strict";
import { NO_CONFIG } from "../../src/model/config.js";
import { NO_PRODUCT } from "../../src/rules/config.js";
import { checkFiles } from "../../src/scan/check-project.js";
import { loadGrammars, loadRulebook } from "../../src/scan/resources.js";
import { memorySource } from "../../src/scan/source.js";

const { book } = loadRulebook();
assert.ok(book !== undefined);
const IDS = ["openssl-verify-disabled", "mbedtls-verify-disabled", "ota-verification-bypassed"];
const rules = { ...book, rules: book.rules.filter((r) => IDS.includes(r.id)) };
const syntax = await loadGrammars();

/** Findings as `line confidence`; of several files as `path:line confidence`. */
function found(files: string | Readonly<Record<string, string>>): string[] {
  const all = typeof files === "string" ? { "": files } : files;
  const named = Object.entries(all).map(([path, text]) => [path || "tls.c", text] as const);
  const workspace = { config: NO_CONFIG, product: NO_PRODUCT, problems: [] };
  const { assessment } = checkFiles(memorySource(new Map(named)), syntax, rules, workspace, {
    today: "2026-01-01",
    toolVersion: "0",
  });
  return assessment.findings.map(({ evidence, confidence }) => {
    const line = String(evidence.range.start.line + 1);
    return `${named.length > 1 ? `${evidence.path}:` : ""}${line} ${confidence}`;
  });
}

const TRUSTS_ALL = `static SSL_CTX *make(void) {
  SSL_CTX *made = SSL_CTX_new(TLS_client_method());
  return made;
}
void join(void) {
  SSL_CTX *ctx = make();
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL);
}
`;

describe("an object by its other names", () => {
  it("is the one that a wrapper made and gave back", () => {
    assert.deepEqual(found(TRUSTS_ALL), ["7 high"]);
  });

  it("is the one that a wrapper was given", () => {
    const setter = `static void trust_all(SSL_CTX *c) { SSL_CTX_set_verify(c, SSL_VERIFY_NONE, NULL); }
void join(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  trust_all(ctx);
}
`;
    assert.deepEqual(found(setter), ["1 high"]);
  });

  it("is a part of a structure that a wrapper was given", () => {
    const part = `struct link { SSL_CTX *tls; };
static void trust_all(struct link *l) { SSL_CTX_set_verify(l->tls, SSL_VERIFY_NONE, NULL); }
void join(struct link *own) {
  own->tls = SSL_CTX_new(TLS_client_method());
  trust_all(own);
}
`;
    assert.deepEqual(found(part.replace("own->tls = SSL", "own->tls = SSL")), ["2 high"]);
  });

  it("is followed from file to file", () => {
    const files = {
      "a.c": "void trust_all(SSL_CTX *c) { SSL_CTX_set_verify(c, SSL_VERIFY_NONE, NULL); }\n",
      "b.c": `void trust_all(SSL_CTX *c);
void join(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  trust_all(ctx);
}
`,
    };
    assert.deepEqual(found(files), ["a.c:1 high"]);
  });

  it("is put right by a wrapper that is called beside", () => {
    const repaired = `static void require(SSL_CTX *c) { SSL_CTX_set_verify(c, SSL_VERIFY_PEER, NULL); }
void join(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL);
  require(ctx);
}
`;
    assert.deepEqual(
      found(repaired).filter((one) => one.endsWith("high")),
      [],
    );
  });

  it("is not another that the same wrapper is never given", () => {
    const other = `static void require(SSL_CTX *c) { SSL_CTX_set_verify(c, SSL_VERIFY_PEER, NULL); }
void join(void) {
  SSL_CTX *one = SSL_CTX_new(TLS_client_method());
  SSL_CTX *two = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_verify(one, SSL_VERIFY_NONE, NULL);
  require(two);
}
`;
    assert.deepEqual(found(other), ["5 high"]);
  });
});

describe("a local pointer", () => {
  const make = "SSL_CTX *one = SSL_CTX_new(TLS_client_method());\n  SSL_CTX *two = other(one);";
  const joined = (steps: string): string[] =>
    found(`void join(void) {
  ${make}
  ${steps}
}
`);

  it("is another name of what it is set to", () => {
    const off = "SSL_CTX_set_verify(it, SSL_VERIFY_NONE, NULL);";
    assert.deepEqual(joined(`SSL_CTX *it = one; ${off}`), ["4 high"]);
    assert.deepEqual(joined(`SSL_CTX *it = NULL; it = one; ${off}`), ["4 high"]);
    assert.deepEqual(joined(`SSL_CTX *first = one; SSL_CTX *it = first; ${off}`), ["4 high"]);
  });

  it("is nothing's where it is set twice", () => {
    const moved = "SSL_CTX *it = one; it = two; SSL_CTX_set_verify(it, SSL_VERIFY_NONE, NULL);";
    assert.deepEqual(joined(moved), ["4 medium"]);
  });

  it("may name itself", () => {
    assert.deepEqual(joined("SSL_CTX *it = it; SSL_CTX_set_verify(it, SSL_VERIFY_NONE, NULL);"), [
      "4 medium",
    ]);
  });
});

describe("order across a wrapper", () => {
  const after = (steps: string): string[] =>
    found(`static void require(mbedtls_ssl_config *c) { mbedtls_ssl_conf_authmode(c, MBEDTLS_SSL_VERIFY_REQUIRED); }
static void off(mbedtls_ssl_config *c) { mbedtls_ssl_conf_authmode(c, MBEDTLS_SSL_VERIFY_NONE); }
static mbedtls_ssl_config conf;
void join(void) {
  ${steps}
}
`);

  it("counts where the wrapper is called", () => {
    const off = "mbedtls_ssl_conf_authmode(&conf, MBEDTLS_SSL_VERIFY_NONE);";
    assert.deepEqual(after(`require(&conf);\n  ${off}`), ["2 medium", "6 high"]);
    assert.deepEqual(after(`${off}\n  require(&conf);`), ["2 medium", "5 medium"]);
  });

  it("counts the other way round", () => {
    const on = "mbedtls_ssl_conf_authmode(&conf, MBEDTLS_SSL_VERIFY_REQUIRED);";
    assert.deepEqual(after(`${on}\n  off(&conf);`), ["2 high"]);
    assert.deepEqual(after(`off(&conf);\n  ${on}`), ["2 medium"]);
  });

  const update = (steps: string): string[] =>
    found(`static void finish(esp_ota_handle_t h) { esp_ota_end(h); }
void update(esp_ota_handle_t h, const esp_partition_t *next) {
  ${steps}
}
`);

  it("needs no object in common", () => {
    const boot = "esp_ota_set_boot_partition(next);";
    assert.deepEqual(update(`finish(h);\n  ${boot}`), ["1 high"]);
    assert.deepEqual(update(`${boot}\n  finish(h);`), []);
  });
});
