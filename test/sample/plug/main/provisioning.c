// First set-up: the phone app joins our access point and hands over the home network.
#include <stdio.h>

#include "esp_log.h"
#include "esp_wifi.h"
#include "wifi_provisioning/manager.h"
#include "wifi_provisioning/scheme_softap.h"

#include "config.h"
#include "plug.h"
#include "storage.h"

static const char *TAG = "setup";

static void on_setup_event(void *user_data, wifi_prov_cb_event_t event, void *event_data)
{
    (void)user_data;

    switch (event) {
    case WIFI_PROV_CRED_RECV: {
        const wifi_sta_config_t *sta = event_data;
        ESP_LOGI(TAG, "received the network %.32s", (const char *)sta->ssid);
        break;
    }
    case WIFI_PROV_CRED_FAIL:
        ESP_LOGW(TAG, "could not join, waiting for another try");
        wifi_prov_mgr_reset_sm_state_on_failure();
        break;
    case WIFI_PROV_END:
        wifi_prov_mgr_deinit();
        break;
    default:
        break;
    }
}

bool provisioning_needed(void)
{
    const wifi_prov_mgr_config_t config = {
        .scheme = wifi_prov_scheme_softap,
        .scheme_event_handler = WIFI_PROV_EVENT_HANDLER_NONE,
        .app_event_handler = { .event_cb = on_setup_event, .user_data = NULL },
    };
    bool provisioned = false;

    if (wifi_prov_mgr_init(config) != ESP_OK) {
        ESP_LOGE(TAG, "setup is not available");
        return false;
    }
    if (wifi_prov_mgr_is_provisioned(&provisioned) == ESP_OK && provisioned) {
        wifi_prov_mgr_deinit();
        return false;
    }
    return true;
}

void provisioning_start(void)
{
    char service_name[32];
    char service_key[WIFI_PASS_MAX_LEN + 1];
    char serial[STORAGE_SERIAL_LEN + 1];

#if CONFIG_PLUG_PROV_OPEN
    const wifi_prov_security_t security = WIFI_PROV_SECURITY_0;
    const void *params = NULL;
#else
    const wifi_prov_security_t security = WIFI_PROV_SECURITY_1;
    wifi_prov_security1_params_t *params = PROV_POP;
#endif

    // Both stand on the label: written once, at the end of the production line.
    if (storage_factory_get("serial", serial, sizeof(serial)) != ESP_OK ||
        storage_factory_get("ap_pass", service_key, sizeof(service_key)) != ESP_OK) {
        ESP_LOGE(TAG, "no factory data, setup refused");
        return;
    }
    snprintf(service_name, sizeof(service_name), "PROV_%s", serial);
    if (wifi_prov_mgr_start_provisioning(security, params, service_name, service_key) != ESP_OK) {
        ESP_LOGE(TAG, "setup not started");
    }
}
