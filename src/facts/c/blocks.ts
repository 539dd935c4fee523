// Bodies that the grammar leaves without a head: `TEST_CASE("name")⏎{ … }` reads as a call and a
// block, and C++ knows no `int f(a) int a; { … }`. The block is the body of what stands before it.
import type { Node } from "../../syntax/runtime.js";
import { declared } from "./declarators.js";
import { spanOf } from "./expressions.js";
import { walkChildren, type Extraction, type Scope } from "./scope.js";
import { squeeze } from "./written.js";

export function visitBlocks(node: Node, scope: Scope, to: Extraction): void {
  const children = node.namedChildren.filter(({ type }) => type !== "comment");
  if (!children.some(({ type }) => type === "compound_statement")) {
    walkChildren(node, scope, to);
    return;
  }
  let heads: Node[] = [];
  for (const child of children) {
    if (child.type === "compound_statement") {
      visitBody(child, heads, scope, to);
      heads = [];
    } else heads.push(child);
  }
  for (const head of heads) to.walk(head, scope);
}

/** The last call before the block is its head, or the declarations from the last function on. */
function visitBody(body: Node, before: readonly Node[], scope: Scope, to: Extraction): void {
  const at = before.findLastIndex((node) => headName(node) !== undefined);
  const head = before[at];
  const name = head === undefined ? undefined : headName(head);
  const inside = name === undefined ? scope : { ...scope, within: name };
  before.forEach((node, i) => {
    if (i !== at || node.type !== "declaration") to.walk(node, i > at ? inside : scope);
  });
  const outer = to.returns;
  to.returns = [];
  walkChildren(body, inside, to);
  const returns = to.returns;
  to.returns = outer;
  if (name === undefined || head === undefined) return;
  const fact = {
    word: "function",
    name,
    params: [],
    static: false,
    returns,
    defined: true,
  } as const;
  to.add(fact, spanOf(head, to.reading), scope);
}

/** `TEST_CASE("x")` by its text, an old-style function by its name. */
function headName(node: Node): string | undefined {
  const [first] = node.namedChildren;
  if (node.type === "expression_statement" && first?.type === "call_expression")
    return squeeze(first.text);
  const target = declared(node.childForFieldName("declarator"));
  const value = node.childForFieldName("declarator")?.childForFieldName("value");
  return node.type === "declaration" && value?.type === "argument_list" ? target?.name : undefined;
}
