// Rules about keys, passwords, updates and what happens on failure, in the variants of variants-show.ts.
import { checkPairs, type Pair } from "./variants-show.js";

const ENCRYPT =
  "mbedtls_gcm_crypt_and_tag(gcm(), MBEDTLS_GCM_ENCRYPT, 16, iv, 12, NULL, 0, in(), out(), 16, tag());";
const PERSISTENT = "psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;";

const AP = 'wifi_config_t cfg = { .ap = { .password = "smarthome1" } };';
const STA = AP.replace(".ap", ".sta");
const SET = "esp_wifi_set_config(WIFI_IF_AP, &cfg);";

function stored(where: string): string {
  return `if (nvs_get_str(storage(), "psk", (char *)cfg.${where}.password, length()) != ESP_OK) return;`;
}

const SECRETS: readonly Pair[] = [
  {
    rule: "softap-hardcoded-password",
    make: AP,
    thing: ["wifi_config_t *", "&cfg"],
    piece: SET,
    right: { make: `${AP} ${stored("ap")}` },
  },
  {
    rule: "softap-hardcoded-password",
    about: " of Arduino",
    file: "src/main.cpp",
    make: 'String pass = "smarthome1";',
    thing: ["String &", "pass"],
    piece: 'WiFi.softAP("lamp", pass);',
    right: { make: 'String pass = "smarthome1"; pass = prefs.getString("ap_pass");' },
  },
  {
    rule: "wifi-hardcoded-passphrase",
    make: STA,
    thing: ["wifi_config_t *", "&cfg"],
    piece: SET,
    right: { make: `${STA} ${stored("sta")}` },
  },
  {
    rule: "crypto-static-iv",
    make: "uint8_t iv[12] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };",
    thing: ["uint8_t *", "iv"],
    piece: ENCRYPT,
    right: {
      make: "uint8_t iv[12] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 }; esp_fill_random(iv, 12);",
    },
  },
  {
    rule: "hardcoded-symmetric-key",
    make: "uint8_t key[16] = { 9, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 77 };",
    thing: ["uint8_t *", "key"],
    piece: "mbedtls_aes_setkey_enc(aes(), key, 128);",
    right: {
      make: "uint8_t key[16] = { 9, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 77 }; load_key(key, 16);",
    },
  },
  {
    rule: "hardcoded-tls-psk",
    make: "uint8_t psk[8] = { 9, 2, 3, 4, 5, 6, 7, 77 };",
    thing: ["uint8_t *", "psk"],
    piece: 'mbedtls_ssl_conf_psk(tls(), psk, 8, "lamp", 4);',
    right: { make: "uint8_t psk[8] = { 9, 2, 3, 4, 5, 6, 7, 77 }; load_psk(psk, 8);" },
  },
  {
    rule: "psa-key-exportable",
    make: `${PERSISTENT} psa_set_key_id(&attributes, 7);`,
    thing: ["psa_key_attributes_t *", "&attributes"],
    piece: "psa_set_key_usage_flags(&attributes, PSA_KEY_USAGE_SIGN_HASH | PSA_KEY_USAGE_EXPORT);",
    then: "psa_generate_key(&attributes, id(s));",
    right: {
      then: "psa_set_key_type(&attributes, PSA_KEY_TYPE_ECC_PUBLIC_KEY(PSA_ECC_FAMILY_SECP_R1)); store(&attributes);",
    },
  },
  {
    rule: "crypto-weak-prng-for-secret",
    make: "uint8_t key[16]; for (int i = 0; i < 16; i++) key[i] = rand();",
    thing: ["uint8_t *", "key"],
    piece: "mbedtls_aes_setkey_enc(aes(), key, 128);",
    right: { make: "uint8_t key[16]; for (int i = 0; i < 16; i++) key[i] = esp_random();" },
  },
  {
    rule: "device-id-used-as-secret",
    file: "src/main.cpp",
    make: "String unit = String(ESP.getChipId(), HEX);",
    thing: ["String &", "unit"],
    piece: 'WiFi.softAP("lamp", unit.c_str());',
    right: { make: "String unit = String(esp_random(), HEX);" },
  },
  {
    rule: "device-id-used-as-secret",
    about: " as a key",
    make: "uint8_t id[16]; hwinfo_get_device_id(id, 16);",
    thing: ["uint8_t *", "id"],
    piece: "mbedtls_aes_setkey_enc(aes(), id, 128);",
    right: { make: "uint8_t id[16]; sys_csrand_get(id, 16);" },
  },
  {
    rule: "secret-logged",
    make: "char password[64]; read_form(s, password);",
    thing: ["const char *", "password"],
    piece: 'ESP_LOGI(TAG, "joining with %s", password);',
    right: { piece: "join(password);" },
    // What a parameter is called tells whether it is a secret.
    misses: ["wrapper"],
  },
  {
    rule: "secret-logged",
    about: " starred out",
    make: "char password[64]; read_form(s, password);",
    thing: ["char *", "password"],
    piece: 'printf("joining with %s", password);',
    right: { make: "char password[64]; read_form(s, password); memset(password, '*', 63);" },
    // As above.
    misses: ["wrapper"],
  },
  {
    rule: "nvs-plaintext-secret",
    make: "char password[64]; read_form(s, password);",
    thing: ["const char *", "password"],
    piece: 'nvs_set_str(storage(), "wifi_pass", password);',
    right: {
      make: "char password[64]; read_form(s, password); uint8_t hash[32]; sha256(password, hash);",
      piece: 'nvs_set_blob(storage(), "pass_hash", digest(), 32);',
    },
  },
  {
    rule: "eeprom-fs-plaintext-secret",
    file: "src/main.cpp",
    make: 'File file = LittleFS.open("/wifi.txt", "w");',
    thing: ["File &", "file"],
    piece: "file.println(password);",
    then: "file.close();",
    right: { piece: "file.println(ssid);" },
  },
  {
    rule: "eeprom-fs-plaintext-secret",
    about: " in a structure",
    file: "src/main.cpp",
    top: "struct Config { char ssid[32]; char password[64]; int lamps; };",
    make: "Config config; strlcpy(config.password, given(s), 64);",
    thing: ["Config &", "config"],
    piece: "EEPROM.put(0, config);",
    right: { make: "Config config; config.lamps = 3;" },
  },
];

