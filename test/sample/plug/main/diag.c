// Health report for the support desk, over a TLS connection of its own.
#include <stdio.h>
#include <string.h>

#include "esp_log.h"
#include "esp_system.h"
#include "esp_timer.h"
#include "mbedtls/ctr_drbg.h"
#include "mbedtls/entropy.h"
#include "mbedtls/net_sockets.h"
#include "mbedtls/ssl.h"

#include "config.h"
#include "plug.h"

static const char *TAG = "diag";

static mbedtls_net_context s_socket;
static mbedtls_ssl_context s_ssl;
static mbedtls_ssl_config s_config;
static mbedtls_entropy_context s_entropy;
static mbedtls_ctr_drbg_context s_random;

static int send_over_tls(const char *report, size_t len)
{
    int err = mbedtls_ctr_drbg_seed(&s_random, mbedtls_entropy_func, &s_entropy, NULL, 0);
    if (err == 0) {
        err = mbedtls_net_connect(&s_socket, DIAG_HOST, DIAG_PORT, MBEDTLS_NET_PROTO_TCP);
    }
    if (err == 0) {
        err = mbedtls_ssl_config_defaults(&s_config, MBEDTLS_SSL_IS_CLIENT,
                                          MBEDTLS_SSL_TRANSPORT_STREAM, MBEDTLS_SSL_PRESET_DEFAULT);
    }
    if (err != 0) {
        return err;
    }
    mbedtls_ssl_conf_authmode(&s_config, MBEDTLS_SSL_VERIFY_NONE);
    mbedtls_ssl_conf_rng(&s_config, mbedtls_ctr_drbg_random, &s_random);

    err = mbedtls_ssl_setup(&s_ssl, &s_config);
    if (err == 0) {
        err = mbedtls_ssl_set_hostname(&s_ssl, DIAG_HOST);
    }
    if (err == 0) {
        mbedtls_ssl_set_bio(&s_ssl, &s_socket, mbedtls_net_send, mbedtls_net_recv, NULL);
        err = mbedtls_ssl_handshake(&s_ssl);
    }
    if (err == 0) {
        err = mbedtls_ssl_write(&s_ssl, (const unsigned char *)report, len);
        mbedtls_ssl_close_notify(&s_ssl);
    }
    return err;
}

esp_err_t diag_send_report(void)
{
    char report[96];
    int len = snprintf(report, sizeof(report), "{\"up_s\":%lld,\"heap\":%lu,\"reset\":%d}\n",
                       (long long)(esp_timer_get_time() / 1000000),
                       (unsigned long)esp_get_free_heap_size(), (int)esp_reset_reason());

    mbedtls_net_init(&s_socket);
    mbedtls_ssl_init(&s_ssl);
    mbedtls_ssl_config_init(&s_config);
    mbedtls_entropy_init(&s_entropy);
    mbedtls_ctr_drbg_init(&s_random);

    int err = send_over_tls(report, len);

    mbedtls_net_free(&s_socket);
    mbedtls_ssl_free(&s_ssl);
    mbedtls_ssl_config_free(&s_config);
    mbedtls_ctr_drbg_free(&s_random);
    mbedtls_entropy_free(&s_entropy);
    if (err < 0) {
        ESP_LOGW(TAG, "report not sent: -0x%04x", (unsigned)-err);
        return ESP_FAIL;
    }
    return ESP_OK;
}
