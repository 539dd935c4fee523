// What is known of text and of subscripts: whether it has an end, whether it fits, where counters stop.
import { check } from "./flow-show.js";

/** A function that has received `n` bytes into `rx`. */
function taking(body: string, before = ""): string {
  return `${before}
void take(int s)
{
  char rx[64], text[64];
  int n = recv(s, rx, sizeof(rx) - 1, 0);
  ${body}
}
`;
}

describe("the end of a text", () => {
  it("is put there", () => {
    check(taking("probe(rx);"), "network open");
    check(taking("rx[n] = 0; probe(rx);"), "network terminated");
    check(taking("rx[n] = '\\0'; recv(s, rx, 9, 0); probe(rx);"), "network open");
    check(taking("memcpy(text, rx, n); probe(text);"), "network open");
    check(taking("memcpy(text, rx, n); text[n] = 0; probe(text);"), "network terminated");
    check(taking("text[n] = 0; memcpy(text, rx, n); probe(text);"), "network terminated");
    check(
      taking('snprintf(text, 64, "%.*s", n, rx); probe(text);'),
      "network+received-length terminated",
    );
  });

  it("is there beforehand in zeros", () => {
    check(taking("char own[64] = {0}; memcpy(own, rx, n); probe(own);"), "network terminated");
    check(taking("memset(text, 0, 64); memcpy(text, rx, n); probe(text);"), "network terminated");
    check(
      taking("char *own = calloc(1, n + 1); memcpy(own, rx, n); probe(own);"),
      "network terminated",
    );
  });

  it("is put there by the function that fills the buffer", () => {
    const get =
      "static int get(int s, char *to) { int n = recv(s, to, 9, 0); to[n] = 0; return n; }";
    check(taking("get(s, text); probe(text);", get), "network terminated");
    check(taking("get(s, text); probe(text);", get.replace("to[n] = 0; ", "")), "network open");
    const copy =
      "static void copy(char *to, const char *from) { strncpy(to, from, 8); to[8] = 0; }";
    check(taking("copy(text, rx); probe(text);", copy), "network terminated");
    check(taking("copy(text, rx); probe(text);", copy.replace("to[8] = 0; ", "")), "network open");
  });
});

describe("a field behind a pointer", () => {
  it("is written alone", () => {
    const set = `struct m { int id; int len; };
static void set(struct m *m, const char *from) { m->len = from[0]; }`;
    check(taking("struct m m; set(&m, rx); probe(m.len, m.id);", set), "network terminated", "-");
  });
});

describe("one element behind the end", () => {
  it("is where all that was asked for may have come", () => {
    const f = (size: string, read: string, test = ""): string =>
      `void f(int s) { char out[${size}]; int n = recv(s, out, ${read}, 0); ${test} out[n] = 0; probe(0); }`;
    const past = (size: string, read: string, test?: string): void =>
      check(f(size, read, test), "-", "received-length past-end");
    past("64", "sizeof(out)");
    past("64", "64");
    past("64", "100");
    check(f("SIZE", "SIZE", "if (n < 0) return;"), "-", "received-length bounded past-end");
    check(f("64", "sizeof(out) - 1"), "-", "received-length");
    check(f("65", "64"), "-", "received-length");
    check(f("64", "sizeof out", "if (n >= sizeof out) return;"), "-", "received-length bounded");
  });
});

