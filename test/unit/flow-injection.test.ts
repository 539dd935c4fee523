// What becomes of received text on its way into commands, paths and pages: what counts as a look at it,
// what is left of it in numbers, and what stays in the function it came into.
import assert from "node:assert/strict";
import { NO_CONFIG } from "../../src/model/config.js";
import { NO_PRODUCT } from "../../src/rules/config.js";
import { checkFiles } from "../../src/scan/check-project.js";
import { loadGrammars, loadRulebook } from "../../src/scan/resources.js";
import { memorySource } from "../../src/scan/source.js";
import { check } from "./flow-show.js";

const { book } = loadRulebook();
assert.ok(book !== undefined);
const syntax = await loadGrammars();

/** Lines on which a rule finds something in `a.c`, or in the file of that name. */
function found(rule: string, text: string, path = "a.c"): number[] {
  assert.ok(book !== undefined);
  const { assessment } = checkFiles(
    memorySource(new Map([[path, text]])),
    syntax,
    { ...book, rules: book.rules.filter(({ id }) => id === rule) },
    { config: NO_CONFIG, product: NO_PRODUCT, problems: [] },
    { today: "2026-01-01", toolVersion: "0.0.0" },
  );
  assert.deepEqual(assessment.problems, []);
  return assessment.findings.map((f) => f.evidence.range.start.line + 1).sort((a, b) => a - b);
}

/** A function that has received the text `rx`. */
function taking(body: string, before = ""): string {
  return `${before}
void take(int s)
{
  char rx[64] = {0}, out[64];
  recv(s, rx, 63, 0);
  ${body}
}
`;
}

const OPEN = "network terminated";
const EQUAL = "network bounded checked terminated";
const LOOKED_AT = "network checked terminated";

describe("a look at received text", () => {
  it("is a comparison, a search or a function of such a name", () => {
    check(taking('if (strcmp(rx, "on") == 0) probe(rx);'), EQUAL);
    check(taking('if (strcmp(rx, "on") != 0) probe(rx);'), OPEN);
    check(taking('if (strstr(rx, "..")) return; probe(rx);'), LOOKED_AT);
    check(taking("if (!is_safe_name(rx)) return; probe(rx);"), LOOKED_AT);
    check(taking("if (log_name(rx)) return; probe(rx);"), OPEN);
  });

  it("is not one at a slash, a scheme or the first character", () => {
    const still = "network bounded terminated";
    check(taking('if (strncmp(rx, "/", 1) == 0) probe(rx);'), still);
    check(taking('if (strncmp(rx, "http://", 7) == 0) probe(rx);'), still);
    check(taking("if (rx[0] == '/') probe(rx);"), OPEN);
    check(taking('if (strncmp(rx, "https://fw.example.com/", 23) == 0) probe(rx);'), EQUAL);
  });

  it("is a loop over all characters, by number or by pointer", () => {
    const loop = (head: string, one: string): string =>
      taking(`for (${head}) if (!isalnum(${one})) return; probe(rx);`);
    check(loop("int i = 0; rx[i]; i++", "rx[i]"), LOOKED_AT);
    check(loop("char *p = rx; *p; p++", "*p"), LOOKED_AT);
    check(taking("for (int i = 0; rx[i]; i++) count(rx[i]); probe(rx);"), OPEN);
  });

  it("holds for what both ways of a choice know", () => {
    check(taking('probe(strcmp(rx, "on") == 0 ? rx : "off");'), EQUAL);
    check(taking('probe(strcmp(rx, "on") == 0 ? "on" : rx);'), OPEN);
    check(taking("if (strchr(rx, ';') == NULL && probe(rx)) return;"), EQUAL);
  });
});

