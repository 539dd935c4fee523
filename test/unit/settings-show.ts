// Text in, text out for the settings readers: each fact on one line, with what its spans cover.
import type { Span } from "../../src/base/span.js";
import type { DocumentKind } from "../../src/model/document.js";
import type { Expr } from "../../src/model/expr.js";
import type {
  DefineFact,
  Fact,
  KconfigDefaultFact,
  PresenceFact,
  SettingFact,
} from "../../src/model/fact.js";
import { readSettings } from "../../src/facts/settings/read.js";

export interface Shown {
  readonly facts: readonly string[];
  readonly problems: readonly string[];
  readonly parse: string;
  readonly raw: readonly Fact[];
}

export function read(kind: DocumentKind, text: string, path = "some/file"): Shown {
  const result = readSettings({ path, kind, text });
  if (result === undefined) throw new Error(`no reader for ${kind}`);
  const raw = result.items.flatMap(({ facts }) => facts);
  return {
    facts: raw.map((fact) => show(fact, (span) => text.slice(span.start, span.end))),
    problems: result.problems.map(({ message }) => message),
    parse: result.parse,
    raw,
  };
}

type At = (span: Span) => string;

function show(fact: Fact, at: At): string {
  const where = `<${at(fact.span)}>`;
  const inside = fact.within === undefined ? "" : ` within ${fact.within}`;
  const when = fact.conditions === undefined ? "" : ` when ${fact.conditions.join("; ")}`;
  switch (fact.word) {
    case "setting":
      return `${sectionOf(fact)}${fact.key} = ${showValue(fact, at)} in ${where}`;
    case "kconfig-default":
      return `${fact.key} = ${showValue(fact, at)}${some(" by ", fact.given?.by)}${some(" if ", fact.condition)}${when}`;
    case "kconfig-choice":
      return `${fact.key} among ${fact.members.join(", ")}`;
    case "define":
      return `${sectionOf(fact)}-D ${showDefine(fact, at)} in ${where}${inside}${when}`;
    case "call":
      return `${fact.callee}(${fact.args.map((arg) => showExpr(arg, at)).join(", ")})${inside}${when}`;
    case "presence":
      return `${fact.kind} ${fact.form}${showLock(fact)} ${where}`;
    case "ignore":
      return `ignore ${fact.text} ${where}`;
    default:
      throw new Error(`no settings reader makes a ${fact.word}`);
  }
}

function some(before: string, text: string | undefined, after = ""): string {
  return text === undefined ? "" : `${before}${text}${after}`;
}

function sectionOf({ section }: SettingFact | DefineFact): string {
  return some("[", section, "] ");
}

function showValue(fact: SettingFact | KconfigDefaultFact, at: At): string {
  const value = fact.quoted ? JSON.stringify(fact.value) : fact.value;
  return `${value} <${at(fact.valueSpan)}>`;
}

function showDefine({ name, params, value }: DefineFact, at: At): string {
  return `${name}${some("(", params?.join(", "), ")")} = ${showExpr(value, at)}`;
}

function showLock({ encrypted }: PresenceFact): string {
  return encrypted === undefined ? "" : encrypted ? " locked" : " open";
}

function showExpr(expr: Expr, at: At): string {
  const where = `<${at(expr.span)}>`;
  switch (expr.is) {
    case "text":
      return `${JSON.stringify(expr.text)} ${where}`;
    case "number":
      return `${expr.value} ${where}`;
    case "name":
      return `name ${expr.name} ${where}`;
    case "unknown":
      return `? ${where}`;
    case "concat":
      return `[${expr.parts.map((part) => showExpr(part, at)).join(" + ")}] ${where}`;
    default:
      throw new Error(`no settings reader makes a ${expr.is}`);
  }
}
