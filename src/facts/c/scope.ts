// What a traversal of an item's tree carries along, and how visitors go on below a node.
import type { Span } from "../../base/span.js";
import type { Expr } from "../../model/expr.js";
import type { Fact, FactBase } from "../../model/fact.js";
import type { GrammarName, Node, Syntax } from "../../syntax/runtime.js";

/** What the traversal knows at a node. */
export interface Scope {
  /** Enclosing function, qualified as written. */
  readonly within?: string;
  readonly conditions: readonly string[];
}

/** Gathers facts; visitors call back into `walk` for what lies below. */
export interface Extraction {
  readonly syntax: Syntax;
  readonly grammar: GrammarName;
  readonly facts: Fact[];
  /** `return` expressions of the function being read. */
  returns: FactReturns | undefined;
  /** Something lay too deep and was not read. */
  cut: boolean;
  /** Added to every span: the place of a macro body inside its item. */
  readonly shift: number;
  walk(node: Node, scope: Scope): void;
  /** An extraction into the same facts for text that was read apart, `shift` into the item. */
  inner(shift: number): Extraction;
  base(span: Span, scope: Scope): FactBase;
}

export type FactReturns = Expr[];

export function walkChildren(node: Node, scope: Scope, to: Extraction): void {
  for (const child of node.namedChildren) to.walk(child, scope);
}
