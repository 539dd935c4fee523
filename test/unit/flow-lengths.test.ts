// What limits a number that was received: guards of all kinds, in the function, in its callers and in
// functions that it asks. Each case is C text with a `probe` that says what reaches its arguments.
import { check } from "./flow-show.js";

/** A function that has received `len`; `body` goes on from there. */
function taking(body: string, before = ""): string {
  return `${before}
static uint8_t dst[64];
int take(int s)
{
  uint8_t rx[256];
  size_t len;
  recv(s, rx, sizeof(rx), 0);
  len = rx[0] | rx[1] << 8;
  ${body}
  return 0;
fail:
  return -1;
}
`;
}

const OPEN = "network checked terminated";
const LIMITED = "network bounded checked terminated";

/** Whether `len` has a limit where the body's `probe` stands. */
function limited(is: boolean, body: string, before?: string): void {
  check(taking(body, before), is ? LIMITED : OPEN);
}

describe("a comparison that leads away", () => {
  it("limits what it compares from there on", () => {
    limited(false, "probe(len);");
    limited(true, "if (len > sizeof(dst)) return -1; probe(len);");
    limited(true, "if (sizeof(dst) < len) return -1; probe(len);");
    limited(true, "if (len > sizeof dst) goto fail; probe(len);");
    limited(true, "if (!(len <= sizeof(dst))) return -1; probe(len);");
    limited(true, "do { if (len > 64) break; probe(len); } while (0);");
    limited(true, "while (1) { if (len > 64) continue; probe(len); }");
    limited(true, "if (len == 0) { s = 1; } else if (len > 64) { return -1; } probe(len);");
  });

  it("says nothing from below, of zero, or where it compares with received numbers", () => {
    limited(false, "if (len < sizeof(dst)) return -1; probe(len);");
    limited(false, "if (len == 0) return -1; probe(len);");
    limited(false, "if (len > 0) probe(len);");
    limited(false, "if (len > rx[4]) return -1; probe(len);");
    limited(false, "do { probe(len); } while (0);");
  });

  it("counts with others where all of them hold, or where none does", () => {
    limited(true, "if (len <= sizeof dst && rx[2] == 3) probe(len);");
    limited(false, "if (len <= sizeof dst || rx[2] == 3) probe(len);");
    limited(true, "if (rx[2] == 3 || len > sizeof dst) return -1; probe(len);");
    limited(false, "if (rx[2] == 3 && len > sizeof dst) return -1; probe(len);");
    limited(true, "if (len != 4 && len != 8) return -1; probe(len);");
  });

  it("may be kept as an answer", () => {
    limited(true, "bool ok = len <= sizeof dst; if (!ok) return -1; probe(len);");
    limited(true, "size_t room = sizeof dst - 4; if (len > room) return -1; probe(len);");
    limited(true, "switch (len) { case 4: case 8: probe(len); break; default: return -1; }");
    limited(false, "switch (rx[5]) { case 4: probe(len); break; default: return -1; }");
  });
});

describe("a number made smaller", () => {
  it("has a limit", () => {
    limited(true, "len = len > sizeof dst ? sizeof dst : len; probe(len);");
    limited(true, "if (len > sizeof dst) len = sizeof dst; probe(len);");
    limited(true, "if (len >= sizeof dst) { len = sizeof dst - 1; } probe(len);");
    limited(true, "while (len > 64) { len -= 64; } probe(len);");
    limited(true, "probe(MIN(len, sizeof dst));");
    limited(true, "probe(std::min<size_t>(len, sizeof dst));");
    limited(true, "probe(len & 0x3f);");
    limited(true, "len %= 64; probe(len);");
    limited(true, "if (len > 64) return -1; len -= 4; probe(len);");
  });

  it("has none where the choice is about something else", () => {
    limited(false, "probe(s ? len : 0);");
    limited(false, "probe(len > 10 ? len : 0);");
    check(taking("probe(MIN(len, rx[2]));"), "network terminated");
  });
});

