// Wi-Fi: the home network as a station, and an access point of our own while that is out of reach.
#include <stdio.h>
#include <string.h>

#include "esp_event.h"
#include "esp_log.h"
#include "esp_mac.h"
#include "esp_netif.h"
#include "esp_random.h"
#include "esp_timer.h"
#include "esp_wifi.h"

#include "config.h"
#include "plug.h"

static const char *TAG = "wifi";

static esp_timer_handle_t s_retry_timer;
static esp_timer_handle_t s_ap_timer;
static unsigned s_failures;

// Doubles up to five minutes; the random part keeps a street from coming back all at once.
static uint64_t retry_delay_us(void)
{
    uint32_t ms = WIFI_RETRY_MIN_MS << (s_failures < 9 ? s_failures : 9);
    if (ms > WIFI_RETRY_MAX_MS) {
        ms = WIFI_RETRY_MAX_MS;
    }
    return (ms + esp_random() % 1000) * 1000ULL;
}

static esp_err_t service_ap_start(void)
{
    wifi_config_t wifi_config = {
        .ap = {
            .channel = WIFI_AP_CHANNEL,
            .max_connection = WIFI_AP_MAX_CLIENTS,
            .authmode = WIFI_AUTH_WPA2_PSK,
        },
    };
    uint8_t mac[6];

    esp_err_t err = esp_read_mac(mac, ESP_MAC_WIFI_SOFTAP);
    if (err != ESP_OK) {
        return err;
    }
    snprintf((char *)wifi_config.ap.ssid, sizeof(wifi_config.ap.ssid),
             WIFI_AP_SSID_PREFIX "%02X%02X", mac[4], mac[5]);
    strlcpy((char *)wifi_config.ap.password, WIFI_AP_PASS, sizeof(wifi_config.ap.password));

    err = esp_wifi_set_mode(WIFI_MODE_APSTA);
    if (err == ESP_OK) {
        err = esp_wifi_set_config(WIFI_IF_AP, &wifi_config);
    }
    if (err == ESP_OK) {
        err = esp_timer_start_once(s_ap_timer, WIFI_AP_OPEN_MINUTES * 60 * 1000000ULL);
    }
    return err;
}

static void on_ap_timer(void *arg)
{
    (void)arg;
    esp_wifi_set_mode(WIFI_MODE_STA);
}

static void on_retry_timer(void *arg)
{
    (void)arg;
    esp_wifi_connect();
}

static void on_event(void *arg, esp_event_base_t base, int32_t id, void *data)
{
    (void)arg;

    if (base == IP_EVENT && id == IP_EVENT_STA_GOT_IP) {
        s_failures = 0;
    } else if (base == WIFI_EVENT && id == WIFI_EVENT_STA_START) {
        esp_wifi_connect();
    } else if (base == WIFI_EVENT && id == WIFI_EVENT_STA_DISCONNECTED) {
        const wifi_event_sta_disconnected_t *event = data;
        s_failures++;
        ESP_LOGW(TAG, "lost the network, reason %d, failure %u", event->reason, s_failures);
        if (s_failures == WIFI_AP_AFTER_FAILURES && service_ap_start() != ESP_OK) {
            ESP_LOGW(TAG, "no access point");
        }
        esp_timer_stop(s_retry_timer);
        esp_timer_start_once(s_retry_timer, retry_delay_us());
    }
}

esp_err_t wifi_init(void)
{
    const wifi_init_config_t init = WIFI_INIT_CONFIG_DEFAULT();
    const esp_timer_create_args_t retry = { .callback = on_retry_timer, .name = "wifi_retry" };
    const esp_timer_create_args_t ap = { .callback = on_ap_timer, .name = "wifi_ap" };

    esp_netif_create_default_wifi_sta();
    esp_netif_create_default_wifi_ap();
    ESP_ERROR_CHECK(esp_timer_create(&retry, &s_retry_timer));
    ESP_ERROR_CHECK(esp_timer_create(&ap, &s_ap_timer));
    ESP_ERROR_CHECK(esp_event_handler_register(WIFI_EVENT, ESP_EVENT_ANY_ID, on_event, NULL));
    ESP_ERROR_CHECK(esp_event_handler_register(IP_EVENT, ESP_EVENT_ANY_ID, on_event, NULL));
    return esp_wifi_init(&init);
}

void wifi_start_station(void)
{
    esp_wifi_set_mode(WIFI_MODE_STA);
#if CONFIG_PLUG_LAB_BUILD
    wifi_config_t lab = {
        .sta = {
            .ssid = CONFIG_PLUG_LAB_WIFI_SSID,
            .password = CONFIG_PLUG_LAB_WIFI_PASSWORD,
            .threshold.authmode = WIFI_AUTH_WPA2_PSK,
        },
    };
    esp_wifi_set_storage(WIFI_STORAGE_RAM);
    esp_wifi_set_config(WIFI_IF_STA, &lab);
#endif
    if (esp_wifi_start() != ESP_OK) {
        ESP_LOGE(TAG, "station not started");
    }
}

#if 0 // first prototype, before there was a setup
static void join_office(void)
{
    wifi_config_t office = {
        .sta = { .ssid = "lumo-office", .password = "Mezzanine!42" },
    };
    esp_wifi_set_config(WIFI_IF_STA, &office);
    esp_wifi_connect();
}
#endif

void wifi_join_service_network(void)
{
    wifi_config_t service = {
        .sta = {
            .ssid = WIFI_SERVICE_SSID,
            .password = WIFI_SERVICE_PASS,
            .threshold.authmode = WIFI_AUTH_WPA2_PSK,
        },
    };

    ESP_LOGI(TAG, "joining the service bench");
    esp_wifi_set_storage(WIFI_STORAGE_RAM);
    esp_wifi_set_mode(WIFI_MODE_STA);
    esp_wifi_set_config(WIFI_IF_STA, &service);
    if (esp_wifi_start() != ESP_OK) {
        ESP_LOGE(TAG, "station not started");
    }
}
