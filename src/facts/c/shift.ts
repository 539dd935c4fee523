// Moves an expression's spans: macro bodies are read apart from the item they stand in.
import type { Expr } from "../../model/expr.js";

export function shifted(expr: Expr, by: number): Expr {
  if (by === 0) return expr;
  const span = { start: expr.span.start + by, end: expr.span.end + by };
  switch (expr.is) {
    case "concat":
      return { ...expr, span, parts: expr.parts.map((part) => shifted(part, by)) };
    case "call":
      return { ...expr, span, args: expr.args.map((arg) => shifted(arg, by)) };
    case "address":
      return { ...expr, span, of: shifted(expr.of, by) };
    case "either":
      return {
        ...expr,
        span,
        options: expr.options.map((option) => shifted(option, by)),
        ...(expr.test === undefined ? {} : { test: shifted(expr.test, by) }),
      };
    case "operation":
      return { ...expr, span, operands: expr.operands.map((o) => shifted(o, by)) };
    case "list":
      return { ...expr, span, items: expr.items.map((item) => shifted(item, by)) };
    default:
      return { ...expr, span };
  }
}
