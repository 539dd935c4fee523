// Widths for what scanf() reads: one letter less than the array holds, for the end.
import type { Bound } from "../facts/bound.js";
import type { FactIndex } from "../facts/index.js";
import type { Resolver } from "../facts/resolve.js";
import { arrayNamed } from "./arrays.js";

const CONVERSION = /%(\*?)(\d*)(?:hh|h|ll|l|j|z|t|L)?(\[\^?\]?[^\]]*\]|[a-zA-Z%])/g;

/** The format as it shall be written; undefined where one of the arrays is not known. */
export function withWidths(
  argument: number,
  at: Bound,
  index: FactIndex,
  resolver: Resolver,
): string | undefined {
  const args = at.fact.word === "call" ? at.fact.args : [];
  const format = args[argument];
  if (format?.is !== "text") return undefined;
  let next = argument + 1;
  const unknown: string[] = [];
  const written = at.item.text.slice(format.span.start, format.span.end);
  const widened = written.replace(
    CONVERSION,
    (whole, skipped: string, width: string, kind: string) => {
      if (kind === "%" || skipped !== "") return whole;
      const target = args[next++];
      if (width !== "" || !/^[s[]/.test(kind)) return whole;
      const elements = target && arrayNamed(index, target, at)?.elements;
      const room = elements && numberOf(resolver, elements.expr, elements.at);
      if (room === undefined || room < 2) unknown.push(whole);
      return `%${String((room ?? 0) - 1)}${whole.slice(1)}`;
    },
  );
  return unknown.length === 0 && written.startsWith('"') ? widened : undefined;
}

function numberOf(
  resolver: Resolver,
  ...question: Parameters<Resolver["resolve"]>
): number | undefined {
  const [only, ...others] = resolver.resolve(...question);
  return only?.value.is === "number" && others.length === 0 ? only.value.value : undefined;
}
