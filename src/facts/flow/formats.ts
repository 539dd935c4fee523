// How long a text can become that a call copies or writes: what strcpy() copies out of an array, and
// what a format makes of its values.
import type { CallExpr, Expr } from "../../model/expr.js";

type Capacity = (expr: Expr | undefined) => number | undefined;

/** What the call writes into its first argument is never longer than that. */
export function fitsWhole({ callee, args }: CallExpr, capacity: Capacity): boolean {
  const isCopy = /^(?:strcpy|stpcpy)$/.test(callee);
  if (!isCopy && callee !== "sprintf") return false;
  const room = capacity(args[0]);
  if (room === undefined) return false;
  if (isCopy) return (capacity(args[1]) ?? Infinity) <= room;
  return (longest(args.slice(1), capacity, "least") ?? Infinity) < room;
}

/** Letters that a buffer of a size nobody knows is trusted to have room for. */
const LITTLE = 128;

/** The argument stands in an array of a few letters, and nobody knows how many the call's target takes. */
export function isLittle({ callee, args }: CallExpr, number: number, capacity: Capacity): boolean {
  if (!/^(?:strcpy|stpcpy|strcat|sprintf)$/.test(callee) || number === 0) return false;
  return capacity(args[0]) === undefined && (capacity(args[number]) ?? Infinity) <= LITTLE;
}

function longestOf(
  options: readonly Expr[],
  measure: (option: Expr) => number | undefined,
): number | undefined {
  const all = options.map(measure);
  const known = all.filter((one) => one !== undefined);
  return known.length < all.length ? undefined : Math.max(...known);
}

const CONVERSION = /%([-+ #0']*)(\*|\d+)?(?:\.(\*|\d*))?(hh|h|ll|l|j|z|t|L)?([a-zA-Z%])/g;

/**
 * The most letters that a format and its values come to; undefined where nothing limits them. Numbers count
 * with all digits that they may have, or with the fewest: how large one gets is seldom known, and what
 * was received as text is judged by itself.
 */
export function longest(
  [format, ...values]: readonly Expr[],
  capacity: Capacity,
  digits: "most" | "least" = "most",
): number | undefined {
  if (format?.is === "either")
    return longestOf(format.options, (option) => longest([option, ...values], capacity, digits));
  const text = textOf(format);
  const parts = [...(text?.matchAll(CONVERSION) ?? [])];
  const isOpen = parts.some(([, , width, precision]) => width === "*" || precision === "*");
  if (text === undefined || isOpen) return undefined;
  const converted = parts.filter(([, , , , , kind]) => kind !== "%");
  const lengths = converted.map((part, i) => converts(part, values[i], capacity, digits));
  const known = lengths.filter((one) => one !== undefined);
  if (known.length < lengths.length) return undefined;
  const percents = parts.length - converted.length;
  return known.reduce((a, b) => a + b, text.replace(CONVERSION, "").length + percents);
}

/** The letters that one conversion comes to. */
function converts(
  [, , width, precision, size = "", kind = ""]: RegExpExecArray,
  value: Expr | undefined,
  capacity: Capacity,
  digits: "most" | "least",
): number | undefined {
  const isNumber = digits === "least" && NUMBER.test(kind);
  const most = isNumber ? 1 : lengthOf(kind, size, precision, value, capacity);
  return most === undefined ? undefined : Math.max(most, Number(width ?? 0));
}

const NUMBER = /[diuoxXfFeEgG]/;

/** Macros such as PRIu32 stand for the end of a number. */
function textOf(expr: Expr | undefined): string | undefined {
  if (expr?.is === "text") return expr.text;
  if (expr?.is !== "concat") return undefined;
  const parts = expr.parts.map((part) =>
    part.is === "text"
      ? part.text
      : part.is === "name" && part.name.startsWith("PRI")
        ? "lld"
        : undefined,
  );
  return parts.some((part) => part === undefined) ? undefined : parts.join("");
}

const DIGITS: Readonly<Record<string, number>> = {
  hh: 4,
  h: 6,
  "": 11,
  z: 11,
  t: 11,
  l: 20,
  ll: 20,
  j: 20,
};
/** Room for what floating point numbers of a device usually come to. */
const FLOAT = 20;

function textLength(value: Expr | undefined, capacity: Capacity): number | undefined {
  if (value?.is === "text") return value.text.length;
  if (value?.is === "either") return longestOf(value.options, (one) => textLength(one, capacity));
  const room = capacity(value);
  return room === undefined ? undefined : room - 1;
}

function lengthOf(
  kind: string,
  size: string,
  precision: string | undefined,
  value: Expr | undefined,
  capacity: Capacity,
): number | undefined {
  if (kind === "c") return 1;
  if (kind === "s")
    return precision === undefined ? textLength(value, capacity) : Number(precision);
  if (/[xX]/.test(kind)) return { hh: 2, h: 4, "": 8, z: 8 }[size] ?? 16;
  if (/[diuo]/.test(kind)) return Math.max(DIGITS[size] ?? 20, Number(precision ?? 0));
  if (kind === "p") return 18;
  return /[fFeEgG]/.test(kind) ? FLOAT + Number(precision ?? 6) : undefined;
}

const NUMBERS = /^(?:bool|short|int|long|unsigned|float|double|word|u?int(?:8|16|32|64)_t|size_t)$/;

/** Numbers put into a text leave it what it was. */
export function isNumbersOnly({ callee, args }: CallExpr): boolean {
  // Arduino's String(value, HEX), and int(letter).
  if (callee === "String") return args.length === 2;
  if (NUMBERS.test(callee)) return true;
  const format = callee.includes("printf") ? args.find((arg) => arg.is === "text") : undefined;
  return format?.is === "text" && !/%[-+ #0-9.*hl]*[sScCp@[]/.test(format.text);
}
