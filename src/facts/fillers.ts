// Calls that write over the place that an argument names, whatever stood there: always, or where they succeed.
// Sources: C11 §7.24, ESP-IDF's nvs.h, nvs_handle.hpp, esp_efuse.h, esp_partition.h and esp_random.h, Zephyr's
// random.h, the reference of Arduino's String and EEPROM, Preferences.h of arduino-esp32.
import type { CallExpr, Expr } from "../model/expr.js";
import { COPIES } from "./c/copies.js";

export interface Filling {
  /** Number of the argument. */
  readonly to: number;
  readonly when: "always" | "success";
}

const ALWAYS: Readonly<Record<string, number>> = {
  memset: 0,
  bzero: 0,
  sprintf: 0,
  snprintf: 0,
  vsnprintf: 0,
  toCharArray: 0,
  esp_fill_random: 0,
  sys_rand_get: 0,
};

const ON_SUCCESS: Readonly<Record<string, number>> = {
  nvs_get_str: 2,
  nvs_get_blob: 2,
  get_string: 1,
  get_blob: 1,
  getString: 1,
  getBytes: 1,
  esp_efuse_read_field_blob: 1,
  esp_partition_read: 2,
  sys_csrand_get: 0,
};

export function fillingOf({ callee, receiver }: CallExpr): Filling | undefined {
  if (callee === "get" && receiver === "EEPROM") return { to: 1, when: "always" };
  const copied = Object.hasOwn(COPIES, callee) ? COPIES[callee]?.to : undefined;
  const always = copied ?? (Object.hasOwn(ALWAYS, callee) ? ALWAYS[callee] : undefined);
  if (always !== undefined) return { to: always, when: "always" };
  const asked = Object.hasOwn(ON_SUCCESS, callee) ? ON_SUCCESS[callee] : undefined;
  return asked === undefined ? undefined : { to: asked, when: "success" };
}

/** Calls behind which nothing is run. */
const ENDS =
  /^(?:abort|exit|_exit|esp_restart|esp_system_abort|(?:HAL_)?NVIC_SystemReset|sys_reboot|k_panic|k_oops)$/;

export function isEnd({ callee, receiver }: CallExpr): boolean {
  return ENDS.test(callee) || (receiver === "ESP" && callee === "restart");
}

/** Macros behind which what they were given has succeeded: they leave the function, or the program, otherwise. */
const INSISTS =
  /^(?:ESP_ERROR_CHECK|ESP_RETURN_ON_ERROR(?:_ISR)?|ESP_RETURN_VOID_ON_ERROR|APP_ERROR_CHECK)$/;

export function insistedOn({ callee, args }: CallExpr): Expr | undefined {
  return INSISTS.test(callee) ? args[0] : undefined;
}
