// Names and values of credentials: long rows of what is one and what only looks like one. The rows
// have the forms that public firmware shows; none of the values opens anything.
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  entropy,
  isPlaceholder,
  isSecretName,
  isSecretValue,
  SECRET_FRAGMENTS,
  wordsOf,
} from "../../src/rules/secrets.js";
import { isCloudToken, TOKEN_MARKS } from "../../src/rules/tokens.js";
import { hasUrlPassword } from "../../src/rules/urls.js";

/** Rows of words, blanks between them. */
function words(rows: string): string[] {
  return rows.trim().split(/\s+/);
}

function expect(answer: boolean, ask: (text: string) => boolean, texts: readonly string[]): void {
  assert.deepEqual(
    texts.filter((text) => ask(text) !== answer),
    [],
    `should all be ${String(answer)}`,
  );
}

describe("names of credentials", () => {
  it("are known in every spelling", () => {
    expect(
      true,
      isSecretName,
      words(`
      password PASSWORD wifiPassword WIFI_PASS wifi_pwd WiFiPwd mqtt_password mqttPass MQTT_PWD passwd
      STAPSK sta_psk psk wifi_psk passphrase wifi_passphrase WIFI_PASSPHRASE passPhrase passcode userPass
      WIFI_PW mqtt_pw ap_pw pw pswd WIFI_PSW secret client_secret CLIENT_SECRET clientSecret jwtSecret SHARED_SECRET
      secretKey SECRET_KEY token API_TOKEN apiToken auth_token AUTH_TOKEN accessToken BOT_TOKEN botToken
      BLYNK_AUTH_TOKEN apikey API_KEY apiKey writeAPIKey WRITE_API_KEY accessKey ACCESS_KEY auth_key private_key
      PRIVATE_KEY clientKey CLIENT_KEY device_key DEVICE_KEY SHARED_KEY encryptionKey ENCRYPT_KEY aes_key hmacKey
      WIFI_KEY wpa_key wepKey AIO_KEY pin_code PINCODE USER_PIN so_pin
      DEFAULT_AP_PASSWORD DEFAULT_OTA_PASS FACTORY_ADMIN_PASSWORD ADMIN_PASS guest_password password2 pass1
      SERVER_PASSWORD CONFIG_SHELL_MQTT_SERVER_PASSWORD CONFIG_WIFI_CREDENTIALS_STATIC_PASSWORD
      CONFIG_HAWKBIT_DDI_SECURITY_TOKEN host_password thread_password Config::password m_password _password
      s_password p_password passwords[] wlanPasswort kennwort senha contrasena wachtwoord
    `),
    );
  });

  it("are told from labels, lengths, switches and other words", () => {
    expect(
      false,
      isSecretName,
      words(`
      PASSWORD_LABEL password_title PASS_TEXT PASSWORD_MSG password_hint PASSWORD_HELP PASSWORD_PROMPT
      PASSWORD_FILE PASSWORD_PATH TOKEN_URL TOKEN_URI TOKEN_ENDPOINT TOKEN_HOST SECRET_TOPIC PASSWORD_PAGE
      PASSWORD_TYPE AUTH_TYPE_APIKEY FORM_ITEM_TYPE_PASSWORD PASSWORD_FIELD PASSWORD_PARAM ACCESS_TOKEN_PARAMETER
      NVS_KEY_MQTT_PASS nvs_wifi_pass PASSWORD_KEY DEFAULT_PASSWORD_KEY TOKEN_KEY SESSION_TOKEN_KEY
      PASSWORD_LEN password_length WIFI_PASS_MAX_LEN PASSWORD_SIZE MAX_PASSWORD PASSWORD_MIN PASSWORD_TIMEOUT
      TOKEN_EXPIRY TOKEN_TTL TOKEN_ISSUER TOKEN_HEADER PASSWORD_STATE PASS_ERROR WRONG_PASSWORD
      invalidPassword PASSWORD_REQUIRED API_KEY_NOT_VALID CMD_PASSWORD CHANGE_PASSWORD RESET_PASSWORD SET_PASSWORD
      SHOW_PASSWORD PASSWORD_CHARS PASSWORD_CHARSET TOKEN_SEPARATOR PASSWORD_PREFIX TOKEN_STRING TOKEN_IF
      L_PASSWORD STR_PASSWORD TXT_PASSWORD MSG_PASSWORD D_PASSWORD LANG_PASSWORD JSON_PASSWORD LV_SYMBOL_SECRET
      bypass BYPASS_MODE lowpass high_pass compass passthrough passed first_pass pass_through passive trespass
      PUBLIC_PSK public_key pubkey keyboard monkey hotkey KEY_ENTER pin led_pin spinner mapping tokens tokenizer
      secretary author authority certificate ssid username user host topic
      PASS1_BUILDIR CONFIG_PASS1_OBJECT ROMFS_PASSWD_USER PASSWD_UID PASSWD_FILEPATH PSK_IDENTITY psk_hint password_enabled passwordEnabled TOKEN_COUNT TOKEN_STATE password_filter
    `),
    );
  });

  it("hold a fragment that a scan looks for", () => {
    const holds = (name: string): boolean =>
      SECRET_FRAGMENTS.some((part) => name.toLowerCase().includes(part));
    const part = fc.constantFrom(
      ...words(`wifi mqtt pass word PASS Password pwd Pw pw psk secret token auth api Api key Key KEY private
      device client aes hmac encrypt ion wpa wep aio user so pin code Pin kennwort senha psw pswd id 2 _ __`),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
        const name = parts.join("");
        return !isSecretName(name) || holds(name);
      }),
      { numRuns: 5000 },
    );
  });

  it("are split into words", () => {
    assert.deepEqual(wordsOf("wifiPassWord_2"), ["wifi", "pass", "word", "2"]);
    assert.deepEqual(wordsOf("writeAPIKey"), ["write", "api", "key"]);
    assert.deepEqual(wordsOf("Config::password"), ["config", "password"]);
  });
});

