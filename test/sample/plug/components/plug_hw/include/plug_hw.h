#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "esp_err.h"

esp_err_t relay_init(int gpio);
void relay_set(bool on);
bool relay_get(void);
/** Reads the driver stage back. Does not move the relay. */
bool relay_self_test(void);
/** What moved the relay last: "start" or "switched". */
const char *relay_mode(void);

esp_err_t metering_init(int rx_gpio);
/** True once a sound frame has arrived. */
bool metering_is_alive(void);
uint32_t metering_power_mw(void);
uint32_t metering_energy_wh(void);
