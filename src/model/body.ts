// A function's body as a small structured program: what is stored, called, tested and left, in order.
// Flow analysis walks it (see facts/flow/); like all facts it holds names, never meanings.
import type { Span } from "../base/span.js";
import type { Expr } from "./expr.js";

/** Where a store goes: `*p` and `p` are one place, `a[i]` is `a` with the path `[]` and its index. */
export interface Target {
  readonly base: string;
  readonly path: string;
  /** Of the last subscript. */
  readonly index?: Expr;
}

export type Step =
  /** `x = e`, `x += e` (operator `+=`), `x++` (operator `++`, no value), and initialisers. */
  | {
      readonly do: "store";
      readonly to: Target;
      readonly operator: string;
      readonly value?: Expr;
      readonly span: Span;
    }
  /** An expression whose value goes nowhere, read for the calls in it. */
  | { readonly do: "evaluate"; readonly value: Expr }
  | {
      readonly do: "branch";
      readonly test: Expr;
      readonly then: readonly Step[];
      readonly otherwise: readonly Step[];
    }
  | {
      readonly do: "loop";
      /** What the test itself does, before each test: `while ((n = read()) > 0)`. */
      readonly before: readonly Step[];
      readonly test?: Expr;
      readonly body: readonly Step[];
      /** The last part of a `for`. */
      readonly after: readonly Step[];
      /** `do … while`: the body runs before the first test. */
      readonly bodyFirst: boolean;
    }
  | {
      readonly do: "select";
      readonly on: Expr;
      /** In order; one without values is the default. Each falls through to the next. */
      readonly ways: readonly {
        readonly values: readonly Expr[];
        readonly body: readonly Step[];
      }[];
    }
  | {
      readonly do: "leave";
      readonly how: "return" | "break" | "continue" | "jump";
      readonly value?: Expr;
    };
