// Descriptors: what `read()` and a stream give is the network's where the descriptor is a socket.
import { check } from "./flow-show.js";

const READ = "char rx[64]; read(fd, rx, sizeof rx - 1); probe(rx);";

describe("what read() gives", () => {
  it("is the network's where the descriptor is a socket", () => {
    check(`void f(int s) { int fd = accept(s, 0, 0); ${READ} }`, "network open");
    check(`void f(void) { int fd = socket(AF_INET, SOCK_STREAM, 0); ${READ} }`, "network open");
    check(`int f(s) int s; { int fd = accept(s, 0, 0); ${READ} }`, "network open");
  });

  it("is not where it is anything else", () => {
    check(`void f(void) { int fd = open("/dev/ttyS0", 0); ${READ} }`, "-");
    check(`void f(int fd) { ${READ} }`, "-");
    check(`void f(void) { int fd = socket(AF_UNIX, SOCK_STREAM, 0); ${READ} }`, "-");
    check(
      `void f(void) { int s = socket(AF_UNIX, SOCK_STREAM, 0), fd = accept(s, 0, 0); ${READ} }`,
      "-",
    );
  });

  it("is where callers, threads and shared variables give the socket", () => {
    const accepts = "int s = socket(AF_INET, SOCK_STREAM, 0); int c = accept(s, 0, 0);";
    check(`static void g(int fd) { ${READ} } void f(void) { ${accepts} g(c); }`, "network open");
    check(
      `void *g(void *a) { int fd = *(int *)a; ${READ} }
       void f(void) { ${accepts} pthread_create(&t, 0, g, &c); }`,
      "network open",
    );
    check(
      `static int fd; void g(void) { ${READ} } void f(int s) { fd = accept(s, 0, 0); }`,
      "network open",
    );
    check(
      `struct c { int id; int fd; };
       static void g(struct c *c) { int fd = c->fd; ${READ} }
       void f(int s) { struct c c; c.fd = accept(s, 0, 0); g(&c); }`,
      "network open",
    );
  });

  it("has an end where zeros were left", () => {
    const zeroed = (size: string): string =>
      `void f(int s) { char rx[64]; int fd = accept(s, 0, 0); memset(rx, 0, 64);
       read(fd, rx, ${size}); probe(rx); }`;
    check(zeroed("sizeof rx - 1"), "network terminated");
    check(zeroed("32"), "network terminated");
    check(zeroed("sizeof rx"), "network open");
    check(zeroed("64"), "network open");
  });
});

describe("a stream of a socket", () => {
  it("gives lines that end", () => {
    check(
      `void f(int s) { char l[9]; FILE *in = fdopen(accept(s, 0, 0), "r"); fgets(l, 9, in); probe(l); }`,
      "network terminated",
    );
    check(`void f(FILE *in) { char l[9]; fgets(l, 9, in); probe(l); }`, "-");
  });
});

describe("arguments of a program", () => {
  it("are what main() gets, and nobody else", () => {
    check(`int main(int argc, char **argv) { probe(argv[1]); }`, "argument terminated");
    check(`int other(int argc, char **argv) { probe(argv[1]); }`, "-");
    check(`int main(void) { probe(optarg); }`, "argument terminated");
    check(`int main(void) { char *optarg = 0; probe(optarg); }`, "-");
  });
});
