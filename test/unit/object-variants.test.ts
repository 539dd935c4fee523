// Rules about one object, in the variants of variants-show.ts.
import { checkPairs, type Pair } from "./variants-show.js";

const CONF = "mbedtls_ssl_config conf; mbedtls_ssl_config_init(&conf);";
const DEFAULTS = "MBEDTLS_SSL_TRANSPORT_STREAM, MBEDTLS_SSL_PRESET_DEFAULT);";

const TLS: readonly Pair[] = [
  {
    rule: "mbedtls-verify-disabled",
    make: `${CONF} mbedtls_ssl_config_defaults(&conf, MBEDTLS_SSL_IS_CLIENT, ${DEFAULTS}`,
    thing: ["mbedtls_ssl_config *", "&conf"],
    piece: "mbedtls_ssl_conf_authmode(&conf, MBEDTLS_SSL_VERIFY_NONE);",
    then: "mbedtls_ssl_setup(session(s), &conf);",
    right: { piece: "mbedtls_ssl_conf_authmode(&conf, MBEDTLS_SSL_VERIFY_REQUIRED);" },
  },
  {
    rule: "mbedtls-verify-disabled",
    about: " of a server",
    make: `${CONF} mbedtls_ssl_config_defaults(&conf, MBEDTLS_SSL_IS_CLIENT, ${DEFAULTS}`,
    thing: ["mbedtls_ssl_config *", "&conf"],
    piece: "mbedtls_ssl_conf_authmode(&conf, MBEDTLS_SSL_VERIFY_NONE);",
    then: "mbedtls_ssl_setup(session(s), &conf);",
    right: {
      make: `${CONF} mbedtls_ssl_config_defaults(&conf, MBEDTLS_SSL_IS_SERVER, ${DEFAULTS}`,
    },
  },
  {
    rule: "mbedtls-verify-disabled",
    about: " where nobody asks for the result",
    make: `${CONF} mbedtls_ssl_config_defaults(&conf, MBEDTLS_SSL_IS_CLIENT, ${DEFAULTS}`,
    thing: ["mbedtls_ssl_config *", "&conf"],
    piece: "mbedtls_ssl_conf_authmode(&conf, MBEDTLS_SSL_VERIFY_OPTIONAL);",
    right: { then: "mbedtls_ssl_conf_verify(&conf, on_certificate, NULL);" },
  },
  {
    rule: "tls-hostname-unchecked",
    make: "mbedtls_ssl_context ssl; mbedtls_ssl_init(&ssl);",
    thing: ["mbedtls_ssl_context *", "&ssl"],
    piece: "mbedtls_ssl_set_hostname(&ssl, NULL);",
    then: "mbedtls_ssl_handshake(&ssl);",
    right: { piece: 'mbedtls_ssl_set_hostname(&ssl, "api.example.com");' },
  },
  {
    rule: "openssl-verify-disabled",
    make: "SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());",
    thing: ["SSL_CTX *", "ctx"],
    piece: "SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL);",
    then: "SSL *ssl = SSL_new(ctx); SSL_connect(ssl);",
    right: { piece: "SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);" },
  },
  {
    rule: "tls-verify-callback-accepts-all",
    top: "static int on_certificate(int ok, WOLFSSL_X509_STORE_CTX *store) { return 1; }",
    make: "WOLFSSL_CTX *ctx = wolfSSL_CTX_new(wolfTLSv1_2_client_method());",
    thing: ["WOLFSSL_CTX *", "ctx"],
    piece: "wolfSSL_CTX_set_verify(ctx, WOLFSSL_VERIFY_PEER, on_certificate);",
    right: {
      top: "static int on_certificate(int ok, WOLFSSL_X509_STORE_CTX *store) { return ok; }",
    },
  },
  {
    rule: "libcurl-verify-disabled",
    make: "CURL *curl = curl_easy_init();",
    thing: ["CURL *", "curl"],
    piece: "curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);",
    then: "curl_easy_perform(curl);",
    right: { piece: "curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);" },
  },
  {
    rule: "zephyr-tls-peer-verify-off",
    make: "int sock = zsock_socket(AF_INET, SOCK_STREAM, IPPROTO_TLS_1_2); int verify = TLS_PEER_VERIFY_NONE;",
    thing: ["int", "sock"],
    beside: [["int", "verify"]],
    piece: "zsock_setsockopt(sock, SOL_TLS, TLS_PEER_VERIFY, &verify, sizeof(verify));",
    then: "zsock_connect(sock, address(s), 16);",
    right: {
      make: "int sock = zsock_socket(AF_INET, SOCK_STREAM, IPPROTO_TLS_1_2); int verify = TLS_PEER_VERIFY_REQUIRED;",
    },
  },
  {
    rule: "zephyr-tls-peer-verify-off",
    about: " of a server",
    make: "int sock = zsock_socket(AF_INET, SOCK_STREAM, IPPROTO_TLS_1_2); int verify = TLS_PEER_VERIFY_NONE;",
    thing: ["int", "sock"],
    beside: [["int", "verify"]],
    piece: "zsock_setsockopt(sock, SOL_TLS, TLS_PEER_VERIFY, &verify, sizeof(verify));",
    then: "zsock_connect(sock, address(s), 16);",
    right: { then: "zsock_bind(sock, address(s), 16); zsock_listen(sock, 1);" },
  },
  {
    rule: "arduino-tls-insecure",
    file: "src/main.cpp",
    make: "WiFiClientSecure client;",
    thing: ["WiFiClientSecure &", "client"],
    piece: "client.setInsecure();",
    then: 'client.connect("api.example.com", 443);',
    right: { piece: "client.setCACert(ROOT_CA);" },
  },
  {
    rule: "tls-stack-unverified",
    make: "struct mg_tls_opts opts = {0};",
    thing: ["struct mg_tls_opts *", "&opts"],
    piece: 'opts.name = mg_str("api.example.com");',
    then: "mg_tls_init(connection(s), &opts);",
    right: { make: "struct mg_tls_opts opts = {0}; opts.ca = mg_str(AUTHORITY);" },
  },
  {
    rule: "esp-tls-server-not-verified",
    make: "esp_http_client_config_t config = {0};",
    thing: ["esp_http_client_config_t *", "&config"],
    piece: 'config.url = "https://api.example.com/v1";',
    then: "esp_http_client_perform(esp_http_client_init(&config));",
    right: {
      make: "esp_http_client_config_t config = {0}; config.crt_bundle_attach = esp_crt_bundle_attach;",
    },
  },
  {
    rule: "esp-tls-skip-common-name",
    make: "esp_http_client_config_t config = {0};",
    thing: ["esp_http_client_config_t *", "&config"],
    piece: "config.skip_cert_common_name_check = true;",
    then: "esp_http_client_perform(esp_http_client_init(&config));",
    right: { piece: "config.skip_cert_common_name_check = false;" },
  },
];

