// Settings in encrypted NVS, and the unit's own data in the factory partition.
#include "storage.h"

#include "esp_log.h"
#include "esp_system.h"
#include "esp_wifi.h"
#include "nvs.h"
#include "nvs_flash.h"

#define FACTORY_PARTITION "fctry"
#define FACTORY_NAMESPACE "unit"
#define USER_NAMESPACE    "plug"

static const char *TAG = "storage";

static esp_err_t open_factory_partition(void)
{
    nvs_sec_cfg_t keys;

    esp_err_t err = nvs_flash_read_security_cfg_v2(nvs_flash_get_default_security_scheme(), &keys);
    if (err != ESP_OK) {
        return err;
    }
    return nvs_flash_secure_init_partition(FACTORY_PARTITION, &keys);
}

esp_err_t storage_init(void)
{
    esp_err_t err = nvs_flash_init();
    if (err == ESP_ERR_NVS_NO_FREE_PAGES || err == ESP_ERR_NVS_NEW_VERSION_FOUND) {
        ESP_LOGW(TAG, "settings unreadable, starting afresh");
        err = nvs_flash_erase();
        if (err == ESP_OK) {
            err = nvs_flash_init();
        }
    }
    return err == ESP_OK ? open_factory_partition() : err;
}

static esp_err_t read_str(nvs_handle_t nvs, const char *key, char *out, size_t size)
{
    size_t len = size;

    esp_err_t err = nvs_get_str(nvs, key, out, &len);
    if (err != ESP_OK && size > 0) {
        out[0] = '\0';
    }
    return err;
}

esp_err_t storage_get_str(const char *key, char *out, size_t size)
{
    nvs_handle_t nvs;

    esp_err_t err = nvs_open(USER_NAMESPACE, NVS_READONLY, &nvs);
    if (err != ESP_OK) {
        return err;
    }
    err = read_str(nvs, key, out, size);
    nvs_close(nvs);
    return err;
}

esp_err_t storage_set_str(const char *key, const char *value)
{
    nvs_handle_t nvs;

    esp_err_t err = nvs_open(USER_NAMESPACE, NVS_READWRITE, &nvs);
    if (err != ESP_OK) {
        return err;
    }
    err = nvs_set_str(nvs, key, value);
    if (err == ESP_OK) {
        err = nvs_commit(nvs);
    }
    nvs_close(nvs);
    return err;
}

bool storage_get_flag(const char *key, bool otherwise)
{
    char value[2];
    return storage_get_str(key, value, sizeof(value)) == ESP_OK ? value[0] == '1' : otherwise;
}

esp_err_t storage_set_flag(const char *key, bool value)
{
    return storage_set_str(key, value ? "1" : "0");
}

esp_err_t storage_factory_get(const char *key, char *out, size_t size)
{
    nvs_handle_t nvs;

    esp_err_t err =
        nvs_open_from_partition(FACTORY_PARTITION, FACTORY_NAMESPACE, NVS_READONLY, &nvs);
    if (err != ESP_OK) {
        return err;
    }
    err = read_str(nvs, key, out, size);
    nvs_close(nvs);
    return err;
}

void storage_factory_reset(void)
{
    esp_wifi_restore();
    if (nvs_flash_erase() != ESP_OK) {
        ESP_LOGE(TAG, "settings not erased");
    }
    esp_restart();
}
