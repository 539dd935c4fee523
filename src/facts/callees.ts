// Which function of the project a call means, and which calls mean a function. A call without a
// receiver means its own class's or a free function; one with a receiver its declared type's. Where
// that is unknown, a name counts that only one class of the project has. Overloads are told apart
// by the number of their arguments alone; where that leaves several, it is none of them.
import { groupBy } from "../base/collections.js";
import type { Expr } from "../model/expr.js";
import type { Fact, FunctionFact } from "../model/fact.js";
import { classOf, conditionsOf, type Bound } from "./bound.js";
import { lastPart, type FactIndex } from "./index.js";
import { isBuiltWith } from "./linkage.js";
import { typeAt } from "./places.js";
import { isSwitchedOff } from "./switches.js";

/** The parts of a call that tell what it calls. */
export interface Called {
  readonly callee: string;
  readonly receiver?: string;
  readonly args: readonly Expr[];
}

/** Where a function is given its arguments. */
export interface CallSite {
  readonly bound: Bound;
  readonly args: readonly Expr[];
}

/** Definitions of one name by their class; free functions under undefined. */
type ByClass = ReadonlyMap<string | undefined, readonly Bound<FunctionFact>[]>;

/** Answers for facts as they are; each is found once. */
export class Calls {
  private readonly index: FactIndex;
  private readonly definitions = new Map<string, ByClass>();
  private readonly meant = new Map<Fact, readonly Bound<FunctionFact>[]>();
  private readonly sites = new Map<Fact, readonly CallSite[]>();

  constructor(index: FactIndex) {
    this.index = index;
  }

  /** Definitions that the call can mean: one, or several under different `#if` conditions. */
  functionsCalled(call: Called, at: Bound): readonly Bound<FunctionFact>[] {
    const all = this.defined(call.callee);
    return all.size === 0 ? [] : linked(this.index, meant(this.index, call, at, all), call, at);
  }

  /** What a name of a function means that is handed on: `&verify`, `Net::verify`. */
  functionsNamed(name: string, at: Bound): readonly Bound<FunctionFact>[] {
    const parts = name.split("::");
    const callee = parts.pop() ?? "";
    const receiver = parts.at(-1);
    const named = receiver === undefined ? { callee, args: [] } : { callee, receiver, args: [] };
    return linked(this.index, meant(this.index, named, at, this.defined(callee)), undefined, at);
  }

  private defined(name: string): ByClass {
    let found = this.definitions.get(name);
    if (found === undefined) {
      const all = [...this.index.functionsNamed(name)];
      const counting = all.filter((f) => f.fact.defined && !isSwitchedOff(this.index, f));
      found = groupBy(counting, classOfFunction);
      this.definitions.set(name, found);
    }
    return found;
  }

  /** Calls that mean the function, and objects that its class constructs, in the order of their places. */
  sitesOf(f: Bound<FunctionFact>): readonly CallSite[] {
    const known = this.sites.get(f.fact);
    if (known !== undefined) return known;
    const name = lastPart(f.fact.name);
    const sites: CallSite[] = [];
    for (const bound of this.index.find("call", name))
      if (this.means(bound.fact, bound, f)) sites.push({ bound, args: bound.fact.args });
    if (classOfFunction(f) === name)
      for (const bound of this.index.find("object", name)) {
        const { args } = bound.fact;
        if (args !== undefined && this.means({ callee: name, receiver: name, args }, bound, f))
          sites.push({ bound, args });
      }
    sites.sort(byPlace);
    this.sites.set(f.fact, sites);
    return sites;
  }

  private means(call: Called, at: Bound, f: Bound<FunctionFact>): boolean {
    if (!isBuiltWith(at, f) || call.args.length > f.fact.params.length) return false;
    let found = this.meant.get(at.fact);
    if (found === undefined) {
      found = isSwitchedOff(this.index, at) ? [] : this.functionsCalled(call, at);
      this.meant.set(at.fact, found);
    }
    return found.some(({ fact }) => fact === f.fact);
  }
}

