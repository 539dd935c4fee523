// The push button: a short press switches, three seconds open pairing, ten seconds reset the plug.
#include "driver/gpio.h"
#include "esp_log.h"
#include "esp_task_wdt.h"
#include "esp_timer.h"
#include "freertos/FreeRTOS.h"
#include "freertos/task.h"

#include "config.h"
#include "plug.h"
#include "plug_hw.h"
#include "storage.h"

#define POLL_MS         20
#define PAIRING_HOLD_MS 3000
#define RESET_HOLD_MS   10000
#define PAIRING_OPEN_US 60000000LL

static const char *TAG = "button";

static bool s_held_at_start;
static volatile int64_t s_pairing_until_us;

static bool pressed(void)
{
    return gpio_get_level(CONFIG_PLUG_BUTTON_GPIO) == 0;
}

static void button_task(void *arg)
{
    (void)arg;
    int held_ms = 0;

    esp_task_wdt_add(NULL);
    for (;;) {
        esp_task_wdt_reset();
        if (pressed()) {
            held_ms += POLL_MS;
            if (held_ms == RESET_HOLD_MS) {
                ESP_LOGW(TAG, "factory reset");
                storage_factory_reset();
            }
        } else {
            if (held_ms >= PAIRING_HOLD_MS) {
                s_pairing_until_us = esp_timer_get_time() + PAIRING_OPEN_US;
            } else if (held_ms >= 2 * POLL_MS) {
                relay_set(!relay_get());
                mqtt_publish_state();
            }
            held_ms = 0;
        }
        vTaskDelay(pdMS_TO_TICKS(POLL_MS));
    }
}

esp_err_t button_init(void)
{
    const gpio_config_t io = {
        .pin_bit_mask = 1ULL << CONFIG_PLUG_BUTTON_GPIO,
        .mode = GPIO_MODE_INPUT,
        .pull_up_en = GPIO_PULLUP_ENABLE,
    };
    ESP_ERROR_CHECK(gpio_config(&io));
    s_held_at_start = pressed();
    if (xTaskCreate(button_task, "button", 3072, NULL, 5, NULL) != pdPASS) {
        return ESP_ERR_NO_MEM;
    }
    return ESP_OK;
}

bool button_held_at_start(void)
{
    return s_held_at_start;
}

bool button_pairing_open(void)
{
    return esp_timer_get_time() < s_pairing_until_us;
}