describe("places that hold the same", () => {
  it("have a limit together", () => {
    limited(true, "size_t n = len; if (n > sizeof dst) return -1; probe(len);");
    limited(true, "size_t n = len; if (len > sizeof dst) return -1; probe(n);");
    limited(false, "size_t n = len; n = 3; if (n > sizeof dst) return -1; probe(len);");
    limited(true, "size_t all = len + 4; if (all > sizeof dst) return -1; probe(len);");
    limited(true, "if (rx[2] + len > sizeof dst) return -1; probe(len);");
    limited(true, "size_t all = 4; all += len + 1; if (all > sizeof dst) return -1; probe(len);");
  });

  it("are told apart by their numbers in an array", () => {
    check(
      taking("if (rx[0] > 3) return -1; probe(rx[0], rx[1]);"),
      "network bounded terminated",
      "network terminated",
    );
    check(
      taking("if (rx[0] > 3) return -1; recv(s, rx, 9, 0); probe(rx[0]);"),
      "network terminated",
    );
  });
});

describe("a function that is asked", () => {
  it("limits what its answer vouches for", () => {
    const fits = "static bool fits(size_t n) { return n <= 64; }";
    limited(true, "if (!fits(len)) return -1; probe(len);", fits);
    limited(false, "if (fits(len)) return -1; probe(len);", fits);
    const look = "static int look(size_t n) { if (n > 64) return -1; return 0; }";
    limited(true, "if (look(len) != 0) return -1; probe(len);", look);
    limited(true, "if (look(len) < 0) return -1; probe(len);", look);
    limited(true, "int r = look(len); if (r != 0) return -1; probe(len);", look);
    limited(false, "if (look(len) == 0) return -1; probe(len);", look);
    const named = "static esp_err_t look(size_t n) { return n > 64 ? ESP_FAIL : ESP_OK; }";
    limited(true, "if (look(len) != ESP_OK) return -1; probe(len);", named);
    const other = "static int look(size_t n) { note(n); return 0; }";
    limited(false, "if (look(len) != 0) return -1; probe(len);", other);
  });

  it("may be given the room", () => {
    const fits = "static bool fits(size_t n, size_t room) { return n <= room; }";
    limited(true, "if (!fits(len, sizeof dst)) return -1; probe(len);", fits);
  });

  it("may stand in another file", () => {
    check(
      {
        "a.c": taking("if (!fits(len)) return -1; probe(len);"),
        "b.c": "bool fits(size_t n) { return n <= 64; }",
      },
      LIMITED,
    );
  });

  it("gives a limited number", () => {
    limited(true, "probe(clip(len));", "static size_t clip(size_t n) { return n > 64 ? 64 : n; }");
    limited(
      true,
      "probe(clip(len));",
      "static size_t clip(size_t n) { if (n > 64) return 64; return n; }",
    );
    limited(false, "probe(same(len));", "static size_t same(size_t n) { return n; }");
  });

  it("may be a macro that leaves", () => {
    limited(true, 'ESP_RETURN_ON_FALSE(len <= 64, -1, TAG, "x"); probe(len);');
    limited(true, "VerifyOrExit(len <= 64, fail); probe(len);");
    limited(true, "RETURN_IF(len > 64); probe(len);");
    limited(false, "RETURN_IF(len < 64); probe(len);");
  });
});

