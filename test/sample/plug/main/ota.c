// Updates over the network, into the slot that is not running.
#include <string.h>

#include "esp_app_desc.h"
#include "esp_crt_bundle.h"
#include "esp_http_client.h"
#include "esp_https_ota.h"
#include "esp_log.h"
#include "esp_ota_ops.h"
#include "esp_system.h"
#include "freertos/FreeRTOS.h"
#include "freertos/queue.h"
#include "freertos/task.h"

#include "config.h"
#include "plug.h"
#include "storage.h"

static const char *TAG = "ota";

static QueueHandle_t s_requests;

static esp_err_t update_from_release(void)
{
    const esp_http_client_config_t http = {
        .url = OTA_RELEASE_URL,
        .crt_bundle_attach = esp_crt_bundle_attach,
        .timeout_ms = 15000,
    };
    const esp_https_ota_config_t config = { .http_config = &http };
    esp_https_ota_handle_t update = NULL;
    esp_app_desc_t found;

    esp_err_t err = esp_https_ota_begin(&config, &update);
    if (err != ESP_OK) {
        return err;
    }
    err = esp_https_ota_get_img_desc(update, &found);
    if (err == ESP_OK && strncmp(found.version, esp_app_get_description()->version,
                                 sizeof(found.version)) == 0) {
        err = ESP_ERR_NOT_FOUND;
    }
    if (err == ESP_OK) {
        do {
            err = esp_https_ota_perform(update);
        } while (err == ESP_ERR_HTTPS_OTA_IN_PROGRESS);
    }
    if (err != ESP_OK) {
        esp_https_ota_abort(update);
        return err;
    }
    return esp_https_ota_finish(update);
}

static esp_err_t update_from_staging(void)
{
    const esp_http_client_config_t http = {
        .url = OTA_STAGING_URL,
        .skip_cert_common_name_check = true,
        .timeout_ms = 15000,
    };
    const esp_https_ota_config_t config = { .http_config = &http };

    return esp_https_ota(&config);
}

#if 0 // bench server of the first prototypes
static esp_err_t update_from_bench(void)
{
    const esp_http_client_config_t http = { .url = "http://192.168.10.2:8070/plug.bin" };
    const esp_https_ota_config_t config = { .http_config = &http };
    return esp_https_ota(&config);
}
#endif

static void ota_task(void *arg)
{
    (void)arg;
    ota_channel_t channel;

    for (;;) {
        if (!xQueueReceive(s_requests, &channel, OTA_CHECK_HOURS * 3600 * configTICK_RATE_HZ)) {
            if (!storage_get_flag("auto_update", true)) {
                continue;
            }
            channel = OTA_RELEASE;
        }
        esp_err_t err = channel == OTA_STAGING ? update_from_staging() : update_from_release();
        if (err == ESP_OK) {
            esp_restart();
        }
        ESP_LOGI(TAG, "no update: %s", esp_err_to_name(err));
    }
}

void ota_confirm_image(bool healthy)
{
    esp_ota_img_states_t state;

    if (esp_ota_get_state_partition(esp_ota_get_running_partition(), &state) != ESP_OK ||
        state != ESP_OTA_IMG_PENDING_VERIFY) {
        return;
    }
    if (!healthy) {
        ESP_LOGE(TAG, "self-test failed, going back");
        esp_ota_mark_app_invalid_rollback_and_reboot();
    } else if (esp_ota_mark_app_valid_cancel_rollback() != ESP_OK) {
        ESP_LOGE(TAG, "image not confirmed");
    }
}

void ota_start_periodic_check(void)
{
    s_requests = xQueueCreate(2, sizeof(ota_channel_t));
    if (s_requests == NULL || xTaskCreate(ota_task, "ota", 8192, NULL, 2, NULL) != pdPASS) {
        ESP_LOGE(TAG, "no update task");
    }
}

void ota_request(ota_channel_t channel)
{
    if (s_requests != NULL) {
        xQueueSend(s_requests, &channel, 0);
    }
}
