// Rules about sizes, ends of texts and formats, in the variants of variants-show.ts.
import { checkPairs, type Pair } from "./variants-show.js";

const COPY = "char copy[32]; strncpy(copy, name, strlen(name));";
const COUNT = "uint8_t *data = message(s); int rest = get_be16(data);";

const SIZES: readonly Pair[] = [
  {
    rule: "copy-bounded-by-source",
    head: "void f(const char *name)",
    make: "char copy[32]; size_t n = strlen(name);",
    thing: ["size_t", "n"],
    beside: [
      ["const char *", "name"],
      ["char *", "copy"],
    ],
    piece: "strncpy(copy, name, n);",
    then: "copy[31] = 0; show(copy);",
    right: { make: "char copy[32]; size_t n = strlen(name); if (n > 31) n = 31;" },
    // That this is the length of that text is known in the function that asked for it.
    misses: ["wrapper"],
  },
  {
    rule: "copy-bounded-by-source",
    about: " with its buffer",
    head: "void f(const char *name)",
    make: "",
    thing: ["const char *", "name"],
    piece: `${COPY} copy[31] = 0; show(copy);`,
    right: { piece: "char copy[32]; strncpy(copy, name, sizeof copy); copy[31] = 0; show(copy);" },
  },
  {
    rule: "copied-text-without-end",
    head: "void f(const char *name)",
    make: COPY,
    thing: ["char *", "copy"],
    piece: "puts(copy);",
    right: { make: `${COPY} copy[31] = 0;` },
    // What strncpy() has cut off stays in its function.
    misses: ["wrapper"],
  },
  {
    rule: "copy-size-of-whole",
    head: "void f(struct bond *bond, const uint8_t *address)",
    make: "",
    thing: ["struct bond *", "bond"],
    beside: [["const uint8_t *", "address"]],
    piece: "memcpy(bond->peer.value, address, sizeof bond->peer);",
    right: { piece: "memcpy(bond->peer.value, address, sizeof bond->peer.value);" },
  },
  {
    rule: "no-room-for-terminator",
    head: "void f(const char *name)",
    make: "char *copy = malloc(strlen(name));",
    thing: ["char *", "copy"],
    beside: [["const char *", "name"]],
    piece: "strcpy(copy, name);",
    then: "keep(copy);",
    right: { make: "char *copy = malloc(strlen(name) + 1);" },
    // The wrapper does not know the room.
    misses: ["wrapper"],
  },
  {
    rule: "no-room-for-terminator",
    about: " by its test",
    head: "void f(const char *name)",
    make: "char copy[32]; if (strlen(name) > sizeof copy) return;",
    thing: ["const char *", "name"],
    beside: [["char *", "copy"]],
    piece: "strcpy(copy, name);",
    then: "show(copy);",
    right: { make: "char copy[32]; if (strlen(name) >= sizeof copy) return;" },
    // What a test has left of a text is known under the name that was tested.
    misses: ["alias", "wrapper"],
  },
  {
    rule: "unbounded-text-copy",
    head: "void f(const char *name)",
    make: "char copy[32];",
    thing: ["const char *", "name"],
    beside: [["char *", "copy"]],
    piece: "strcpy(copy, name);",
    then: "show(copy);",
    right: { make: "char copy[32]; if (strlen(name) >= sizeof copy) return;" },
    // The wrapper does not know the room.
    misses: ["wrapper"],
  },
  {
    rule: "unbounded-copy-from-argument",
    file: "src/tool.c",
    head: "int main(int argc, char **argv)",
    make: "if (argc < 2) return 1; char *device = argv[1];",
    thing: ["const char *", "device"],
    piece: "char path[32]; strcpy(path, device); start(path);",
    right: {
      make: "if (argc < 2) return 1; char *device = argv[1]; if (strlen(device) >= 32) return 1;",
    },
  },
  {
    rule: "unbounded-scanf",
    make: "char line[80]; fgets(line, 80, stream(s));",
    thing: ["const char *", "line"],
    piece: 'char word[16]; sscanf(line, "set %s", word); show(word);',
    right: { piece: 'char word[16]; sscanf(line, "set %15s", word); show(word);' },
  },
  {
    rule: "ble-write-length-unchecked",
    head: "void on_event(int event, int gate, esp_ble_gatts_cb_param_t *param)",
    make: "uint16_t len = param->write.len;",
    thing: ["uint16_t", "len"],
    beside: [["esp_ble_gatts_cb_param_t *", "param"]],
    piece: "uint8_t to[16]; memcpy(to, param->write.value, len); show(to);",
    right: { make: "uint16_t len = param->write.len; if (len > 16) return;" },
  },
  {
    rule: "uart-rx-index-unbounded",
    file: "src/main.cpp",
    top: "static char text[80];\nstatic int at;",
    make: "char c = Serial.read();",
    thing: ["char", "c"],
    piece: "text[at++] = c;",
    then: "if (c == 10) at = 0;",
    right: { piece: "if (at < 80) text[at++] = c;" },
  },
  {
    rule: "length-steps-past-zero",
    make: `${COUNT} data += 2;`,
    thing: ["int", "rest"],
    beside: [["uint8_t *", "data"]],
    piece: "while (rest) { take(data); rest -= 2; data += 2; }",
    right: { piece: "while (rest >= 2) { take(data); rest -= 2; data += 2; }" },
    // That a number was read from a message is known in its own function.
    misses: ["wrapper"],
  },
  {
    rule: "constant-time-compare-branches",
    head: "int ct_compare(const uint8_t *a, const uint8_t *b, size_t len)",
    make: "int differs = 0;",
    thing: ["const uint8_t *", "a"],
    beside: [
      ["const uint8_t *", "b"],
      ["size_t", "len"],
    ],
    piece: "for (size_t i = 0; i < len; i++) if (a[i] != b[i]) differs = 1;",
    then: "return differs;",
    right: { piece: "for (size_t i = 0; i < len; i++) differs |= a[i] ^ b[i];" },
    // A function that is called is no part of the one that promises the same time.
    without: ["wrapper"],
  },
];

const TEXTS: readonly Pair[] = [
  {
    rule: "non-literal-format",
    head: "void f(const char *message)",
    make: "",
    thing: ["const char *", "message"],
    piece: "printf(message);",
    right: { piece: 'printf("%s", message);' },
  },
  {
    rule: "non-literal-format",
    about: " of digits",
    make: "char message[16]; read_name(s, message);",
    thing: ["char *", "message"],
    piece: "printf(message);",
    right: { make: 'char message[16]; snprintf(message, 16, "%d", s);' },
  },
  {
    rule: "network-input-reflected-in-html",
    file: "src/main.cpp",
    top: "WebServer server(80);",
    make: 'String name = server.arg("name");',
    thing: ["String &", "name"],
    piece: 'server.send(200, "text/html", "<h1>" + name + "</h1>");',
    right: {
      make: 'String name = server.arg("name"); if (name != "lamp") return;',
    },
  },
  {
    rule: "network-input-reflected-in-html",
    about: " by a request",
    head: "esp_err_t get(httpd_req_t *req)",
    make: "char name[32]; httpd_req_get_url_query_str(req, name, 32);",
    thing: ["httpd_req_t *", "req"],
    beside: [["char *", "name"]],
    piece: "httpd_resp_send(req, name, strlen(name));",
    then: "return ESP_OK;",
    right: {
      make: 'char name[32]; httpd_req_get_url_query_str(req, name, 32); httpd_resp_set_type(req, "text/plain");',
    },
  },
];

describe("rules about sizes and texts in their variants", () => {
  checkPairs([...SIZES, ...TEXTS]);
});
