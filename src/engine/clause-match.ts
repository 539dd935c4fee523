// One clause against one fact: how true it is, what it binds, and which values decided.
import type { ArgumentTest, Clause, NameTest } from "../model/rule.js";
import type { Expr } from "../model/expr.js";
import type { CallFact, Fact, ObjectFact, PresenceFact, StoreFact } from "../model/fact.js";
import type { Bound } from "../facts/bound.js";
import type { FactIndex } from "../facts/index.js";
import { placeAt, typeAt } from "../facts/places.js";
import { option, type Option } from "../facts/values.js";
import type { Resolver } from "../facts/resolve.js";
import { accepts } from "../rules/pattern.js";
import { PREDICATES } from "../rules/words.js";
import { all, truthOf, type Truth } from "./truth.js";
import { testValue, type TestWorld } from "./value-test.js";

/** Variables of a sentence → the place each stands for. */
export type Bindings = ReadonlyMap<string, string>;

export interface Matching {
  readonly index: FactIndex;
  readonly resolver: Resolver;
  readonly world: (at: Bound) => TestWorld;
}

export interface ClauseMatch {
  readonly truth: Truth;
  readonly bindings: Bindings;
  /** Values that passed tests; they carry the trail. */
  readonly decided: readonly Option[];
}

const NO: ClauseMatch = { truth: "false", bindings: new Map(), decided: [] };

/** Collects truths, bindings and values while a clause's parts are tested. */
class Test {
  readonly truths: Truth[] = [];
  readonly decided: Option[] = [];
  readonly bindings: Map<string, string>;
  private readonly m: Matching;
  private readonly at: Bound;

  constructor(m: Matching, at: Bound, bindings: Bindings) {
    this.m = m;
    this.at = at;
    this.bindings = new Map(bindings);
  }

  say(truth: Truth): void {
    this.truths.push(truth);
  }

  bind(variable: string, place: string | undefined): void {
    const known = this.bindings.get(variable);
    if (place === undefined) this.say(known === undefined ? "false" : "unknown");
    else if (known === undefined) this.bindings.set(variable, place);
    else this.say(truthOf(known === place));
  }

  value(test: ArgumentTest["value"], options: readonly Option[], keeper?: string): void {
    if (test === undefined) return;
    const verdict = testValue(test, options, this.m.world(this.at), keeper);
    this.say(verdict.truth);
    this.decided.push(...verdict.options);
  }

  argument(test: ArgumentTest, expr: Expr | undefined): void {
    if (expr === undefined) {
      this.say("false");
      return;
    }
    if (test.bind !== undefined) this.bind(test.bind, placeOfExpr(this.m.index, this.at, expr));
    if (test.value !== undefined) this.value(test.value, this.m.resolver.resolve(expr, this.at));
  }

  done(): ClauseMatch {
    return { truth: all(this.truths), bindings: this.bindings, decided: this.decided };
  }
}

export function matchClause(
  m: Matching,
  clause: Clause,
  at: Bound,
  bindings: Bindings,
): ClauseMatch {
  const { fact } = at;
  if (fact.word !== clause.word && !(clause.word === "setting" && fact.word === "kconfig-default"))
    return NO;
  if (!namesFit(clause, fact)) return NO;
  const test = new Test(m, at, bindings);
  if (clause.as !== undefined) test.bind(clause.as, `fact:${factId(at)}`);
  switch (fact.word) {
    case "call":
      matchCall(m, clause, fact, at, test);
      break;
    case "store":
      matchStore(m, clause, fact, at, test);
      break;
    case "object":
      matchObject(m, clause, fact, at, test);
      break;
    case "setting":
    case "kconfig-default":
      matchSetting(clause, fact, at, test);
      break;
    case "define":
      if (clause.value?.direct === true && !isLiteral(fact.value)) test.say("false");
      else if (clause.value !== undefined)
        test.value(clause.value, m.resolver.resolve(fact.value, at), fact.name);
      break;
    case "literal":
      test.value(clause.value, [option({ is: "text", text: fact.text })]);
      break;
    case "presence":
      matchPresence(m, clause, fact, at, test);
      break;
    case "include":
    case "function":
    case "ignore":
      break;
  }
  return test.done();
}

