// Initialisers that name no fields: `struct net home = { "ssid", "key", 80 };` gives each field what stands in
// its place, by the order in which the structure declares them (C11 6.7.9, 17).
import type { Expr } from "../model/expr.js";
import type { ObjectFact, StoreFact } from "../model/fact.js";
import { isWord, type Bound, type Declared } from "./bound.js";
import type { FactIndex } from "./index.js";

/** What the list gives the field at `path`; of an array of structures, what each of its lists does. */
export function* listedAt(
  index: FactIndex,
  place: Declared,
  path: string,
  { value }: StoreFact,
): Iterable<Expr> {
  const type = place.object?.fact.type;
  if (type === undefined || value.is !== "list") return;
  const field = path.replace(ELEMENT, "");
  const number = field.includes(".") ? undefined : numberOf(index, type, field);
  if (number === undefined) return;
  for (const list of ELEMENT.test(path) ? value.items : [value]) {
    const given = list.is === "list" ? list.items[number] : undefined;
    if (given !== undefined) yield given;
  }
}

/** `[].key`, `[2].key` */
const ELEMENT = /^\[\d*\]\./;

/** Where the field stands in its structure; undefined where two structures of the name differ, or none was read. */
function numberOf(index: FactIndex, type: string, field: string): number | undefined {
  const plain = type.replace(/^.*::/, "");
  const numbers = new Set<number>();
  for (const bound of index.shared(field))
    if (ownerOf(bound) === plain) numbers.add(fieldsAround(bound).indexOf(field));
  const [only, ...others] = numbers;
  return others.length === 0 && only !== -1 ? only : undefined;
}

function fieldsAround(bound: Bound<ObjectFact>): readonly string[] {
  const owner = ownerOf(bound);
  const { item, source } = bound;
  return item.facts
    .map((fact) => ({ fact, item, source }))
    .filter((one): one is Bound<ObjectFact> => isWord(one, "object") && ownerOf(one) === owner)
    .sort((a, b) => a.fact.span.start - b.fact.span.start)
    .map(({ fact }) => fact.name);
}

function ownerOf({ fact, item }: Bound<ObjectFact>): string | undefined {
  return fact.storage === "field" ? (fact.inside?.at(-1) ?? item.context.at(-1)) : undefined;
}
