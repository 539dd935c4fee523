// Calls that may write to a variable because they are given its address.
import { listAt } from "../base/collections.js";
import type { DocumentFacts, ItemFacts } from "../model/document.js";
import type { Expr } from "../model/expr.js";
import type { CallFact } from "../model/fact.js";
import type { Bound, PlaceKey } from "./bound.js";
import type { FactIndex } from "./index.js";
import { placeAt } from "./places.js";

interface Filling {
  readonly fact: CallFact;
  readonly item: ItemFacts;
}

/** Base name → calls of the document that are given its address, or that of a field of it. */
type Fillings = ReadonlyMap<string, readonly Filling[]>;

/** Many questions are asked about the variables of one document. */
const known = new WeakMap<DocumentFacts, Fillings>();

/** A call in the document of `at` is given the address of the variable, or of a field of it. */
export function isFilledElsewhere(
  index: FactIndex,
  name: string,
  key: PlaceKey,
  { source }: Bound,
): boolean {
  const fillings = known.get(source.document) ?? fillingsOf(source.document);
  known.set(source.document, fillings);
  const isIt = ({ fact, item }: Filling): boolean =>
    placeAt(index, { fact, item, source }, name).key === key;
  return fillings.get(name)?.some(isIt) ?? false;
}

function fillingsOf({ items }: DocumentFacts): Fillings {
  const fillings = new Map<string, Filling[]>();
  for (const item of items)
    for (const fact of item.facts)
      if (fact.word === "call")
        for (const name of new Set(fact.args.flatMap(filled)))
          listAt(fillings, name).push({ fact, item });
  return fillings;
}

/** `&buf` may be written to by the call; without the `&`, `buf` is only read. */
function filled(arg: Expr): string[] {
  if (arg.is !== "address") return [];
  if (arg.of.is === "name") return [arg.of.name];
  return arg.of.is === "member" ? [arg.of.base] : [];
}
