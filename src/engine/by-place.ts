// Facts that a clause may mean, by the place that one of its variables is bound to. A large project has
// thousands of contexts and clients, and each is joined to the calls on itself: without this every call
// would be looked at for every one of them.
import type { Clause } from "../model/rule.js";
import type { Bound } from "../facts/bound.js";
import type { FactIndex } from "../facts/index.js";
import { placeAt } from "../facts/places.js";
import { placeOfExpr, placeOfPath, type Bindings } from "./bound-place.js";

/** Where a variable of a clause is bound. */
type Part = "on" | "of" | "object" | number;

interface Groups {
  readonly all: readonly Bound[];
  /** Places in `all`, ascending; those that nothing is known of under undefined. */
  readonly by: Map<string | undefined, number[]>;
}

export class FactsByPlace {
  private readonly index: FactIndex;
  private readonly groups = new Map<Clause, Map<Part, Groups>>();

  /** Good for as long as the index does not change. */
  constructor(index: FactIndex) {
    this.index = index;
  }

  /** Of all candidates those that may be about what the clause is bound to, in the same order. */
  among(clause: Clause, bindings: Bindings, all: () => Iterable<Bound>): Iterable<Bound> {
    for (const [part, variable] of partsOf(clause)) {
      const place = bindings.get(variable);
      if (place === undefined) continue;
      const groups = this.groupsOf(clause, part, all);
      const places = part === "of" ? [...holdersOf(place), place] : [place];
      const found = [...places, undefined].flatMap((one) => groups.by.get(one) ?? []);
      return found.sort((a, b) => a - b).flatMap((number) => groups.all[number] ?? []);
    }
    return all();
  }

  private groupsOf(clause: Clause, part: Part, all: () => Iterable<Bound>): Groups {
    const parts = this.groups.get(clause) ?? new Map<Part, Groups>();
    this.groups.set(clause, parts);
    const groups = parts.get(part) ?? this.group(part, [...all()]);
    parts.set(part, groups);
    return groups;
  }

  private group(part: Part, all: readonly Bound[]): Groups {
    const by: Groups["by"] = new Map();
    all.forEach((bound, number) => {
      const place = placeOf(this.index, bound, part);
      const numbers = by.get(place);
      if (numbers === undefined) by.set(place, [number]);
      else numbers.push(number);
    });
    return { all, by };
  }
}

function* partsOf({ on, of, object, args }: Clause): Iterable<readonly [Part, string]> {
  if (on?.bind !== undefined) yield ["on", on.bind];
  if (object !== undefined) yield ["object", object];
  if (of !== undefined) yield ["of", of];
  for (const [number, { bind }] of args ?? []) if (bind !== undefined) yield [number, bind];
}

/** Undefined where nothing is known of it, and where the fact has no such part. */
function placeOf(index: FactIndex, at: Bound, part: Part): string | undefined {
  const { fact } = at;
  switch (part) {
    case "on":
      return fact.word === "call" && fact.receiver !== undefined && fact.receiver !== ""
        ? placeOfPath(index, at, fact.receiver)
        : undefined;
    case "object":
      return fact.word === "object" ? placeAt(index, at, fact.name).key : undefined;
    case "of":
      return fact.word === "store" ? placeAt(index, at, fact.base).key : undefined;
    default:
      return placeOfArgument(index, at, part);
  }
}

function placeOfArgument(index: FactIndex, at: Bound, number: number): string | undefined {
  const { fact } = at;
  const args = fact.word === "call" || fact.word === "object" ? fact.args : undefined;
  const expr = args?.[number];
  return expr === undefined ? undefined : placeOfExpr(index, at, expr);
}

/** Variables and fields that `a.b.c` is a part of, as stores are grouped by their variable. */
function* holdersOf(place: string): Iterable<string> {
  for (let dot = place.indexOf("."); dot >= 0; dot = place.indexOf(".", dot + 1))
    yield place.slice(0, dot);
}