describe("placeholders", () => {
  it("are known in their usual forms", () => {
    const texts = words(`
      YOUR_PASSWORD your-password yourpassword YourSSID <password> <token> [token] {password} \${PASSWORD}
      \${sysenv.WIFI_PASSWORD} #{random-32} {{token}} $PASSWORD @WIFI_PASS@ %WIFI_PASS% __TOKEN__ ******** xxxx XXXXXXXX
      sk-xxxxxxxx ... ---- REPLACE_ME REPLACE_WITH_YOUR_PASSWORD changeme change-me CHANGE_THIS fill_in FILLMEIN
      mypassword myPassword my-password mypass mypwd MY_SECRET somepassword thepassword PASSWORD_HERE PasswordHere
      ssid-here todo tbd insert_here INSERT_TOKEN ENTER_PASSWORD enter-your-token set_me put_your_token dummy
      dummy-token example EXAMPLE_TOKEN sample password PASSWORD passwd pass pwd secret token key none NULL null nil
      undefined unknown empty unset notset N/A default user username hidden redacted wifi_password WIFI_PASSWORD
      MQTT_PWD ap_password mqtt_pw mqttPassword shared-secret TU_PASSWORD DEIN_PASSWORT sua_senha ISI_PASSWORD_DI_SINI aaaaaaaa
    `);
    expect(true, (text) => isPlaceholder(text), [...texts, "", "   ", "My Password", "Your Wi-Fi"]);
  });

  it("are not what people use", () => {
    expect(
      false,
      (text) => isPlaceholder(text),
      words(`
      hunter22 kettle-Blue-42 Summer2024! 00000000 88888888 11111111 12345678 atmosphere mythology theodore
      fibonacci squeezelite ems-esp-neo openkettle letmein qwerty admin guest Todorov7 f3b1c9D27a5e4086
    `),
    );
  });

  it("are the keeper's own name", () => {
    assert.ok(isPlaceholder("apsec", "wifi_ap_sec"));
    assert.ok(isPlaceholder("bridge_pass_2", "BRIDGE_PASS_2"));
    assert.ok(isPlaceholder("stratum", "STRATUM_PW"));
    assert.ok(!isPlaceholder("stratum9", "STRATUM_PW"));
    assert.ok(!isPlaceholder("!", "password"));
  });
});

