// Build-wide constants. What differs between units or belongs to the user lives in NVS instead.
#pragma once

#include "sdkconfig.h"

#define PRODUCT_NAME            "Lumo Plug"
#define PRODUCT_MODEL           "LP-1"

// Wi-Fi
#define WIFI_PASS_MAX_LEN       63
#define WIFI_AP_SSID_PREFIX     "Lumo-"
#define WIFI_AP_PASS            "LumoSetup2024"
#define WIFI_AP_CHANNEL         6
#define WIFI_AP_MAX_CLIENTS     2
#define WIFI_AP_OPEN_MINUTES    10
#define WIFI_AP_AFTER_FAILURES  8
#define WIFI_SERVICE_SSID       "lumo-service"
#define WIFI_SERVICE_PASS       "S3rvice-Bench-77"
#define WIFI_RETRY_MIN_MS       1000
#define WIFI_RETRY_MAX_MS       300000

// Setup
#define PROV_POP                "abcd1234"

// Brokers
#define MQTT_CLOUD_URI          CONFIG_PLUG_MQTT_URI
#define MQTT_BRIDGE_URI         "mqtt://" CONFIG_PLUG_BRIDGE_HOST ":1883"
#define MQTT_BRIDGE_USER        "plug"
#define MQTT_BRIDGE_PASS        "brdg-4f91-Quill"
#define MQTT_COMMAND_MAX_LEN    256

// Consumption records
#define TELEMETRY_URL           CONFIG_PLUG_TELEMETRY_URL
#define TELEMETRY_PERIOD_MIN    15

// Updates
#define OTA_RELEASE_URL         CONFIG_PLUG_OTA_URL
#define OTA_STAGING_URL         "https://staging.lumo-plug.example/lp-1/plug.bin"
#define OTA_CHECK_HOURS         24

// Diagnostics
#define DIAG_HOST               "diag.lumo-plug.example"
#define DIAG_PORT               "8443"

// Local web interface
#define WEB_BODY_MAX_LEN        512
#define WEB_PASS_MIN_LEN        10
#define WEB_PASS_MAX_LEN        32
#define WEB_MAX_BAD_LOGINS      5
#define WEB_LOCKOUT_MS          60000
#define PLUG_NAME_MAX_LEN       24
