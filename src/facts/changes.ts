// Which names mean something else after a document was read again: of functions, macros, settings, and
// of what is declared or stored outside of functions.
import type { DocumentFacts, ItemFacts } from "../model/document.js";
import type { Fact } from "../model/fact.js";
import { lastPart } from "./index.js";

/** Names of facts in texts of items that only one of the two has. */
export function* changedNames(
  before: DocumentFacts | undefined,
  now: DocumentFacts,
): Iterable<string> {
  yield* namesIn(missingFrom(now, before?.items ?? []));
  yield* namesIn(before === undefined ? now.items : missingFrom(before, now.items));
}

function missingFrom({ items }: DocumentFacts, all: readonly ItemFacts[]): readonly ItemFacts[] {
  const texts = new Set(items.map(({ text }) => text));
  return all.filter(({ text }) => !texts.has(text));
}

function* namesIn(items: readonly ItemFacts[]): Iterable<string> {
  for (const { facts } of items)
    for (const fact of facts) {
      const name = nameBeyond(fact);
      if (name !== undefined) yield name;
    }
}

/** What the fact is known by outside of its function. */
function nameBeyond(fact: Fact): string | undefined {
  switch (fact.word) {
    case "function":
      return lastPart(fact.name);
    case "define":
      return fact.name;
    case "setting":
    case "kconfig-default":
      return fact.key;
    case "object":
      return fact.within === undefined || fact.storage === "extern" ? fact.name : undefined;
    case "store":
      return fact.within === undefined ? fact.base : undefined;
    default:
      return undefined;
  }
}
