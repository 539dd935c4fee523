// Source trees that firmware projects copy in, told by files that only they have, in the places
// only they put them. A short pair of files, which may as well lie among the product's own, counts
// only in a folder of the tree's name.

export interface Upstream {
  readonly title: string;
  /** Files below the tree's folder, all of which must be there. */
  readonly files: readonly string[];
  /** What the folder itself must be called, in lower case. */
  readonly named?: RegExp;
}

export const UPSTREAM: readonly Upstream[] = [
  // TLS, cryptography, networking
  { title: "mbed TLS", files: ["library/ssl_tls.c", "include/mbedtls/ssl.h"] },
  { title: "mbed TLS crypto", files: ["library/psa_crypto.c", "include/psa/crypto.h"] },
  { title: "wolfSSL", files: ["wolfcrypt/src/aes.c", "wolfssl/ssl.h"] },
  { title: "BearSSL", files: ["inc/bearssl.h", "src/ssl/ssl_engine.c"] },
  { title: "OpenSSL", files: ["ssl/ssl_lib.c", "include/openssl/ssl.h"] },
  { title: "OpenSSL", files: ["ssl/ssl_lib.c", "include/openssl/ssl.h.in"] },
  { title: "TinyCrypt", files: ["lib/source/aes_encrypt.c", "lib/include/tinycrypt/aes.h"] },
  { title: "TinyCrypt", files: ["src/aes_encrypt.c", "include/tinycrypt/aes.h"] },
  { title: "micro-ecc", files: ["uECC.c", "uECC.h"], named: /ecc/ },
  { title: "libsodium", files: ["src/libsodium/sodium/core.c"] },
  { title: "lwIP", files: ["src/core/init.c", "src/include/lwip/opt.h"] },
  { title: "Mongoose", files: ["mongoose.c", "mongoose.h"], named: /^mongoose/ },
  { title: "libcoap", files: ["src/coap_session.c", "include/coap3/coap_session.h"] },
  {
    title: "Eclipse Paho MQTT",
    files: ["MQTTPacket/src/MQTTPacket.c", "MQTTPacket/src/MQTTPacket.h"],
  },
  { title: "coreMQTT", files: ["source/core_mqtt.c", "source/include/core_mqtt.h"] },
  { title: "coreHTTP", files: ["source/core_http_client.c", "source/include/core_http_client.h"] },
  {
    title: "Apache NimBLE",
    files: ["nimble/host/src/ble_hs.c", "nimble/host/include/host/ble_hs.h"],
  },
  { title: "BTstack", files: ["src/btstack_run_loop.c", "src/hci.c", "src/l2cap.c"] },
  // Kernels, boot loaders, chip vendors
  { title: "FreeRTOS kernel", files: ["tasks.c", "queue.c", "include/FreeRTOS.h"] },
  { title: "Zephyr", files: ["Kconfig.zephyr", "kernel/sched.c", "include/zephyr/kernel.h"] },
  { title: "ESP-IDF", files: ["tools/idf.py", "components/esp_common/CMakeLists.txt"] },
  { title: "Mbed OS", files: ["mbed.h", "platform/include/platform/mbed_version.h"] },
  { title: "MCUboot", files: ["boot/bootutil/src/loader.c", "boot/bootutil/src/image_validate.c"] },
  { title: "ThreadX", files: ["common/src/tx_thread_create.c", "common/inc/tx_api.h"] },
  {
    title: "Raspberry Pi Pico SDK",
    files: ["pico_sdk_init.cmake", "src/common/pico_base/CMakeLists.txt"],
  },
  { title: "CMSIS", files: ["Core/Include/cmsis_gcc.h", "Core/Include/cmsis_compiler.h"] },
  { title: "CMSIS", files: ["Include/cmsis_gcc.h", "Include/cmsis_compiler.h"] },
  { title: "CMSIS", files: ["cmsis_gcc.h", "cmsis_compiler.h"], named: /^(?:cmsis|include)$/ },
  { title: "nRF5 SDK", files: ["modules/nrfx/nrfx.h", "components/libraries/util/app_error.c"] },
  { title: "nrfx", files: ["nrfx.h", "drivers/nrfx_common.h"] },
  { title: "Arduino core", files: ["cores/esp32/Arduino.h", "boards.txt"] },
  { title: "Arduino core", files: ["cores/esp8266/Arduino.h", "boards.txt"] },
  { title: "Arduino core", files: ["cores/arduino/Arduino.h", "boards.txt"] },
  // Storage, formats, interfaces, tests
  { title: "littlefs", files: ["lfs.c", "lfs.h", "lfs_util.h"], named: /littlefs|^lfs/ },
  { title: "FatFs", files: ["source/ff.c", "source/ff.h"] },
  { title: "FatFs", files: ["ff.c", "ff.h", "diskio.h"], named: /fat/ },
  { title: "SQLite", files: ["sqlite3.c", "sqlite3.h"], named: /sqlite/ },
  { title: "cJSON", files: ["cJSON.c", "cJSON.h"], named: /cjson/ },
  { title: "jsmn", files: ["jsmn.h"], named: /^jsmn$/ },
  { title: "ArduinoJson", files: ["src/ArduinoJson.h", "src/ArduinoJson.hpp"] },
  { title: "ArduinoJson", files: ["ArduinoJson.h"], named: /^arduinojson/ },
  { title: "nanopb", files: ["pb.h", "pb_encode.c", "pb_decode.c"], named: /nanopb/ },
  { title: "zlib", files: ["inflate.c", "deflate.c", "zlib.h"], named: /zlib/ },
  { title: "miniz", files: ["miniz.c", "miniz.h"], named: /miniz/ },
  {
    title: "heatshrink",
    files: ["heatshrink_encoder.c", "heatshrink_decoder.c"],
    named: /heatshrink/,
  },
  { title: "LVGL", files: ["lvgl.h", "src/core/lv_obj.c"] },
  { title: "LVGL", files: ["lvgl.h", "src/lv_core/lv_obj.c"] },
  { title: "u8g2", files: ["csrc/u8g2.h", "csrc/u8x8.h"] },
  { title: "u8g2", files: ["src/clib/u8g2.h", "src/clib/u8x8.h"] },
  { title: "TinyUSB", files: ["src/tusb.c", "src/tusb.h"] },
  { title: "SEGGER RTT", files: ["RTT/SEGGER_RTT.c", "RTT/SEGGER_RTT.h"] },
  { title: "SEGGER RTT", files: ["SEGGER_RTT.c", "SEGGER_RTT.h"], named: /rtt|segger/ },
  { title: "Unity", files: ["src/unity.c", "src/unity_internals.h"] },
  { title: "GoogleTest", files: ["googletest/include/gtest/gtest.h"] },
  // ESP-IDF components that a project overrides by one of the same name
  {
    title: "ESP-IDF component esp-tls",
    files: ["esp_tls.c", "esp_tls.h", "esp_tls_mbedtls.c"],
    named: /^esp[-_]tls$/,
  },
  {
    title: "ESP-IDF component esp_http_client",
    files: ["esp_http_client.c", "include/esp_http_client.h"],
    named: /^esp_http_client$/,
  },
  {
    title: "ESP-IDF component esp_http_server",
    files: ["src/httpd_main.c", "include/esp_http_server.h"],
    named: /^esp_http_server$/,
  },
  {
    title: "ESP-IDF component esp_https_ota",
    files: ["src/esp_https_ota.c", "include/esp_https_ota.h"],
    named: /^esp_https_ota$/,
  },
  { title: "esp-mqtt", files: ["mqtt_client.c", "lib/mqtt_msg.c", "include/mqtt_client.h"] },
  {
    title: "ESP-IDF component tcp_transport",
    files: ["transport.c", "transport_ssl.c", "include/esp_transport.h"],
    named: /^tcp_transport$/,
  },
  {
    title: "ESP-IDF component nvs_flash",
    files: ["src/nvs_api.cpp", "include/nvs_flash.h"],
    named: /^nvs_flash$/,
  },
  {
    title: "ESP-IDF component wpa_supplicant",
    files: ["esp_supplicant/src/esp_wpa_main.c"],
    named: /^wpa_supplicant$/,
  },
  {
    title: "ESP-IDF's DHCP server",
    files: ["dhcpserver.c", "include/dhcpserver/dhcpserver.h"],
    named: /^dhcpserver$/,
  },
];