function factId(at: Bound): string {
  return `${at.source.document.path}:${String(at.item.at.start + at.fact.span.start)}:${String(at.fact.span.end)}`;
}

/** The cheap part, before any value is resolved. */
function namesFit(clause: Clause, fact: Fact): boolean {
  if (fact.word === "store") {
    return (
      (clause.names === undefined || fieldPaths(fact.path).some((p) => fits(clause.names, p))) &&
      (clause.to === undefined || fits(clause.to, keeperOf(fact)))
    );
  }
  if (clause.names === undefined) return true;
  switch (fact.word) {
    case "call":
      return fits(clause.names, fact.callee);
    case "object":
      return fits(clause.names, fact.type);
    case "setting":
    case "kconfig-default":
      return fits(clause.names, fact.key);
    case "define":
    case "function":
      return fits(clause.names, fact.name);
    case "include":
      return fits(clause.names, fact.path) || fits(clause.names, fact.path.split("/").at(-1) ?? "");
    default:
      return true;
  }
}

export function fits(names: NameTest | undefined, text: string): boolean {
  if (names === undefined) return true;
  return accepts(
    names.tests,
    text,
    (p) => PREDICATES[p]?.test(text, { lists: new Map() }) ?? false,
  );
}

/** What a `direct` test can accept; anything else need not be resolved to know that. */
function isLiteral(expr: Expr): boolean {
  return expr.is === "concat" ? expr.parts.every(isLiteral) : ["text", "bytes"].includes(expr.is);
}

/** Where a store keeps its value, by the last name: `password` of `cfg.sta.password`. */
function keeperOf(fact: StoreFact): string {
  return fieldPaths(fact.path).at(-1) ?? fact.base;
}

/** `a.b[].c` → `a.b.c`, `b.c`, `c`: a rule may name as much of the path as it needs. */
export function fieldPaths(path: string): string[] {
  if (path === "") return [];
  const parts = path.replaceAll("[]", "").split(".").filter(Boolean);
  return parts.map((_, i) => parts.slice(i).join("."));
}

function matchCall(m: Matching, clause: Clause, fact: CallFact, at: Bound, test: Test): void {
  const { on, args, anyArg, argCount, result } = clause;
  if (on !== undefined) matchReceiver(m, on, fact, at, test);
  for (const [number, argument] of args ?? []) test.argument(argument, fact.args[number]);
  if (anyArg !== undefined)
    test.value(
      anyArg,
      fact.args.flatMap((arg) => m.resolver.resolve(arg, at)),
    );
  if (argCount !== undefined) test.say(truthOf(isWithin(fact.args.length, argCount)));
  if (result !== undefined) matchResult(m, result, fact, at, test);
}

function isWithin(
  count: number,
  { atLeast = 0, atMost = Infinity }: { readonly atLeast?: number; readonly atMost?: number },
): boolean {
  return count >= atLeast && count <= atMost;
}

function matchResult(
  m: Matching,
  result: NonNullable<Clause["result"]>,
  fact: CallFact,
  at: Bound,
  test: Test,
): void {
  if (result.state !== undefined) test.say(truthOf(fact.result === result.state));
  if (result.bind === undefined) return;
  const into = fact.into === undefined ? undefined : placeOfPath(m.index, at, fact.into);
  test.bind(result.bind, into);
}

function matchReceiver(
  m: Matching,
  on: NonNullable<Clause["on"]>,
  fact: CallFact,
  at: Bound,
  test: Test,
): void {
  const receiver = fact.receiver ?? "";
  if (on.names !== undefined)
    test.say(truthOf(fits(on.names, receiver.split(/\.|::/).at(-1) ?? "")));
  if (on.bind !== undefined)
    test.bind(on.bind, receiver === "" ? undefined : placeOfPath(m.index, at, receiver));
  if (on.type !== undefined) test.say(receiverType(m, on.type, receiver, at));
}

/** Without a receiver there is no type; the type of a field or of an undeclared name is unknown. */
function receiverType(m: Matching, types: NameTest, receiver: string, at: Bound): Truth {
  if (receiver === "") return "false";
  const type = receiver.includes(".") ? undefined : typeAt(m.index, at, receiver);
  return type === undefined ? "unknown" : truthOf(fits(types, type));
}

