// `#define` and `#include` → facts, read without the grammar where tokens decide. A macro's body that
// is more than one token is parsed as a statement: its calls and literals are facts too.
import type { Expr } from "../../model/expr.js";
import { blankAttributes } from "../../syntax/blank.js";

import { coverBody } from "../../syntax/paste.js";
import type { GrammarName, Node, Syntax } from "../../syntax/runtime.js";
import { exprOf, type Reading } from "./expressions.js";
import { storeFields } from "./initialisers.js";
import { numberOf, unquote } from "./literals.js";
import type { Extraction, Scope } from "./scope.js";

/** What reading a macro's body needs: a grammar, and a traversal of what it makes of the body. */
export interface BodyReader {
  readonly syntax: Syntax;
  readonly grammar: GrammarName;
  traversal(reading: Reading): Extraction;
}

const INCLUDE = /^#\s*(?:include|import)\s*[<"]([^>"\n]+)[>"]/;
const DEFINE = /^#\s*define\s+([A-Za-z_]\w*)(\(([^)]*)\))?/;
const NO_PARAMETERS: ReadonlySet<string> = new Set();

/** Reads the directive `text` that stands at `offset` in its item; most others say nothing. */
export function readDirective(text: string, offset: number, reader: BodyReader): void {
  const to = reader.traversal({ pasted: new Map(), shift: offset, parameters: NO_PARAMETERS });
  const top: Scope = { inside: [] };
  const include = INCLUDE.exec(text);
  if (include !== null) {
    const at = { start: offset, end: offset + include[0].length };
    to.add({ word: "include", path: include[1] ?? "" }, at, top);
    return;
  }
  const joined = withoutComments(text);
  const define = DEFINE.exec(joined);
  if (define === null) return;
  const [head, name = "", list, names = ""] = define;
  const params = names.split(",").map((param) => param.trim());
  const end = offset + joined.trimEnd().length;
  const value = readBody(joined.slice(head.length), offset + head.length, name, reader);
  to.add(
    {
      word: "define",
      name,
      ...(list === undefined ? {} : { params: names.trim() === "" ? [] : params }),
      value,
      by: "macro",
    },
    { start: offset, end },
    top,
  );
}

/** Comments and continuations are blanked at equal length, so offsets stay true. */
function withoutComments(text: string): string {
  return text
    .replace(
      /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\/\*.*?(?:\*\/|$)|\/\/(?:\\\r?\n|[^\n])*/gs,
      (found) => (found.startsWith("/") ? found.replace(/[^\n]/g, " ") : found),
    )
    .replace(/\\\r?\n/g, (line) => " ".repeat(line.length));
}

function readBody(written: string, offset: number, name: string, reader: BodyReader): Expr {
  const body = written.trim();
  const start = offset + written.search(/\S|$/);
  const span = { start, end: start + body.length };
  if (body === "") return { is: "text", text: "", span };
  const scope: Scope = { within: name, inside: [] };
  return tokenOf(body, span, scope, reader) ?? parsed(body, span, scope, reader);
}

/** A body of one token. */
function tokenOf(
  body: string,
  span: Expr["span"],
  scope: Scope,
  reader: BodyReader,
): Expr | undefined {
  if (/^"(?:\\.|[^"\\\n])*"$/.test(body)) {
    const text = unquote(body);
    const to = reader.traversal({ pasted: new Map(), shift: 0, parameters: NO_PARAMETERS });
    if (text !== "") to.add({ word: "literal", text }, span, scope);
    return { is: "text", text, span };
  }
  const value = numberOf(body);
  if (value !== undefined) return { is: "number", value, written: body, span };
  return /^[A-Za-z_]\w*$/.test(body) && !KEYWORD.test(body)
    ? { is: "name", name: body, span }
    : undefined;
}

const KEYWORD = /^(?:true|false|NULL|nullptr|this|return|break|continue|do|else)$/;

interface Wrapping {
  readonly before: string;
  readonly after: string;
}

const STATEMENT: Wrapping = { before: "void f(void){", after: ";}" };
/** A list is no statement, so it is read as an initialiser. */
const LIST: Wrapping = { before: "int f[]=", after: ";" };
const FIELDS: Wrapping = { before: "int f[]={", after: "};" };

function parsed(body: string, span: Expr["span"], scope: Scope, reader: BodyReader): Expr {
  if (body.startsWith("{") && body.endsWith("}")) {
    const list = readList(body, LIST, span, scope, reader);
    if (list !== undefined) return list;
  }
  if (/^\.\w/.test(body)) {
    const fields = readList(body, FIELDS, span, scope, reader);
    if (fields !== undefined) return { is: "unknown", written: body, span };
  }
  return readStatement(body, span, scope, reader);
}

/** Parses the wrapped body; `use` sees the tree while it is leased. */
function leased<T>(
  body: string,
  { before, after }: Wrapping,
  start: number,
  reader: BodyReader,
  use: (root: Node, to: Extraction) => T,
): T {
  const { text, pasted } = coverBody(`${before}${blankAttributes(body)}${after}`);
  using lease = reader.syntax.lease(reader.grammar, text);
  const shift = start - before.length;
  return use(lease.root, reader.traversal({ pasted, shift, parameters: NO_PARAMETERS }));
}

function readStatement(body: string, span: Expr["span"], scope: Scope, reader: BodyReader): Expr {
  return leased(body, STATEMENT, span.start, reader, (root, to) => {
    const block = root.namedChildren[0]?.childForFieldName("body");
    const unknown: Expr = { is: "unknown", written: body, span };
    if (block === null || block === undefined) return unknown;
    const [only, ...others] = block.namedChildren.filter(({ type }) => type !== "comment");
    to.walk(block, scope);
    if (only?.type !== "expression_statement" || others.length > 0) return unknown;
    const [value, ...rest] = only.namedChildren.filter(({ type }) => type !== "comment");
    const isWhole = value !== undefined && rest.length === 0 && !isBroken(only);
    return isWhole ? exprOf(value, to.reading) : unknown;
  });
}

function readList(
  body: string,
  wrapping: Wrapping,
  span: Expr["span"],
  scope: Scope,
  reader: BodyReader,
): Expr | undefined {
  return leased(body, wrapping, span.start, reader, (root, to) => {
    const list = root.namedChildren[0]?.childForFieldName("declarator")?.childForFieldName("value");
    if (list?.type !== "initializer_list" || isBroken(list)) return undefined;
    storeFields(list, { place: { base: "", path: "" }, type: "", how: "init" }, scope, to);
    to.walk(list, scope);
    return exprOf(list, to.reading);
  });
}

function isBroken(node: Node): boolean {
  return node.type === "ERROR" || node.isMissing || node.children.some(isBroken);
}
