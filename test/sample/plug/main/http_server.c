// Local web interface: state for everybody in the home network, the rest behind the password.
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cJSON.h"
#include "esp_http_server.h"
#include "esp_log.h"
#include "esp_system.h"
#include "esp_timer.h"
#include "mbedtls/constant_time.h"

#include "config.h"
#include "plug.h"
#include "plug_hw.h"
#include "storage.h"

#define FIELD_NAME      "name"
#define FIELD_PASSWORD  "password"
#define FIELD_TELEMETRY "telemetry"
#define BEARER          "Bearer "

static const char *TAG = "web";

static const char ICON[] =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\">"
    "<circle cx=\"12\" cy=\"12\" r=\"10\"/><path d=\"M9 8v4M15 8v4\"/></svg>";

static const char LOGIN_PAGE[] =
    "<!doctype html><title>Lumo Plug</title>"
    "<form><label for=\"password\">Password</label>"
    "<input id=\"password\" name=\"password\" type=\"password\"><button>Log in</button></form>";

static unsigned s_refused;
static unsigned s_bad_in_a_row;
static int64_t s_locked_until_us;

unsigned http_server_refused_logins(void)
{
    return s_refused;
}

// The owner's password, or the one on the label until there is one.
static esp_err_t load_password(char *out, size_t size)
{
    if (storage_get_str("web_pass", out, size) == ESP_OK) {
        return ESP_OK;
    }
    return storage_factory_get("web_pass", out, size);
}

static bool authorised(httpd_req_t *req)
{
    char header[sizeof(BEARER) + WEB_PASS_MAX_LEN] = { 0 };
    char expected[sizeof(BEARER) + WEB_PASS_MAX_LEN] = BEARER;
    const size_t prefix = strlen(BEARER);

    if (esp_timer_get_time() < s_locked_until_us) {
        httpd_resp_send_custom_err(req, "429 Too Many Requests", "Too many attempts");
        return false;
    }
    if (load_password(expected + prefix, sizeof(expected) - prefix) == ESP_OK &&
        httpd_req_get_hdr_value_str(req, "Authorization", header, sizeof(header)) == ESP_OK &&
        mbedtls_ct_memcmp(header, expected, sizeof(expected)) == 0) {
        s_bad_in_a_row = 0;
        return true;
    }
    s_refused++;
    if (++s_bad_in_a_row >= WEB_MAX_BAD_LOGINS) {
        s_bad_in_a_row = 0;
        s_locked_until_us = esp_timer_get_time() + WEB_LOCKOUT_MS * 1000LL;
    }
    httpd_resp_send_err(req, HTTPD_401_UNAUTHORIZED, "Wrong password");
    return false;
}

static bool read_body(httpd_req_t *req, char *body, size_t size)
{
    size_t have = 0;

    if (req->content_len == 0 || req->content_len >= size) {
        httpd_resp_send_err(req, HTTPD_400_BAD_REQUEST, "Body too long or missing");
        return false;
    }
    while (have < req->content_len) {
        int got = httpd_req_recv(req, body + have, req->content_len - have);
        if (got <= 0) {
            return false;
        }
        have += (size_t)got;
    }
    body[have] = '\0';
    return true;
}

static esp_err_t on_get_page(httpd_req_t *req)
{
    httpd_resp_set_type(req, "text/html");
    return httpd_resp_sendstr(req, LOGIN_PAGE);
}

static esp_err_t on_get_icon(httpd_req_t *req)
{
    httpd_resp_set_type(req, "image/svg+xml");
    return httpd_resp_sendstr(req, ICON);
}

static esp_err_t on_get_state(httpd_req_t *req)
{
    char json[96];

    snprintf(json, sizeof(json), "{\"relay\":%s,\"mode\":\"%s\",\"power_mw\":%" PRIu32 "}",
             relay_get() ? "true" : "false", relay_mode(), metering_power_mw());
    httpd_resp_set_type(req, "application/json");
    return httpd_resp_sendstr(req, json);
}

static esp_err_t on_post_relay(httpd_req_t *req)
{
    char body[16];

    if (!authorised(req) || !read_body(req, body, sizeof(body))) {
        return ESP_FAIL;
    }
    relay_set(strcmp(body, "on") == 0);
    mqtt_publish_state();
    return httpd_resp_sendstr(req, "{}");
}