function isReachable(f: Bound<FunctionFact>, at: Bound): boolean {
  return f.source.root === at.source.root && isBuiltWith(f, at);
}

function meant(
  index: FactIndex,
  { receiver }: Called,
  at: Bound,
  all: ByClass,
): readonly Bound<FunctionFact>[] {
  const reachable = (some: readonly Bound<FunctionFact>[] = []): readonly Bound<FunctionFact>[] =>
    some.filter((f) => isReachable(f, at));
  const ofClass = (name: string | undefined): readonly Bound<FunctionFact>[] =>
    name === undefined ? [] : reachable(all.get(name));
  if (receiver === undefined || receiver === "this") {
    const own = ofClass(ownerOf(at));
    return own.length > 0 || receiver === "this" ? own : reachable(all.get(undefined));
  }
  const type = typeOfReceiver(index, at, receiver);
  if (type !== undefined) return ofClass(type);
  const named = ofClass(receiver.split(/\.|::/).at(-1));
  // `WiFi.begin`, `Serial.read`: objects of an SDK that nobody here declares.
  if (named.length > 0 || /^[A-Z]\w*$/.test(receiver)) return named;
  const [only = [], ...others] = [...all.values()].map(reachable).filter((f) => f.length > 0);
  return others.length === 0 ? only : [];
}

function isFree(f: Bound<FunctionFact>): boolean {
  return classOfFunction(f) === undefined;
}

/** `const ns::Config` → `Config`; of `a.b` the type of the field, where one class says it. */
function typeOfReceiver(index: FactIndex, at: Bound, receiver: string): string | undefined {
  const [base = "", ...fields] = receiver.split(".");
  if (fields.length === 0) return plainType(typeAt(index, at, base));
  if (base.includes("(")) return undefined;
  const owner = plainType(base === "this" ? ownerOf(at) : typeAt(index, at, base));
  const field = fields.length === 1 ? fields[0] : undefined;
  if (owner === undefined || field === undefined) return undefined;
  for (const bound of index.shared(field))
    if (ownerOf(bound) === owner) return plainType(bound.fact.type);
  return undefined;
}

/** The class around a fact, also where both stand in one item. */
function ownerOf(bound: Bound): string | undefined {
  const isQualified = bound.fact.within?.includes("::") === true;
  return isQualified ? classOf(bound) : (bound.fact.inside?.at(-1) ?? classOf(bound));
}

/** The class of a function: `Net` of `Net::join`. */
function classOfFunction({ fact, item }: Bound<FunctionFact>): string | undefined {
  return fact.name.split("::").at(-2) ?? fact.inside?.at(-1) ?? item.context.at(-1);
}

function plainType(type: string | undefined): string | undefined {
  const plain = type?.replace(/<.*$/s, "").replace(/^.*::/, "").trim();
  return plain === undefined || plain === "" || plain === "auto" ? undefined : plain;
}

/** The document's own before an included one's, that before the one of the project. */
function linked(
  index: FactIndex,
  candidates: readonly Bound<FunctionFact>[],
  call: Called | undefined,
  at: Bound,
): readonly Bound<FunctionFact>[] {
  const { path } = at.source.document;
  const fitting = call === undefined ? candidates : taking(candidates, call.args.length);
  const here = fitting.filter((f) => f.source.document.path === path);
  if (here.length > 0) return only(here);
  const shared = fitting.filter((f) => !isOfFile(f));
  // Where there is no choice, nobody need know who includes whom.
  if (fitting.length === shared.length && shared.length < 2) return shared;
  const included = index.includedBy(path);
  const reached = fitting.filter((f) => included.has(f.source.document.path));
  return only(reached.length > 0 ? reached : shared);
}

