// Each flow rule in the variants that real code takes: the value goes by another name, the code stands in a
// loop, the dangerous call in a wrapper, and something else returns early. The good twin of each has the
// guard, and says nothing. What a rule is known to miss is named beside it, and fails when it is found.
import assert from "node:assert/strict";
import { NO_CONFIG } from "../../src/model/config.js";
import { NO_PRODUCT } from "../../src/rules/config.js";
import { checkFiles } from "../../src/scan/check-project.js";
import { loadGrammars, loadRulebook } from "../../src/scan/resources.js";
import { memorySource } from "../../src/scan/source.js";

type Variant = "straight" | "alias" | "loop" | "wrapper" | "return";

interface Pair {
  readonly rule: string;
  /** Where the data comes in; `s` is a socket. */
  readonly source: string;
  /** The variable that is dangerous, with its type, and what else the sink uses. */
  readonly value: readonly [type: string, name: string];
  readonly beside?: readonly (readonly [type: string, name: string])[];
  readonly sink: string;
  /** Leaves where it holds; of two parts the second leaves with the value made safe. */
  readonly guard: string;
  /** Bad ones that nothing finds, as far as is known. */
  readonly misses?: readonly Variant[];
}

const RECEIVE = "char rx[64]; int n = recv(s, rx, sizeof rx - 1, 0); if (n < 4) return; rx[n] = 0;";

const PAIRS: readonly Pair[] = [
  {
    rule: "memcpy-length-from-packet",
    source: `${RECEIVE} size_t len = (rx[0] << 8) | rx[1];`,
    value: ["size_t", "len"],
    beside: [["const char *", "rx"]],
    sink: "char to[16]; memcpy(to, rx + 2, len); show(to);",
    guard: "if (len > 16) LEAVE;",
  },
  {
    rule: "alloc-size-from-network",
    source: `${RECEIVE} size_t len = (rx[0] << 24) | (rx[1] << 16) | (rx[2] << 8) | rx[3];`,
    value: ["size_t", "len"],
    sink: "keep(malloc(len));",
    guard: "if (len > 512) LEAVE;",
  },
  {
    rule: "loop-bound-from-network",
    source: `${RECEIVE} int count = (rx[0] << 8) | rx[1];`,
    value: ["int", "count"],
    sink: "int out[8]; for (int k = 0; k < count; k++) out[k] = next(k); show(out);",
    guard: "if (count > 8) LEAVE;",
  },
  {
    rule: "unbounded-copy-from-network",
    source: RECEIVE,
    value: ["const char *", "rx"],
    sink: "char to[16]; strcpy(to, rx); show(to);",
    guard: "if (strlen(rx) >= 16) LEAVE;",
  },
  {
    rule: "network-controlled-format",
    source: RECEIVE,
    value: ["const char *", "rx"],
    sink: "printf(rx);",
    guard: 'if (strcmp(rx, "on") != 0) LEAVE;',
  },
  {
    rule: "network-input-to-command",
    source: RECEIVE,
    value: ["const char *", "rx"],
    sink: "system(rx);",
    guard: 'if (strcmp(rx, "reboot") != 0) LEAVE;',
  },
  {
    rule: "path-traversal-file-server",
    source: RECEIVE,
    value: ["const char *", "rx"],
    sink: 'char path[96]; snprintf(path, sizeof path, "/www/%s", rx); send_file(fopen(path, "r"));',
    guard: 'if (strstr(rx, "..") != NULL) LEAVE;',
  },
  {
    rule: "payload-not-nul-terminated",
    source: "char rx[64]; int n = recv(s, rx, sizeof rx, 0); if (n <= 0) return;",
    value: ["char *", "rx"],
    sink: "take(strlen(rx));",
    guard: "if (n == sizeof rx) LEAVE; rx[n] = 0;",
  },
  {
    rule: "recv-null-termination-overflow",
    source: "char rx[128]; int n = recv(s, rx, sizeof rx, 0); if (n < 0) return;",
    value: ["int", "n"],
    beside: [["char *", "rx"]],
    sink: "rx[n] = 0; take(rx);",
    guard: "if (n >= 128) LEAVE;",
    // The wrapper does not know the room.
    misses: ["wrapper"],
  },
  {
    rule: "snprintf-return-misuse",
    source: 'char buf[64]; int n = snprintf(buf, sizeof buf, "hello %s", name_of(s));',
    value: ["int", "n"],
    beside: [["const char *", "buf"]],
    sink: "write(1, buf, n);",
    guard: "if (n >= 64) LEAVE;",
    // What a function wanted to write stays in it.
    misses: ["wrapper"],
  },
  {
    rule: "json-result-unchecked",
    source: 'cJSON *item = cJSON_GetObjectItem(message(s), "port");',
    value: ["cJSON *", "item"],
    sink: "set_port(item->valueint);",
    guard: "if (item == NULL) LEAVE;",
    // That a pointer may be null is said in its own function.
    misses: ["wrapper"],
  },
  {
    rule: "received-url-fetched",
    source: RECEIVE,
    value: ["const char *", "rx"],
    sink: "esp_http_client_set_url(client(), rx);",
    guard: 'if (strcmp(rx, "https://lamp.example/now") != 0) LEAVE;',
  },
  {
    rule: "httpd-content-length-unchecked",
    source: "httpd_req_t *req = request(s); size_t len = req->content_len;",
    value: ["size_t", "len"],
    beside: [["httpd_req_t *", "req"]],
    sink: "char buf[128]; httpd_req_recv(req, buf, len); show(buf);",
    guard: "if (len > 128) LEAVE;",
  },
  {
    rule: "integer-input-unvalidated",
    source: `${RECEIVE} int pin = atoi(rx);`,
    value: ["int", "pin"],
    sink: "digitalWrite(pin, 1);",
    guard: "if (pin < 2 || pin > 13) LEAVE;",
  },
];

