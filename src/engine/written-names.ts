// The names that an expression itself is written by: what a place or a call is called, whatever it is
// worth. A text has none. So a rule can ask what is handed to a call where its value is never known.
import type { Expr } from "../model/expr.js";
import type { StoreFact } from "../model/fact.js";
import type { NameTest } from "../model/rule.js";
import { isWord, type Bound } from "../facts/bound.js";
import type { FactIndex } from "../facts/index.js";
import { placeAt } from "../facts/places.js";
import { accepts } from "../rules/pattern.js";
import { PREDICATES } from "../rules/words.js";

/** Methods that give what they are called on: it is the receiver that has the name. */
const VIEWS = new Set(
  "get value as str toString toStdString c_str data ptr getValue asString string getString text".split(
    " ",
  ),
);
/** Functions that give what they are given, for printing. */
const PASSING = new Set([
  "log_strdup",
  "strdupa",
  "String",
  "str",
  "cstr",
  "asString",
  "to_string",
]);
/** Calls that find a value by the text they are given. */
const GETTERS = new Set(
  "arg getString getParam value get getenv read header hasArg2 getArg param cfg_get config_get".split(
    " ",
  ),
);

/** The expression's own name, where that of it fits or of what was put into it in the same item. */
export function nameThatFits(
  names: NameTest,
  expr: Expr,
  at: Bound,
  index: FactIndex,
): string | undefined {
  const own = fitting(names, expr);
  if (own !== undefined) return own;
  return expr.is === "name" && cameFrom(names, expr, at, index) ? expr.name : undefined;
}

function fitting(names: NameTest, expr: Expr): string | undefined {
  return namesOfExpr(expr).find((name) =>
    accepts(names.tests, name, (p) => PREDICATES[p]?.test(name, { lists: new Map() }) ?? false),
  );
}

/** `cfg.sta.password` → password; `a ? b : "none"` → b; `"x" + y` → y. */
export function namesOfExpr(expr: Expr): readonly string[] {
  switch (expr.is) {
    case "name":
      return [lastOf(expr.name)];
    case "member":
      return [lastOf(expr.path.replaceAll("[]", "")) || lastOf(expr.base)];
    case "address":
      return namesOfExpr(expr.of);
    case "call":
      return namesOfCall(expr);
    case "either":
      return expr.options.flatMap(namesOfExpr);
    case "concat":
      return expr.parts.flatMap(namesOfExpr);
    case "operation":
      return /^(?:[+|]|\^=?)$/.test(expr.operator) ? expr.operands.flatMap(namesOfExpr) : [];
    default:
      return [];
  }
}

function namesOfCall({ callee, receiver, args }: Extract<Expr, { is: "call" }>): readonly string[] {
  const [first] = args;
  if (first !== undefined && PASSING.has(callee)) return namesOfExpr(first);
  if (GETTERS.has(callee) && first?.is === "text") return [first.text];
  if (VIEWS.has(callee) && receiver !== undefined) return [lastOf(receiver.replaceAll("[]", ""))];
  return [lastOf(callee)];
}

function lastOf(dotted: string): string {
  return dotted.split(/\.|::/).filter(Boolean).at(-1) ?? "";
}

/** A variable that is given something of that name once: `const char *p = cfg.password`. */
function cameFrom(
  names: NameTest,
  expr: Extract<Expr, { is: "name" }>,
  at: Bound,
  index: FactIndex,
): boolean {
  const { path } = at.source.document;
  const { key } = placeAt(index, at, expr.name);
  const stores = [...index.aboutIn(path, expr.name)].filter(
    (b): b is Bound<StoreFact> =>
      b.item === at.item && isWord(b, "store") && placeAt(index, b, expr.name).key === key,
  );
  const [only] = stores;
  return (
    only !== undefined &&
    stores.length === 1 &&
    only.fact.how !== "copy" &&
    fitting(names, only.fact.value) !== undefined
  );
}