function matchStore(m: Matching, clause: Clause, fact: StoreFact, at: Bound, test: Test): void {
  const { how, inType, of, value } = clause;
  if (how !== undefined) test.say(truthOf(how.includes(fact.how)));
  if (inType !== undefined) test.say(storedInto(m, inType, fact, at));
  if (of !== undefined) matchHolder(m, of, fact, at, test);
  if (value === undefined) return;
  if (value.direct === true && !isLiteral(fact.value)) test.say("false");
  else test.value(value, m.resolver.resolve(fact.value, at), keeperOf(fact));
}

/** The type of the variable that a store goes into; `auto` and undeclared ones are unknown. */
function storedInto(m: Matching, types: NameTest, fact: StoreFact, at: Bound): Truth {
  const type = (fact.type ?? typeAt(m.index, at, fact.base))?.replace(/^.*::/, "");
  return type === undefined || type === "auto" ? "unknown" : truthOf(fits(types, type));
}

function matchHolder(m: Matching, of: string, fact: StoreFact, at: Bound, test: Test): void {
  const known = test.bindings.get(of);
  if (known === undefined) {
    test.bind(of, placeAt(m.index, at, fact.base).key);
    return;
  }
  const dotted = fact.path === "" ? fact.base : `${fact.base}.${fact.path}`;
  const place = placeOfPath(m.index, at, dotted);
  test.say(truthOf(place === known || place.startsWith(`${known}.`)));
}

function matchObject(m: Matching, clause: Clause, fact: ObjectFact, at: Bound, test: Test): void {
  if (clause.object !== undefined) test.bind(clause.object, placeAt(m.index, at, fact.name).key);
  if (clause.initialised !== undefined) test.say(truthOf(fact.initialised === clause.initialised));
  for (const [number, argument] of clause.args ?? []) test.argument(argument, fact.args?.[number]);
}

function matchSetting(
  clause: Clause,
  fact: Extract<Fact, { word: "setting" | "kconfig-default" }>,
  at: Bound,
  test: Test,
): void {
  if (clause.kinds !== undefined) test.say(truthOf(clause.kinds.includes(at.source.document.kind)));
  if (clause.section !== undefined)
    test.say(truthOf(fact.word === "setting" && fits(clause.section, fact.section ?? "")));
  test.value(
    clause.value,
    [option({ is: "text", text: fact.value }, fact.value === "y" ? ["true"] : [])],
    fact.key,
  );
}

function matchPresence(
  m: Matching,
  clause: Clause,
  fact: PresenceFact,
  at: Bound,
  test: Test,
): void {
  const { presence } = clause;
  if (presence === undefined) return;
  test.say(truthOf(presence.kind === fact.kind));
  if (presence.encrypted !== undefined)
    test.say(truthOf((fact.encrypted ?? false) === presence.encrypted));
  const { path } = at.source.document;
  if (presence.path !== undefined)
    test.say(
      truthOf(fits(presence.path, path) || fits(presence.path, path.split("/").at(-1) ?? "")),
    );
  if (presence.known !== undefined) {
    const known = m.world(at).lists.get("public-sdk-keys") ?? [];
    test.say(truthOf(fact.sha256 !== undefined && known.includes(fact.sha256)));
  }
}

function placeOfPath(index: FactIndex, at: Bound, dotted: string): string {
  const [base = "", ...rest] = dotted.split(".");
  const { key } = placeAt(index, at, base);
  return rest.length === 0 ? key : `${key}.${rest.join(".")}`;
}

/** The place an argument names: `conf`, `&conf`, `ctx->conf`. */
export function placeOfExpr(index: FactIndex, at: Bound, expr: Expr): string | undefined {
  switch (expr.is) {
    case "name":
      return placeOfPath(index, at, expr.name);
    case "member":
      return placeOfPath(index, at, `${expr.base}.${expr.path}`);
    case "address":
      return placeOfExpr(index, at, expr.of);
    default:
      return undefined;
  }
}
