// Reads the metering chip: frames of 0xa5, power, energy and checksum, five a second.
#include "plug_hw.h"

#include <string.h>

#include "driver/uart.h"
#include "freertos/FreeRTOS.h"
#include "freertos/task.h"

#define METER_UART  UART_NUM_1
#define FRAME_START 0xa5

typedef struct __attribute__((packed)) {
    uint8_t start;
    uint32_t power_mw;
    uint32_t energy_wh;
    uint8_t checksum;
} frame_t;

static volatile bool s_alive;
static volatile uint32_t s_power_mw;
static volatile uint32_t s_energy_wh;

static void metering_task(void *arg)
{
    (void)arg;
    uint8_t bytes[sizeof(frame_t)];
    frame_t frame;

    for (;;) {
        if (uart_read_bytes(METER_UART, bytes, sizeof(bytes), pdMS_TO_TICKS(500)) !=
            (int)sizeof(bytes)) {
            continue;
        }
        uint8_t sum = 0;
        for (size_t i = 0; i < sizeof(bytes) - 1; i++) {
            sum += bytes[i];
        }
        memcpy(&frame, bytes, sizeof(frame));
        if (frame.start != FRAME_START || frame.checksum != sum) {
            uart_flush_input(METER_UART);
            continue;
        }
        s_power_mw = frame.power_mw;
        s_energy_wh = frame.energy_wh;
        s_alive = true;
    }
}

esp_err_t metering_init(int rx_gpio)
{
    const uart_config_t config = {
        .baud_rate = 4800,
        .data_bits = UART_DATA_8_BITS,
        .parity = UART_PARITY_EVEN,
        .stop_bits = UART_STOP_BITS_1,
        .source_clk = UART_SCLK_DEFAULT,
    };
    ESP_ERROR_CHECK(uart_driver_install(METER_UART, 256, 0, 0, NULL, 0));
    ESP_ERROR_CHECK(uart_param_config(METER_UART, &config));
    ESP_ERROR_CHECK(uart_set_pin(METER_UART, UART_PIN_NO_CHANGE, rx_gpio, UART_PIN_NO_CHANGE,
                                 UART_PIN_NO_CHANGE));
    if (xTaskCreate(metering_task, "metering", 3072, NULL, 4, NULL) != pdPASS) {
        return ESP_ERR_NO_MEM;
    }
    return ESP_OK;
}

bool metering_is_alive(void)
{
    return s_alive;
}

uint32_t metering_power_mw(void)
{
    return s_power_mw;
}

uint32_t metering_energy_wh(void)
{
    return s_energy_wh;
}
