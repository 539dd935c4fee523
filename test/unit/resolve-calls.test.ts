// What macros with parameters, functions and parameters are worth: through the text of a macro, the
// `return` of a function, and the calls that give a parameter.
import assert from "node:assert/strict";
import { resolver } from "../../src/facts/resolve.js";
import { check, indexOf, inside, type Files } from "./resolve-show.js";

/** Functions and calls that a scan would look for. */
function asked(files: Files): { functions: string[]; callers: string[] } {
  const index = indexOf(files);
  const values = resolver(index);
  for (const at of index.find("call", "probe"))
    for (const arg of at.fact.args) values.resolve(arg, at);
  return { functions: [...values.askedFunctions], callers: [...values.askedCallers] };
}

describe("a macro with parameters", () => {
  it("is its body with the arguments in it", () => {
    check(
      { "a.c": `#define URL(h) "http://" h "/x"\n${inside('probe(URL("host"));')}` },
      '"http://host/x" as URL() via a.c:1',
    );
    check(
      { "a.c": `#define SUM(a, b) ((a) + (b))\n${inside("probe(SUM(1, 2));")}` },
      "3 as SUM() via a.c:1",
    );
  });

  it("may be given other macros, and stand in another macro's body", () => {
    check(
      {
        "a.c": `#include "c.h"\n${inside("probe(MAIN);")}`,
        "c.h": '#define URL(h) "http://" h\n#define HOST "a"\n#define MAIN URL(HOST)\n',
      },
      '"http://a" as MAIN, URL() via c.h:3, c.h:1, c.h:2',
    );
    check(
      { "a.c": `#define B(x) x "b"\n#define A(x) B(x) "a"\n${inside('probe(A("1"));')}` },
      '"1ba" as A() via a.c:2, a.c:1',
    );
  });

  it("writes out what it is given behind #", () => {
    check(
      { "a.c": `#define STR(x) #x\n${inside("probe(STR(home));")}` },
      '"home" as STR() via a.c:1',
    );
    check(
      {
        "a.c": `#define STR(x) #x\n#define XSTR(x) "<" STR(x) ">"\n${inside("probe(XSTR(a  +  b));")}`,
      },
      '"<a + b>" as XSTR() via a.c:2, a.c:1',
    );
  });

  it("stands beside literals, with literals in it", () => {
    check(
      { "a.c": `#define AT(h, p) h ":" p\n${inside('probe("mqtt://" AT("a", "1") "/x");')}` },
      '"mqtt://a:1/x" via a.c:1',
    );
  });

  it("is unknown without its arguments, and ends in a circle", () => {
    check({ "a.c": `#define N(x) 3\n${inside("probe(N);")}` }, "? as N");
    check({ "a.c": `#define N(x) N(x)\n${inside("probe(N(1));")}` }, lineOf("N"));
  });

  it("is a text of two macros as an argument", () => {
    check(
      {
        "a.c": `#define SCHEME "http://"\n#define HOST "a"\n${inside("probe(SCHEME HOST);")}`,
      },
      '"http://a" via a.c:1, a.c:2',
    );
  });
});

/** A macro that is followed until the way is too long. */
function lineOf(name: string): string {
  const times = 13;
  const names = Array.from({ length: times }, () => `${name}()`).join(", ");
  return `? as ${names} via ${Array.from({ length: times }, () => "a.c:1").join(", ")}`;
}

