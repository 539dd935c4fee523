// Expressions as they stand in source: names, never meanings. What a name is worth is asked later,
// of the index (see facts/resolve.ts), so that one item's facts depend on its own text alone.
import type { Span } from "../base/span.js";

interface At {
  /** Item-relative. */
  readonly span: Span;
}

export type Expr = At &
  (
    | { readonly is: "text"; readonly text: string }
    | { readonly is: "number"; readonly value: number; readonly written: string }
    | { readonly is: "name"; readonly name: string }
    /** `cfg.sta.password`, `self->client`, `a[0]`: base name and dotted path, indexes written `[]`. */
    | {
        readonly is: "member";
        readonly base: string;
        readonly path: string;
        /** Of the last subscript, where it was read for flow. */
        readonly index?: Expr;
      }
    /** Adjacent literals, or text joined with `+`. */
    | { readonly is: "concat"; readonly parts: readonly Expr[] }
    | {
        readonly is: "call";
        readonly callee: string;
        readonly receiver?: string;
        /** What is called on where that is a call itself, read for flow: `arg("pin")` of `arg("pin").toInt()`. */
        readonly on?: Expr;
        readonly args: readonly Expr[];
      }
    /** `&x`, `*x` and casts are looked through; only the address is remembered. */
    | { readonly is: "address"; readonly of: Expr }
    /** `test ? a : b`; the test where it was read for flow. */
    | { readonly is: "either"; readonly options: readonly Expr[]; readonly test?: Expr }
    /** `x += 1` is the operation `+=` on what is added, `x++` the operation `++` on nothing. */
    | { readonly is: "operation"; readonly operator: string; readonly operands: readonly Expr[] }
    /** An initialiser list of small numbers, as two hex digits a byte. */
    | { readonly is: "bytes"; readonly hex: string }
    | { readonly is: "list"; readonly items: readonly Expr[] }
    | { readonly is: "lambda" }
    | { readonly is: "unknown"; readonly written: string }
  );

export type CallExpr = Extract<Expr, { is: "call" }>;