const UPDATES: readonly Pair[] = [
  {
    rule: "ota-verification-bypassed",
    make: "esp_ota_handle_t handle = begun(s); esp_ota_write(handle, data(), 64);",
    thing: ["esp_ota_handle_t", "handle"],
    piece: "esp_ota_end(handle);",
    then: "esp_ota_set_boot_partition(next());",
    right: { piece: "if (esp_ota_end(handle) != ESP_OK) abort_update(handle);" },
  },
  {
    rule: "ota-url-from-untrusted-input",
    make: "char rx[128]; int n = recv(s, rx, sizeof rx - 1, 0); if (n < 1) return; rx[n] = 0;",
    thing: ["const char *", "rx"],
    piece:
      "esp_http_client_config_t config = { .url = rx }; esp_https_ota_config_t ota = { .http_config = &config }; esp_https_ota(&ota);",
    right: { make: 'char rx[128]; strcpy(rx, "https://updates.example.com/lamp.bin");' },
  },
  {
    rule: "update-data-flashed-unchecked",
    head: "void fota_receive(int s)",
    make: "uint8_t chunk[256]; int n = recv(s, chunk, sizeof(chunk), 0); if (n < 1) return;",
    thing: ["uint8_t *", "chunk"],
    beside: [["int", "n"]],
    piece: "flash_area_write(slot(), 0, chunk, n);",
    right: { then: "if (uECC_verify(maker(), digest(), 32, signature(), curve()) != 1) erase();" },
    // That this is firmware is told by what the function itself is called.
    misses: ["wrapper"],
  },
  {
    rule: "integrity-failure-not-handled",
    make: "mbedtls_pk_context *maker = maker_key();",
    thing: ["mbedtls_pk_context *", "maker"],
    piece:
      'int ret = mbedtls_pk_verify(maker, MBEDTLS_MD_SHA256, hash(), 32, given(), 64); if (ret != 0) printf("wrong signature");',
    then: "apply();",
    right: {
      piece:
        'int ret = mbedtls_pk_verify(maker, MBEDTLS_MD_SHA256, hash(), 32, given(), 64); if (ret != 0) { printf("wrong signature"); forget(); }',
    },
  },
  {
    rule: "integrity-failure-not-handled",
    about: " by its result",
    make: "int ret = mbedtls_pk_verify(maker(), MBEDTLS_MD_SHA256, hash(), 32, given(), 64);",
    thing: ["int", "ret"],
    piece: 'if (ret != 0) printf("wrong signature");',
    then: "apply();",
    right: { piece: 'if (ret != 0) { printf("wrong signature"); forget(); }' },
    // A result is asked for by the name that it got first, in its own function.
    misses: ["alias", "wrapper"],
  },
  {
    rule: "restart-on-network-failure",
    make: "esp_err_t err = esp_http_client_perform(client(s));",
    thing: ["esp_err_t", "err"],
    piece: "if (err != ESP_OK) esp_restart();",
    right: { piece: "if (err != ESP_OK) count_failure();" },
    // As with integrity-failure-not-handled.
    misses: ["alias", "wrapper"],
  },
  {
    rule: "restart-on-network-failure",
    about: " of a client",
    make: "esp_http_client_handle_t client = client_of(s);",
    thing: ["esp_http_client_handle_t", "client"],
    piece: "if (esp_http_client_perform(client) != ESP_OK) esp_restart();",
    right: { piece: "if (esp_http_client_perform(client) == ESP_OK) esp_restart();" },
  },
];

describe("rules about secrets, updates and failures in their variants", () => {
  checkPairs([...SECRETS, ...UPDATES]);
});
