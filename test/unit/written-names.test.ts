// What is handed to a call, told by how it is written: `named`, `prints`, `operator`, and the gate
// words that find such calls without every item that prints.
import assert from "node:assert/strict";
import { matchClause } from "../../src/engine/clause-match.js";
import { namesOfExpr } from "../../src/engine/written-names.js";
import type { Case } from "../../src/model/rule.js";
import { wordsOfCase } from "../../src/rules/gate.js";
import {
  isAuthenticator,
  isLabelValue,
  isPasswordPlace,
  isSecretLabel,
  isSecretPlace,
} from "../../src/rules/secret-places.js";
import { readConditions } from "../../src/rules/sentence.js";
import { buildGate } from "../../src/scan/gate.js";
import { matchingOf } from "./match-show.js";
import { indexOf } from "./resolve-show.js";

const LISTS = new Map<string, readonly string[]>();

function clauseOf(written: unknown) {
  const reading = { lists: LISTS, faults: [] };
  const [condition] = readConditions([written], [], reading);
  assert.deepEqual(reading.faults, []);
  assert.ok(condition?.is === "clause");
  return condition.clause;
}

/** The facts of a function's body at which the clause is known to hold, as written. */
function holds(written: unknown, body: string, file = "a.cpp"): string[] {
  const clause = clauseOf(written);
  const index = indexOf({ [file]: `void f(const char *password, int pin_code) {\n${body}\n}\n` });
  const matching = matchingOf(index, LISTS);
  return [...index.documents()].flatMap((source) =>
    source.document.items.flatMap((item) =>
      item.facts.flatMap((fact) => {
        const { truth } = matchClause(matching, clause, { fact, item, source }, new Map());
        return truth === "true" ? [item.text.slice(fact.span.start, fact.span.end)] : [];
      }),
    ),
  );
}

const PRINTS = { call: "printf", prints: { value: { named: "secret-place" } } };

describe("named", () => {
  const named = { call: "g", arg: { 0: { named: "secret-place" } } };

  it("holds at places and calls by their last name, through casts, views and sums", () => {
    const body = `g(password); g(cfg.sta.wifi_pass); g(&cfg->psk); g((const char *)password);
      g(client.getPassword()); g(password.c_str()); g("pw: " + cfg.password); g(keys[0].api_key);
      g(ok ? password : "none"); g(server.arg("password")); g(log_strdup(password));`;
    assert.equal(holds(named, body).length, 11);
  });

  it("holds at no text, number, comparison, length, question or other name", () => {
    const body = `g("password"); g(8); g(password == other); g(strlen(password)); g(password.length());
      g(hasPassword()); g(ok ? "password" : "none"); g(ssid); g(password_len); g(server.arg("ssid"));`;
    assert.deepEqual(holds(named, body), []);
  });

  it("follows a variable that is given such a value once, in the same function", () => {
    assert.equal(holds(named, "const char *p = cfg.password; g(p);").length, 1);
    assert.deepEqual(holds(named, "const char *p = cfg.password; p = cfg.ssid; g(p);"), []);
    assert.deepEqual(holds(named, "char p[9]; strcpy(p, password); strcpy(p, ssid); g(p);"), []);
  });

  it("works in any argument and in a value", () => {
    assert.equal(holds({ call: "g", "any-arg": { named: "pw" } }, "g(1, pw); g(2, pa);").length, 1);
    const store = { store: {}, value: { named: "getChipId" } };
    assert.deepEqual(holds(store, "x = String(ESP.getChipId(), HEX); y = 2;"), [
      "x = String(ESP.getChipId(), HEX)",
    ]);
  });

  it("joins with other tests of the value", () => {
    const both = { call: "g", arg: { 0: { named: "A*", is: "1" } } };
    assert.deepEqual(holds(both, "int Ab = 1; int Ac = 2; g(Ab); g(Ac); g(1);"), ["g(Ab)"]);
  });

  it("gives no name to a literal or a list", () => {
    const span = { start: 0, end: 0 };
    assert.deepEqual(namesOfExpr({ is: "text", text: "password", span }), []);
    assert.deepEqual(namesOfExpr({ is: "unknown", written: "password", span }), []);
  });
});

