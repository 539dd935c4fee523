// Directives and enumerators → defines and includes. A macro's body is one opaque token to the
// grammar, so it is parsed again as a statement: its calls and literals are facts too.
import type { Expr } from "../../model/expr.js";
import type { Node } from "../../syntax/runtime.js";
import { blankAttributes } from "../../syntax/blank.js";
import { negate } from "../../syntax/conditionals.js";
import { exprOf, PIECES, spanOf } from "./expressions.js";
import { shifted } from "./shift.js";
import { walkChildren, type Extraction, type Scope } from "./scope.js";

export function visitDefine(node: Node, scope: Scope, to: Extraction): void {
  const name = node.childForFieldName("name")?.text ?? "";
  const body = node.childForFieldName("value");
  const params = node
    .childForFieldName("parameters")
    ?.namedChildren.filter((p) => p.type === "identifier")
    .map((p) => p.text);
  const value = body === null ? emptyBody(node) : readBody(body, scope, to);
  to.facts.push({
    word: "define",
    name,
    ...(params === undefined ? {} : { params }),
    value: shifted(value, to.shift),
    by: "macro",
    ...to.base(trimmedSpan(node), scope),
  });
}

/** A directive's node takes its line break along; the squiggle must not. */
function trimmedSpan(node: Node): { start: number; end: number } {
  return { start: node.startIndex, end: node.startIndex + node.text.trimEnd().length };
}

function emptyBody(node: Node): Expr {
  return { is: "text", text: "", span: { start: node.endIndex, end: node.endIndex } };
}

const WRAP = "void f(void){";

function readBody(body: Node, scope: Scope, to: Extraction): Expr {
  // Comments and continuations are blanked at equal length, so offsets stay true.
  const text = blankComments(body.text).replace(/\\\r?\n/g, (line) => " ".repeat(line.length));
  const trimmed = text.trimEnd();
  const start = body.startIndex;
  const shift = to.shift + start - WRAP.length;
  using lease = to.syntax.lease(to.grammar, `${WRAP}${blankAttributes(trimmed)};}`);
  const block = lease.root.namedChild(0)?.childForFieldName("body");
  if (block === null || block === undefined || trimmed === "") return unknown(trimmed, start);
  const inside = to.inner(shift);
  inside.walk(block, scope);
  const only = block.namedChildren.filter((n) => n.type !== "comment");
  const statement = only[0];
  if (only.length !== 1 || statement?.type !== "expression_statement" || statement.hasError)
    return (
      bareList(trimmed, start, to) ?? textPieces(trimmed, start, to) ?? unknown(trimmed, start)
    );
  const expr = statement.namedChild(0);
  return expr === null ? unknown(trimmed, start) : shifted(exprOf(expr), start - WRAP.length);
}

/** `#define KEY { 0x01, 0x02 }`: a list is no statement, so it is read as an initialiser. */
function bareList(text: string, start: number, to: Extraction): Expr | undefined {
  if (!text.startsWith("{")) return undefined;
  const wrap = "int f[]=";
  using lease = to.syntax.lease(to.grammar, `${wrap}${text};`);
  const list = lease.root.descendantsOfType("initializer_list")[0];
  return list === undefined ? undefined : shifted(exprOf(list), start - wrap.length);
}

/** `"mqtt://" HOST`: the C++ grammar takes the name for a suffix of the literal, C's joins the two. */
function textPieces(text: string, start: number, to: Extraction): Expr | undefined {
  if (to.grammar === "c" || !PIECES.test(text)) return undefined;
  using lease = to.syntax.lease("c", `${WRAP}${text};}`);
  const joined = lease.root.descendantsOfType("concatenated_string")[0];
  if (joined === undefined || lease.root.hasError) return undefined;
  return shifted(exprOf(joined), start - WRAP.length);
}

function unknown(written: string, start: number): Expr {
  return { is: "unknown", written, span: { start, end: start + written.length } };
}

function blankComments(text: string): string {
  return text.replace(
    /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\/\*.*?(?:\*\/|$)|\/\/[^\n]*/gs,
    (found) => (found.startsWith("/") ? found.replace(/[^\n]/g, " ") : found),
  );
}

export function visitEnumerator(node: Node, scope: Scope, to: Extraction): void {
  const value = node.childForFieldName("value");
  to.facts.push({
    word: "define",
    name: node.childForFieldName("name")?.text ?? "",
    value: value === null ? unknown("", node.endIndex) : shifted(exprOf(value), to.shift),
    by: "enum",
    ...to.base(spanOf(node), scope),
  });
}

export function visitInclude(node: Node, scope: Scope, to: Extraction): void {
  const written = node.childForFieldName("path")?.text ?? "";
  to.facts.push({
    word: "include",
    path: written.replace(/^[<"]|[>"]$/g, ""),
    ...to.base(trimmedSpan(node), scope),
  });
}

/** `#if` inside a body: what stands in a branch carries the branch's condition. */
export function visitConditional(node: Node, scope: Scope, to: Extraction): void {
  const condition = conditionOf(node);
  const alternative = node.childForFieldName("alternative");
  const skip = new Set([
    node.childForFieldName("name")?.id,
    node.childForFieldName("condition")?.id,
    alternative?.id,
  ]);
  const inside: Scope = { ...scope, conditions: [...scope.conditions, condition] };
  for (const child of node.namedChildren) if (!skip.has(child.id)) to.walk(child, inside);
  if (alternative === null) return;
  const otherwise: Scope = { ...scope, conditions: [...scope.conditions, negate(condition)] };
  if (alternative.type === "preproc_else") walkChildren(alternative, otherwise, to);
  else visitConditional(alternative, otherwise, to);
}

function conditionOf(node: Node): string {
  const name = node.childForFieldName("name")?.text;
  if (name !== undefined) {
    const negated =
      /^#\s*(?:if|el)ifndef|^#\s*ifndef/.test(node.text) || /^#\s*elifndef/.test(node.text);
    return `${negated ? "!" : ""}defined(${name})`;
  }
  return (node.childForFieldName("condition")?.text ?? "")
    .replace(/\\\r?\n/g, " ")
    .replace(/\bdefined\s+(\w+)/g, "defined($1)")
    .replace(/\s+/g, " ")
    .trim();
}
