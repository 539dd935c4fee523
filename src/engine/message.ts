// Messages with their blanks filled: `{key}`, `{value}`, `{name}`, `{receiver}`, `{0}` …
import { maskSecret } from "../model/mask.js";
import type { Fact } from "../model/fact.js";
import type { Expr } from "../model/expr.js";
import { isWord, type Bound } from "../facts/bound.js";
import { textOf, type Option } from "../facts/values.js";

export function fillMessage(
  message: string,
  { fact, item }: Pick<Bound, "fact" | "item">,
  decided: readonly Option[],
  secret: boolean,
): string {
  return message.replace(/\{(\w+)\}/g, (whole, blank: string) => {
    const filled = /^\d+$/.test(blank)
      ? argumentShown(fact, Number(blank), secret ? undefined : item.text)
      : blankOf(blank, fact, decided, secret);
    return filled === undefined || filled === "" ? whole.slice(1, -1) : filled;
  });
}

/** As it is written, where that is short; `text` is that of the item, if it may be shown. */
function argumentShown(fact: Fact, number: number, text: string | undefined): string {
  const expr = fact.word === "call" ? fact.args[number] : undefined;
  return written(expr, text) ?? "this argument";
}

function blankOf(
  blank: string,
  fact: Fact,
  decided: readonly Option[],
  secret: boolean,
): string | undefined {
  switch (blank) {
    case "value":
      return valueShown(fact, decided, secret);
    case "receiver":
      return fact.word === "call" ? fact.receiver : undefined;
    case "type":
      return "type" in fact ? fact.type : undefined;
    case "key":
    case "name":
      return nameOfFact(fact);
    default:
      return undefined;
  }
}

/** The name of a constant says what it is, whether its number is known or not. */
function valueShown(fact: Fact, decided: readonly Option[], secret: boolean): string | undefined {
  const text = decided.map(nameOrText).find((t) => t !== undefined) ?? valueOfFact(fact);
  if (text === undefined) return decided.flatMap((o) => o.names).at(-1);
  return secret ? maskSecret(text) : text;
}

function nameOrText({ value, trail }: Option): string | undefined {
  const last = trail.at(-1)?.bound;
  const isEnumerator = last !== undefined && isWord(last, "define") && last.fact.by === "enum";
  return isEnumerator ? last.fact.name : textOf(value);
}

function valueOfFact(fact: Fact): string | undefined {
  return fact.word === "setting" || fact.word === "kconfig-default" ? fact.value : undefined;
}

export function nameOfFact(fact: Fact): string | undefined {
  switch (fact.word) {
    case "call":
      return fact.callee;
    case "store":
      return fact.path === "" ? fact.base : `${fact.base}.${fact.path}`;
    case "object":
    case "define":
    case "function":
      return fact.name;
    case "setting":
    case "kconfig-default":
      return fact.key;
    case "include":
      return fact.path;
    case "presence":
      return fact.form;
    case "kconfig-choice":
    case "literal":
    case "ignore":
      return undefined;
  }
}

/** Longer ones would drown the sentence. */
const LONGEST_SHOWN = 40;

function written(expr: Expr | undefined, text: string | undefined): string | undefined {
  if (expr === undefined) return undefined;
  if (expr.is === "name") return expr.name;
  if (expr.is === "number") return expr.written;
  if (expr.is === "address") return written(expr.of, text);
  const shown = text?.slice(expr.span.start, expr.span.end).replace(/\s+/g, " ").trim();
  if (shown !== undefined && shown !== "" && shown.length <= LONGEST_SHOWN) return shown;
  return expr.is === "member" && !expr.path.includes("[]")
    ? `${expr.base}.${expr.path}`
    : undefined;
}
