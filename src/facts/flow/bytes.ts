// What is one byte by its declared type, so that no number in it exceeds 255.
import type { Expr } from "../../model/expr.js";
import type { Bound } from "../bound.js";
import type { FactIndex } from "../index.js";
import { placeAt } from "../places.js";
import { fieldsOf } from "../stored-text.js";
import { bufferOf, placeKey } from "./place-keys.js";

const BYTES = new Set(["uint8_t", "int8_t", "byte", "char", "unsigned char", "u8_t", "uint8"]);

export function isByte(index: FactIndex, expr: Expr, at: Bound): boolean {
  const key = placeKey(expr);
  if (key === undefined) return false;
  const base = bufferOf(key);
  if (/[.[]/.test(base)) return isByteField(index, key);
  const fact = placeAt(index, at, base).object?.fact;
  return fact !== undefined && BYTES.has(fact.type) && (base !== key || fact.form === undefined);
}

/** A field that has the same type wherever one of its name is declared. */
function isByteField(index: FactIndex, key: string): boolean {
  const fields = fieldsOf(index, key.split(".").at(-1) ?? "");
  return (
    fields.length > 0 && fields.every(({ form, type }) => form === undefined && BYTES.has(type))
  );
}
