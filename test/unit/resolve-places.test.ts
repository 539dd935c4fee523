// What variables, fields and settings are worth: every value that is stored into a place, as far as
// that place's scope reaches.
import { check, inside } from "./resolve-show.js";

const IDF = {
  "CMakeLists.txt": "include($ENV{IDF_PATH}/tools/cmake/project.cmake)\nproject(pump)\n",
};

describe("the value of a variable", () => {
  it("is what it was initialised with, in another file too", () => {
    check(
      {
        "a.c": `extern const char *url;\n${inside("probe(url);")}`,
        "b.c": 'const char *url = "http://a";\n',
      },
      '"http://a" as url via b.c:1',
    );
  });

  it("is each value that is stored into it", () => {
    check(
      { "a.c": inside('const char *u = "a";\n if (x) u = "b";\n probe(u);') },
      '"a" as u via a.c:2',
      '"b" as u via a.c:3',
    );
  });

  it("ends at its function", () => {
    check(
      { "a.c": `void g(void) { int n = 1; }\n${inside("int n = 2; probe(n);")}int n = 3;\n` },
      "2 as n via a.c:3",
    );
  });

  it("ends at its file where it is static", () => {
    check(
      {
        "a.c": `static int n = 1;\n${inside("probe(n);")}`,
        "b.c": `static int n = 2;\n${inside("probe(n);")}`,
      },
      "1 as n via a.c:1",
      "2 as n via b.c:1",
    );
  });

  it("shadows a macro where it is the function's", () => {
    check({ "a.c": `#define n 1\n${inside("int n = 2; probe(n);")}` }, "2 as n via a.c:3");
  });

  it("is unknown where it is a parameter", () => {
    check({ "a.c": "int n = 1;\nvoid f(int n) { probe(n); }\n" }, "? as n");
  });

  it("may also be what a call writes to its address", () => {
    check({ "a.c": inside("int n = 1; load(&n); probe(n);") }, "1 as n via a.c:2", "? as n");
    check({ "a.c": inside("const int n = 1; load(&n); probe(n);") }, "1 as n via a.c:2");
  });

  it("is unknown where a call gives it, under the name of the call", () => {
    check(
      { "a.c": inside("int n = random(); probe(n); probe(random());") },
      "? as n, random() via a.c:2",
      "? as random()",
    );
  });

  it("is unknown where it is counted, and where there are very many values", () => {
    check(
      { "a.c": inside("int n = 1; n += 2; probe(n);") },
      "1 as n via a.c:2",
      "? as n via a.c:2",
    );
    const many = Array.from({ length: 9 }, (_, i) => `n = ${String(i)};`).join(" ");
    check({ "a.c": inside(`int n; ${many} probe(n);`) }, "? as n");
  });

  it("comes to an end in a circle", () => {
    check({ "a.c": inside("int a = b; int b = a; probe(a);") }, "? as a, b, a via a.c:2, a.c:2");
    check(
      { "a.c": inside("int a = 1; a = a; probe(a);") },
      "1 as a via a.c:2",
      "? as a, a via a.c:2",
    );
  });

  it("is its class's where it is a member", () => {
    check(
      {
        "a.h":
          'class Door { const char *code = "1"; void f(); };\nclass Gate { const char *code = "2"; void f(); };\n',
        "a.cpp": '#include "a.h"\nvoid Door::f() { probe(code); }\n',
      },
      '"1" as code via a.h:1',
    );
  });

  it("is not what a test stores into it", () => {
    check(
      {
        "src/a.c": `int n;\n${inside("probe(n);")}`,
        "test/t.c": "extern int n;\nvoid t(void) { n = 5; }\n",
      },
      "? as n",
    );
  });

  it("stands under the conditions of its store, without those that hold anyway", () => {
    check(
      { "a.c": inside("int n = 1;\n#if A\n n = 2;\n#endif\n probe(n);") },
      "1 as n via a.c:2",
      "2 as n via a.c:4 if A",
    );
    check({ "a.c": inside("int n;\n#if A\n n = 2;\n probe(n);\n#endif") }, "2 as n via a.c:4");
  });
});

describe("the value of a field", () => {
  it("is what an initialiser or an assignment stores", () => {
    check(
      {
        "a.c": inside(
          'conf_t c = { .sta = { .ssid = "a" } };\n c.sta.ssid = "b";\n probe(c.sta.ssid);',
        ),
      },
      '"a" via a.c:2',
      '"b" via a.c:3',
    );
  });

  it("is what a copying call stores", () => {
    check({ "a.c": inside('conf_t c;\n strcpy(c.ssid, "a");\n probe(c.ssid);') }, '"a" via a.c:3');
  });

  it("is the variable's, not that of one of the same name elsewhere", () => {
    check(
      { "a.c": `void g(void) { conf_t c; c.n = 1; }\n${inside("conf_t c; c.n = 2; probe(c.n);")}` },
      "2 via a.c:3",
    );
  });

  it("is unknown where nothing stores it", () => {
    check({ "a.c": inside("conf_t c; probe(c.n);") }, "?");
    check({ "a.c": inside("conf_t c = { 1, 2 }; probe(c.n);") }, "?");
  });
});

describe("the value of a setting", () => {
  it("is what the settings file says, as C sees it", () => {
    check(
      {
        ...IDF,
        sdkconfig:
          'CONFIG_HOST="a.example"\nCONFIG_PORT=1883\nCONFIG_TLS=y\n# CONFIG_LOG is not set\nCONFIG_MASK=0x1f\n',
        "main/a.c": inside(
          "probe(CONFIG_HOST); probe(CONFIG_PORT); probe(CONFIG_TLS); probe(CONFIG_LOG); probe(CONFIG_MASK);",
        ),
      },
      '"a.example" as CONFIG_HOST via sdkconfig:1',
      "1883 as CONFIG_PORT via sdkconfig:2",
      "1 as CONFIG_TLS via sdkconfig:3",
      "0 as CONFIG_LOG via sdkconfig:4",
      "31 as CONFIG_MASK via sdkconfig:5",
    );
  });

  it("goes on through macros and texts", () => {
    check(
      {
        ...IDF,
        sdkconfig: 'CONFIG_HOST="a.example"\n',
        "main/a.c": `#define URL "mqtt://" CONFIG_HOST\n${inside("probe(URL);")}`,
      },
      '"mqtt://a.example" as URL via main/a.c:1, sdkconfig:1',
    );
  });

  it("is the last layer's", () => {
    check(
      {
        ...IDF,
        "sdkconfig.defaults": "CONFIG_PORT=1\n",
        sdkconfig: "CONFIG_PORT=2\nCONFIG_PORT=3\n",
        "main/a.c": inside("probe(CONFIG_PORT);"),
      },
      "3 as CONFIG_PORT via sdkconfig:2",
    );
  });

  it("is the default of its Kconfig entry where no file sets it", () => {
    check(
      {
        ...IDF,
        "main/Kconfig.projbuild": 'config HOST\n    string "Host"\n    default "a.example"\n',
        "main/a.c": inside("probe(CONFIG_HOST);"),
      },
      '"a.example" as CONFIG_HOST via main/Kconfig.projbuild:3',
    );
  });
});
