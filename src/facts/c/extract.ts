// One item of C, C++ or Arduino text → its facts. A function of the grammar, this file's version and
// the text alone; spans are item-relative. One traversal gathers every fact.
import type { Span } from "../../base/span.js";
import type { Fact, FactBase } from "../../model/fact.js";
import type { GrammarName, Node, Syntax } from "../../syntax/runtime.js";
import { blankAttributes } from "../../syntax/blank.js";
import { visitCall, visitNew } from "./calls.js";
import { visitAssignment, visitDeclaration, visitField, visitFunction } from "./declarations.js";
import { visitDefine, visitEnumerator, visitInclude, visitConditional } from "./directives.js";
import { exprOf, spanOf } from "./expressions.js";

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
  /** Added to every span: the place of a macro body inside its item. */
  readonly shift: number;
  walk(node: Node, scope: Scope): void;
  base(span: Span, scope: Scope): FactBase;
}

export type FactReturns = ReturnType<typeof exprOf>[];

export interface Extracted {
  readonly facts: readonly Fact[];
  /** Some of the text did not parse. */
  readonly partial: boolean;
  /** Places the grammar could not make sense of. */
  readonly errors: number;
}

type Visitor = (node: Node, scope: Scope, to: Extraction) => void;

const VISITORS: Readonly<Record<string, Visitor>> = {
  function_definition: visitFunction,
  declaration: visitDeclaration,
  field_declaration: visitField,
  assignment_expression: visitAssignment,
  call_expression: visitCall,
  new_expression: visitNew,
  preproc_def: visitDefine,
  preproc_function_def: visitDefine,
  preproc_include: visitInclude,
  preproc_if: visitConditional,
  preproc_ifdef: visitConditional,
  enumerator: visitEnumerator,
  return_statement: visitReturn,
  string_literal: visitLiteral,
  raw_string_literal: visitLiteral,
  concatenated_string: visitLiteral,
  comment: () => undefined,
};

export function extract(syntax: Syntax, grammar: GrammarName, text: string): Extracted {
  using lease = syntax.lease(grammar, blankAttributes(text));
  const facts: Fact[] = [];
  extraction(syntax, grammar, facts, 0).walk(lease.root, { conditions: [] });
  const errors = lease.root.hasError ? countErrors(lease.root) : 0;
  return { facts, partial: errors > 0, errors };
}

function countErrors(root: Node): number {
  return Math.max(1, root.descendantsOfType("ERROR").length);
}

export function extraction(
  syntax: Syntax,
  grammar: GrammarName,
  facts: Fact[],
  shift: number,
): Extraction {
  const self: Extraction = {
    syntax,
    grammar,
    facts,
    returns: undefined,
    shift,
    base: (span, scope) => ({
      span: { start: span.start + shift, end: span.end + shift },
      ...(scope.within === undefined ? {} : { within: scope.within }),
      ...(scope.conditions.length === 0 ? {} : { conditions: scope.conditions }),
    }),
    walk: (node, scope) => {
      const visit = VISITORS[node.type];
      if (visit === undefined) walkChildren(node, scope, self);
      else visit(node, scope, self);
    },
  };
  return self;
}

export function walkChildren(node: Node, scope: Scope, to: Extraction): void {
  for (const child of node.namedChildren) to.walk(child, scope);
}

function visitLiteral(node: Node, scope: Scope, to: Extraction): void {
  const expr = exprOf(node);
  const text =
    expr.is === "concat"
      ? expr.parts.map((part) => (part.is === "text" ? part.text : "")).join("")
      : expr.is === "text"
        ? expr.text
        : "";
  if (text !== "") to.facts.push({ word: "literal", text, ...to.base(spanOf(node), scope) });
}

function visitReturn(node: Node, scope: Scope, to: Extraction): void {
  const value = node.namedChildren.find((child) => child.type !== "comment");
  if (value === undefined) return;
  to.returns?.push(exprOf(value));
  to.walk(value, scope);
}
