// Start-up order, and the self-test that decides whether a new image may stay.
#include <stdio.h>

#include "esp_app_desc.h"
#include "esp_event.h"
#include "esp_log.h"
#include "esp_netif.h"
#include "freertos/FreeRTOS.h"
#include "freertos/task.h"
#include "mdns.h"

#include "config.h"
#include "plug.h"
#include "plug_hw.h"
#include "storage.h"

static const char *TAG = "main";

static bool self_test(void)
{
    char serial[STORAGE_SERIAL_LEN + 1];

    if (storage_factory_get("serial", serial, sizeof(serial)) != ESP_OK) {
        ESP_LOGE(TAG, "factory data unreadable");
        return false;
    }
    return metering_is_alive() && relay_self_test();
}

void app_main(void)
{
    char banner[64];
    snprintf(banner, sizeof(banner), PRODUCT_NAME " " PRODUCT_MODEL ", firmware %s",
             esp_app_get_description()->version);
    printf("%s\n", banner);

    ESP_ERROR_CHECK(storage_init());
    ESP_ERROR_CHECK(esp_netif_init());
    ESP_ERROR_CHECK(esp_event_loop_create_default());
    ESP_ERROR_CHECK(relay_init(CONFIG_PLUG_RELAY_GPIO));
    ESP_ERROR_CHECK(metering_init(CONFIG_PLUG_METER_RX_GPIO));
    ESP_ERROR_CHECK(button_init());
    ESP_ERROR_CHECK(wifi_init());

    if (button_held_at_start()) {
        wifi_join_service_network();
    } else if (provisioning_needed()) {
        provisioning_start();
    } else {
        wifi_start_station();
    }
    if (mdns_init() == ESP_OK) {
        mdns_hostname_set(CONFIG_LWIP_LOCAL_HOSTNAME);
        mdns_service_add(PRODUCT_NAME, "_http", "_tcp", 80, NULL, 0);
    }
    http_server_start();
    if (storage_get_flag("bridge", false)) {
        mqtt_start_bridge();
    } else {
        mqtt_start_cloud();
    }
    telemetry_start();

    vTaskDelay(pdMS_TO_TICKS(3000));
    ota_confirm_image(self_test());
    ota_start_periodic_check();
}
