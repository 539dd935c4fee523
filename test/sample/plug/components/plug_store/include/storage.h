#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "esp_err.h"

#define STORAGE_SERIAL_LEN 12

esp_err_t storage_init(void);

/** The user's settings. A value that does not fit is an error and leaves `out` empty. */
esp_err_t storage_get_str(const char *key, char *out, size_t size);
esp_err_t storage_set_str(const char *key, const char *value);
bool storage_get_flag(const char *key, bool otherwise);
esp_err_t storage_set_flag(const char *key, bool value);

/** What the production line wrote for this unit alone: serial, ap_pass, web_pass, pair_code. */
esp_err_t storage_factory_get(const char *key, char *out, size_t size);

/** Erases everything the user has left on the plug and restarts. Factory data stays. */
void storage_factory_reset(void);
