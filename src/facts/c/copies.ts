// Calls that put a value into the place their argument names: stores by another spelling.
// Argument numbers count from 0. Source: C11 §7.24, the BSD manual pages of strlcpy, and the
// Arduino String reference.

export interface Copy {
  readonly to: number;
  readonly from: number;
  /** The format argument; the copy counts only where the format is just `%s`. */
  readonly format?: number;
}

export const COPIES: Readonly<Record<string, Copy>> = {
  strcpy: { to: 0, from: 1 },
  strncpy: { to: 0, from: 1 },
  strlcpy: { to: 0, from: 1 },
  strcpy_P: { to: 0, from: 1 },
  strncpy_P: { to: 0, from: 1 },
  strlcpy_P: { to: 0, from: 1 },
  stpcpy: { to: 0, from: 1 },
  strcpy_s: { to: 0, from: 2 },
  strncpy_s: { to: 0, from: 2 },
  memcpy: { to: 0, from: 1 },
  memcpy_P: { to: 0, from: 1 },
  memmove: { to: 0, from: 1 },
  os_memcpy: { to: 0, from: 1 },
  os_strcpy: { to: 0, from: 1 },
  sprintf: { to: 0, from: 2, format: 1 },
  snprintf: { to: 0, from: 3, format: 2 },
};
