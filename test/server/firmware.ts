// Small projects that tests start from.

/** Of ESP-IDF, so that the whole folder is looked at; without sources. */
export const ESP_IDF = {
  "CMakeLists.txt":
    "cmake_minimum_required(VERSION 3.16)\ninclude($ENV{IDF_PATH}/tools/cmake/project.cmake)\nproject(demo)\n",
  "main/CMakeLists.txt": 'idf_component_register(SRCS "main.c")\n',
};

export const VERIFY = "mbedtls-verify-disabled";

/** A finding of VERIFY in line 3 where `mode` is MBEDTLS_SSL_VERIFY_NONE. */
export function tls(mode = "MBEDTLS_SSL_VERIFY_NONE", name = "setup"): string {
  return `void ${name}(mbedtls_ssl_config *conf)\n{\n    mbedtls_ssl_conf_authmode(conf, ${mode});\n}\n`;
}

export const REQUIRED = "MBEDTLS_SSL_VERIFY_REQUIRED";

/** A broker named by a setting; a finding of MQTT in line 2 where that is `mqtt://`. */
export const MQTT = "mqtt-without-tls";
export const BROKER_C =
  "static const esp_mqtt_client_config_t config = {\n    .broker.address.uri = CONFIG_DEMO_BROKER,\n    .broker.verification.crt_bundle_attach = esp_crt_bundle_attach,\n};\n";
export const plainBroker = 'CONFIG_DEMO_BROKER="mqtt://broker.example"\n';
export const safeBroker = 'CONFIG_DEMO_BROKER="mqtts://broker.example"\n';
