// Credentials that a longer text holds: JSON, Basic authentication, hashes; and names of what somebody
// has entered.
import assert from "node:assert/strict";
import {
  HASH_MARKS,
  isBasicCredential,
  isEnteredPassword,
  isJsonDefault,
  isJsonSecret,
  isPasswordHash,
} from "../../src/rules/written-secrets.js";

function basic(login: string): string {
  return `Authorization: Basic ${Buffer.from(login).toString("base64")}\r\n`;
}

describe("settings in JSON", () => {
  const defaults = ["12345678", "admin"];

  it("hold a credential where the key says so and the value reads like one", () => {
    assert.ok(isJsonSecret('{"ssid":"lamp","cloud_password":"kettle-Blue-42"}'));
    assert.ok(isJsonDefault('{"ap_password": "12345678"}', defaults));
    assert.ok(isJsonDefault('{"admin_password":"admin"}', defaults));
  });

  it("hold none in schemas, forms, masks, formats and placeholders", () => {
    for (const text of [
      '{"password":{"type":"string"}}',
      '{"type":"password","name":"kettle-Blue-42"}',
      '{"password":"*****","pass":"%s","psk":""}',
      '{"password":"<password>","api_key":"YOUR_API_KEY"}',
      '{"password":"password","ssid":"12345678"}',
      "password: kettle-Blue-42",
    ])
      assert.ok(!isJsonSecret(text) && !isJsonDefault(text, defaults), text);
  });
});

describe("Basic authentication", () => {
  it("is a user and a password in base64", () => {
    assert.ok(isBasicCredential(basic("admin:admin")));
    assert.ok(isBasicCredential(basic("plug:kettle Blue 42")));
  });

  it("is none in prose, in an example and in other bytes", () => {
    assert.ok(!isBasicCredential('Basic realm="Login42"'));
    assert.ok(!isBasicCredential("Basic authentication"));
    assert.ok(!isBasicCredential(basic("username:password")));
    assert.ok(!isBasicCredential(basic("no colon in here")));
    assert.ok(!isBasicCredential(basic("\u0000\u0001:\u0002\u0003\u0004")));
  });
});

describe("hashes of passwords", () => {
  const HASHES = [
    `root:$1$kettle42$${"a".repeat(22)}:0:0`,
    `$5$rounds=5000$kettle$${"b".repeat(43)}`,
    `$6$kettle$${"c".repeat(86)}`,
    `$2b$10$${"d".repeat(53)}`,
    `admin:$apr1$kettle42$${"e".repeat(22)}`,
    `$argon2id$v=19$m=65536,t=3,p=4$${"f".repeat(22)}$${"g".repeat(43)}`,
    `pbkdf2_sha256$260000$kettle$${"h".repeat(43)}=`,
  ];

  it("are known by their form, and hold a mark", () => {
    for (const text of HASHES) {
      assert.ok(isPasswordHash(text), text);
      assert.ok(
        HASH_MARKS.some((mark) => text.includes(mark)),
        text,
      );
    }
  });

  it("are none where the form is not filled", () => {
    for (const text of [
      "$1$",
      "$1$%s$%s and so on for a while",
      "$6$salt$",
      "costs $1$ or $2a$ each, or so",
    ])
      assert.ok(!isPasswordHash(text), text);
  });
});

describe("names of an entered password", () => {
  it("say password, passcode or PIN, with what people put around", () => {
    for (const name of [
      "password",
      "pass",
      "pwd",
      "userPass",
      "entered_pin",
      "pin",
      "pinCode",
      "p_password",
      "web_password",
    ])
      assert.ok(isEnteredPassword(name), name);
  });

  it("are none of labels, pins of a chip and other words", () => {
    for (const name of [
      "passwordHint",
      "bypass",
      "mqtt_pass_key",
      "led_pin",
      "pinMode",
      "secret",
      "access",
      "token",
    ])
      assert.ok(!isEnteredPassword(name), name);
  });
});
