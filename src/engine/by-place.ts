// Facts that a clause may mean, by the place that one of its variables is bound to. A large project has
// thousands of contexts and clients, and each is joined to the calls on itself: without this every call
// would be looked at for every one of them.
import type { Clause } from "../model/rule.js";
import { flowTestsOf } from "../rules/gate.js";
import type { Bound } from "../facts/bound.js";
import type { Bindings, Places } from "./bound-place.js";

/** Where a variable of a clause is bound. */
type Part = "on" | "of" | "object" | "result" | number;

interface Groups {
  readonly all: readonly Bound[];
  /** Places in `all`, ascending, under each name; those that nothing is known of under undefined. */
  readonly by: Map<string | undefined, number[]>;
}

export class FactsByPlace {
  private readonly places: Places;
  /** By what the clause asks for and by which part of it. */
  private readonly groups = new Map<string, Groups>();

  /** Good for as long as the index does not change. */
  constructor(places: Places) {
    this.places = places;
  }

  /** Of all candidates those that may be about what the clause is bound to, in the same order. */
  among(clause: Clause, bindings: Bindings, all: () => Iterable<Bound>): Iterable<Bound> {
    for (const [part, variable] of partsOf(clause)) {
      const place = bindings.get(variable);
      if (place === undefined) continue;
      const groups = this.groupsOf(clause, part, all);
      const names = this.places.namesOf(place);
      const places = part === "of" ? names.flatMap((one) => [...holdersOf(one), one]) : names;
      const found = new Set([...places, undefined].flatMap((one) => groups.by.get(one) ?? []));
      return [...found].sort((a, b) => a - b).flatMap((number) => groups.all[number] ?? []);
    }
    return all();
  }

  private groupsOf(clause: Clause, part: Part, all: () => Iterable<Bound>): Groups {
    const key = `${String(part)} ${keyOf(clause)}`;
    const groups = this.groups.get(key) ?? this.group(part, [...all()]);
    this.groups.set(key, groups);
    return groups;
  }

  /** What a wrapper does stands under its callers' names as well. */
  private group(part: Part, all: readonly Bound[]): Groups {
    const by: Groups["by"] = new Map();
    all.forEach((bound, number) => {
      const place = placeOf(this.places, bound, part);
      const names = place === undefined ? [undefined] : this.places.namesOf(place);
      for (const name of names) {
        const numbers = by.get(name);
        if (numbers === undefined) by.set(name, [number]);
        else numbers.push(number);
      }
    });
    return { all, by };
  }
}

const keys = new WeakMap<Clause, string>();
let clausesSoFar = 0;

/** The same for clauses that have the same candidates: many rules ask whether a variable is stored into. */
function keyOf(clause: Clause): string {
  let key = keys.get(clause);
  if (key === undefined) {
    const { word, names, to, presence } = clause;
    const isByFlow = names === undefined && flowTestsOf(clause).length > 0;
    const own = isByFlow ? String(++clausesSoFar) : "";
    key = [word, own, ...[names, to, presence].map((test) => JSON.stringify(test))].join(" ");
    keys.set(clause, key);
  }
  return key;
}

function* partsOf({ on, of, object, args, result }: Clause): Iterable<readonly [Part, string]> {
  if (result?.bind !== undefined) yield ["result", result.bind];
  if (on?.bind !== undefined) yield ["on", on.bind];
  if (object !== undefined) yield ["object", object];
  if (of !== undefined) yield ["of", of];
  for (const [number, { bind }] of args ?? []) if (bind !== undefined) yield [number, bind];
}

/** Undefined where nothing is known of it, and where the fact has no such part. */
function placeOf(places: Places, at: Bound, part: Part): string | undefined {
  const { fact } = at;
  switch (part) {
    case "on":
      return fact.word === "call" && fact.receiver !== undefined && fact.receiver !== ""
        ? places.ofPath(at, fact.receiver)
        : undefined;
    case "result":
      return fact.word === "call" && fact.into !== undefined
        ? places.ofPath(at, fact.into)
        : undefined;
    case "object":
      return fact.word === "object" ? places.ofPath(at, fact.name) : undefined;
    case "of":
      return fact.word === "store" ? places.ofPath(at, fact.base) : undefined;
    default:
      return placeOfArgument(places, at, part);
  }
}

function placeOfArgument(places: Places, at: Bound, number: number): string | undefined {
  const { fact } = at;
  const args = fact.word === "call" || fact.word === "object" ? fact.args : undefined;
  const expr = args?.[number];
  return expr === undefined ? undefined : places.ofExpr(at, expr);
}

/** Variables and fields that `a.b.c` is a part of, as stores are grouped by their variable. */
function* holdersOf(place: string): Iterable<string> {
  for (let dot = place.indexOf("."); dot >= 0; dot = place.indexOf(".", dot + 1))
    yield place.slice(0, dot);
}
