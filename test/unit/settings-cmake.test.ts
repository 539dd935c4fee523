import assert from "node:assert/strict";
import { read } from "./settings-show.js";

function calls(text: string): string[] {
  return read("cmake", text).facts.filter((fact) => !fact.startsWith("-D "));
}

function defines(text: string): string[] {
  return read("cmake", text).facts.filter((fact) => fact.startsWith("-D "));
}

describe("settings/cmake", () => {
  it("reads commands and their arguments, variables as written", () => {
    assert.deepEqual(
      calls(`cmake_minimum_required(VERSION 3.16)
include($ENV{IDF_PATH}/tools/cmake/project.cmake) # boilerplate
PROJECT(pump)
Target_Add_Binary_Data(pump.elf "certs/root ca.pem" TEXT)
set(X [==[a ]] "b"]==] \${Y})
empty()
`),
      [
        'cmake_minimum_required("VERSION" <VERSION>, "3.16" <3.16>)',
        'include("$ENV{IDF_PATH}/tools/cmake/project.cmake" <$ENV{IDF_PATH}/tools/cmake/project.cmake>)',
        'project("pump" <pump>)',
        'target_add_binary_data("pump.elf" <pump.elf>, "certs/root ca.pem" <"certs/root ca.pem">, "TEXT" <TEXT>)',
        'set("X" <X>, "a ]] \\"b\\"" <[==[a ]] "b"]==]>, "${Y}" <${Y}>)',
        "empty()",
      ],
    );
  });

  it("resolves escapes, joins continued lines, keeps nested parentheses as arguments", () => {
    assert.deepEqual(
      calls('message("a \\"b\\" \\\nc\\n" d\\ e)\nif((A OR B) AND NOT C)\nendif()\n'),
      [
        'message("a \\"b\\" c\\n" <"a \\"b\\" \\\nc\\n">, "d e" <d\\ e>)',
        'if("(" <(>, "A" <A>, "OR" <OR>, "B" <B>, ")" <)>, "AND" <AND>, "NOT" <NOT>, "C" <C>)',
        "endif()",
      ],
    );
  });

  it("passes over comments, bracket comments too", () => {
    assert.deepEqual(
      calls("#[[ gone(\n1) ]] here(a #[=[ b ]=] c) # gone()\n#[[ never closed\nlast()\n"),
      ['here("a" <a>, "c" <c>)', "last()"],
    );
  });

  it("says what must hold, and in which function", () => {
    assert.deepEqual(
      calls(`if(CONFIG_A)
  one()
elseif(CONFIG_B)
  two()
else()
  three()
endif()
function(add_all target)
  if(X)
    four()
  endif()
endfunction()
five()
`).filter((call) => /^(?:one|two|three|four|five)/.test(call)),
      [
        "one() when CONFIG_A",
        "two() when NOT (CONFIG_A) AND (CONFIG_B)",
        "three() when NOT (CONFIG_A) AND NOT (CONFIG_B)",
        "four() within add_all when X",
        "five()",
      ],
    );
  });

  it("turns definitions for the compiler into defines", () => {
    assert.deepEqual(
      defines(`target_compile_definitions(app PRIVATE PIN="1234" LEVEL=3 -DQUIET PUBLIC MODE=FAST)
add_compile_definitions("HOST=\\"broker.example.org\\";PORT=1883")
add_definitions(-DA=1 -Wall /O2)
target_compile_options(app PRIVATE -Wall -DB="x y" "SHELL:-D C=2")
idf_build_set_property(COMPILE_DEFINITIONS "-DD=1" APPEND)
idf_build_set_property(COMPILE_OPTIONS -DE -Os APPEND)
idf_build_set_property(MINIMAL_BUILD ON)
zephyr_compile_definitions(F)
set(CMAKE_C_FLAGS "\${CMAKE_C_FLAGS} -DG=\\\\\\"g\\\\\\" -DH")
`),
      [
        '-D PIN = "1234" <"1234"> in <PIN="1234">',
        "-D LEVEL = 3 <3> in <LEVEL=3>",
        "-D QUIET = 1 <QUIET> in <QUIET>",
        "-D MODE = name FAST <FAST> in <MODE=FAST>",
        '-D HOST = "broker.example.org" <\\"broker.example.org\\"> in <HOST=\\"broker.example.org\\">',
        "-D PORT = 1883 <1883> in <PORT=1883>",
        "-D A = 1 <1> in <-DA=1>",
        '-D B = "x y" <"x y"> in <-DB="x y">',
        "-D C = 2 <2> in <-D C=2>",
        "-D D = 1 <1> in <D=1>",
        "-D E = 1 <E> in <-DE>",
        "-D F = 1 <F> in <F>",
        '-D G = "g" <\\\\\\"g\\\\\\"> in <-DG=\\\\\\"g\\\\\\">',
        "-D H = 1 <H> in <-DH>",
      ],
    );
  });

  it("gives conditional definitions their condition", () => {
    assert.deepEqual(
      defines(`if(DEMO)
target_compile_definitions(app PRIVATE $<$<CONFIG:Debug>:TRACE=1>)
endif()
`),
      ["-D TRACE = 1 <1> in <TRACE=1> when DEMO; $<CONFIG:Debug>"],
    );
  });

  it("takes no variable for a literal", () => {
    assert.deepEqual(
      defines(`add_compile_definitions(KEY="\${API_KEY}" URL="http://\${HOST}" N=\${N})`),
      [
        '-D KEY = ? <"${API_KEY}"> in <KEY="${API_KEY}">',
        '-D URL = ["http://" <http://> + ? <${HOST}>] <"http://${HOST}"> in <URL="http://${HOST}">',
        "-D N = ? <${N}> in <N=${N}>",
      ],
    );
  });

  it("reports what is no command or never closes, and keeps the rest", () => {
    const { facts, problems, parse } = read("cmake", '?? what\nfirst(a)\nlone\nlast(b "c');
    assert.deepEqual(facts, ['first("a" <a>)', 'last("b" <b>, "c" <"c>)']);
    assert.deepEqual(problems, [
      "Line 1: this is no CMake command; the line was passed over.",
      "Line 3: this is no CMake command; the line was passed over.",
      "Line 4: the arguments of last are never closed.",
    ]);
    assert.equal(parse, "partial");
  });

  it("finds suppressions", () => {
    assert.deepEqual(
      read("cmake", "a() # baseline645: allow x\n#[[ baseline645: allow y ]]\n").facts,
      [
        "a()",
        "ignore baseline645: allow x <baseline645: allow x>",
        "ignore baseline645: allow y <baseline645: allow y>",
      ],
    );
  });
});
