// A constant that is written over before anything reads it, on all ways or not.
import assert from "node:assert/strict";
import { finds } from "./variants-show.js";

const FIELD =
  'wifi_config_t cfg = { .ap = { .ssid = "Lamp", .password = "smarthome1" } }; size_t len = 64;';
const READ = 'nvs_get_str(h, "ap_pw", (char *)cfg.ap.password, &len)';
const START = "esp_wifi_set_config(WIFI_IF_AP, &cfg); return ESP_OK;";

function inC(body: string, top = ""): boolean {
  const text = `#include "esp_wifi.h"\n${top}\nesp_err_t start(nvs_handle_t h, int mode)\n{\n${body}\n}\n`;
  return finds("softap-hardcoded-password", "main/ap.c", text);
}

function inArduino(body: string, top = ""): boolean {
  const text = `#include <WiFi.h>\n${top}\nvoid setup() {\n${body}\n}\n`;
  return finds("softap-hardcoded-password", "lamp.ino", text);
}

function stays(found: boolean, ...bodies: string[]): void {
  for (const body of bodies) assert.equal(inC(`${FIELD}\n${body}\n${START}`), found, body);
}

describe("a default in a field", () => {
  it("is gone where storage writes over it, or the function is left", () => {
    stays(
      false,
      `esp_err_t err = ${READ}; if (err != ESP_OK) return err;`,
      `esp_err_t err = ${READ}; if (err != ESP_OK || len < 9) { ESP_LOGE(TAG, "no"); return ESP_FAIL; }`,
      `if (${READ} != ESP_OK) return ESP_FAIL;`,
      `if (${READ}) { return ESP_FAIL; }`,
      `ESP_ERROR_CHECK(${READ});`,
      `ESP_RETURN_ON_ERROR(${READ}, TAG, "not provisioned");`,
      `esp_err_t err; err = ${READ}; ESP_ERROR_CHECK(err);`,
      `if (${READ} != ESP_OK) { ESP_LOGE(TAG, "not provisioned"); abort(); }`,
      `while (${READ} != ESP_OK) wait_for_production();`,
      `if (mode == 1) return ESP_FAIL; if (${READ} != ESP_OK) return ESP_FAIL;`,
      `for (int i = 0; ; i++) { if (${READ} == ESP_OK) break; if (i > 3) return ESP_FAIL; }`,
      "strlcpy((char *)cfg.ap.password, unit_password(), sizeof(cfg.ap.password));",
      "memset(&cfg, 0, sizeof(cfg));",
      "strcpy((char *)&cfg.ap.password[0], unit());",
      `size_t room = sizeof(cfg.ap.password); ESP_ERROR_CHECK(${READ});`,
    );
  });

  it("is gone where it is used only when storage has answered", () => {
    assert.equal(inC(`${FIELD}\nif (${READ} == ESP_OK) { ${START} }\nreturn ESP_FAIL;`), false);
    assert.equal(
      inC(`${FIELD}\nif (mode && ${READ} == ESP_OK) { ${START} }\nreturn ESP_FAIL;`),
      false,
    );
  });

  it("stays where one way leaves it", () => {
    assert.equal(inC(`${FIELD}\nif (mode || ${READ} == ESP_OK) { ${START} }\nreturn 1;`), true);
    assert.equal(
      inC('wifi_config_t cfg = { 0 }; strcpy((char *)cfg.ap.password, "smarthome1");'),
      true,
    );
    stays(
      true,
      "",
      "if (mode && strlcpy((char *)cfg.ap.password, unit(), 64)) count();",
      `${READ};`,
      `if (${READ} != ESP_OK) { /* keep */ }`,
      `if (${READ} != ESP_OK) { ESP_LOGW(TAG, "keep"); }`,
      `esp_err_t err = ${READ}; if (err != ESP_OK && err != ESP_ERR_NVS_NOT_FOUND) return err;`,
      `esp_err_t err = ${READ}; if (err == ESP_ERR_NVS_INVALID_HANDLE) return err;`,
      `if (mode == 1 && ${READ} != ESP_OK) return ESP_FAIL;`,
      `if (mode == 1) { if (${READ} != ESP_OK) return ESP_FAIL; }`,
      `esp_err_t err = ${READ}; err = next(h); if (err != ESP_OK) return err;`,
      `for (int i = 0; i < 3; i++) { if (${READ} == ESP_OK) break; }`,
      `if (${READ} != ESP_OK) goto start; start:`,
      `switch (mode) { case 1: memset(&cfg, 0, sizeof(cfg)); break; case 2: return ESP_FAIL; }`,
      `#ifdef CONFIG_PROVISIONED\nif (${READ} != ESP_OK) return ESP_FAIL;\n#endif`,
      'nvs_get_str(h, "ssid", (char *)cfg.ap.ssid, &len);',
      'ESP_ERROR_CHECK(nvs_get_str(h, "ap_pw", (char *)cfg.sta.password, &len));',
    );
  });

  it("stays where it is read before", () => {
    stays(
      true,
      `esp_wifi_set_config(WIFI_IF_AP, &cfg); ESP_ERROR_CHECK(${READ});`,
      `char *shown = (char *)cfg.ap.password; show(shown); ESP_ERROR_CHECK(${READ});`,
      `show(cfg.ap.password); ESP_ERROR_CHECK(${READ});`,
      "strcpy((char *)&cfg.ap.password[5], unit());",
    );
  });

  it("stays where a pointer shows it, and in what outlives the function", () => {
    const set = 'strcpy((char *)cfg.ap.password, "smarthome1");';
    const start = `ESP_ERROR_CHECK(${READ});\n${START}`;
    assert.equal(inC(`wifi_config_t cfg; size_t len = 64; ${set} ${start}`), false);
    assert.equal(
      inC(
        `wifi_config_t cfg; wifi_config_t *all = &cfg; size_t len = 64; ${set} show(all); ${start}`,
      ),
      true,
    );
    const shared = `size_t len = 64; ${set} ${start}`.replaceAll("cfg.", "cfg->");
    assert.equal(inC(`wifi_config_t *cfg = shared(); ${shared}`), true);
    assert.equal(inC(`static ${FIELD}\n${start}`), true);
    assert.equal(inC(`size_t len = 64; ${start}`, `static ${FIELD.replace(/size_t.*/, "")}`), true);
  });

  it("is gone where a function of the project writes over it or says no", () => {
    const load = (body: string): string => `static esp_err_t load(char *out, size_t n) { ${body} }`;
    const call = "if (load((char *)cfg.ap.password, 64) != ESP_OK) return ESP_FAIL;";
    const get = 'nvs_get_str(storage(), "ap_pw", out, &n)';
    const with_ = (top: string, then = call): boolean => inC(`${FIELD}\n${then}\n${START}`, top);
    assert.equal(with_(load(`return ${get};`)), false);
    assert.equal(with_(load(`esp_err_t err = ${get}; nvs_close(storage()); return err;`)), false);
    assert.equal(with_(load(`if (!n) return ESP_ERR_INVALID_ARG; return ${get};`)), false);
    assert.equal(
      with_(load("snprintf(out, n, unit()); return ESP_OK;"), "load(cfg.ap.password, 64);"),
      false,
    );
    assert.equal(with_(load(`return ${get};`), "load(cfg.ap.password, 64);"), true);
    assert.equal(with_(load(`${get}; return ESP_OK;`)), true);
    assert.equal(with_(load(`if (n > 8) return ESP_OK; return ${get};`)), true);
    const bool_ = `static bool load(char *out, size_t n) { return ${get} == ESP_OK; }`;
    assert.equal(with_(bool_, "if (!load(cfg.ap.password, 64)) return ESP_FAIL;"), false);
    assert.equal(with_(bool_, "if (load(cfg.ap.password, 64)) return ESP_FAIL;"), true);
    const whole = `static esp_err_t load(wifi_config_t *out, size_t n) { return nvs_get_str(storage(), "ap_pw", out->ap.password, &n); }`;
    assert.equal(with_(whole, "ESP_ERROR_CHECK(load(&cfg, 64));"), false);
    assert.equal(with_(whole, "ESP_ERROR_CHECK(load(&other, 64));"), true);
  });
});

