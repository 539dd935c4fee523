// What a build was compiled with: read from the file that it leaves for editors, and asked last.
import assert from "node:assert/strict";
import { read } from "./settings-show.js";
import { check, indexOf } from "./resolve-show.js";

function facts(text: string): readonly string[] {
  return read("compile-commands", text).facts;
}

const command = (...lines: readonly string[]): string =>
  JSON.stringify(lines.map((line) => ({ directory: "/build", command: line, file: "a.c" })));

describe("settings/compile-commands", () => {
  it("reads what commands define, each once", () => {
    const text = command(
      'cc -DLEVEL=3 -D NAME=\\"lumo\\" -DON -O2 -c a.c',
      'cc -DLEVEL=3 -D NAME=\\"lumo\\" -DON -Os -c b.c',
      "cc '-DGREETING=\"good day\"' -DLEVEL=4 -c c.c",
    );
    assert.deepEqual(
      facts(text).map((fact) => fact.replace(/ <.*/, "")),
      ["-D LEVEL = 3", '-D NAME = "lumo"', "-D ON = 1", '-D GREETING = "good day"', "-D LEVEL = 4"],
    );
  });

  it("knows where each stands, escapes or not", () => {
    assert.deepEqual(facts('[{"command": "cc -DNAME=\\\\\\"lu\\u006do\\\\\\" -c a.c"}]'), [
      '-D NAME = "lumo" <\\\\\\"lu\\u006do\\\\\\"> in <-DNAME=\\\\\\"lu\\u006do\\\\\\">',
    ]);
  });

  it("reads lists of arguments, which no shell has split", () => {
    const args = ["cc", "-DLEVEL=3", '-DNAME="a b"', "-c", "a.c"];
    assert.deepEqual(
      facts(JSON.stringify([{ arguments: args }])).map((fact) => fact.replace(/ <.*/, "")),
      ["-D LEVEL = 3", '-D NAME = "a b"'],
    );
  });

  it("takes nothing from elsewhere", () => {
    assert.deepEqual(facts('[{"directory": "/x -DA=1", "output": "-DB"}]'), []);
    assert.deepEqual(facts('{"command": "-DA"}'), []);
  });

  it("says where it is broken, and reads the rest", () => {
    const {
      facts: found,
      problems,
      parse,
    } = read("compile-commands", '[{"command": "cc -DA=1" x}]');
    assert.deepEqual(found, ["-D A = 1 <1> in <-DA=1>"]);
    assert.equal(parse, "partial");
    assert.match(problems[0] ?? "", /^Line 1: This is no JSON/);
  });

  it("answers where no build file and no source says anything", () => {
    const files = {
      "build/compile_commands.json": command("cc -DPORT=8883 -c a.c"),
      "a.c": "void f(void) { probe(PORT); }",
    };
    check(files, "8883 as PORT via build/compile_commands.json:1");
    check(
      { ...files, "CMakeLists.txt": "add_compile_definitions(PORT=1883)" },
      "1883 as PORT via CMakeLists.txt:1",
    );
    check({ ...files, "b.h": "#define PORT 443" }, "443 as PORT via b.h:1");
  });

  it("is nothing that somebody wrote", () => {
    const [fact] = indexOf({ "compile_commands.json": command("cc -DA=1") }).find("define", "A");
    assert.equal(fact?.fact.by, "build");
  });
});