static const char *save_settings(const cJSON *root)
{
    const cJSON *name = cJSON_GetObjectItemCaseSensitive(root, FIELD_NAME);
    const cJSON *password = cJSON_GetObjectItemCaseSensitive(root, FIELD_PASSWORD);
    const cJSON *telemetry = cJSON_GetObjectItemCaseSensitive(root, FIELD_TELEMETRY);

    if (cJSON_IsString(name)) {
        if (strlen(name->valuestring) > PLUG_NAME_MAX_LEN) {
            return "name too long";
        }
        storage_set_str("name", name->valuestring);
    }
    if (cJSON_IsString(password)) {
        const size_t len = strlen(password->valuestring);
        if (len < WEB_PASS_MIN_LEN || len > WEB_PASS_MAX_LEN) {
            return "password too short or too long";
        }
        if (storage_set_str("web_pass", password->valuestring) != ESP_OK) {
            return "password not saved";
        }
        ESP_LOGI(TAG, "password changed");
    }
    if (cJSON_IsBool(telemetry)) {
        storage_set_flag("telemetry", cJSON_IsTrue(telemetry));
    }
    return NULL;
}

static esp_err_t on_post_settings(httpd_req_t *req)
{
    char body[WEB_BODY_MAX_LEN];

    if (!authorised(req) || !read_body(req, body, sizeof(body))) {
        return ESP_FAIL;
    }
    cJSON *root = cJSON_Parse(body);
    const char *problem = root == NULL ? "not JSON" : save_settings(root);
    cJSON_Delete(root);
    if (problem != NULL) {
        return httpd_resp_send_err(req, HTTPD_400_BAD_REQUEST, problem);
    }
    return httpd_resp_sendstr(req, "{}");
}

// Remotes of the first product generation send "remote=<name> challenge=<16 hex digits>".
static esp_err_t on_post_pair(httpd_req_t *req)
{
    char body[WEB_BODY_MAX_LEN];
    char remote[16];
    char reply[64];
    uint64_t challenge;
    uint64_t answer;

    if (!button_pairing_open()) {
        return httpd_resp_send_err(req, HTTPD_403_FORBIDDEN, "Press the button first");
    }
    if (!read_body(req, body, sizeof(body))) {
        return ESP_FAIL;
    }
    if (sscanf(body, "remote=%s challenge=%16" SCNx64, remote, &challenge) != 2 ||
        pairing_answer(challenge, &answer) != ESP_OK) {
        return httpd_resp_send_err(req, HTTPD_400_BAD_REQUEST, "Not paired");
    }
    sprintf(reply, "{\"remote\":\"%s\",\"answer\":\"%016" PRIx64 "\"}", remote, answer);
    httpd_resp_set_type(req, "application/json");
    return httpd_resp_sendstr(req, reply);
}

// Installers leave a line in the serial log, such as the room that the plug is mounted in.
static esp_err_t on_post_note(httpd_req_t *req)
{
    char note[128];

    if (!authorised(req) || !read_body(req, note, sizeof(note))) {
        return ESP_FAIL;
    }
    printf(note);
    printf("\n");
    return httpd_resp_sendstr(req, "{}");
}

static esp_err_t on_post_restart(httpd_req_t *req)
{
    httpd_resp_sendstr(req, "{}");
    esp_restart();
    return ESP_OK;
}

// Phones that join our access point ask for pages of their own and get ours.
static esp_err_t on_not_found(httpd_req_t *req, httpd_err_code_t error)
{
    (void)error;
    httpd_resp_set_status(req, "302 Found");
    httpd_resp_set_hdr(req, "Location", "http://192.168.4.1/");
    return httpd_resp_send(req, NULL, 0);
}

static const httpd_uri_t ROUTES[] = {
    { .uri = "/", .method = HTTP_GET, .handler = on_get_page },
    { .uri = "/icon.svg", .method = HTTP_GET, .handler = on_get_icon },
    { .uri = "/api/state", .method = HTTP_GET, .handler = on_get_state },
    { .uri = "/api/relay", .method = HTTP_POST, .handler = on_post_relay },
    { .uri = "/api/settings", .method = HTTP_POST, .handler = on_post_settings },
    { .uri = "/api/pair", .method = HTTP_POST, .handler = on_post_pair },
    { .uri = "/api/note", .method = HTTP_POST, .handler = on_post_note },
    { .uri = "/api/restart", .method = HTTP_POST, .handler = on_post_restart },
};

void http_server_start(void)
{
    httpd_config_t config = HTTPD_DEFAULT_CONFIG();
    httpd_handle_t server = NULL;

    config.stack_size = 8192;
    config.lru_purge_enable = true;
    if (httpd_start(&server, &config) != ESP_OK) {
        ESP_LOGE(TAG, "not started");
        return;
    }
    for (size_t i = 0; i < sizeof(ROUTES) / sizeof(ROUTES[0]); i++) {
        httpd_register_uri_handler(server, &ROUTES[i]);
    }
    httpd_register_err_handler(server, HTTPD_404_NOT_FOUND, on_not_found);
}