describe("the value of a call", () => {
  it("is what the function returns, in any file", () => {
    check(
      {
        "a.c": inside("probe(key());"),
        "b.c": 'static int n;\nconst char *key(void) { return "abc"; }\n',
      },
      '"abc" as key() via b.c:2',
    );
  });

  it("is each of what it returns, with its arguments", () => {
    check(
      {
        "a.c": `static const char *pick(int n, const char *other) { if (n) return "a"; return other; }\n${inside('probe(pick(1, "b"));')}`,
      },
      '"a" as pick() via a.c:1',
      '"b" as pick(), other via a.c:1',
    );
  });

  it("is not that of another file's static function, or of one that two files have", () => {
    check(
      { "a.c": inside("probe(key());"), "b.c": 'static const char *key() { return "a"; }\n' },
      "? as key()",
    );
    check(
      {
        "a.c": inside("probe(key());"),
        "b.c": 'const char *key() { return "a"; }\n',
        "c.c": 'const char *key() { return "b"; }\n',
      },
      "? as key()",
    );
  });

  it("comes to an end in a circle", () => {
    check(
      { "a.c": `static int f(int n) { return f(n); }\n${inside("probe(f(1));")}` },
      "? as f(), f() via a.c:1",
    );
  });

  it("goes through the receiver's type", () => {
    const types = {
      "c.h":
        'struct Config { const char *password() { return "a"; } };\nstruct Other { const char *password() { return "b"; } };\n',
    };
    check(
      { ...types, "a.cpp": `#include "c.h"\n${inside("Config cfg; probe(cfg.password());")}` },
      '"a" as password() via c.h:1',
    );
    check(
      { ...types, "a.cpp": `#include "c.h"\n${inside("probe(cfg.password());")}` },
      "? as password()",
    );
  });

  it("is nothing of the project's where an object of the SDK is called", () => {
    check(
      {
        "a.cpp": inside("probe(WiFi.ssid());"),
        "c.h": 'struct Config { const char *ssid() { return "a"; } };\n',
      },
      "? as ssid()",
    );
  });

  it("is looked for by the function's name", () => {
    assert.deepEqual(asked({ "a.c": inside("probe(key());") }), {
      functions: ["key"],
      callers: [],
    });
  });
});

describe("the value of a parameter", () => {
  it("is what the calls give, in any file", () => {
    check(
      {
        "a.c": "void join(const char *ssid, const char *pass) { probe(pass); }\n",
        "b.c":
          'void f(void) { join("home", "hunter22"); }\n#define P "other"\nvoid g(void) { join("x", P); }\n',
      },
      '"hunter22" as pass via b.c:1',
      '"other" as pass, P via b.c:3, b.c:2',
      "? as pass",
    );
  });

  it("is known in full where a static function is only called", () => {
    check(
      {
        "a.c": 'static void join(const char *pass) { probe(pass); }\nvoid f(void) { join("a"); }\n',
      },
      '"a" as pass via a.c:2',
    );
    check(
      {
        "a.c":
          'static void join(const char *pass) { probe(pass); }\nvoid f(void) { join("a"); run(join); }\n',
      },
      '"a" as pass via a.c:2',
      "? as pass",
    );
  });

  it("is its default where a call leaves it out", () => {
    check(
      {
        "a.cpp":
          "static void open(int port = 23) { probe(port); }\nvoid f() { open(); open(80); }\n",
      },
      "23 as port via a.cpp:1",
      "80 as port via a.cpp:2",
    );
  });

  it("is a method's by the receiver's type", () => {
    check(
      {
        "a.cpp":
          'struct Net { void join(const char *pass); };\nstruct Web { void join(const char *pass) {} };\nvoid Net::join(const char *pass) { probe(pass); }\nvoid f(Web &web) { Net net; net.join("a"); web.join("b"); }\n',
      },
      '"a" as pass via a.cpp:4',
      "? as pass",
    );
  });

  it("is what a constructor is given", () => {
    check(
      {
        "a.cpp": 'class Net { Net(const char *pass) { probe(pass); } };\nNet net("a");\n',
      },
      '"a" as pass via a.cpp:2',
      "? as pass",
    );
  });

  it("is not a test's", () => {
    check(
      {
        "src/a.c": "void join(const char *pass) { probe(pass); }\n",
        "test/t.c": 'void t(void) { join("a"); }\n',
      },
      "? as pass",
    );
  });

  it("is looked for by the calls of the function", () => {
    assert.deepEqual(asked({ "a.c": "void f(int n) { probe(n); }\n" }), {
      functions: [],
      callers: ["f"],
    });
  });
});