describe("values of credentials", () => {
  it("are known", () => {
    expect(
      true,
      (text) => isSecretValue(text),
      words(`
      hunter22 Zx81!spectrum 1drak0gecko! S3rvice-Bench-77 brdg-4f91-Quill LumoSetup2024 kettle-Blue-42 Summer2024!
      73kScr9oXJnYYcA8vS8zcCA9neAI8iOL 9f3c1e77ab02d4415c8e 089430732zG blossom42 Orchid2005 robin25_akker
      p12345678P 1q23lyc45j BAD123 paolo-48 smrtTHNG8266 wled1234 fibonacci0123456 thecakeisalie!
      f3b1c9D27a5e4086 izPH6cXN6mrJ5e26oRXNcg== c2VjcmV0c2VjcmV0c2VjcmV0MTIzNDU2Nzg= 123456 20240117
      k3vXw9Zq1Lr7cG0mFb/4iT2nWmV/Yk5sQ0uB8dEf 550e8400-e29b-41d4-a716-446655440000 password123 Passw0rd!99
    `),
    );
  });

  it("are told from names, labels, paths, formats and addresses", () => {
    const texts = words(`
      password access_token api_key wifi_pass wifiPass2 ap_pass_2 mqttpass1 credentials.secretAccessKey Authorization
      Bearer X-Api-Key Access-Token x-amz-security-token WifiPassword MODE_2 SHA_256 TOKEN_V2 /spiffs/pass1.txt
      cfg-password1.json key-2.pem ./secrets/a1 plug/token/42 sensors/1/pass https://example.net/a1 mqtts://h1
      pass=%s&v=2 %s:%s user%02x v1.2.3 192.168.1.10 10.0.0.1:1883 0x1F2E3D4C 24:6f:28:aa:bb:c0 api.example.net
      mail1@example.com mqtt2.example.com:8883 password1= token2: true false enabled ok abc
      abcdefghijklmnopqrstuvwxyz0123456789 <b>1</b> {"a":1} a1b2 squeezelite LVSITANOS
    `);
    expect(false, (text) => isSecretValue(text), [
      ...texts,
      "At least 8 characters",
      "Wi-Fi-Passwort 2 geändert",
      "\u0000",
      "",
    ]);
  });

  it("may be a plain word where the name leaves no doubt", () => {
    const is = (keeper: string, text: string): boolean => isSecretValue(text, keeper);
    assert.ok(is("DEFAULT_OTA_PASS", "sesame"));
    assert.ok(is("ADMIN_PASS", "fibonacci"));
    assert.ok(is("FACTORY_JWT_SECRET", "ems-esp"));
    assert.ok(is("mqtt_password", "openkettle"));
    assert.ok(is("bridge_secret", "OPENKETTLE"));
    assert.ok(!is("password", "sesame"));
    assert.ok(!is("DEFAULT_OTA_PASS", "otapass"));
    assert.ok(!is("MQTT_PASSWORD", "mqtt-login"));
    assert.ok(!is("mqtt_token", "publish"));
    assert.ok(!is("MQTT_API_KEY", "openkettle"));
  });

  it("are never placeholders, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.string({ maxLength: 20 }), (text, keeper) => {
        return !isSecretValue(text, keeper) || !isPlaceholder(text, keeper);
      }),
      { numRuns: 3000 },
    );
  });

  it("are judged in time that grows with their length", () => {
    const long = "a_".repeat(20_000);
    const begin = performance.now();
    for (const text of [
      long,
      "Aa1-".repeat(10_000),
      `my-${"tu-".repeat(9_000)}`,
      "/".repeat(40_000),
    ]) {
      isSecretName(text);
      isPlaceholder(text, text);
      isSecretValue(text);
      isCloudToken(text);
      hasUrlPassword(`http://${text}`);
    }
    assert.ok(performance.now() - begin < 2000);
  });

  it("have their entropy measured", () => {
    assert.equal(entropy("aaaa"), 0);
    assert.equal(entropy("abab"), 1);
    assert.equal(entropy("abcd"), 2);
  });
});

const RANDOM = "k3vXw9Zq1Lr7cG0mFbP4iT2nWmVtYk5sQ0uB8dEfHjM";

