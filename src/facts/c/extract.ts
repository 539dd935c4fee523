// One item of C, C++ or Arduino text → its facts. A function of the grammar, this file's version and
// the text alone; spans are item-relative. One traversal of each reading gathers every fact.
import type { Span } from "../../base/span.js";
import type { Fact, FactBase } from "../../model/fact.js";
import { prepare, type Prepared, type Reading as PreparedReading } from "../../syntax/prepare.js";
import type { GrammarName, Node, Syntax } from "../../syntax/runtime.js";
import { visitCall, visitComparison, visitNew } from "./calls.js";
import { visitDeclaration, visitField } from "./declarations.js";
import { readDirective } from "./directives.js";
import { exprOf, spanOf, type Reading } from "./expressions.js";
import {
  visitCatch,
  visitFunction,
  visitLambda,
  visitMemberInitialiser,
  visitRangeLoop,
  visitReturn,
} from "./functions.js";
import { visitAssignment, visitList, visitUpdate } from "./initialisers.js";
import { withMarks } from "./marks.js";
import { walkChildren, type Extraction, type Scope, type Visitor } from "./scope.js";
import { visitBlocks } from "./blocks.js";
import { visitEnum, visitType } from "./types.js";

export interface Extracted {
  readonly facts: readonly Fact[];
  /** Some of the text did not parse. */
  readonly partial: boolean;
  /** Places the grammar could not make sense of. */
  readonly errors: number;
}

const VISITORS: Readonly<Record<string, Visitor>> = {
  translation_unit: visitBlocks,
  declaration_list: visitBlocks,
  function_definition: visitFunction,
  declaration: visitDeclaration,
  field_declaration: visitField,
  assignment_expression: visitAssignment,
  update_expression: visitUpdate,
  compound_literal_expression: visitList,
  initializer_list: visitList,
  call_expression: visitCall,
  binary_expression: visitComparison,
  new_expression: visitNew,
  class_specifier: visitType,
  struct_specifier: visitType,
  union_specifier: visitType,
  enum_specifier: visitEnum,
  lambda_expression: visitLambda,
  for_range_loop: visitRangeLoop,
  catch_clause: visitCatch,
  field_initializer: visitMemberInitialiser,
  return_statement: visitReturn,
  string_literal: visitLiteral,
  raw_string_literal: visitLiteral,
  concatenated_string: visitLiteral,
  comment: () => undefined,
};

/** With `isDeep` functions have their steps, for flow. */
export function extract(
  syntax: Syntax,
  grammar: GrammarName,
  text: string,
  isDeep = false,
): Extracted {
  const prepared = prepare(text);
  const readings = prepared.readings.map((reading) =>
    read(syntax, grammar, reading, prepared, isDeep),
  );
  const facts = merged(readings);
  const reader = {
    syntax,
    grammar,
    traversal: (reading: Reading) => traversal(reading, facts, prepared),
  };
  for (const { start, end } of prepared.directives)
    readDirective(text.slice(start, end), start, reader);
  const errors = readings.reduce((sum, reading) => sum + reading.errors, 0);
  return { facts: withMarks(text, facts), partial: errors > 0, errors };
}

/** One directive that is an item. */
export function extractDirective(syntax: Syntax, grammar: GrammarName, text: string): Extracted {
  const facts: Fact[] = [];
  const traversalOf = (reading: Reading): Extraction => traversal(reading, facts, NOTHING);
  readDirective(text, 0, { syntax, grammar, traversal: traversalOf });
  return { facts, partial: false, errors: 0 };
}

const NOTHING: Pick<Prepared, "conditionsAt"> = { conditionsAt: () => [] };

interface ReadFacts {
  readonly facts: Fact[];
  readonly errors: number;
  readonly reading: PreparedReading;
}

function read(
  syntax: Syntax,
  grammar: GrammarName,
  reading: PreparedReading,
  prepared: Prepared,
  isDeep: boolean,
): ReadFacts {
  using lease = syntax.lease(grammar, reading.text);
  const facts: Fact[] = [];
  const start: Reading = { pasted: reading.pasted, shift: 0, parameters: new Set() };
  traversal(start, facts, prepared, isDeep).walk(lease.root, { inside: [] });
  return { facts, errors: errorsIn(lease.root), reading };
}

/** Broken places, and what lay too deep to be read. */
function errorsIn(node: Node): number {
  let errors = node.type === "ERROR" || (node.isMissing && node.type !== ";") ? 1 : 0;
  for (const child of node.children) errors += errorsIn(child);
  return errors;
}

/**
 * The facts of all readings. One that not every reading has holds under the conditions that the
 * reading took inside of it.
 */
function merged(readings: readonly ReadFacts[]): Fact[] {
  const [first, ...others] = readings;
  if (first === undefined) return [];
  if (others.length === 0) return first.facts;
  const keys = readings.map(({ facts }) => facts.map((fact) => JSON.stringify(fact)));
  const sets = keys.map((list) => new Set(list));
  const seen = new Set<string>();
  const all = readings.flatMap(({ facts, reading }, i) =>
    facts.flatMap((fact, j) => {
      const key = keys[i]?.[j] ?? "";
      if (seen.has(key)) return [];
      seen.add(key);
      return sets.every((set) => set.has(key)) ? [fact] : [underChoices(fact, reading)];
    }),
  );
  return all.sort((a, b) => a.span.start - b.span.start);
}

function underChoices(fact: Fact, { choices }: PreparedReading): Fact {
  const known = fact.conditions ?? [];
  const more = choices
    .filter(({ at }) => fact.span.start < at.end && at.start < fact.span.end)
    .flatMap(({ conditions }) => conditions)
    .filter((condition) => !known.includes(condition));
  return more.length === 0 ? fact : { ...fact, conditions: [...known, ...new Set(more)] };
}

function traversal(
  reading: Reading,
  facts: Fact[],
  prepared: Pick<Prepared, "conditionsAt">,
  isDeep = false,
): Extraction {
  const self: Extraction = {
    reading,
    isDeep,
    returns: undefined,
    stored: new Set(),
    conditionsAt: (offset) => prepared.conditionsAt(offset),
    add: (fact, at, scope) => {
      facts.push({ ...fact, ...baseOf(at, scope, prepared.conditionsAt(at.start)) });
    },
    walk: (node, scope) => {
      (VISITORS[node.type] ?? walkChildren)(node, scope, self);
    },
  };
  return self;
}

function baseOf(span: Span, scope: Scope, conditions: readonly string[]): FactBase {
  return {
    span,
    ...(scope.within === undefined ? {} : { within: scope.within }),
    ...(scope.inside.length === 0 ? {} : { inside: scope.inside }),
    ...(conditions.length === 0 ? {} : { conditions }),
  };
}

function visitLiteral(node: Node, scope: Scope, to: Extraction): void {
  const expr = exprOf(node, to.reading);
  const parts = expr.is === "concat" ? expr.parts : [expr];
  const text = parts.map((part) => (part.is === "text" ? part.text : "")).join("");
  if (text !== "") to.add({ word: "literal", text }, spanOf(node, to.reading), scope);
}