const LEAVE = /\bLEAVE\b/g;

function typed([type, name]: readonly [string, string]): string {
  return type.endsWith("*") ? `${type}${name}` : `${type} ${name}`;
}

function written(
  { source, value, beside = [], sink, guard }: Pair,
  how: Variant,
  good: boolean,
): string {
  const [type, name] = value;
  const check = good ? guard : "";
  const here = check.replace(LEAVE, how === "loop" ? "continue" : "return");
  const given = [value, ...beside];
  const renamed = sink.replaceAll(new RegExp(`\\b${name}\\b`, "g"), "other");
  switch (how) {
    case "straight":
      return `void f(int s) { ${source} ${here} ${sink} }`;
    case "alias":
      return `void f(int s) { ${source} ${here} ${typed([type, "other"])} = ${name}; ${renamed} }`;
    case "loop":
      return `void f(int s) { for (int i = 0; i < 4; i++) { ${source.replaceAll("return", "continue")} ${here} ${sink} } }`;
    case "wrapper": {
      const names = given.map(([, one]) => one).join(", ");
      return `static void put(${given.map(typed).join(", ")}) { ${sink} }\nvoid f(int s) { ${source} ${here} put(${names}); }`;
    }
    case "return":
      return `void f(int s) { ${source} if (s < 0) return; ${here} if (is_off()) return; ${sink} }`;
  }
}

const VARIANTS: readonly Variant[] = ["straight", "alias", "loop", "wrapper", "return"];
const { book } = loadRulebook();
assert.ok(book !== undefined);
const rules = book;
const syntax = await loadGrammars();

function finds(rule: string, text: string): boolean {
  const only = { ...rules, rules: rules.rules.filter(({ id }) => id === rule) };
  assert.equal(only.rules.length, 1, rule);
  const workspace = { config: NO_CONFIG, product: NO_PRODUCT, problems: [] };
  const files = new Map([["main/a.c", `#include <string.h>\n${text}\n`]]);
  const { assessment } = checkFiles(memorySource(files), syntax, only, workspace, {
    today: "2026-01-01",
    toolVersion: "0",
  });
  return assessment.findings.length > 0;
}

describe("flow rules in their variants", () => {
  for (const pair of PAIRS) {
    it(`${pair.rule}: bad ones are found, but for those that are named`, () => {
      const missed = VARIANTS.filter((how) => !finds(pair.rule, written(pair, how, false)));
      assert.deepEqual(missed, pair.misses ?? []);
    });

    it(`${pair.rule}: good ones are not`, () => {
      const said = VARIANTS.filter((how) => finds(pair.rule, written(pair, how, true)));
      assert.deepEqual(said, []);
    });
  }
});