describe("a number handed on", () => {
  it("keeps the limit of its caller", () => {
    const use = "static void use(size_t n) { probe(n); }";
    limited(true, "if (len > 64) return -1; use(len);", use);
    limited(false, "use(len);", use);
  });

  it("keeps it inside of a struct", () => {
    const type = "struct msg { size_t len; };";
    const get = "void f(int s) { struct msg m; recv(s, &m, sizeof m, 0);";
    const use = "static void use(struct msg *m) {";
    check(
      `${type}${use} if (m->len > 64) return; probe(m->len); } ${get} use(&m); }`,
      "network bounded open",
    );
    check(
      `${type}${use} probe(m->len); } ${get} if (m.len > 64) return; use(&m); }`,
      "network bounded open",
    );
    check(`${type}${use} probe(m->len); } ${get} use(&m); }`, "network open");
  });

  it("is compared with a room that callers give", () => {
    check(
      `static void put(char *to, size_t room, const char *from, size_t n)
{ if (n >= room) n = room - 1; probe(n); }
void f(int s) { char a[9]; uint8_t rx[99]; recv(s, rx, 99, 0); put(a, 9, rx, rx[0] << 2); }`,
      "network bounded terminated",
    );
  });

  it("reaches methods and lambdas", () => {
    check(
      {
        "a.cpp": `class Rx { void take(size_t n); void run(int s); };
void Rx::take(size_t n) { probe(n); }
void Rx::run(int s) { uint8_t b[9]; recv(s, b, 9, 0); take(b[0] << 8); }
`,
      },
      "network terminated",
    );
    check(
      {
        "a.cpp": `PubSubClient mqttClient(net);
void setup() { mqttClient.setCallback([](char *topic, byte *payload, unsigned int length) {
  probe(length); if (length < 9) probe(length); probe(payload, topic); }); }
`,
      },
      "message-length open",
      "message-length bounded open",
      "network open",
      "topic terminated",
    );
  });

  it("reaches what a table names outside of functions", () => {
    check(
      `static ssize_t put(struct bt_conn *c, const struct bt_gatt_attr *a, const void *buf, uint16_t len)
{ probe(len); return 0; }
BT_GATT_SERVICE_DEFINE(svc, BT_GATT_CHARACTERISTIC(&u.uuid, W, P, NULL, put, NULL));`,
      "bluetooth open",
    );
  });
});

describe("a buffer made for the number", () => {
  it("is large enough for it", () => {
    const from = "uint8_t rx[9]; recv(s, rx, 9, 0); size_t n = rx[0] << 8;";
    const f = (body: string): string => `void f(int s) { ${from} ${body} }`;
    check(
      f("char *p = malloc(n + 1); memcpy(p, rx, n); probe(p, n);"),
      "network open",
      "network bounded checked terminated",
    );
    check(f("char *p = calloc(1, n); probe(p, n);"), "-", "network bounded checked terminated");
    check(
      f("size_t all = n + 4; char *p = malloc(all); probe(p, n);"),
      "-",
      "network bounded checked terminated",
    );
    check(f("char p[n + 1]; probe(p, n);"), "-", "network bounded checked terminated");
    check(
      f("char *p = my_alloc(pool, n); probe(p, n);"),
      "-",
      "network bounded checked terminated",
    );
    check(
      f("char *p = malloc(n); n = rx[1] << 8; probe(p, n);"),
      "-",
      "network checked terminated",
    );
    check(f("char *p = malloc(9); probe(p, n);"), "-", "network checked terminated");
  });

  it("holds all that a byte can say", () => {
    const f = (size: number): string => `static uint8_t all[${String(size)}];
void f(int s) { uint8_t rx[9]; recv(s, rx, 9, 0); uint8_t n = rx[0]; probe(all, n); }`;
    check(f(256), "-", "network bounded terminated");
    check(f(64), "-", "network terminated");
  });

  it("may be smaller than the limit", () => {
    const f = (limit: number): string => `static uint8_t all[64];
void f(int s) { uint8_t rx[99]; recv(s, rx, 9, 0); size_t n = rx[0] << 8; if (n > ${String(limit)}) return; memcpy(all, rx, n); probe(all, 0, n); }`;
    check(f(64), "network open", "-", "network bounded checked terminated");
    check(f(65), "network open", "-", "network checked terminated");
  });
});
