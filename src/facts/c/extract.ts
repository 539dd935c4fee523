// One item of C, C++ or Arduino text → its facts. A function of the grammar, this file's version and
// the text alone; spans are item-relative. One traversal gathers every fact.
import type { Fact } from "../../model/fact.js";
import type { GrammarName, Node, Syntax } from "../../syntax/runtime.js";
import { blankAttributes } from "../../syntax/blank.js";
import { walkChildren, type Extraction, type Scope } from "./scope.js";
import { visitCall, visitNew } from "./calls.js";
import { visitAssignment, visitDeclaration, visitField, visitFunction } from "./declarations.js";
import { visitDefine, visitEnumerator, visitInclude, visitConditional } from "./directives.js";
import { exprOf, spanOf } from "./expressions.js";

export interface Extracted {
  readonly facts: readonly Fact[];
  /** Some of the text did not parse. */
  readonly partial: boolean;
  /** Places the grammar could not make sense of. */
  readonly errors: number;
}

/** Nodes within nodes; what lies deeper is not read, so that the stack stays safe. */
const DEEPEST = 500;

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
  const to = extraction(syntax, grammar, facts, 0);
  to.walk(lease.root, { conditions: [] });
  const errors = lease.root.hasError ? countErrors(lease.root) : 0;
  return { facts, partial: errors > 0 || to.cut, errors };
}

function countErrors(root: Node): number {
  return Math.max(1, root.descendantsOfType("ERROR").length);
}

function extraction(
  syntax: Syntax,
  grammar: GrammarName,
  facts: Fact[],
  shift: number,
): Extraction {
  let depth = 0;
  const self: Extraction = {
    syntax,
    grammar,
    facts,
    returns: undefined,
    cut: false,
    shift,
    base: (span, scope) => ({
      span: { start: span.start + shift, end: span.end + shift },
      ...(scope.within === undefined ? {} : { within: scope.within }),
      ...(scope.conditions.length === 0 ? {} : { conditions: scope.conditions }),
    }),
    inner: (further) => extraction(syntax, grammar, facts, further),
    walk: (node, scope) => {
      if (depth >= DEEPEST) {
        self.cut = true;
        return;
      }
      depth++;
      const visit = VISITORS[node.type];
      if (visit === undefined) walkChildren(node, scope, self);
      else visit(node, scope, self);
      depth--;
    },
  };
  return self;
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