/** A made-up token of each format that can be made up from letters and digits. */
const TOKENS: readonly string[] = [
  "AKIAQ7XW3ZP5RT2VN4LM",
  `AIza${RANDOM.slice(0, 35)}`,
  `GOCSPX-${RANDOM.slice(0, 28)}`,
  `ghp_${RANDOM.slice(0, 36)}`,
  `github_pat_${RANDOM}${RANDOM.slice(0, 20)}`,
  `glpat-${RANDOM.slice(0, 20)}`,
  "xoxb-2147483647-k3vXw9Zq1Lr7",
  `312345678:AA${RANDOM.slice(0, 33)}`,
  `https://api.telegram.org/bot312345678:AA${RANDOM.slice(0, 33)}/sendMessage`,
  `aio_${RANDOM.slice(0, 28)}`,
  `BBFF-${RANDOM.slice(0, 30)}`,
  `eyJhbGciOiJFUzI1NiJ9.eyJwbHVnIjoiNDIifQ.${RANDOM}`,
  "https://hooks.slack.com/services/T0PLUG1/B0PLUG2/k3vXw9Zq1Lr7",
  `https://discordapp.com/api/webhooks/312345678/${RANDOM}`,
  `https://maker.ifttt.com/trigger/door/with/key/${RANDOM.slice(0, 22)}`,
  `sk_live_${RANDOM.slice(0, 24)}`,
  `npm_${RANDOM.slice(0, 36)}`,
  `HostName=plug.azure-devices.net;DeviceId=p;SharedAccessKey=${RANDOM}=`,
  `DefaultEndpointsProtocol=https;AccountName=p;AccountKey=${RANDOM}==`,
  `SharedAccessSignature sr=plug.azure-devices.net&sig=${RANDOM}&se=1`,
];

describe("cloud tokens", () => {
  it("are known by their format", () => {
    expect(true, isCloudToken, TOKENS);
    expect(
      true,
      isCloudToken,
      TOKENS.map((token) => `Authorization: Bearer ${token}`),
    );
  });

  it("hold a mark that a scan looks for", () => {
    for (const token of TOKENS)
      assert.ok(
        TOKEN_MARKS.some((mark) => token.includes(mark)),
        token,
      );
  });

  it("are not examples, patterns, templates and pieces", () => {
    expect(false, isCloudToken, [
      "AKIAIOSFODNN7EXAMPLE",
      "AKIAAAAAAAAAAAAAAAAA",
      "AKIA00000000XXXXXXXX",
      "AIzaSy",
      "ghp_[A-Za-z0-9]+",
      `ghp_${"x".repeat(36)}`,
      "eyJust a text",
      "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkEifQ.c2lnbmF0dXJlLW9mLWE",
      "HostName=...;DeviceId=...;SharedAccessKey=<insert your key here>",
      "https://hooks.slack.com/services/",
      "https://discord.com/api/webhooks/%s/%s",
      "12:AAB",
      "LUT:AA0123456789012345678901234567890123",
      "aio_key",
      '{"type": "service_account"}',
      "",
    ]);
  });
});

describe("addresses with a password", () => {
  it("are known", () => {
    expect(true, hasUrlPassword, [
      "mqtt://lamp:s3cretPW@broker.example.com:1883",
      "rtsp://admin:kettle42@192.168.1.10/live",
      "https://plug:k3vXw9Zq@api.example.net/v1",
      "see ftp://plug:kettle@files.example.net for more",
      "redis://:k3vXw9Zq@cache.example.net",
    ]);
  });

  it("are not those without, with a placeholder or with a format", () => {
    expect(false, hasUrlPassword, [
      "mqtts://broker.example.com:8883",
      "http://user@example.net/",
      "http://user:password@example.net/",
      "http://user:pass@example.net/",
      "http://user:pwd1@example.net/",
      "mqtt://USER:YOUR_PASSWORD@broker",
      "http://%s:%s@%s/",
      "https://${USER}:${PASS}@host/",
      "https://<user>:<password>@host/",
      "http://host:8080/path@2x.png",
      "ipp://a:b@c",
      "http://user:********@host",
      "",
    ]);
  });

  it("hold ://", () => {
    fc.assert(fc.property(fc.string(), (text) => !hasUrlPassword(text) || text.includes("://")));
  });
});
