// The cutter: text in, items out, one a line.
import { check } from "./items-show.js";

describe("cutter: plain C", () => {
  it("cuts functions, declarations and directives", () => {
    check(
      '#include "a.h"\nint x;\nstatic void f(void)\n{\n  g("}");\n}\nextern int y;',
      'directive: #include "a.h"',
      "declaration: int x;",
      'function: static void f(void)⏎{⏎  g("}");⏎}',
      "declaration: extern int y;",
    );
  });

  it("keeps a directive's continued lines together", () => {
    check(
      "#define A(x) \\\n  do { f(x); } \\\n  while (0)\nint y;",
      "directive: #define A(x) \\⏎  do { f(x); } \\⏎  while (0)",
      "declaration: int y;",
    );
    check(
      "#define A 1 /* goes\non */ + 2\nint y;",
      "directive: #define A 1 /* goes⏎on */ + 2",
      "declaration: int y;",
    );
    check(
      "#define Q '\"' // it's /* no comment\nint y;",
      "directive: #define Q '\"' // it's /* no comment",
      "declaration: int y;",
    );
  });

  it("ends lines with CRLF as well", () => {
    check(
      '#define A \\\r\n  1\r\nconst char *s = "a\\\r\nb}";\r\n// c \\\r\n }\r\nint y;\r\n',
      "directive: #define A \\⏎  1",
      'declaration: const char *s = "a\\⏎b}";',
      "declaration: int y;",
    );
  });

  it("looks through comments, quotes and characters", () => {
    check(
      "/* { */ int a; // }\nchar b = '{'; char c = '\\''; char d[] = \"\\\"{\"; /* don't */ int e;",
      "declaration: int a;",
      "declaration: char b = '{';",
      "declaration: char c = '\\'';",
      'declaration: char d[] = "\\"{";',
      "declaration: int e;",
    );
  });

  it("keeps initialisers, designated or nested, with their declaration", () => {
    check(
      'static const struct x y[] = {{"a", 1}, {"b", 2}};\nstruct p q = { .a = { 1 }, .b = (struct z){ 2 } };\nint t[3] = { [1] = f(2) };',
      'declaration: static const struct x y[] = {{"a", 1}, {"b", 2}};',
      "declaration: struct p q = { .a = { 1 }, .b = (struct z){ 2 } };",
      "declaration: int t[3] = { [1] = f(2) };",
    );
  });

  it("knows types from functions", () => {
    check(
      "struct __attribute__((packed)) p { int a; } x;\ntypedef struct PACKED(4) { int b; } t;\nstruct foo *make(int a) { return 0; }\nenum e { A = 1, B };\nunion u { int a; };",
      "declaration: struct __attribute__((packed)) p { int a; } x;",
      "declaration: typedef struct PACKED(4) { int b; } t;",
      "function: struct foo *make(int a) { return 0; }",
      "declaration: enum e { A = 1, B };",
      "declaration: union u { int a; };",
    );
  });

  it("reads bodies headed by macros, and macros without a semicolon", () => {
    check(
      "LOG_MODULE_REGISTER(app) // here\n/* and */\nZTEST(suite, name)\n{\n  f();\n}\nISR(TIMER1_vect) { g(); }\nK_THREAD_DEFINE(t, 1,\n  2);",
      "declaration: LOG_MODULE_REGISTER(app)",
      "function: ZTEST(suite, name)⏎{⏎  f();⏎}",
      "function: ISR(TIMER1_vect) { g(); }",
      "declaration: K_THREAD_DEFINE(t, 1,⏎  2);",
    );
  });

  it("reads functions of the old style", () => {
    check(
      "int f(a, b) int a; char *b;\n{ return a; }\nint g(int) ATTR;\nint h;",
      "function: int f(a, b) int a; char *b;⏎{ return a; }",
      "declaration: int g(int) ATTR;",
      "declaration: int h;",
    );
  });

  it("keeps attributes, asm and results of pointers to functions in the head", () => {
    check(
      'IRAM_ATTR static void f(void) __attribute__((noinline)) { }\nvoid (*pick(int a))(void) { return 0; }\n__attribute__((weak)) void g() { asm volatile("nop"); }',
      "function: IRAM_ATTR static void f(void) __attribute__((noinline)) { }",
      "function: void (*pick(int a))(void) { return 0; }",
      'function: __attribute__((weak)) void g() { asm volatile("nop"); }',
    );
  });
});