describe("what is made of received text", () => {
  it("is a number, or a text of numbers", () => {
    check(taking('sprintf(out, "%d", atoi(rx)); probe(out);'), LOOKED_AT);
    check(taking('sprintf(out, "%5.2f", value(rx)); probe(out);'), "-");
    check(taking('sprintf(out, "%s", rx); probe(out);'), OPEN);
    check(taking("int n = rx[0] - '0'; probe(n);"), LOOKED_AT);
  });

  it("is harmless where it was escaped", () => {
    const escape = "static void html_escape(char *to, const char *from) { strcpy(to, from); }";
    check(taking("html_escape(out, rx); probe(out);", escape), LOOKED_AT);
    check(taking("copy(out, rx); probe(out);", escape.replace("html_escape", "copy")), OPEN);
    const unescape = escape.replace("html_escape", "unescape");
    check(taking("unescape(out, rx); probe(out);", unescape), OPEN);
  });

  it("stands in the fields of an initialiser", () => {
    check(taking("struct c c = { .url = rx, .port = 80 }; probe(c.url, c.port);"), OPEN, "-");
    check(taking("struct c c = { .a = { .b = rx } }; probe(c.a.b);"), OPEN);
    check(taking("struct c c; c = (struct c){ .url = rx }; probe(c.url);"), OPEN);
  });

  it("comes out of a part of what a call gives", () => {
    check(taking("probe(strchr(rx, '=') + 1);"), OPEN);
    check(
      taking('probe(cJSON_GetObjectItem(cJSON_Parse(rx), "x")->valuestring);'),
      "maybe-null+network terminated",
    );
  });

  it("is read elsewhere by the variable it was put into, and not by a scratch buffer", () => {
    const other = (name: string): string => `static char ${name}[64];
void later(void) { probe(${name}); }`;
    check(taking("strcpy(fw_url, rx);", other("fw_url")), OPEN);
    check(taking("strcpy(tmp_buffer, rx);", other("tmp_buffer")), "-");
  });
});

describe("a pointer that may be null", () => {
  const followed = (body: string): number[] =>
    found("json-result-unchecked", `void f(cJSON *root)\n{\n${body}\n}\n`);

  it("is followed before anything looks at it", () => {
    assert.deepEqual(followed('cJSON *i = cJSON_GetObjectItem(root, "x"); use(i->valueint);'), [3]);
    assert.deepEqual(followed('int n = cJSON_GetObjectItem(root, "x")->valueint; use(n);'), [3]);
    assert.deepEqual(
      followed('cJSON *i = cJSON_GetObjectItem(root, "x");\nif (i->valueint > 3 && i) use(i);'),
      [3],
    );
    assert.deepEqual(
      followed('cJSON *i = cJSON_GetObjectItem(root, "x");\nif (!i) log_it();\nuse(i->valueint);'),
      [3],
    );
  });

  it("is looked at, in any of the usual ways", () => {
    for (const look of [
      "if (i) use(i->valueint);",
      "if (i != NULL) use(i->valueint);",
      "if (i == NULL) return;\nuse(i->valueint);",
      "if (NULL == i || i->valueint == 0) return;\nuse(i->valueint);",
      "if (i && i->valueint) use(i->valueint);",
      "use(i ? i->valueint : 0);",
      "while (i) { use(i->valueint); i = i->next; }",
      "assert(i);\nuse(i->valueint);",
      "if (cJSON_IsNumber(i)) use(i->valueint);",
      'if (cJSON_GetObjectItem(root, "x")) use(cJSON_GetObjectItem(root, "x")->valueint);',
    ])
      assert.deepEqual(followed(`cJSON *i = cJSON_GetObjectItem(root, "x");\n${look}`), [], look);
  });

  it("is another one where another key was asked for", () => {
    const text =
      'if (cJSON_GetObjectItem(root, "y"))\nuse(cJSON_GetObjectItem(root, "x")->valueint);';
    assert.deepEqual(followed(text), [4]);
  });

  it("is not handed to other functions as one", () => {
    const text = `static int number(cJSON *i) { return i->valueint; }
int f(cJSON *root) { return number(cJSON_GetObjectItem(root, "x")); }`;
    assert.deepEqual(found("json-result-unchecked", text), []);
  });
});

describe("data of other classes", () => {
  it("is a password made from the address by way of a field", () => {
    const text = `struct ap { char text[32]; } unit_name;
void name_it(void) { uint8_t mac[6]; esp_read_mac(mac, 0); sprintf(unit_name.text, "%02x", mac[0]); }
void start(void) { strcpy(ap_password, unit_name.text); }`;
    assert.deepEqual(found("device-id-used-as-secret", text), [3]);
  });

  it("is an element that a weak number picks, and not one that a counter does", () => {
    const text = `void f(void) { int n = rand() % 9; session_token[0] = abc[n];
for (int i = 0; i < 9; i++) session_token[i] = abc[i]; }`;
    assert.deepEqual(found("crypto-weak-prng-for-secret", text), [1]);
  });

  it("comes to the upload handler of a route", () => {
    const text = `AsyncWebServer server(80);
void setup() {
  server.on("/u", HTTP_POST, done, [](AsyncWebServerRequest *r, const String &filename, size_t i, uint8_t *d, size_t n, bool last) {
    file = LittleFS.open(filename, "w");
  });
}`;
    assert.deepEqual(found("path-traversal-file-server", text, "a.cpp"), [4]);
  });
});
