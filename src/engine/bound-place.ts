// Which place a variable of a sentence is bound to by a fact, and by which other names the same place goes:
// what a wrapper calls its parameter, or what it returns, its callers call something else. One call lies
// between the two; a wrapper of wrappers is followed where both hand on what one function holds.
// A local pointer or reference that is set once is another name of what it is set to.
import type { Expr } from "../model/expr.js";
import type { ObjectFact, StoreFact } from "../model/fact.js";
import { isWord, type Bound } from "../facts/bound.js";
import { Calls, functionAround } from "../facts/callees.js";
import type { FactIndex } from "../facts/index.js";
import { comesAfter } from "../facts/order.js";
import { placeAt } from "../facts/places.js";

/** Variables of a sentence → the place each stands for. */
export type Bindings = ReadonlyMap<string, string>;

/** A variable as it was written somewhere, and what followed it: `.ca.chain`. */
interface Written {
  readonly at: Bound;
  readonly base: string;
  readonly rest: string;
}

/** A function with more callers is a helper of everybody's, and tells nothing of any one place. */
const MOST_CALLERS = 64;

/** What is copied with these is which object is meant; a copied structure goes its own way. */
const HANDLE = /^int$|[Hh]andle/;

const NULLS: ReadonlySet<string> = new Set(["NULL", "nullptr"]);

/** Good for as long as the index does not change. */
export class Places {
  private readonly index: FactIndex;
  private readonly calls: Calls;
  private readonly written = new Map<string, Written>();
  private readonly others = new Map<string, readonly string[]>();

  constructor(index: FactIndex) {
    this.index = index;
    this.calls = new Calls(index);
  }

  /** `conf.ca.chain`, with the scope of its variable. */
  ofPath(at: Bound, dotted: string): string {
    const [base = "", ...path] = dotted.split(".");
    const rest = path.map((field) => `.${field}`).join("");
    const place = placeAt(this.index, at, base).key + rest;
    if (!this.written.has(place)) this.written.set(place, { at, base, rest });
    return place;
  }

  /** The place an argument names: `conf`, `&conf`, `ctx->conf`. */
  ofExpr(at: Bound, expr: Expr): string | undefined {
    switch (expr.is) {
      case "name":
        return this.ofPath(at, expr.name);
      case "member":
        return this.ofPath(at, `${expr.base}.${expr.path}`);
      case "address":
        return this.ofExpr(at, expr.of);
      default:
        return undefined;
    }
  }

  /** A key that something is asked for by: the same text, or the same place that it stands in. */
  ofKey(at: Bound, expr: Expr): string | undefined {
    return expr.is === "text" ? `"${expr.text}"` : this.ofExpr(at, expr);
  }

  /** The place, then what it is called where its function is called. */
  namesOf(place: string): readonly string[] {
    return [place, ...this.othersOf(place)];
  }

  /** One object, as far as anybody can tell. */
  same(a: string, b: string): boolean {
    if (a === b) return true;
    const names = new Set(this.namesOf(a));
    return this.namesOf(b).some((name) => names.has(name));
  }

  /** The place is the whole, or a part of it. */
  isPartOf(place: string, whole: string): boolean {
    const wholes = this.namesOf(whole);
    return this.namesOf(place).some((name) =>
      wholes.some((one) => name === one || name.startsWith(`${one}.`)),
    );
  }

  /** One of the two stands in a function that the function around the other calls. */
  areOneCallApart(a: Bound, b: Bound): boolean {
    return this.isCalledFrom(a, b) || this.isCalledFrom(b, a);
  }

  /** What a wrapper does is done where it is called: see facts/order.ts for one function. */
  comesAfter(later: Bound, earlier: Bound): boolean {
    return (
      comesAfter(later, earlier) ||
      this.callsAround(later, earlier).some((call) => comesAfter(call, earlier)) ||
      this.callsAround(earlier, later).some((call) => comesAfter(later, call))
    );
  }

  private isCalledFrom(inner: Bound, outer: Bound): boolean {
    return this.callsAround(inner, outer).length > 0;
  }

  /** Calls of the function around `inner` that stand in the one around `outer`. */
  private callsAround(inner: Bound, outer: Bound): readonly Bound[] {
    const fn = functionAround(inner);
    const sites = fn === undefined ? [] : this.calls.sitesOf(fn);
    return sites
      .map(({ bound }) => bound)
      .filter(({ item, fact }) => item === outer.item && fact.within === outer.fact.within);
  }

  private othersOf(place: string): readonly string[] {
    let known = this.others.get(place);
    if (known === undefined) {
      const written = this.written.get(place);
      // Names that name each other in a circle end here.
      this.others.set(place, []);
      known = written === undefined ? [] : [...new Set(this.othersAs(written))];
      this.others.set(place, known);
    }
    return known;
  }

  private othersAs(written: Written): readonly string[] {
    const set = this.setTo(written);
    return [...this.calledBy(written), ...(set === undefined ? [] : this.namesOf(set))];
  }

  /** What a local pointer or reference stands for, where one statement alone says so. */
  private setTo({ at, base, rest }: Written): string | undefined {
    const { object, scope } = placeAt(this.index, at, base);
    if (scope !== "function" || object?.fact.storage !== "local") return undefined;
    const [only, ...more] = this.setters(object);
    if (only === undefined || more.length > 0) return undefined;
    if (object.fact.form === undefined && !this.isCopyOfHandle(object.fact, only)) return undefined;
    const place = this.ofExpr(only, only.fact.value);
    return place === undefined ? undefined : place + rest;
  }

  private isCopyOfHandle({ type }: ObjectFact, copy: Bound<StoreFact>): boolean {
    const { value } = copy.fact;
    const from = value.is === "name" ? placeAt(this.index, copy, value.name).object : undefined;
    return from !== undefined && HANDLE.test(type);
  }

  private setters(object: Bound<ObjectFact>): readonly Bound<StoreFact>[] {
    const { item, source, fact } = object;
    return [...this.index.aboutIn(source.document.path, fact.name)].filter(
      (one): one is Bound<StoreFact> =>
        isWord(one, "store") &&
        one.item === item &&
        one.fact.within === fact.within &&
        one.fact.path === "" &&
        one.fact.how !== "copy" &&
        !isNull(one.fact.value),
    );
  }

  private calledBy({ at, base, rest }: Written): readonly string[] {
    const { object, scope } = placeAt(this.index, at, base);
    const fn = scope === "function" ? functionAround(at) : undefined;
    if (fn === undefined) return [];
    const isParameter = object?.fact.storage === "parameter";
    const isGivenBack = fn.fact.returns?.some((expr) => expr.is === "name" && expr.name === base);
    if (!isParameter && isGivenBack !== true) return [];
    const sites = this.calls.sitesOf(fn);
    if (sites.length > MOST_CALLERS) return [];
    const number = isParameter ? fn.fact.params.findIndex(({ name }) => name === base) : -1;
    return sites.flatMap(({ bound, args }) => {
      const arg = args[number];
      const into = bound.fact.word === "call" ? bound.fact.into : undefined;
      const outer = isParameter ? arg && this.ofExpr(bound, arg) : into && this.ofPath(bound, into);
      return outer === undefined || outer === "" ? [] : [outer + rest];
    });
  }
}

function isNull(value: Expr): boolean {
  return value.is === "number" || (value.is === "name" && NULLS.has(value.name));
}
