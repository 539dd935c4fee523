// What an expression is worth where it stands: through literals, macros and choices, over several
// files, with the way that led there. Variables and settings are in resolve-places.test.ts.
import { check, checkAsked, inside } from "./resolve-show.js";

describe("the value of a literal", () => {
  it("stands right there", () => {
    check(
      { "a.c": inside('probe("x"); probe(0x10); probe(true); probe(-1);') },
      '"x"',
      "16 as 0x10",
      "1 as true",
      "-1",
    );
  });

  it("is joined where parts touch", () => {
    check({ "a.c": inside('probe("a" "b");') }, '"ab"');
    check({ "a.cpp": inside('probe("a" + String("b") + 3);') }, '"ab3"');
  });

  it("is a number where constants are calculated", () => {
    check(
      {
        "a.c": inside(
          "probe(2 * 30 + 1); probe(1 << 4 | 3); probe(7 / 2); probe(1 / 0); probe(!0);",
        ),
      },
      "61",
      "19",
      "3",
      "?",
      "1",
    );
  });

  it("is one or the other where a text stands behind |, or where nothing is stored", () => {
    check({ "a.cpp": inside('probe(doc["pw"] | "admin");') }, "?", '"admin"');
    check(
      { "a.cpp": inside('probe(prefs.getString("pw", "admin")); probe(stored.value_or("root"));') },
      "? as getString()",
      '"admin" as getString()',
      "? as value_or()",
      '"root" as value_or()',
    );
    check({ "a.cpp": inside('probe(prefs.getString("pw", buffer, 32));') }, "? as getString()");
  });

  it("is bytes where a list holds them", () => {
    check(
      { "a.c": `static const uint8_t key[] = {1, 2, 3, 255};\n${inside("probe(key);")}` },
      "bytes 010203ff as key via a.c:1",
    );
  });
});

describe("the value of a macro", () => {
  it("is found in an included file, through other macros", () => {
    check(
      {
        "main.c": `#include "config.h"\n${inside("probe(URL);")}`,
        "config.h": '#define HOST "a.example"\n#define URL "http://" HOST "/x"\n',
      },
      '"http://a.example/x" as URL via config.h:2, config.h:1',
    );
  });

  it("keeps every name on the way", () => {
    check(
      { "a.c": `#define MODE DEFAULT_MODE\n#define DEFAULT_MODE 0x2\n${inside("probe(MODE);")}` },
      "2 as MODE, DEFAULT_MODE, 0x2 via a.c:1, a.c:2",
    );
  });

  it("is the file's own before an included one's, that before any other", () => {
    const files = {
      "a.c": `#include "a.h"\n#define N 1\n${inside("probe(N);")}`,
      "b.c": `#include "a.h"\n${inside("probe(N);")}`,
      "a.h": "#define N 2\n",
      "z.h": "#define N 3\n",
    };
    check(files, "1 as N via a.c:2", "2 as N via a.h:1");
  });

  it("is that of the one file that defines it, and of none where several do", () => {
    check({ "a.c": inside("probe(N);"), "x.h": "#define N 2\n" }, "2 as N via x.h:1");
    check({ "a.c": inside("probe(N);"), "x.h": "#define N 2\n", "y.h": "#define N 3\n" }, "? as N");
  });

  it("is each of its values under `#if`", () => {
    check(
      {
        "a.c": `#ifdef TLS\n#define URL "https://a"\n#else\n#define URL "http://a"\n#endif\n${inside("probe(URL);")}`,
      },
      '"https://a" as URL via a.c:2 if defined(TLS)',
      '"http://a" as URL via a.c:4 if !defined(TLS)',
    );
  });

  it("says nothing of include guards", () => {
    check(
      {
        "a.c": `#include "a.h"\n${inside("probe(N);")}`,
        "a.h": "#ifndef A_H\n#define A_H\n#define N 2\n#endif\n",
      },
      "2 as N via a.h:3",
    );
  });

  it("is unknown with parameters, and where it goes round in a circle", () => {
    check({ "a.c": `#define N(x) 3\n${inside("probe(N);")}` }, "? as N");
    check(
      { "a.c": `#define A B\n#define B A\n${inside("probe(A);")}` },
      "? as A, B, A, B via a.c:1, a.c:2, a.c:1",
    );
  });

  it("is not what `#if 0` says", () => {
    check(
      { "a.c": `#if 0\n#define N 1\n#endif\n#define N 2\n${inside("probe(N);")}` },
      "2 as N via a.c:4",
    );
  });

  it("may come from a flag of the build", () => {
    check(
      {
        "platformio.ini":
          '[env:esp32dev]\nplatform = espressif32\nbuild_flags = -DHOST=\\"a.example\\"\n',
        "src/main.cpp": inside("probe(HOST);"),
      },
      '"a.example" as HOST via platformio.ini:3',
    );
  });

  it("is a constant of an enumeration as well", () => {
    check(
      { "a.c": `enum { OFF, ON = 4, AUTO };\n${inside("probe(AUTO);")}` },
      "5 as AUTO via a.c:1",
    );
    check(
      { "a.c": `#define FIRST 10\nenum { A = FIRST, B };\n${inside("probe(B);")}` },
      "11 as B via a.c:2",
    );
  });
});

