import assert from "node:assert/strict";
import { read } from "./settings-show.js";

function defines(text: string): string[] {
  const { facts, raw } = read("platformio", text);
  return facts.filter((_, i) => raw[i]?.word === "define");
}

function flags(line: string): string[] {
  return defines(`[env:a]\nbuild_flags = ${line}\n`).map((d) => d.replace("[env:a] ", ""));
}

describe("settings/ini", () => {
  it("reads sections, keys and values over several lines", () => {
    const { facts, problems } = read(
      "platformio",
      `; Barn gate controller
[platformio]
default_envs = gate

[env:gate]
platform = espressif32 @ 6.5.0
Framework: arduino
lib_deps =
    acme/Latch @ ^1.2   ; pinned
    ; nothing here

    https://example.org/x.git#v2
upload_port =
`,
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(facts, [
      "[platformio] default_envs = gate <gate> in <default_envs = gate>",
      "[env:gate] platform = espressif32 @ 6.5.0 <espressif32 @ 6.5.0> in <platform = espressif32 @ 6.5.0>",
      "[env:gate] framework = arduino <arduino> in <Framework: arduino>",
      `[env:gate] lib_deps = acme/Latch @ ^1.2
https://example.org/x.git#v2 <acme/Latch @ ^1.2   ; pinned
    ; nothing here

    https://example.org/x.git#v2> in <lib_deps =
    acme/Latch @ ^1.2   ; pinned
    ; nothing here

    https://example.org/x.git#v2>`,
      "[env:gate] upload_port =  <> in <upload_port =>",
    ]);
  });

  it("knows a define in every quoting that reaches the compiler", () => {
    assert.deepEqual(flags(String.raw`-DPASS=\"abc\"`), [
      String.raw`-D PASS = "abc" <\"abc\"> in <-DPASS=\"abc\">`,
    ]);
    assert.deepEqual(flags(String.raw`'-DPASS="a b"'`), [
      `-D PASS = "a b" <"a b"> in <-DPASS="a b">`,
    ]);
    assert.deepEqual(flags(String.raw`-D PASS=\"abc\"`), [
      String.raw`-D PASS = "abc" <\"abc\"> in <-D PASS=\"abc\">`,
    ]);
    assert.deepEqual(flags(`-DPASS='"abc"'`), [`-D PASS = "abc" <"abc"> in <-DPASS='"abc">`]);
    assert.deepEqual(flags(String.raw`"-DPASS=\"abc\""`), [
      String.raw`-D PASS = "abc" <\"abc\"> in <-DPASS=\"abc\">`,
    ]);
    assert.deepEqual(flags(String.raw`'-D PASS="abc"'`), [
      `-D PASS = "abc" <"abc"> in <-D PASS="abc">`,
    ]);
    assert.deepEqual(flags(String.raw`-DPASS='\"abc\"'`), [
      String.raw`-D PASS = "abc" <\"abc\"> in <-DPASS='\"abc\">`,
    ]);
  });

  it("sees what the compiler sees: quotes that the shell takes away make no string", () => {
    assert.deepEqual(flags(`-DPASS="abc"`), [`-D PASS = name abc <abc> in <-DPASS="abc>`]);
  });

  it("reads numbers, names, bare flags and macros with parameters", () => {
    assert.deepEqual(
      flags(
        `-Wall -DPORT=1883 -DMASK=0xFFu -DOFF=-1 -DMODE=FAST -DVERBOSE -U X -D"MIN(a, b)=a" -Iinc`,
      ),
      [
        "-D PORT = 1883 <1883> in <-DPORT=1883>",
        "-D MASK = 255 <0xFFu> in <-DMASK=0xFFu>",
        "-D OFF = -1 <-1> in <-DOFF=-1>",
        "-D MODE = name FAST <FAST> in <-DMODE=FAST>",
        "-D VERBOSE = 1 <VERBOSE> in <-DVERBOSE>",
        '-D MIN(a, b) = name a <a> in <-D"MIN(a, b)=a>',
      ],
    );
  });

  it("takes no variable for a literal", () => {
    assert.deepEqual(
      flags(
        String.raw`-DPASS=\"${"${sysenv.WIFI_PASS}"}\" -DURL=\"http://${"${common.host}"}/x\" -DN=${"${sysenv.N}"}`,
      ),
      [
        String.raw`-D PASS = ? <\"${"${sysenv.WIFI_PASS}"}\"> in <-DPASS=\"${"${sysenv.WIFI_PASS}"}\">`,
        String.raw`-D URL = ["http://" <http://> + ? <${"${common.host}"}> + "/x" </x>] <\"http://${"${common.host}"}/x\"> in <-DURL=\"http://${"${common.host}"}/x\">`,
        "-D N = ? <${sysenv.N}> in <-DN=${sysenv.N}>",
      ],
    );
  });

  it("gives each define its section and exact place, over many lines", () => {
    assert.deepEqual(
      defines(`[env]
build_flags =
    -DA=1 -DB=2 ; -DNOT=1
    !python flags.py -DNEITHER
    # -DNOR=1
    -D C
[env:debug]
build_src_flags = -DDEBUG, -DLEVEL=5
build_unflags = -DGONE
upload_flags = -DNO
`),
      [
        "[env] -D A = 1 <1> in <-DA=1>",
        "[env] -D B = 2 <2> in <-DB=2>",
        "[env] -D C = 1 <C> in <-D C>",
        "[env:debug] -D DEBUG = 1 <DEBUG> in <-DDEBUG>",
        "[env:debug] -D LEVEL = 5 <5> in <-DLEVEL=5>",
      ],
    );
  });

  it("follows references of build flags to other keys, and only those", () => {
    assert.deepEqual(
      defines(`[common]
wifi = -DSSID=1 \${this.more}
more = -DMORE
unused = -DUNUSED
[env:a]
build_flags = \${common.wifi}
`),
      ["[common] -D SSID = 1 <1> in <-DSSID=1>", "[common] -D MORE = 1 <MORE> in <-DMORE>"],
    );
  });

  it("ends with a loop of references", () => {
    assert.deepEqual(
      defines("[a]\nbuild_flags = ${b.x} -DA\n[b]\nx = ${a.build_flags} -DB\n").length,
      2,
    );
  });

  it("reports what PlatformIO stumbles over and reads on", () => {
    const { facts, problems, parse } = read(
      "platformio",
      "stray = 1\r\n[env:a]\r\nnonsense\r\nboard = uno\r\n",
    );
    assert.deepEqual(facts, ["[env:a] board = uno <uno> in <board = uno>"]);
    assert.deepEqual(problems, [
      "Line 1: this stands before the first [section], where PlatformIO reads nothing.",
      "Line 3: this is neither a section, a key nor the rest of a value; PlatformIO stops here.",
    ]);
    assert.equal(parse, "partial");
  });

  it("finds suppressions behind ; and #", () => {
    const { facts } = read(
      "platformio",
      "; baseline645: allow a\n[env:a]\nboard = uno # baseline645: allow b\n",
    );
    assert.deepEqual(
      facts.filter((fact) => fact.startsWith("ignore")),
      [
        "ignore baseline645: allow a <baseline645: allow a>",
        "ignore baseline645: allow b <baseline645: allow b>",
      ],
    );
  });
});
