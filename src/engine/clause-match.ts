// One clause against one fact: how true it is, what it binds, and which values decided.
import type { ArgumentTest, Clause, NameTest, ValueTest } from "../model/rule.js";
import type { Expr } from "../model/expr.js";
import type { CallFact, Fact, ObjectFact, PresenceFact, StoreFact } from "../model/fact.js";
import type { Bound } from "../facts/bound.js";
import type { FactIndex } from "../facts/index.js";
import { isShrugged } from "../facts/failures.js";
import { isLasting } from "../facts/durable.js";
import { placeAt, typeAt } from "../facts/places.js";
import { isStoredText } from "../facts/stored-text.js";
import type { Flaw } from "../facts/flow/world.js";
import type { Flows } from "../facts/flow/flows.js";
import { option, UNKNOWN, type Option, type TrailStep } from "../facts/values.js";
import type { Resolver } from "../facts/resolve.js";
import { accepts } from "../rules/pattern.js";
import { isPublishedKey, PREDICATES } from "../rules/words.js";
import { all, any, truthOf, type Truth } from "./truth.js";
import { printedBy } from "./printed.js";
import { testValue, type TestWorld, type Verdict } from "./value-test.js";
import { placeOfExpr, placeOfPath, type Bindings } from "./bound-place.js";
import type { FactsByPlace } from "./by-place.js";
import { testReturns } from "./callback-test.js";
import { testFlow } from "./flow-test.js";
import { nameThatFits } from "./written-names.js";

export interface Matching {
  readonly index: FactIndex;
  readonly resolver: Resolver;
  readonly flows: Flows;
  readonly byPlace: FactsByPlace;
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

  /** Nothing can save the clause any more: what values are worth need not be asked. */
  private get hasFailed(): boolean {
    return this.truths.includes("false");
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
    if (this.hasFailed) return;
    if (expr === undefined) {
      this.say("false");
      return;
    }
    if (test.bind !== undefined) this.bind(test.bind, placeOfExpr(this.m.index, this.at, expr));
    if (test.value !== undefined) this.take(this.judge(test.value, expr));
  }

  /** Where the result is used that may not be there. */
  followed(use: TrailStep | undefined): void {
    const options = use === undefined ? [] : [{ ...option(UNKNOWN), trail: [use] }];
    this.take({ truth: truthOf(use !== undefined), options });
  }

  /** What was done before made it wrong. */
  flaw(flaw: Flaw | undefined): void {
    const since = flaw?.since;
    const options = since === undefined ? [] : [{ ...option(UNKNOWN), trail: [since] }];
    this.take({ truth: truthOf(flaw !== undefined), options });
  }

  /** One of several expressions passes; where none is known to, one might. */
  anyOf(test: ValueTest, exprs: readonly Expr[]): void {
    if (this.hasFailed) return;
    const verdicts = exprs.map((expr) => this.judge(test, expr));
    const best = any(verdicts.map((v) => v.truth));
    this.take({
      truth: best,
      options: verdicts.flatMap((v) => (v.truth === best ? v.options : [])),
    });
  }

  /** A value, and how the expression is written where a test asks for that. */
  judge(test: ValueTest, expr: Expr, keeper?: string): Verdict {
    // What cannot hold any more is not looked up: each look may ask for more to be read.
    if (this.truths.includes("false")) return { truth: "false", options: [] };
    const { flow, ...plain } = test;
    if (flow === undefined) return this.judgePlain(plain, expr, keeper);
    const data = testFlow(flow, this.m.flows.at(this.at.item, expr.span));
    if (data.truth !== "true" || Object.keys(plain).length === 0) return data;
    const { truth, options } = this.judgePlain(plain, expr, keeper);
    return { truth, options: [...data.options, ...options] };
  }

  private judgePlain(test: ValueTest, expr: Expr, keeper?: string): Verdict {
    const { named, operator, returns, stored, ...rest } = test;
    if (stored === true && !isStoredText(this.m.index, expr, this.at))
      return { truth: "false", options: [] };
    if (returns !== undefined)
      return testReturns(returns, expr, this.at, this.m.resolver, this.m.world(this.at));
    if (operator !== undefined && !operator.includes(operatorOf(expr)))
      return { truth: "false", options: [] };
    const name = named === undefined ? undefined : nameThatFits(named, expr, this.at, this.m.index);
    if (named !== undefined && name === undefined) return { truth: "false", options: [] };
    if (name !== undefined && Object.keys(rest).length === 0)
      return { truth: "true", options: [option({ is: "unknown" }, [name])] };
    if (Object.keys(rest).length === 0 && operator !== undefined)
      return { truth: "true", options: [] };
    const options = this.m.resolver.resolve(expr, this.at);
    return testValue(rest, options, this.m.world(this.at), keeper);
  }

