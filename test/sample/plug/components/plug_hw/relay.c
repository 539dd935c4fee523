// The relay. Off after every start, until somebody switches it on.
#include "plug_hw.h"

#include <string.h>

#include "driver/gpio.h"
#include "esp_log.h"

static const char *TAG = "relay";

static gpio_num_t s_gpio = GPIO_NUM_NC;
static bool s_on;
static char s_mode[16];

esp_err_t relay_init(int gpio)
{
    const gpio_config_t io = {
        .pin_bit_mask = 1ULL << gpio,
        .mode = GPIO_MODE_INPUT_OUTPUT,
        .pull_down_en = GPIO_PULLDOWN_ENABLE,
        .intr_type = GPIO_INTR_DISABLE,
    };
    esp_err_t err = gpio_config(&io);
    if (err != ESP_OK) {
        return err;
    }
    s_gpio = gpio;
    strcpy(s_mode, "start");
    return gpio_set_level(s_gpio, 0);
}

void relay_set(bool on)
{
    s_on = on;
    strcpy(s_mode, "switched");
    gpio_set_level(s_gpio, on ? 1 : 0);
    ESP_LOGI(TAG, "%s", on ? "on" : "off");
}

bool relay_get(void)
{
    return s_on;
}

bool relay_self_test(void)
{
    return gpio_get_level(s_gpio) == (s_on ? 1 : 0);
}

const char *relay_mode(void)
{
    return s_mode;
}