describe("cutter: C++", () => {
  it("looks into namespaces, linkage and classes", () => {
    check(
      'namespace a::b { namespace { int x; }\nclass Door final : public Base<int> {\npublic:\n  Door() {}\nprivate slots:\n  int y = 3;\n}; }\nextern "C" { int c; }\nint z;',
      "declaration: int x;",
      "function in Door: Door() {}",
      "declaration in Door: int y = 3;",
      "declaration: int c;",
      "declaration: int z;",
    );
  });

  it("names nested and exported classes", () => {
    check(
      "class APP_API Out { class In { void f() {} }; int a; };\ntemplate <typename T> class List<T*> : Base { T b; };\nclass Out::Late { int c; };\nclass Later;\nclass Later *make() { return 0; }",
      "function in Out::In: void f() {}",
      "declaration in Out: int a;",
      "declaration in List: T b;",
      "declaration in Out::Late: int c;",
      "declaration: class Later;",
      "function: class Later *make() { return 0; }",
    );
  });

  it("keeps structs whole", () => {
    check(
      "struct S { void f() { g(); } int a = 1; } s;",
      "declaration: struct S { void f() { g(); } int a = 1; } s;",
    );
  });

  it("reads constructors with initialisers before the body", () => {
    check(
      "Door::Door(int x) : a(x), b{2}, c{[] { return 1; }} { begin(); }\nDoor::Door() : Door(1) {}\nDoor::~Door() { end(); }",
      "function: Door::Door(int x) : a(x), b{2}, c{[] { return 1; }} { begin(); }",
      "function: Door::Door() : Door(1) {}",
      "function: Door::~Door() { end(); }",
    );
  });

  it("reads qualifiers and results behind the parameters", () => {
    check(
      "bool A::f() const noexcept override { return 1; }\nauto g() -> std::vector<int> { return {}; }\nint &&h() && { return 1; }\nvoid i() noexcept(true) { }",
      "function: bool A::f() const noexcept override { return 1; }",
      "function: auto g() -> std::vector<int> { return {}; }",
      "function: int &&h() && { return 1; }",
      "function: void i() noexcept(true) { }",
    );
  });

  it("reads operators", () => {
    check(
      "A &operator=(const A &o) { return *this; }\nbool operator==(const A &o) const { return 1; }\nA operator<<=(int n) { return 1; }\nvoid operator()(int n) { }\noperator bool() const { return 1; }",
      "function: A &operator=(const A &o) { return *this; }",
      "function: bool operator==(const A &o) const { return 1; }",
      "function: A operator<<=(int n) { return 1; }",
      "function: void operator()(int n) { }",
      "function: operator bool() const { return 1; }",
    );
  });

  it("reads templates, whatever their defaults", () => {
    check(
      "template <typename T = int, int N = (3)> T f(T x) { return x; }\ntemplate <class T> T value = T(1);\nint after;",
      "function: template <typename T = int, int N = (3)> T f(T x) { return x; }",
      "declaration: template <class T> T value = T(1);",
      "declaration: int after;",
    );
  });

  it("keeps lambdas and braced values with their declaration", () => {
    check(
      "static auto f = [](int x) { return x; };\nconst auto g = [] { return 1; }();\nint port{23};\nstd::vector<int> v{1, 2};\nint after;",
      "declaration: static auto f = [](int x) { return x; };",
      "declaration: const auto g = [] { return 1; }();",
      "declaration: int port{23};",
      "declaration: std::vector<int> v{1, 2};",
      "declaration: int after;",
    );
  });

  it("looks through raw strings and separators of digits", () => {
    check(
      'auto a = R"x(} " )" ;)x"; auto b = u8R"(})"; int c = 1\'000\'000; int d;',
      'declaration: auto a = R"x(} " )" ;)x";',
      'declaration: auto b = u8R"(})";',
      "declaration: int c = 1'000'000;",
      "declaration: int d;",
    );
  });

  it("reads sketches", () => {
    check(
      '#include <WiFi.h>\nconst char* ssid = "x";\nWiFiServer server(80);\nvoid setup() {\n  WiFi.begin(ssid);\n}\nvoid loop() {}',
      "directive: #include <WiFi.h>",
      'declaration: const char* ssid = "x";',
      "declaration: WiFiServer server(80);",
      "function: void setup() {⏎  WiFi.begin(ssid);⏎}",
      "function: void loop() {}",
    );
  });
});
