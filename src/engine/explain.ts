// Why there is a finding at a line, or none: which rules looked there and what they saw.
import type { Book } from "../rules/book.js";
import { rangeOf, type Bound } from "../facts/bound.js";
import type { FactIndex } from "../facts/index.js";
import { near } from "./assess.js";
import { nameOfFact } from "./message.js";
import type { Near } from "./join.js";

export interface Look {
  readonly rule: string;
  readonly found: boolean;
  /** The fact it looked at: `call mbedtls_ssl_conf_authmode`. */
  readonly saw: string;
  readonly why: string;
}

/** `line` counts from 0. */
export function looksAt(index: FactIndex, book: Book, path: string, line: number): Look[] {
  const here = (bound: Bound): boolean => {
    if (bound.source.document.path !== path) return false;
    const { start, end } = rangeOf(bound.item, bound.fact.span);
    return start.line <= line && line <= end.line;
  };
  return book.rules.flatMap((rule) => {
    const { held, near: missed } = near(index, book, rule);
    const found = held
      .filter((h) => here(h.trigger))
      .map((h): Look => {
        const ownership = h.trigger.source.ownership;
        return {
          rule: rule.id,
          found: ownership === "product",
          saw: sawOf(h.trigger),
          why:
            ownership === "product"
              ? "The rule's sentence holds here."
              : `It holds, but this is ${ownership} code, which is not reported.`,
        };
      });
    const none = missed
      .filter((n) => here(n.trigger))
      .map((n): Look => ({ rule: rule.id, found: false, saw: sawOf(n.trigger), why: whyNot(n) }));
    return [...found, ...none];
  });
}

function sawOf({ fact }: Bound): string {
  return `${fact.word} ${nameOfFact(fact) ?? ""}`.trim();
}

function whyNot({ because, by }: Near): string {
  switch (because) {
    case "value-differs":
      return "No finding: a value or name differs from what the rule asks for.";
    case "value-unknown":
      return "No finding: the value is not known here, and unknown never makes a finding.";
    case "clause-missing":
      return "No finding: another fact that the sentence needs is not there.";
    case "blocked":
      return by === undefined
        ? "No finding: an exception of the rule applies."
        : `No finding: ${sawOf(by)} in ${by.source.document.path}:${String(rangeOf(by.item, by.fact.span).start.line + 1)} is the exception.`;
  }
}
