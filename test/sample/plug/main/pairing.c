// Challenge and answer for remotes of the first product generation, which know no other cipher.
#include <string.h>

#include "mbedtls/des.h"

#include "plug.h"
#include "storage.h"

esp_err_t pairing_answer(uint64_t challenge, uint64_t *answer)
{
    char code[MBEDTLS_DES_KEY_SIZE + 1];
    unsigned char input[sizeof(challenge)];
    unsigned char output[sizeof(challenge)];
    mbedtls_des_context des;

    esp_err_t err = storage_factory_get("pair_code", code, sizeof(code));
    if (err != ESP_OK) {
        return err;
    }
    if (strlen(code) != MBEDTLS_DES_KEY_SIZE) {
        return ESP_ERR_INVALID_SIZE;
    }
    memcpy(input, &challenge, sizeof(input));

    mbedtls_des_init(&des);
    int failed = mbedtls_des_setkey_enc(&des, (const unsigned char *)code);
    if (failed == 0) {
        failed = mbedtls_des_crypt_ecb(&des, input, output);
    }
    mbedtls_des_free(&des);
    memcpy(answer, output, sizeof(output));
    return failed == 0 ? ESP_OK : ESP_FAIL;
}
