// One text for each place that expressions name: `cfg.sta.password`, `rx[]`, `rx[0]`; and the way from a
// place to what holds it.
import type { Expr } from "../../model/expr.js";

/** `rx[]`, `rx[3]` → `rx`. */
export function bufferOf(key: string): string {
  return key.endsWith("]") ? key.replace(/\.?\[\d*\]$/, "") : key;
}

/** `cfg.name[]` → `cfg.name` → `cfg`. */
export function holderOf(key: string): string | undefined {
  const bare = bufferOf(key);
  if (bare !== key) return bare;
  const dot = key.lastIndexOf(".");
  return dot < 0 ? undefined : key.slice(0, dot);
}

/** One text for a place: `cfg.sta.password`, `rx[]`. */
export function keyOf(base: string, path: string): string {
  if (path === "") return base;
  return path.startsWith("[") ? base + path : `${base}.${path}`;
}

/** An element with a number of its own is a place of its own: `rx[0]`. */
export function memberKey({ base, path, index }: Extract<Expr, { is: "member" }>): string {
  const key = keyOf(base, path);
  if (index?.is !== "number" || !key.endsWith("[]") || index.value < 0) return key;
  return `${key.slice(0, -2)}[${String(index.value)}]`;
}

/** The place that an expression names, looked at through `&`. */
export function placeKey(expr: Expr | undefined): string | undefined {
  switch (expr?.is) {
    case "name":
      return expr.name;
    case "member":
      return memberKey(expr);
    case "address": {
      const key = placeKey(expr.of);
      return key === undefined ? undefined : bufferOf(key);
    }
    case "operation":
      // `buf + n` is a place in `buf`.
      return expr.operator === "+" || expr.operator === "-"
        ? placeKey(expr.operands[0])
        : undefined;
    default:
      return undefined;
  }
}

/** Places an expression is made of, those in calls and subscripts too. */
export function placesIn(expr: Expr): readonly string[] {
  switch (expr.is) {
    case "name":
      return [expr.name];
    case "member":
      return [memberKey(expr)];
    case "address":
      return placesIn(expr.of);
    case "concat":
      return expr.parts.flatMap(placesIn);
    case "either":
      return expr.options.flatMap(placesIn);
    case "operation":
      return expr.operator === "sizeof" ? [] : expr.operands.flatMap(placesIn);
    case "call":
      return [
        ...expr.args.flatMap(placesIn),
        ...(expr.receiver === undefined ? [] : [expr.receiver]),
      ];
    case "list":
      return expr.items.flatMap(placesIn);
    default:
      return [];
  }
}

/** `find(root, "x")` as one text, however it is written; undefined where a part of it is unknown. */
export function callKey(expr: Expr): string | undefined {
  if (expr.is === "text") return JSON.stringify(expr.text);
  if (expr.is === "number") return String(expr.value);
  if (expr.is !== "call") return placeKey(expr);
  const parts = expr.args.map(callKey);
  if (parts.some((part) => part === undefined)) return undefined;
  return `${expr.receiver ?? ""}.${expr.callee}(${parts.join(",")})`;
}
