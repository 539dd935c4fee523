// What puts an object right, in the variants of variants-show.ts: under its other name, in a wrapper and in a
// loop it counts as much as where it stands straight. The wrong twin does something unrelated instead.
import { checkPairs, type Pair } from "./variants-show.js";

const CONF =
  "mbedtls_ssl_config conf; mbedtls_ssl_config_defaults(&conf, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM, MBEDTLS_SSL_PRESET_DEFAULT);";
const PEER = "zsock_setsockopt(sock, SOL_TLS, TLS_PEER_VERIFY, &verify, sizeof(verify));";
const HTTPS = 'config.url = "https://api.example.com/v1";';

const PAIRS: readonly Pair[] = [
  {
    rule: "mbedtls-verify-disabled",
    make: `${CONF} mbedtls_ssl_conf_authmode(&conf, MBEDTLS_SSL_VERIFY_OPTIONAL);`,
    thing: ["mbedtls_ssl_config *", "&conf"],
    piece: "mbedtls_ssl_conf_rng(&conf, random_of, NULL);",
    right: { piece: "mbedtls_ssl_conf_verify(&conf, on_certificate, NULL);" },
  },
  {
    rule: "tls-hostname-unchecked",
    make: "mbedtls_ssl_context ssl; mbedtls_ssl_set_hostname(&ssl, NULL);",
    thing: ["mbedtls_ssl_context *", "&ssl"],
    piece: "mbedtls_ssl_handshake(&ssl);",
    right: { piece: "mbedtls_ssl_set_hostname(&ssl, server_name());" },
  },
  {
    rule: "zephyr-tls-peer-verify-off",
    make: `int verify = 0; int sock = zsock_socket(AF_INET, SOCK_STREAM, IPPROTO_TLS_1_2); ${PEER}`,
    thing: ["int", "sock"],
    piece: "zsock_connect(sock, address(), 16);",
    right: { piece: "zsock_listen(sock, 1);" },
  },
  {
    rule: "tls-stack-unverified",
    make: 'struct mg_tls_opts opts = {0}; opts.name = mg_str("api.example.com");',
    thing: ["struct mg_tls_opts *", "&opts"],
    piece: "opts.cert = mg_str(OWN);",
    then: "mg_tls_init(connection(s), &opts);",
    right: { piece: "opts.ca = mg_str(AUTHORITY);" },
  },
  {
    rule: "esp-tls-server-not-verified",
    make: `esp_http_client_config_t config = {0}; ${HTTPS}`,
    thing: ["esp_http_client_config_t *", "&config"],
    piece: "config.timeout_ms = 4000;",
    then: "esp_http_client_perform(esp_http_client_init(&config));",
    right: { piece: "config.crt_bundle_attach = esp_crt_bundle_attach;" },
  },
  {
    rule: "mqtt-without-tls",
    make: "esp_mqtt_client_config_t config = {0}; config.broker.address.port = 1883;",
    thing: ["esp_mqtt_client_config_t *", "&config"],
    piece: "config.session.keepalive = 60;",
    then: "esp_mqtt_client_init(&config);",
    right: { piece: "config.broker.address.transport = MQTT_TRANSPORT_OVER_SSL;" },
  },
  {
    rule: "wifi-softap-open",
    make: 'wifi_config_t config = {0}; strcpy((char *)config.ap.ssid, "lamp");',
    thing: ["wifi_config_t *", "&config"],
    piece: "config.ap.max_connection = 4;",
    then: "esp_wifi_set_config(WIFI_IF_AP, &config);",
    right: { piece: "config.ap.authmode = WIFI_AUTH_WPA2_PSK;" },
  },
  {
    rule: "wifi-sta-weak-security",
    make: "wifi_config_t config = {0}; config.sta.threshold.authmode = WIFI_AUTH_WEP;",
    thing: ["wifi_config_t *", "&config"],
    piece: "config.sta.channel = 6;",
    then: "esp_wifi_set_config(WIFI_IF_STA, &config);",
    right: { piece: "config.sta.threshold.authmode = WIFI_AUTH_WPA2_PSK;" },
  },
  {
    rule: "arduino-ota-no-auth",
    file: "src/main.cpp",
    top: "ArduinoOTAClass ota;",
    make: "ota.begin();",
    thing: ["ArduinoOTAClass &", "ota"],
    piece: 'ota.setHostname("lamp");',
    right: { piece: "ota.setPassword(own_password());" },
  },
  {
    rule: "update-server-no-auth",
    file: "src/main.cpp",
    top: "ESP8266WebServer server(80);",
    make: "ESP8266HTTPUpdateServer updater; updater.setup(&server);",
    thing: ["ESP8266HTTPUpdateServer *", "&updater"],
    piece: "show(&updater);",
    right: { piece: "updater.updateCredentials(own_name(), own_password());" },
  },
  {
    rule: "crypto-static-iv",
    make: "uint8_t iv[12] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };",
    thing: ["uint8_t *", "iv"],
    piece: "show(iv, 12);",
    then: "mbedtls_gcm_crypt_and_tag(gcm(), MBEDTLS_GCM_ENCRYPT, 16, iv, 12, NULL, 0, in(), out(), 16, tag());",
    right: { piece: "esp_fill_random(iv, 12);" },
  },
  {
    rule: "hardcoded-symmetric-key",
    make: "uint8_t key[16] = { 9, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 77 };",
    thing: ["uint8_t *", "key"],
    piece: "show(key, 16);",
    then: "mbedtls_aes_setkey_enc(aes(), key, 128);",
    right: { piece: "memcpy(key, own_key(), 16);" },
  },
  {
    rule: "psa-key-exportable",
    make: "psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT; psa_set_key_id(&attributes, 7); psa_set_key_usage_flags(&attributes, PSA_KEY_USAGE_EXPORT);",
    thing: ["psa_key_attributes_t *", "&attributes"],
    piece: "psa_set_key_bits(&attributes, 256);",
    right: {
      piece: "psa_set_key_type(&attributes, PSA_KEY_TYPE_ECC_PUBLIC_KEY(PSA_ECC_FAMILY_SECP_R1));",
    },
  },
  {
    rule: "secret-logged",
    make: "char password[64]; read_form(s, password);",
    thing: ["char *", "password"],
    piece: "check_form(password);",
    then: 'printf("joining with %s", password);',
    right: { piece: "memset(password, '*', 63);" },
    // What a parameter is called tells whether it is a secret.
    without: ["wrapper"],
  },
  {
    rule: "network-input-reflected-in-html",
    head: "esp_err_t get(httpd_req_t *req)",
    make: "char name[32]; httpd_req_get_url_query_str(req, name, 32);",
    thing: ["httpd_req_t *", "req"],
    piece: 'httpd_resp_set_hdr(req, "Connection", "close");',
    then: "return httpd_resp_send(req, name, strlen(name));",
    right: { piece: 'httpd_resp_set_type(req, "text/plain");' },
  },
  {
    rule: "non-literal-format",
    make: "char message[16]; read_name(s, message);",
    thing: ["char *", "message"],
    piece: "show(message);",
    then: "printf(message);",
    right: { piece: 'snprintf(message, 16, "%d", number());' },
  },
  {
    rule: "copied-text-without-end",
    head: "void f(const char *name)",
    make: "char copy[32]; strncpy(copy, name, strlen(name));",
    thing: ["char *", "copy"],
    piece: "show(copy[0]);",
    then: "puts(copy);",
    right: { piece: "copy[31] = 0;" },
  },
];

describe("what puts an object right in its variants", () => {
  checkPairs(PAIRS);
});