const RADIO: readonly Pair[] = [
  {
    rule: "mqtt-without-tls",
    make: "esp_mqtt_client_config_t config = {0};",
    thing: ["esp_mqtt_client_config_t *", "&config"],
    piece: 'config.broker.address.uri = "mqtt://broker.example.com";',
    then: "esp_mqtt_client_init(&config);",
    right: { piece: 'config.broker.address.uri = "mqtts://broker.example.com";' },
  },
  {
    rule: "mqtt-without-tls",
    about: " by its port",
    make: "esp_mqtt_client_config_t config = {0};",
    thing: ["esp_mqtt_client_config_t *", "&config"],
    piece: "config.broker.address.port = 1883;",
    then: "esp_mqtt_client_init(&config);",
    right: {
      make: "esp_mqtt_client_config_t config = {0}; config.broker.address.transport = MQTT_TRANSPORT_OVER_SSL;",
    },
  },
  {
    rule: "ota-over-insecure-transport",
    make: "esp_http_client_config_t config = {0};",
    thing: ["esp_http_client_config_t *", "&config"],
    piece: 'config.url = "http://updates.example.com/lamp.bin";',
    then: "esp_https_ota(&config);",
    right: { piece: 'config.url = "https://updates.example.com/lamp.bin";' },
    // That the address is of firmware is known where both stand in one function.
    misses: ["wrapper"],
  },
  {
    rule: "http-plaintext-client",
    file: "src/main.cpp",
    make: "HTTPClient web;",
    thing: ["HTTPClient &", "web"],
    piece: 'web.begin("http://api.example.com/v1");',
    then: "web.GET();",
    right: { piece: 'web.begin("https://api.example.com/v1", ROOT_CA);' },
  },
  {
    rule: "espnow-unencrypted",
    make: "esp_now_peer_info_t peer = {0}; memcpy(peer.peer_addr, sender(s), 6);",
    thing: ["esp_now_peer_info_t *", "&peer"],
    piece: "peer.encrypt = false;",
    then: "esp_now_add_peer(&peer);",
    right: { piece: "peer.encrypt = true;" },
  },
  {
    rule: "wifi-sta-weak-security",
    make: "wifi_config_t config = {0};",
    thing: ["wifi_config_t *", "&config"],
    piece: "config.sta.threshold.authmode = WIFI_AUTH_WEP;",
    then: "esp_wifi_set_config(WIFI_IF_STA, &config);",
    right: { then: "config.sta.threshold.authmode = WIFI_AUTH_WPA2_PSK; start(&config);" },
  },
  {
    rule: "softap-hardcoded-password",
    make: "wifi_config_t config = {0};",
    thing: ["wifi_config_t *", "&config"],
    piece: 'strcpy((char *)config.ap.password, "lamp-4711");',
    then: "esp_wifi_set_config(WIFI_IF_AP, &config);",
    right: { piece: "strcpy((char *)config.ap.password, passphrase_of(s));" },
  },
  {
    rule: "ble-static-passkey",
    make: "uint32_t passkey = 471123;",
    thing: ["uint32_t *", "&passkey"],
    piece: "esp_ble_gap_set_security_param(ESP_BLE_SM_SET_STATIC_PASSKEY, &passkey, 4);",
    right: { make: "uint32_t passkey = esp_random() % 1000000;" },
  },
  {
    rule: "arduino-ota-no-auth",
    file: "src/main.cpp",
    make: 'ArduinoOTA.setHostname("lamp");',
    thing: ["ArduinoOTAClass &", "ArduinoOTA"],
    piece: "ArduinoOTA.begin();",
    right: { make: "ArduinoOTA.setPassword(own_password());" },
  },
  {
    rule: "update-server-no-auth",
    file: "src/main.cpp",
    top: "ESP8266WebServer server(80);",
    make: "ESP8266HTTPUpdateServer updater;",
    thing: ["ESP8266HTTPUpdateServer &", "updater"],
    piece: "updater.setup(&server);",
    then: "server.begin();",
    right: { then: "updater.updateCredentials(own_name(), own_password()); server.begin();" },
  },
];

describe("object rules in their variants", () => {
  checkPairs([...TLS, ...RADIO]);
});