  judged(test: ValueTest, expr: Expr, keeper: string): void {
    if (this.hasFailed) return;
    this.take(this.judge(test, expr, keeper));
  }

  private take({ truth, options }: Verdict): void {
    this.say(truth);
    if (truth !== "false") this.decided.push(...options);
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
      matchSetting(m, clause, fact, at, test);
      break;
    case "define":
      if (clause.value?.direct === true && !isLiteral(fact.value)) test.say("false");
      else if (clause.value !== undefined) test.judged(clause.value, fact.value, fact.name);
      break;
    case "literal":
      test.value(clause.value, [option({ is: "text", text: fact.text })]);
      break;
    case "presence":
      matchPresence(m, clause, fact, at, test);
      break;
    case "function":
      if (clause.flaw !== undefined) test.flaw(m.flows.flaw(at.item, fact.span, clause.flaw));
      break;
    case "include":
    case "ignore":
      break;
  }
  return test.done();
}

/** Of `a ? b : c` it is `?:`. */
function operatorOf(expr: Expr): string {
  if (expr.is === "either") return "?:";
  return expr.is === "operation" ? expr.operator : "";
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
  const { on, args, anyArg, prints, argCount, result, flaw } = clause;
  if (on !== undefined) matchReceiver(m, on, fact, at, test);
  for (const [number, argument] of flowFirst(args)) test.argument(argument, fact.args[number]);
  if (anyArg !== undefined) test.anyOf(anyArg, fact.args);
  if (prints !== undefined) matchPrinted(m, prints, fact, at, test);
  if (flaw !== undefined) test.flaw(m.flows.flaw(at.item, fact.span, flaw));
  if (argCount !== undefined) test.say(truthOf(isWithin(fact.args.length, argCount)));
  if (result !== undefined) matchResult(m, result, fact, at, test);
}

/** Data reaches few calls, and to know that costs nothing. */
function flowFirst(args: Clause["args"]): readonly (readonly [number, ArgumentTest])[] {
  const all = [...(args ?? [])];
  const isFlow = ([, { value }]: (typeof all)[number]): boolean => value?.flow !== undefined;
  return [...all.filter(isFlow), ...all.filter((one) => !isFlow(one))];
}

function matchPrinted(
  m: Matching,
  { label, value, whole }: NonNullable<Clause["prints"]>,
  fact: CallFact,
  at: Bound,
  test: Test,
): void {
  const printed = printedBy(fact.args, at, m.index).filter(
    (one) =>
      (whole !== true || (one.as === "text" && one.label !== undefined && one.cut !== true)) &&
      (label === undefined || (one.label !== undefined && fits({ tests: label }, one.label))),
  );
  if (value !== undefined)
    test.anyOf(
      value,
      printed.map((one) => one.expr),
    );
  else test.say(truthOf(printed.length > 0));
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
  if (result.state === "followed") test.followed(m.flows.followed(at.item, fact.span));
  else if (result.state === "shrugged") test.say(truthOf(isShrugged({ ...at, fact })));
  else if (result.state !== undefined) test.say(truthOf(fact.result === result.state));
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
  const { how, inType, of, value, index } = clause;
  if (how !== undefined) test.say(truthOf(how.includes(fact.how)));
  if (inType !== undefined) test.say(storedInto(m, inType, fact, at));
  if (of !== undefined) matchHolder(m, of, fact, at, test);
  if (index !== undefined) test.argument({ value: index }, fact.index);
  if (value === undefined) return;
  // Of an operation it is what comes out that has to stand right there.
  const isPlain = value.operator === undefined;
  if (value.direct === true && isPlain && !isLiteral(fact.value)) test.say("false");
  else test.judged(value, fact.value, keeperOf(fact));
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
  if (clause.elements !== undefined) test.argument({ value: clause.elements }, fact.elements);
  if (clause.initialised !== undefined) test.say(truthOf(fact.initialised === clause.initialised));
  for (const [number, argument] of clause.args ?? []) test.argument(argument, fact.args?.[number]);
}

function matchSetting(
  m: Matching,
  clause: Clause,
  fact: Extract<Fact, { word: "setting" | "kconfig-default" }>,
  at: Bound,
  test: Test,
): void {
  const { kind } = at.source.document;
  // Linux's builds share names with SDKs and mean something else: `CONFIG_WATCHDOG` of BusyBox is a program.
  const isMeant = clause.kinds?.includes(kind) ?? kind !== "linux-config";
  test.say(truthOf(isMeant));
  if (clause.section !== undefined)
    test.say(truthOf(fact.word === "setting" && fits(clause.section, fact.section ?? "")));
  if (clause.lasting !== undefined)
    test.say(truthOf(isLasting(m.index, fact, at) === clause.lasting));
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
    const { lists } = m.world(at);
    test.say(truthOf(isPublishedKey(fact.sha256, fact.halfSha256, lists)));
  }
}