/** Types of SDKs, whose methods no project defines. */
const FOREIGN =
  /^(?:String|string|string_view|vector|map|array|optional|Json\w+|IPAddress|Stream|Print|File|WiFi\w*|HTTPClient|Preferences|HardwareSerial|(?:u?int\d*|size|ssize|time)(?:_t)?|char|bool|float|double)$/;

/** The name by which a scan can find what the call means; undefined where that is an SDK's. */
export function nameToFind(index: FactIndex, call: Called, at: Bound): string | undefined {
  const { callee, receiver } = call;
  if (receiver === undefined) return callee;
  const type = receiver === "this" ? ownerOf(at) : typeOfReceiver(index, at, receiver);
  if (type !== undefined) return FOREIGN.test(type) ? undefined : `${type}::${callee}`;
  const last = receiver.split(/\.|::/).at(-1) ?? "";
  if (/^[A-Z]\w*$/.test(receiver)) return `${receiver}::${callee}`;
  return /^\w+(?:\(\))?$/.test(last) ? callee : undefined;
}

/** `Net::join`, however it is written. */
export function fullName(f: Bound<FunctionFact>): string {
  const name = lastPart(f.fact.name);
  const owner = classOfFunction(f);
  return owner === undefined ? name : `${owner}::${name}`;
}

function taking(
  candidates: readonly Bound<FunctionFact>[],
  count: number,
): readonly Bound<FunctionFact>[] {
  const exact = candidates.filter(({ fact }) => count === fact.params.length);
  return exact.length > 0 ? exact : candidates.filter(({ fact }) => count < fact.params.length);
}

/** `static` inside of a class says something else. */
export function isOfFile(f: Bound<FunctionFact>): boolean {
  return f.fact.static && isFree(f);
}

function only(found: readonly Bound<FunctionFact>[]): readonly Bound<FunctionFact>[] {
  if (found.length < 2) return found;
  const homes = new Set(found.map((f) => f.source.document.path));
  const conditions = new Set(found.map((f) => conditionsOf(f).join("\n")));
  return homes.size === 1 && conditions.size === found.length ? found : [];
}

/** The function whose body holds the fact, where its head was read. */
export function functionAround(at: Bound): Bound<FunctionFact> | undefined {
  const { within } = at.fact;
  if (within === undefined) return undefined;
  for (const fact of at.item.facts)
    if (fact.word === "function" && fact.defined && fact.name === within)
      return { fact, item: at.item, source: at.source };
  return undefined;
}

function byPlace({ bound: a }: CallSite, { bound: b }: CallSite): number {
  const [one, other] = [a.source.document.path, b.source.document.path];
  if (one !== other) return one < other ? -1 : 1;
  return a.item.at.start + a.fact.span.start - b.item.at.start - b.fact.span.start;
}

/** What a parameter is where a call leaves it out: the definition says it, or a declaration. */
export function fallbackOf(
  index: FactIndex,
  f: Bound<FunctionFact>,
  number: number,
): { readonly expr: Expr; readonly at: Bound } | undefined {
  for (const at of [f, ...index.functionsNamed(lastPart(f.fact.name))]) {
    const expr = at.fact.params[number]?.fallback;
    if (expr !== undefined && at.fact.params.length === f.fact.params.length) return { expr, at };
  }
  return undefined;
}

/** Nothing but calls of the function stands in what was read of its file. */
export function isOnlyCalled(index: FactIndex, f: Bound<FunctionFact>): boolean {
  return isOfFile(f) && !isNamedBesideCalls(index, f);
}

/** Its name stands in its file, as far as that was read, where it is neither called nor defined. */
export function isNamedBesideCalls(index: FactIndex, f: Bound<FunctionFact>): boolean {
  const { path, items } = f.source.document;
  const name = new RegExp(`\\b${f.fact.name}\\b`, "g");
  const written = items.reduce((n, { text }) => n + (text.match(name)?.length ?? 0), 0);
  const calls = index.findIn(path, "call", f.fact.name).length;
  const heads = index.findIn(path, "function", f.fact.name).length;
  return written > calls + heads;
}