describe("prints", () => {
  it("matches conversions with values, whatever stands between", () => {
    assert.equal(holds(PRINTS, 'printf("%*d %s %s", 4, 7, ssid, password);').length, 1);
    assert.equal(holds(PRINTS, 'printf("100%% %.*s", n, password);').length, 1);
    assert.equal(holds(PRINTS, 'printf("len %" PRIu32 ", %s", n, password);').length, 1);
    assert.deepEqual(holds(PRINTS, 'printf("%.*s %s", password, ssid, ssid);'), []);
  });

  it("counts texts and bytes, not numbers, pointers, a few letters or what is masked", () => {
    const body = `printf("%d", password); printf("%p", password); printf("%.2s", password);
      printf("%s", hide ? "***" : password); printf("%s", x ? "-" : hide ? "****" : password);`;
    assert.deepEqual(holds(PRINTS, body), []);
    assert.equal(holds(PRINTS, 'printf("%02x", password[i]);').length, 1);
  });

  it("takes every argument where there is no format, but no number's variable", () => {
    assert.equal(holds(PRINTS, "printf(password);").length, 1);
    assert.deepEqual(holds(PRINTS, "printf(pin_code);"), []);
    assert.deepEqual(holds(PRINTS, 'printf("password", password);'), []);
  });

  it("asks what the format says before the value", () => {
    const label = { call: "printf", prints: { label: "secret-label", value: { named: "b" } } };
    assert.equal(holds(label, 'printf("user %s, password: %s", a, b);').length, 1);
    assert.deepEqual(holds(label, 'printf("password: %s, user %s", a, b);'), []);
  });
});

describe("operator", () => {
  it("tells operations apart", () => {
    const xor = { store: {}, value: { operator: ["^", "^="], named: "key" } };
    assert.deepEqual(holds(xor, "a[i] ^= key[i % 4]; b = c ^ key[i]; d = key + 1; e ^= c;"), [
      "a[i] ^= key[i % 4]",
      "b = c ^ key[i]",
    ]);
  });
});

describe("names of what holds a credential", () => {
  const no = (ask: (text: string) => boolean, words: string): void => {
    assert.deepEqual(words.split(" ").filter(ask), []);
  };
  const yes = (ask: (text: string) => boolean, words: string): void => {
    assert.deepEqual(
      words.split(" ").filter((word) => !ask(word)),
      [],
    );
  };

  it("are told from switches, questions, labels, hashes and words of parsers", () => {
    yes(
      isSecretPlace,
      "password wifi_pass apPassword getPassword load_wifi_psk accessToken apiKey pcClientKey",
    );
    no(
      isSecretPlace,
      "hasPassword use_psk check_password savePassword token tok passkey passkey1 password_hash",
    );
    no(
      isSecretPlace,
      "passwordLength psk_id bypass token_count num_tokens encrypted_password public_key key_code",
    );
  });

  it("know passwords from tokens, and what proves a sender", () => {
    yes(isPasswordPlace, "password adminPassword user_pwd passphrase");
    no(isPasswordPlace, "api_key accessToken aes_key ssid");
    yes(
      isAuthenticator,
      "hmac frame_hmac auth_tag session_token currentSessionToken api_key expected_tag otp",
    );
    no(isAuthenticator, "mac bdaddr expectedMac nfc_tag token digest image_hash keymap");
  });

  it("know a label from a complaint", () => {
    const labels = [
      "Password: ",
      ", psk=",
      'with password "',
      "API key is ",
      "stored password:",
      "\n\tPassword : ",
    ];
    assert.deepEqual(
      labels.filter((text) => !isSecretLabel(text)),
      [],
    );
    const others = [
      "Failed to set password: ",
      "password set by ",
      "wrong password: ",
      "token: ",
      "public key: ",
      "user: ",
    ];
    assert.deepEqual(others.filter(isSecretLabel), []);
    yes(isLabelValue, "value dbtoken second");
    no(isLabelValue, "err esp_err_to_name ssid hide_pw password_hash strlen");
  });
});

describe("gate words of what is handed over", () => {
  const words = wordsOfCase({
    when: [{ is: "clause", clause: clauseOf(PRINTS) }],
    unless: [],
  } as unknown as Case);
  const [start] = words.starts;

  it("are the pieces of such names; the call's own name is only needed", () => {
    assert.deepEqual(start?.needs, [[{ word: "printf", kind: "word", where: "call" }]]);
    assert.ok(start.words.every(({ where, fits }) => where === "name" && fits === "secret-place"));
    assert.ok(words.rest.every(({ word }) => word !== "printf"));
  });

  it("count inside a name that fits, and nowhere else", () => {
    const gate = buildGate(start?.words ?? []);
    const all = new Set(gate.words.keys());
    const at = (text: string): number => gate.offsets(text, all).length;
    assert.equal(at('printf("%s", cfg.wifiPassword);'), 1);
    assert.equal(at("getPassword()"), 1);
    assert.equal(at('printf("bypass passed, pwm %d, token", passes);'), 0);
  });

  it("of a label count before a conversion", () => {
    const gate = buildGate([{ word: "passw", kind: "part", where: "format" }]);
    assert.equal(gate.offsets('printf("Password: %s", x);', new Set([0])).length, 1);
    assert.equal(gate.offsets('puts("Password set");', new Set([0])).length, 0);
  });
});
