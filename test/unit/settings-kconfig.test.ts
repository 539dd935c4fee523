import assert from "node:assert/strict";
import { read } from "./settings-show.js";

describe("settings/kconfig", () => {
  it("reads the defaults of symbols: bool, number, string", () => {
    const { facts, problems } = read(
      "kconfig",
      `menu "Greenhouse node"

    config GREENHOUSE_SSID
        string "Network name"
        default "greenhouse"
        help
            The network to join.

            config NOT_A_SYMBOL
                default "inside help"

    config GREENHOUSE_PORT
        int "Port"
        range 1 65535
        default 8883   # TLS

    config GREENHOUSE_OFFSET
        int
        default -1

    menuconfig GREENHOUSE_TLS
        bool 'Use "TLS"'
        default y

    config GREENHOUSE_MASK
        hex
        default 0xFF

    config GREENHOUSE_QUIET
        def_bool n
endmenu
`,
    );
    assert.deepEqual(facts, [
      'CONFIG_GREENHOUSE_SSID = "greenhouse" <"greenhouse">',
      "CONFIG_GREENHOUSE_PORT = 8883 <8883>",
      "CONFIG_GREENHOUSE_OFFSET = -1 <-1>",
      "CONFIG_GREENHOUSE_TLS = y <y>",
      "CONFIG_GREENHOUSE_MASK = 0xFF <0xFF>",
      "CONFIG_GREENHOUSE_QUIET = n <n>",
    ]);
    assert.deepEqual(problems, []);
  });

  it("reads what a symbol selects and implies, and the members of a choice", () => {
    const { facts, problems } = read(
      "kconfig",
      `choice
    prompt "Board"
    config LAMP_V0
        bool "first"
        select LAMP_LED if LAMP_LIT
    if LAMP_NEW
    config LAMP_V1
        bool "second"
        depends on LAMP
        imply LAMP_FAN
    endif
endchoice
config AFTER
    select
`,
    );
    assert.deepEqual(facts, [
      "CONFIG_LAMP_V0 among CONFIG_LAMP_V0, CONFIG_LAMP_V1",
      "CONFIG_LAMP_V1 among CONFIG_LAMP_V0, CONFIG_LAMP_V1",
      "CONFIG_LAMP_LED = y <select LAMP_LED if LAMP_LIT> by CONFIG_LAMP_V0 if LAMP_LIT",
      "CONFIG_LAMP_FAN = y <imply LAMP_FAN> by CONFIG_LAMP_V1 when LAMP_NEW; LAMP",
    ]);
    assert.deepEqual(problems, ["Line 14: this select names no symbol."]);
  });

  it("tells a default's own condition from what the symbol depends on", () => {
    const { facts } = read(
      "kconfig",
      `if NETWORKING
menu "Cloud"
\tdepends on CLOUD
config CLOUD_HOST
\tstring "Host"
\tdefault "staging.example.org" if CLOUD_STAGING || \\
\t\tCLOUD_TEST
\tdefault "iot.example.org"
\tdepends on CLOUD_MQTT
endmenu
endif # NETWORKING
config AFTER
\tdefault 1
`,
    );
    assert.deepEqual(
      facts.map((fact) => fact.replaceAll(/\s+/g, " ")),
      [
        'CONFIG_CLOUD_HOST = "staging.example.org" <"staging.example.org"> if CLOUD_STAGING || CLOUD_TEST when NETWORKING; CLOUD; CLOUD_MQTT',
        'CONFIG_CLOUD_HOST = "iot.example.org" <"iot.example.org"> when NETWORKING; CLOUD; CLOUD_MQTT',
        "CONFIG_AFTER = 1 <1>",
      ],
    );
  });

  it("passes over what must be computed, and says so to the defaults behind it", () => {
    const { facts, problems } = read(
      "kconfig",
      `config KEY_FILE
    string
    default "$(APP_DIR)/key.pem" if SIGNED
    default OTHER_KEY_FILE if OTHER
    default "root.pem"
config SIZE
    int
    default 2 * BASE
    default 4096
config FLAG
    bool
    default A && B if C
    default y
`,
    );
    assert.deepEqual(facts, [
      'CONFIG_KEY_FILE = "root.pem" <"root.pem"> if !(SIGNED) && !(OTHER)',
      "CONFIG_FLAG = y <y> if !(C)",
    ]);
    assert.deepEqual(problems, []);
  });

  it("takes the default of a choice for its member", () => {
    const { facts } = read(
      "kconfig",
      `choice UPDATE_TRANSPORT
    prompt "Updates over"
    default UPDATE_HTTP if !SECURE
    default UPDATE_HTTPS
    depends on UPDATE

config UPDATE_HTTP
    bool "HTTP"

config UPDATE_HTTPS
    bool "HTTPS"
    default y

endchoice
`,
    );
    assert.deepEqual(facts, [
      "CONFIG_UPDATE_HTTP among CONFIG_UPDATE_HTTP, CONFIG_UPDATE_HTTPS",
      "CONFIG_UPDATE_HTTPS among CONFIG_UPDATE_HTTP, CONFIG_UPDATE_HTTPS",
      "CONFIG_UPDATE_HTTP = y <UPDATE_HTTP> if !SECURE when UPDATE",
      "CONFIG_UPDATE_HTTPS = y <UPDATE_HTTPS> when UPDATE",
      "CONFIG_UPDATE_HTTPS = y <y> when UPDATE",
    ]);
  });

  it("spells sysbuild's symbols with sysbuild's prefix", () => {
    const text = "config SIGN\n\tbool\n\tdefault y\n";
    assert.deepEqual(read("kconfig", text, "app/Kconfig.sysbuild").facts, [
      "SB_CONFIG_SIGN = y <y>",
    ]);
    assert.deepEqual(read("kconfig", text, "app/Kconfig").facts, ["CONFIG_SIGN = y <y>"]);
  });

  it("unescapes strings, takes single quotes, minds # in them, and CRLF", () => {
    const { facts } = read(
      "kconfig",
      'config A\r\n\tstring "#1"\r\n\tdefault "p\\"w#d" if X # why\r\n\tdefault \'q\'\r\n',
    );
    assert.deepEqual(facts, ['CONFIG_A = "p\\"w#d" <"p\\"w#d"> if X', "CONFIG_A = \"q\" <'q'>"]);
  });

  it("knows the statements that carry no default", () => {
    const { problems } = read(
      "kconfig",
      `mainmenu "x"
module = APP
module-str = App
greeting := $(shell,echo)
source "subsys/Kconfig.template"
rsource "a/Kconfig"
config A
\tbool
\tprompt "a" if B
\tselect C if D
\timply E
\trange 1 2
\tvisible if F
\toption env="X"
comment "nothing"
\tdepends on A
`,
    );
    assert.deepEqual(problems, []);
  });

  it("reports broken structure and reads on", () => {
    const { facts, problems, parse } = read(
      "kconfig",
      `endif
config
\tdefault 1
gibberish here
menu "open"
config A
\tdefault 2
`,
    );
    assert.deepEqual(facts, ["CONFIG_A = 2 <2>"]);
    assert.equal(parse, "partial");
    assert.deepEqual(problems, [
      "Line 1: this endif closes nothing.",
      "Line 2: this symbol has no name.",
      "Line 4: this is no Kconfig statement that is known here.",
      "Line 5: this menu has no endmenu.",
    ]);
  });

  it("finds suppressions", () => {
    const { facts } = read("kconfig", "config A\n\tdefault 1 # baseline645: allow demo-rule\n");
    assert.deepEqual(facts, [
      "CONFIG_A = 1 <1>",
      "ignore baseline645: allow demo-rule <baseline645: allow demo-rule>",
    ]);
  });
});