describe("a default in a variable", () => {
  const start = 'WiFi.softAP("lamp", pass);';
  const over = 'pass = prefs.getString("ap_pass");';

  it("is gone where another value is stored before its use", () => {
    assert.equal(inArduino(`String pass = "smarthome1"; ${over} ${start}`), false);
    assert.equal(
      inArduino(`String pass = "smarthome1"; Serial.println(pass); ${over} ${start}`),
      false,
    );
    assert.equal(inArduino(`const char *pass = "smarthome1"; pass = load(); ${start}`), false);
    assert.equal(
      inArduino(`String pass = "smarthome1"; if (stored()) ${over} else return; ${start}`),
      false,
    );
    assert.equal(
      inArduino(
        `char pass[65] = "smarthome1"; if (!prefs.getString("ap_pass", pass, sizeof(pass))) return; ${start}`,
      ),
      false,
    );
  });

  it("stays where one way leaves it", () => {
    assert.equal(inArduino(`String pass = "smarthome1"; ${start}`), true);
    assert.equal(inArduino(`String pass = "smarthome1"; if (stored()) ${over} ${start}`), true);
    assert.equal(inArduino(`String pass = "smarthome1"; ${start} ${over}`), true);
    assert.equal(inArduino(`String pass = "smarthome1"; pass = pass + suffix(); ${start}`), true);
    assert.equal(
      inArduino(`String pass = "smarthome1"; for (int i = 0; i < 3; i++) { ${start} ${over} }`),
      true,
    );
    assert.equal(
      inArduino(
        `char pass[65] = "smarthome1"; prefs.getString("ap_pass", pass, sizeof(pass)); ${start}`,
      ),
      true,
    );
    assert.equal(
      inArduino(
        `String pass = "smarthome1"; later([&]() { WiFi.softAP("lamp", pass); }); ${over} ${start}`,
      ),
      true,
    );
    assert.equal(inArduino(`String &pass = shared(); pass = "smarthome1"; ${over} ${start}`), true);
    assert.equal(
      inArduino(`String pass; for (;;) { ${start} pass = "smarthome1"; if (stored()) ${over} }`),
      true,
    );
    assert.equal(
      inArduino(`String pass; auto f = [&]() { ${start} }; pass = "smarthome1"; f(); ${over}`),
      true,
    );
  });
});
