// The line to the broker: state goes out, commands come in.
#include <stdio.h>
#include <string.h>

#include "cJSON.h"
#include "esp_event.h"
#include "esp_log.h"
#include "mqtt_client.h"

#include "config.h"
#include "plug.h"
#include "plug_hw.h"
#include "storage.h"

extern const char cloud_ca_pem[] asm("_binary_cloud_ca_pem_start");
extern const char client_cert_pem[] asm("_binary_client_cert_pem_start");
extern const char client_key_pem[] asm("_binary_client_key_pem_start");

static const char *TAG = "mqtt";

static esp_mqtt_client_handle_t s_client;
static char s_serial[STORAGE_SERIAL_LEN + 1];
static char s_command_topic[48];
static char s_state_topic[48];

// Payloads carry a length and no terminator.
static void on_command(const char *data, int len)
{
    cJSON *command = cJSON_ParseWithLength(data, len);
    if (command == NULL) {
        ESP_LOGW(TAG, "command is not JSON");
        return;
    }
    const cJSON *relay = cJSON_GetObjectItemCaseSensitive(command, "relay");
    if (cJSON_IsBool(relay)) {
        relay_set(cJSON_IsTrue(relay));
        mqtt_publish_state();
    }
    const cJSON *update = cJSON_GetObjectItemCaseSensitive(command, "update");
    if (cJSON_IsString(update)) {
        ota_request(strcmp(update->valuestring, "staging") == 0 ? OTA_STAGING : OTA_RELEASE);
    }
    if (cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(command, "report"))) {
        diag_send_report();
    }
    cJSON_Delete(command);
}

static void on_event(void *arg, esp_event_base_t base, int32_t id, void *event_data)
{
    (void)arg;
    (void)base;
    const esp_mqtt_event_handle_t event = event_data;

    switch ((esp_mqtt_event_id_t)id) {
    case MQTT_EVENT_CONNECTED:
        esp_mqtt_client_subscribe(event->client, s_command_topic, 1);
        mqtt_publish_state();
        break;
    case MQTT_EVENT_DATA:
        if (event->data_len > MQTT_COMMAND_MAX_LEN || event->data_len != event->total_data_len) {
            ESP_LOGW(TAG, "command of %d bytes refused", event->total_data_len);
            break;
        }
        on_command(event->data, event->data_len);
        break;
    default:
        break;
    }
}

static void start(const esp_mqtt_client_config_t *config)
{
    s_client = esp_mqtt_client_init(config);
    if (s_client == NULL) {
        ESP_LOGE(TAG, "no client");
        return;
    }
    esp_mqtt_client_register_event(s_client, ESP_EVENT_ANY_ID, on_event, NULL);
    if (esp_mqtt_client_start(s_client) != ESP_OK) {
        ESP_LOGE(TAG, "client not started");
    }
}

static bool load_identity(void)
{
    if (storage_factory_get("serial", s_serial, sizeof(s_serial)) != ESP_OK) {
        return false;
    }
    snprintf(s_command_topic, sizeof(s_command_topic), "plug/%s/command", s_serial);
    snprintf(s_state_topic, sizeof(s_state_topic), "plug/%s/state", s_serial);
    return true;
}

void mqtt_start_cloud(void)
{
    char password[65];

    // Issued to this unit when its owner registers it.
    if (!load_identity() || storage_get_str("mqtt_pass", password, sizeof(password)) != ESP_OK) {
        ESP_LOGI(TAG, "not registered with the cloud");
        return;
    }
    const esp_mqtt_client_config_t config = {
        .broker.address.uri = MQTT_CLOUD_URI,
        .broker.verification.certificate = cloud_ca_pem,
        .credentials = {
            .username = s_serial,
            .client_id = s_serial,
            .authentication = {
                .password = password,
                .certificate = client_cert_pem,
                .key = client_key_pem,
            },
        },
    };
    start(&config);
}

void mqtt_start_bridge(void)
{
    if (!load_identity()) {
        return;
    }
    const esp_mqtt_client_config_t config = {
        .broker.address.uri = MQTT_BRIDGE_URI,
        .credentials = {
            .username = MQTT_BRIDGE_USER,
            .client_id = s_serial,
            .authentication.password = MQTT_BRIDGE_PASS,
        },
    };
    start(&config);
}

void mqtt_publish_state(void)
{
    char json[96];

    if (s_client == NULL) {
        return;
    }
    snprintf(json, sizeof(json), "{\"relay\":%s,\"power_mw\":%lu}", relay_get() ? "true" : "false",
             (unsigned long)metering_power_mw());
    esp_mqtt_client_publish(s_client, s_state_topic, json, 0, 1, 1);
}
