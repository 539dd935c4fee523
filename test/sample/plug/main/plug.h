// What the parts of the application offer each other.
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "esp_err.h"

// wifi.c
esp_err_t wifi_init(void);
void wifi_start_station(void);
/** Joins the network of the service bench, without storing it. */
void wifi_join_service_network(void);

// provisioning.c
bool provisioning_needed(void);
void provisioning_start(void);

// mqtt.c
void mqtt_start_cloud(void);
/** For homes without internet: a bridge on the same network. */
void mqtt_start_bridge(void);
void mqtt_publish_state(void);

// telemetry.c
void telemetry_start(void);

// diag.c
/** Sends a short health report to the support desk. */
esp_err_t diag_send_report(void);

// ota.c
typedef enum {
    OTA_RELEASE,
    OTA_STAGING,
} ota_channel_t;
/** Keeps a new image that passed its self-test, goes back to the old one otherwise. */
void ota_confirm_image(bool healthy);
void ota_start_periodic_check(void);
void ota_request(ota_channel_t channel);

// http_server.c
void http_server_start(void);
unsigned http_server_refused_logins(void);

// pairing.c
/** Answers the challenge of a first-generation remote with the code on this unit's label. */
esp_err_t pairing_answer(uint64_t challenge, uint64_t *answer);

// button.c
esp_err_t button_init(void);
bool button_held_at_start(void);
/** True for a minute after a press of three seconds. */
bool button_pairing_open(void);
