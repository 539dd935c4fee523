// Text in, text out for the settings readers: each fact on one line, with what its spans cover.
import type { Span } from "../../src/base/span.js";
import type { DocumentKind } from "../../src/model/document.js";
import type { Expr } from "../../src/model/expr.js";
import type { Fact } from "../../src/model/fact.js";
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
    case "setting": {
      const section = fact.section === undefined ? "" : `[${fact.section}] `;
      const value = fact.quoted ? JSON.stringify(fact.value) : fact.value;
      return `${section}${fact.key} = ${value} <${at(fact.valueSpan)}> in ${where}`;
    }
    case "kconfig-default": {
      const value = fact.quoted ? JSON.stringify(fact.value) : fact.value;
      const condition = fact.condition === undefined ? "" : ` if ${fact.condition}`;
      return `${fact.key} = ${value} <${at(fact.valueSpan)}>${condition}${when}`;
    }
    case "define": {
      const section = fact.section === undefined ? "" : `[${fact.section}] `;
      const params = fact.params === undefined ? "" : `(${fact.params.join(", ")})`;
      return `${section}-D ${fact.name}${params} = ${showExpr(fact.value, at)} in ${where}${inside}${when}`;
    }
    case "call": {
      const args = fact.args.map((arg) => showExpr(arg, at)).join(", ");
      return `${fact.callee}(${args})${inside}${when}`;
    }
    case "presence": {
      const locked = fact.encrypted === undefined ? "" : fact.encrypted ? " locked" : " open";
      return `${fact.kind} ${fact.form}${locked} ${where}`;
    }
    case "ignore":
      return `ignore ${fact.text} ${where}`;
    default:
      throw new Error(`no settings reader makes a ${fact.word}`);
  }
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
