// Which names mean something else after a document was read again: of functions, macros, settings, and
// of what is declared or stored outside of functions.
import type { DocumentFacts, ItemFacts } from "../model/document.js";
import type { Fact, FunctionFact } from "../model/fact.js";
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

/** A field is named behind a point, or by its class alone. */
function asField(name: string): string {
  return `.${name}`;
}

/** Names that an item's text holds, as `changedNames` writes them. */
export function namesHeldBy({ text, context, facts }: ItemFacts): ReadonlySet<string> {
  const names = new Set(text.match(/\w+/g));
  const isOfClass =
    context.length > 0 || facts.some((fact) => fact.word === "function" && isMethod(fact));
  const fields = isOfClass ? [...names] : matchesOf(text, /(?:\.|->)\s*(\w+)/g);
  for (const field of fields) names.add(asField(field));
  return names;
}

function isMethod({ name, inside }: FunctionFact): boolean {
  return name.includes("::") || (inside ?? []).length > 0;
}

function matchesOf(text: string, pattern: RegExp): readonly string[] {
  return Array.from(text.matchAll(pattern), ([, name]) => name ?? "");
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
    case "kconfig-choice":
      return fact.key;
    case "object":
      if (fact.storage === "field") return asField(fact.name);
      return fact.within === undefined || fact.storage === "extern" ? fact.name : undefined;
    case "store":
      return fact.within === undefined ? fact.base : undefined;
    default:
      return undefined;
  }
}
