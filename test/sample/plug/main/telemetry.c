// Consumption records for the energy report, sent only while the user agrees.
#include <stdio.h>
#include <string.h>

#include "esp_crt_bundle.h"
#include "esp_http_client.h"
#include "esp_log.h"
#include "freertos/FreeRTOS.h"
#include "freertos/task.h"

#include "config.h"
#include "plug.h"
#include "plug_hw.h"
#include "storage.h"

static const char *TAG = "telemetry";

static const char telemetry_api_token[] = "73kScr9oXJnYYcA8vS8zcCA9neAI8iOL";

static esp_err_t post_record(const char *json)
{
    char authorization[64];
    const esp_http_client_config_t config = {
        .url = TELEMETRY_URL,
        .method = HTTP_METHOD_POST,
        .timeout_ms = 10000,
        .crt_bundle_attach = esp_crt_bundle_attach,
    };

    esp_http_client_handle_t client = esp_http_client_init(&config);
    if (client == NULL) {
        return ESP_ERR_NO_MEM;
    }
    snprintf(authorization, sizeof(authorization), "Bearer %s", telemetry_api_token);
    esp_http_client_set_header(client, "Authorization", authorization);
    esp_http_client_set_header(client, "Content-Type", "application/json");
    esp_http_client_set_post_field(client, json, strlen(json));

    esp_err_t err = esp_http_client_perform(client);
    if (err == ESP_OK && esp_http_client_get_status_code(client) >= 300) {
        err = ESP_ERR_INVALID_RESPONSE;
    }
    esp_http_client_cleanup(client);
    return err;
}

static void telemetry_task(void *arg)
{
    (void)arg;
    char json[128];

    for (;;) {
        vTaskDelay(pdMS_TO_TICKS(TELEMETRY_PERIOD_MIN * 60 * 1000));
        if (!storage_get_flag("telemetry", false)) {
            continue;
        }
        snprintf(json, sizeof(json), "{\"model\":\"%s\",\"energy_wh\":%lu,\"refused_logins\":%u}",
                 PRODUCT_MODEL, (unsigned long)metering_energy_wh(), http_server_refused_logins());
        esp_err_t err = post_record(json);
        if (err != ESP_OK) {
            ESP_LOGW(TAG, "record not sent: %s", esp_err_to_name(err));
        }
    }
}

void telemetry_start(void)
{
    if (xTaskCreate(telemetry_task, "telemetry", 6144, NULL, 3, NULL) != pdPASS) {
        ESP_LOGE(TAG, "no task");
    }
}
