// What one traversal of an item knows and gathers. Visitors add facts through it and hand back to it
// what lies below them, so that none of them needs to know the others.
import type { Span } from "../../base/span.js";
import type { Expr } from "../../model/expr.js";
import type { Fact, FactBase } from "../../model/fact.js";
import type { Node } from "../../syntax/runtime.js";
import type { Reading } from "./expressions.js";

/** What the traversal knows at a node. */
export interface Scope {
  /** Enclosing function, qualified as written, or macro. */
  readonly within?: string;
  /** Enclosing classes and structs, outermost first. */
  readonly inside: readonly string[];
}

/** A fact without what every fact has, which follows from where it stands. */
export type BareFact<F = Fact> = F extends Fact ? Omit<F, keyof FactBase> : never;

/** Gathers facts; visitors call back into `walk` for what lies below. */
export interface Extraction {
  /** How names and literals are read; another one inside of a function. */
  reading: Reading;
  /** `return` expressions of the function being read. */
  returns: Expr[] | undefined;
  /** Initialisers whose fields are stored already. */
  readonly stored: Set<Node>;
  /** Functions get their steps as well. */
  readonly isDeep: boolean;
  /** `#if` conditions at an offset of the item, outermost first. */
  conditionsAt(offset: number): readonly string[];
  walk(node: Node, scope: Scope): void;
  /** `at` is a span of the item. */
  add(fact: BareFact, at: Span, scope: Scope): void;
}

export type Visitor = (node: Node, scope: Scope, to: Extraction) => void;

export function walkChildren(node: Node, scope: Scope, to: Extraction): void {
  for (const child of node.namedChildren) to.walk(child, scope);
}