describe("the value of a choice", () => {
  it("is each of its values", () => {
    check({ "a.c": inside('probe(tls ? "https://a" : "http://a");') }, '"https://a"', '"http://a"');
  });

  it("is part of a text", () => {
    check(
      {
        "a.cpp": inside(
          'const char *s = tls ? "https" : "http"; String url = s + "://a"; probe(url);',
        ),
      },
      ...[`"https://a" as url via a.cpp:2, a.cpp:2`, `"http://a" as url via a.cpp:2, a.cpp:2`],
    );
  });
});

describe("a value that is known in part", () => {
  it("keeps its ends", () => {
    check({ "a.c": inside('probe("http://" HOST "/x");') }, '"http://"…"/x"');
    check({ "a.c": inside('probe("a" "b" HOST PATH "c" "d");') }, '"ab"…"cd"');
    check({ "a.c": inside("const char *u = SCHEME HOST; probe(u);") }, '""…"" as u via a.c:2');
  });

  it("keeps the end that an inner text knows", () => {
    check(
      { "a.c": `#define URL "http://" HOST "/x"\n${inside('probe("GET " URL "?q");')}` },
      '"GET http://"…"/x?q" via a.c:1',
    );
  });
});

describe("a value of another build", () => {
  const config = '#ifdef SMALL\n#define URL "http://a"\n#else\n#define URL "https://a"\n#endif\n';

  it("is none where that build compiles nothing", () => {
    check(
      { "a.c": `${config}#ifdef SMALL\n${inside("probe(URL);")}#endif\n` },
      '"http://a" as URL via a.c:2 if defined(SMALL)',
    );
    check(
      { "a.c": `${config}#ifndef SMALL\n${inside("probe(URL);")}#endif\n` },
      '"https://a" as URL via a.c:4 if !defined(SMALL)',
    );
  });

  it("leaves it unknown where no other is left", () => {
    check(
      {
        "a.c": `#ifdef SMALL\n#define URL "a"\n#endif\n#ifndef SMALL\n${inside("probe(URL);")}#endif\n`,
      },
      "?",
    );
  });
});

describe("names that nobody defines", () => {
  it("are unknown, and asked for", () => {
    check({ "a.c": inside("probe(NAME);") }, "? as NAME");
    checkAsked(
      { "a.c": inside('probe("x" HOST); probe(CONFIG_X); probe(1);') },
      "HOST",
      "CONFIG_X",
    );
  });

  it("are not those of the function itself", () => {
    checkAsked({ "a.c": inside("int n; probe(n);") });
  });

  it("but NULL is a number that everybody knows", () => {
    check(
      { "a.c": inside("probe(NULL);"), "b.cpp": inside("probe(nullptr);") },
      "0 as NULL",
      "0 as NULL",
    );
  });
});