describe("a counter", () => {
  const f = (body: string): string =>
    `void f(int s) { int out[16]; uint8_t rx[9]; recv(s, rx, 9, 0); int n = rx[0]; ${body} probe(0); }`;

  it("goes as far as its limit says", () => {
    check(f("for (int i = 0; i < n; i++) out[i] = 1;"), "-", "counter+network");
    check(f("for (int i = 0; i < 16; i++) out[i] = 1;"), "-", "growth bounded checked");
    check(
      f("if (n > 16) return; for (int i = 0; i < n; i++) out[i] = 1;"),
      "-",
      "growth bounded checked",
    );
    check(f("int i = 0; while (i < n) { out[i] = 1; i++; }"), "-", "counter+network");
    check(f("for (int i = 0; i < n && i < 16; i++) out[i] = 1;"), "-", "counter+network bounded");
  });

  it("grows without one where nothing compares it", () => {
    check(
      "static int out[16]; static int i; void f(int s) { out[i++] = s; probe(0); }",
      "-",
      "growth",
    );
    check(
      "static int out[16]; static int i; void f(int s) { if (i < 16) out[i++] = s; probe(0); }",
      "-",
      "growth bounded checked",
    );
  });

  it("says nothing of what has an unknown size, or of one byte in 256", () => {
    check(
      "void f(int s, int *out) { int i = 0; while (s) out[i++] = s; probe(0); }",
      "-",
      "growth bounded",
    );
    check(
      "static int out[256]; static uint8_t i; void f(int s) { out[i++] = s; probe(0); }",
      "-",
      "growth bounded",
    );
  });
});

describe("a text that is copied", () => {
  const f = (to: number, body: string): string => `static char to[${String(to)}];
void f(httpd_req_t *req) { char val[32]; httpd_query_key_value(q, "k", val, sizeof(val)); ${body} }`;
  const fits = "network bounded terminated";
  const open = "network terminated";

  it("fits where it comes from an array that is no larger", () => {
    check(f(32, "strcpy(to, val); probe(to);"), open);
    check(f(16, "if (strlen(val) >= 16) return; probe(val);"), fits);
    check(f(16, "size_t n = strlen(val); if (n < 16) probe(val);"), fits);
    check(f(16, "size_t n = strlen(val); probe(val);"), open);
  });

  it("is one of a few where it was compared with each", () => {
    check(
      f(9, 'if (strcmp(val, "a") != 0 && strcmp(val, "b") != 0) return; probe(val);'),
      "network bounded checked terminated",
    );
    check(
      f(9, 'if (strcmp(val, "a") == 0) probe(val); else probe(val);'),
      "network bounded checked terminated",
      open,
    );
  });
});

describe("what snprintf() would have written", () => {
  const f = (call: string, then = ""): string =>
    `void f(const char *name, int value) { char buf[32]; int n = ${call}; ${then} probe(n); }`;

  it("may be more than there is room for", () => {
    check(f('snprintf(buf, sizeof(buf), "x %s", name)'), "wanted-length terminated");
    check(
      f('snprintf(buf, sizeof(buf), "x %s", name)', "if (n >= sizeof(buf)) return;"),
      "wanted-length bounded terminated",
    );
  });

  it("is no such thing where it always fits, or where it is asked for beforehand", () => {
    check(f('snprintf(buf, sizeof(buf), "%d:%02x", value, value)'), "-");
    check(f('snprintf(buf, sizeof(buf), "%.8s", name)'), "-");
    check(f('snprintf(buf, sizeof(buf), "%d%s", value, value ? "," : "")'), "-");
    check(f('snprintf(buf, sizeof(buf), value ? "%d" : "%02x", value)'), "-");
    check(f('snprintf(buf, 9, "%d", value)'), "wanted-length checked terminated");
    check(f('snprintf(NULL, 0, "%s", name)'), "-");
  });
});

describe("a call on what a call gives", () => {
  it("passes data on", () => {
    check(
      {
        "a.cpp":
          'WebServer server(80);\nvoid h() { probe(server.arg("n").toInt(), constrain(server.arg("n").toInt(), 0, 7)); }\n',
      },
      "network checked terminated",
      "network bounded checked terminated",
    );
  });
});

describe("an end that is looked for", () => {
  it("is there where it was found", () => {
    check(taking("if (rx[n - 1] != '\\0') return; probe(rx);"), "network terminated");
    check(taking("if (rx[n - 1] == '\\0') return; probe(rx);"), "network open");
  });
});
