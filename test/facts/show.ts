// Facts as text, one a line: what a literate test compares.
import type { Expr } from "../../src/model/expr.js";
import type { CallFact, Fact, FunctionFact, ObjectFact } from "../../src/model/fact.js";
import type { ItemFacts } from "../../src/model/document.js";

/** `store cfg.sta.password = "x" (init, wifi_config_t) [wifi_init] {defined(A)}` */
export function showFact(fact: Fact, item: Pick<ItemFacts, "context" | "conditions">): string {
  const inside = [...item.context, ...(fact.inside ?? [])].map((name) => name || "(unnamed)");
  const conditions = [...item.conditions, ...(fact.conditions ?? [])];
  return [
    showBare(fact),
    ...(fact.within === undefined ? [] : [`[${fact.within}]`]),
    ...(inside.length === 0 ? [] : [`in ${inside.join("::")}`]),
    ...(conditions.length === 0 ? [] : [`{${conditions.join("; ")}}`]),
  ].join(" ");
}

function showBare(fact: Fact): string {
  switch (fact.word) {
    case "call":
      return showCall(fact);
    case "store": {
      const target = place(fact.base, fact.path);
      const how = fact.type === undefined ? fact.how : `${fact.how}, ${fact.type}`;
      return `store ${target} = ${showExpr(fact.value)} (${how})`;
    }
    case "object":
      return showObject(fact);
    case "define": {
      const params = fact.params === undefined ? "" : `(${fact.params.join(", ")})`;
      return `${fact.by === "enum" ? "enum" : "define"} ${fact.name}${params} = ${showExpr(fact.value)}`;
    }
    case "include":
      return `include ${fact.path}`;
    case "literal":
      return `literal ${JSON.stringify(fact.text)}`;
    case "function":
      return showFunction(fact);
    case "setting":
      return `setting ${fact.key} = ${JSON.stringify(fact.value)}${fact.through === undefined ? "" : " (through a name)"}`;
    default:
      return fact.word;
  }
}

function showCall({ callee, receiver, args, result, into }: CallFact): string {
  const target = receiver === undefined ? callee : `${receiver} . ${callee}`;
  const use = into === undefined ? result : `${result} in ${into}`;
  return `call ${target}(${args.map(showExpr).join(", ")}) ${use}`;
}

function showObject({ name, type, storage, constant, form, args, initialised }: ObjectFact): string {
  return [
    `object ${name}: ${type === "" ? "?" : type}`,
    ...(constant ? ["const"] : []),
    ...(form === undefined ? [] : [form]),
    storage,
    ...(args === undefined ? [] : [`(${args.map(showExpr).join(", ")})`]),
    ...(initialised ? [] : ["uninitialised"]),
  ].join(" ");
}

function showFunction(fact: FunctionFact): string {
  const { name, params, static: isStatic, returns, defined, marks = [] } = fact;
  const list = params.map((p) => (p.name === "" ? p.type : `${p.name}: ${p.type}`)).join(", ");
  return [
    `${defined ? "function" : "prototype"} ${name}(${list})`,
    ...(isStatic ? ["static"] : []),
    ...(marks.length === 0 ? [] : [`marked ${marks.join(", ")}`]),
    ...(returns === undefined || returns.length === 0
      ? []
      : [`returns ${returns.map(showExpr).join(" | ")}`]),
  ].join(" ");
}

function place(base: string, path: string): string {
  if (path === "") return base === "" ? "(unnamed)" : base;
  return path.startsWith("[") ? `${base}${path}` : `${base}.${path}`;
}

export function showExpr(expr: Expr): string {
  switch (expr.is) {
    case "text":
      return JSON.stringify(expr.text);
    case "number":
      return String(expr.value);
    case "name":
      return expr.name;
    case "member":
      return place(expr.base, expr.path);
    case "concat":
      return expr.parts.map(showExpr).join(" ~ ");
    case "call": {
      const on = expr.receiver === undefined ? "" : `${expr.receiver} . `;
      return `${on}${expr.callee}(${expr.args.map(showExpr).join(", ")})`;
    }
    case "address":
      return `&${showExpr(expr.of)}`;
    case "either":
      return `(${expr.options.map(showExpr).join(" | ")})`;
    case "operation":
      return `(${[...expr.operands.slice(0, -1).map(showExpr), expr.operator, ...expr.operands.slice(-1).map(showExpr)].join(" ")})`;
    case "bytes":
      return `bytes ${expr.hex}`;
    case "list":
      return `{${expr.items.map(showExpr).join(", ")}}`;
    case "lambda":
      return "lambda";
    case "unknown":
      return "?";
  }
}
