// Where a name is defined, a function stands and a function is called: what a scan reads because a
// sentence asked for it.
import assert from "node:assert/strict";
import { buildDefinitionGate, type Wanted } from "../../src/scan/definitions.js";

/** The lines on which something is found, from 1. */
function lines(wanted: Wanted, text: string): number[] {
  return buildDefinitionGate([wanted])
    .offsets(text)
    .map((offset) => text.slice(0, offset).split("\n").length);
}

describe("what was asked for", () => {
  it("is a function where its body stands, or a macro with parameters", () => {
    const text = `key();
const char *key(void) {
x = key();
if (key()) { }
#define key(x) x
#define key (x)
int key(int a,
  int b = 2);
String Config::key() const {
void key(int n);
`;
    assert.deepEqual(lines({ name: "key", what: "function" }, text), [2, 5, 7, 9]);
  });

  it("is a declaration, also behind another on its line", () => {
    const text = `static char text[80]; static int at;
text[at++] = next();
at = 0;
if (at > 3) return at;
`;
    assert.deepEqual(lines({ name: "at", what: "definition" }, text), [1, 3]);
  });

  it("is a call, and a function that is handed on", () => {
    const text = `join("a");
run(join);
void (*f)(void) = &join;
join = 3;
Net join ("a");
if (join == 2)
net.join ();
`;
    assert.deepEqual(lines({ name: "join", what: "calls" }, text), [1, 2, 3, 5, 7]);
  });

  it("counts beside its class alone where it is a method", () => {
    const wanted: Wanted = { name: "join", what: "calls", beside: "Net" };
    assert.deepEqual(lines(wanted, 'x.join("a");\n'), []);
    assert.deepEqual(lines(wanted, 'Net x;\nx.join("a");\n'), [2]);
  });
});
