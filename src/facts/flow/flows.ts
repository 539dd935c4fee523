// Where data goes in a whole project: the walks of its functions put together. Each function is walked
// with its parameters open; what callers, registrations and shared variables really give is filled in
// along the calls. Names of functions that data goes into, or comes out of, and that were not read are
// put on lists, so that a scan can look for them.
import type { Span } from "../../base/span.js";
import type { CallExpr, Expr } from "../../model/expr.js";
import type { ItemFacts } from "../../model/document.js";
import type { FunctionFact } from "../../model/fact.js";
import type { FlawName } from "../../model/rule.js";
import type { FlowClass, FlowModels } from "../../model/flow-model.js";
import { calculate } from "../arithmetic.js";
import { Calls, type CallSite as CallerSite } from "../callees.js";
import type { Bound } from "../bound.js";
import { namesHeldBy } from "../changes.js";
import { lastPart, type FactIndex } from "../index.js";
import { placeAt } from "../places.js";
import { resolver } from "../resolve.js";
import type { TrailStep } from "../values.js";
import { sameAnswers, saysMore } from "./answers.js";
import { CUT_TEXT, GROWTH, MAYBE_NULL, WANTED } from "./classes.js";
import { substituted } from "./substituted.js";
import {
  CLEAN,
  either,
  given,
  isData,
  onward,
  parameterOf,
  sameKnowledge,
  type Way,
  type Knowledge,
} from "./knowledge.js";
import { walk } from "./run.js";
import type { CallSite, Flaw, Function, Seen, Walk, World } from "./world.js";
import { isFixedWidth } from "./unknown.js";
import { capacityOf } from "./sizes.js";
import { bufferOf, placeKey } from "./place-keys.js";
import { State } from "./state.js";

/** A function or lambda with what was found in it. */
interface Node {
  /** As it stands in its item; a lambda has that of the function around it. */
  readonly fact: FunctionFact;
  readonly bound: Bound<FunctionFact>;
  readonly fn: Function;
  /** Where a lambda stands. */
  readonly lambda?: Span;
  walk: Walk | undefined;
  walks: number;
  /** What callers and registrations really give, by the number of the parameter. */
  readonly given: Map<number, Knowledge>;
  readonly callers: Set<Node>;
}

type Put = (node: Node, number: number, known: Knowledge) => void;

/** Classes that decide what a call gives. */
const SOCKETS = ["socket", "local-socket"];

/** A function is walked again when what it calls turns out to return more; not for ever. */
const MOST_WALKS = 5;
/** Turns of "what is shared is read elsewhere, and shared again". */
const MOST_TURNS = 3;

/** What was followed before facts of these names changed: what names none of them still holds. */
export interface Earlier {
  readonly flows: Flows;
  readonly changed: ReadonlySet<string>;
}

export class Flows {
  /** Sizes and limits that were not read. */
  readonly names = new Set<string>();
  /** Functions of the project that data is given to and whose bodies were not read. */
  readonly definitions = new Set<string>();
  /** Functions that return data: what calls them matters. */
  readonly callers = new Set<string>();
  /** Variables of a type that gives data → the methods that do. */
  readonly receivers = new Map<string, Set<string>>();
  /** Variables that several functions see and that hold data: who reads them matters. */
  readonly holders = new Set<string>();
  /** Functions that were not followed to their end: too long, or what they call kept changing. */
  readonly cutOff = new Map<Bound<FunctionFact>, "long" | "unsettled">();
  private readonly nodes: Node[] = [];
  private readonly byItem = new Map<ItemFacts, Node[]>();
  private readonly byFact = new Map<FunctionFact, Node>();
  private readonly numbers: WeakMap<ItemFacts, Set<string>>;
  /** Functions that turned out to be given a socket: what they read from it is the network's. */
  private readonly plugged = new Set<Node>();
  private readonly shared: Map<string, Knowledge>;
  private readonly words: WeakMap<ItemFacts, ReadonlySet<string>>;
  private readonly index: FactIndex;
  private readonly world: World;

  /**
   * With `earlier`, in the time that the change takes. What it says then is enough to ask by and no
   * more: what data was once seen to reach stays reached.
   */
  constructor(index: FactIndex, models: FlowModels, earlier?: Earlier) {
    this.index = index;
    this.world = worldOf(index, models, this);
    this.shared = new Map(earlier?.flows.shared);
    this.words = earlier?.flows.words ?? new WeakMap();
    this.numbers = earlier?.flows.numbers ?? new WeakMap();
    const items = new Set<ItemFacts>();
    for (const { document } of index.documents())
      for (const item of document.items) items.add(item);
    for (const source of index.documents())
      for (const item of source.document.items) {
        if (item.deep !== true) continue;
        const kept = earlier?.flows.untouched(item, earlier.changed, items);
        if (kept === undefined) this.add(item, source);
        else this.keep(item, kept);
      }
    for (const { callers } of this.nodes)
      for (const caller of callers)
        if (this.byItem.get(caller.bound.item)?.includes(caller) !== true) callers.delete(caller);
    this.walkAll();
  }

  /** Its functions, where they name nothing that has changed and call none that was read anew. */
  private untouched(
    item: ItemFacts,
    changed: ReadonlySet<string>,
    items: ReadonlySet<ItemFacts>,
  ): readonly Node[] | undefined {
    const nodes = this.byItem.get(item);
    const calls = nodes?.flatMap((node) => node.walk?.calls ?? []) ?? [];
    if (calls.some(({ targets }) => targets.some((one) => !items.has(one.item)))) return undefined;
    const words = this.words.get(item) ?? namesHeldBy(item);
    this.words.set(item, words);
    const [few, many] = words.size < changed.size ? [words, changed] : [changed, words];
    for (const name of few) if (many.has(name)) return undefined;
    return nodes;
  }

  private keep(item: ItemFacts, nodes: readonly Node[]): void {
    for (const node of nodes) {
      node.walks = 0;
      node.given.clear();
      this.nodes.push(node);
      if (node.lambda === undefined) this.byFact.set(node.fact, node);
    }
    this.byItem.set(item, [...nodes]);
  }

  /** What reaches an expression, by where it starts in its item; undefined where no data does. */
  at(item: ItemFacts, span: Span): Seen | undefined {
    let found: Seen | undefined;
    for (const node of this.byItem.get(item) ?? []) {
      const seen = node.walk?.seen.get(span.start);
      if (seen === undefined) continue;
      const known = grounded(seen.known, node);
      if (!isData(known)) continue;
      found = {
        known: either(found?.known ?? CLEAN, known),
        pastEnd: seen.pastEnd || found?.pastEnd === true,
        intoFixed: seen.intoFixed || found?.intoFixed === true,
      };
    }
    return found;
  }

  /** Where what a call gives is followed though it may be null; undefined where it never is. */
  followed(item: ItemFacts, call: Span): TrailStep | undefined {
    for (const { walk } of this.nodes)
      for (const one of walk?.followed ?? [])
        if (one.item === item && one.call.start === call.start && one.call.end === call.end)
          return one.use;
    return undefined;
  }

  /** Where a call or a function becomes wrong in this way; undefined where it is not. */
  flaw(item: ItemFacts, of: Span, kind: FlawName): Flaw | undefined {
    for (const { walk } of this.byItem.get(item) ?? [])
      for (const one of walk?.flaws ?? [])
        if (one.kind === kind && one.of.start === of.start && one.of.end === of.end) return one;
    return undefined;
  }

  /** Functions and lambdas that were walked. */
  get size(): number {
    return this.nodes.length;
  }

  /** Items in which data was seen. */
  *items(): Iterable<Pick<Bound, "item" | "source">> {
    for (const [item, [first]] of this.byItem)
      if (first?.walk !== undefined) yield { item, source: first.bound.source };
  }

  /** Callers are known to give data of the class as the parameter `#n` of the function. */
  isGiven(parameter: FlowClass, name: FlowClass, at: Bound): boolean {
    const number = parameterOf(parameter);
    if (number === undefined) return false;
    const node = this.byItem.get(at.item)?.find(({ bound }) => bound.fact === at.fact);
    return node?.given.get(number)?.from.has(name) === true;
  }

  summaryOf(
    fn: Bound<FunctionFact>,
    asking: Bound,
  ): Pick<Walk, "result" | "outs" | "answers"> | undefined {
    const node = this.byFact.get(fn.fact);
    const caller = this.byItem.get(asking.item)?.find(({ bound }) => bound.fact === asking.fact);
    if (node !== undefined && caller !== undefined) node.callers.add(caller);
    return node?.walk;
  }

  sharedAt(key: string): Knowledge | undefined {
    return this.shared.get(key);
  }

  private add(item: ItemFacts, source: Bound["source"]): void {
    for (const fact of item.facts) {
      if (fact.word !== "function" || fact.body === undefined) continue;
      // Names in its body are looked up as the function's own.
      const bound = { fact: { ...fact, within: fact.name }, item, source };
      const node = this.put(fact, bound, { params: fact.params, body: fact.body });
      this.byFact.set(fact, node);
      for (const { span, params, body } of fact.lambdas ?? [])
        this.put(fact, { ...bound, fact: { ...bound.fact } }, { params, body }, span);
    }
  }

  private put(fact: FunctionFact, bound: Bound<FunctionFact>, fn: Function, lambda?: Span): Node {
    const node: Node = {
      fact,
      bound,
      fn,
      ...(lambda === undefined ? {} : { lambda }),
      walk: undefined,
      walks: 0,
      given: new Map(),
      callers: new Set(),
    };
    this.nodes.push(node);
    const others = this.byItem.get(bound.item);
    if (others === undefined) this.byItem.set(bound.item, [node]);
    else others.push(node);
    return node;
  }

  private walkAll(): void {
    this.settle(this.nodes.filter(({ walk: known }) => known === undefined));
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      this.give();
      const fresh = new Set([...this.share(), ...this.plugged]);
      this.plugged.clear();
      if (fresh.size === 0) break;
      for (const node of fresh) node.walks = 0;
      this.settle(fresh);
    }
    this.askForNumbers();
    this.ask();
    this.askForMethods(this.world.models);
    for (const { walk, bound } of this.nodes)
      if (walk?.cutOff === true) this.cutOff.set(bound, "long");
  }

  /** Walks until nothing that is returned changes. */
  private settle(nodes: Iterable<Node>): void {
    const queue = new Set(nodes);
    for (const node of queue) {
      queue.delete(node);
      if (node.walks++ >= MOST_WALKS) {
        this.cutOff.set(node.bound, "unsettled");
        continue;
      }
      const before = node.walk;
      node.walk = walk(node.fn, node.bound, this.world);
      if (before !== undefined && sameSummary(before, node.walk)) continue;
      if (before === undefined && !says(node.walk)) continue;
      for (const caller of node.callers) queue.add(caller);
    }
  }

  /** Fills parameters with what registrations and calls give, along the calls. */
  private give(): void {
    const queue = new Set<Node>();
    const put: Put = (node, number, known) => {
      const before = node.given.get(number);
      const joined = either(before ?? CLEAN, known);
      if (!isData(joined) || (before !== undefined && sameKnowledge(before, joined))) return;
      node.given.set(number, joined);
      for (const name of SOCKETS)
        if (joined.from.has(name) && before?.from.has(name) !== true) this.plugged.add(node);
      queue.add(node);
    };
    for (const node of this.nodes) {
      for (const { name, span, parameters } of node.walk?.registrations ?? [])
        for (const handler of this.handlers(node.bound, name, span))
          for (const [number, known] of parameters)
            put(handler, number, travelling(grounded(known, node)));
      this.giveByName(node, put);
      queue.add(node);
    }
    for (const [handler, number, known] of this.listed()) put(handler, number, known);
    for (const node of queue) {
      queue.delete(node);
      for (const call of node.walk?.calls ?? []) this.giveTo(call, node, put);
    }
  }

  /** `main` gets the program's arguments, whoever starts it. */
  private giveByName(node: Node, put: Put): void {
    const { fact } = node.bound;
    if (node.lambda !== undefined) return;
    for (const { function: name, parameters, terminated } of this.world.models.handlers) {
      if (name === undefined || name !== fact.name) continue;
      const step = { bound: node.bound, span: fact.span, what: "the program is started here" };
      const how = terminated === undefined ? {} : { terminated };
      for (const [number, one] of parameters) put(node, number, given(one, [step], how));
    }
  }

  private giveTo(call: CallSite, from: Node, put: Put): void {
    for (const target of call.targets) {
      const node = this.byFact.get(target.fact);
      if (node === undefined) continue;
      const step = { bound: from.bound, span: call.span, what: `given to \`${call.callee}\` here` };
      call.args.forEach((arg, number) => {
        const known = travelling(grounded(arg, from));
        if (isData(known)) put(node, number, onward(known, step));
      });
    }
  }

  /** Handlers in tables outside of functions: `BT_GATT_CHARACTERISTIC(…, write_name, …)`. */
  private *listed(): Iterable<readonly [handler: Node, number: number, known: Knowledge]> {
    for (const { call, arg, on, parameters, terminated } of this.world.models.handlers) {
      if (call === undefined || on !== undefined) continue;
      for (const bound of this.index.find("call", call)) {
        const name = placeKey(bound.fact.args[arg]);
        if (bound.fact.within !== undefined || name === undefined) continue;
        const step = { bound, span: bound.fact.span, what: "the handler is registered here" };
        const how = terminated === undefined ? {} : { terminated };
        for (const handler of this.handlers(bound, name, undefined))
          for (const [number, one] of parameters)
            if (!one.startsWith("arg.")) yield [handler, number, given(one, [step], how)];
      }
    }
  }

  private handlers(
    from: Pick<Bound, "item" | "source">,
    name: string,
    span: Span | undefined,
  ): readonly Node[] {
    if (span !== undefined)
      return (this.byItem.get(from.item) ?? []).filter((n) => n.lambda?.start === span.start);
    const named = [...this.index.functionsNamed(name)].filter(
      ({ fact, source }) => fact.defined && source.root === from.source.root,
    );
    const here = named.filter(({ source }) => source.document.path === from.source.document.path);
    const meant = here.length > 0 ? here : named.filter(({ fact }) => !fact.static);
    // Where one was read, another may stand under other conditions.
    this.definitions.add(name);
    return meant.flatMap(({ fact }) => this.byFact.get(fact) ?? []);
  }

  /** Puts what is shared together; gives the functions that read more of it now. */
  private share(): readonly Node[] {
    const fresh = new Set<string>();
    for (const node of this.nodes)
      for (const [key, open] of node.walk?.shared ?? []) {
        const known = grounded(open, node);
        if (!isData(known)) continue;
        const place = sharedKey(this.index, key, node.bound);
        const before = this.shared.get(place);
        const joined = either(before ?? CLEAN, known);
        if (before !== undefined && sameKnowledge(before, joined)) continue;
        this.shared.set(place, joined);
        fresh.add(key.split(/[.[]/)[0] ?? key);
      }
    if (fresh.size === 0) return [];
    const words = new RegExp(`\\b(?:${[...fresh].filter((w) => /^\w+$/.test(w)).join("|")})\\b`);
    return this.nodes.filter(({ bound }) => words.test(bound.item.text));
  }

  /** Where data goes, the names of sizes and limits matter as well. */
  private askForNumbers(): void {
    for (const node of this.nodes)
      if (isHot(node))
        for (const name of this.numbers.get(node.bound.item) ?? []) this.names.add(name);
  }

  /** The name of a size or a limit: it is asked for where data from outside turns out to go. */
  note(name: string, item: ItemFacts): void {
    const names = this.numbers.get(item) ?? new Set();
    this.numbers.set(item, names.add(name));
  }

  private askForMethods({ calls, handlers }: FlowModels): void {
    const ask = (method: string, types: readonly string[]): void => {
      for (const type of types)
        for (const { fact } of this.index.find("object", type)) {
          const methods = this.receivers.get(fact.name) ?? new Set();
          this.receivers.set(fact.name, methods.add(method));
        }
    };
    for (const [method, models] of calls)
      for (const { on = [], gives } of models) if (gives.size > 0) ask(method, on);
    for (const { call, on = [] } of handlers) if (call !== undefined) ask(call, on);
  }

  private ask(): void {
    for (const node of this.nodes)
      for (const [key, open] of node.walk?.shared ?? [])
        if (isReceived(grounded(open, node))) this.holders.add(/^\w+/.exec(key)?.[0] ?? key);
    for (const node of this.nodes) {
      for (const call of node.walk?.calls ?? [])
        if (call.targets.every(({ fact }) => fact.body === undefined))
          if (call.args.some((arg) => isData(travelling(grounded(arg, node)))))
            this.definitions.add(call.callee);
      const { result = CLEAN, outs = new Map<string, Knowledge>() } = node.walk ?? {};
      if ([result, ...outs.values()].some((known) => isData(travelling(grounded(known, NOBODY)))))
        if (isTelling(node.bound)) this.callers.add(lastPart(node.bound.fact.name));
    }
  }
}

/** Data from outside comes into it; numbers that a function makes by itself are not. */
function isHot({ given, walk }: Node): boolean {
  if (given.size > 0) return true;
  for (const { known } of walk?.seen.values() ?? []) if (comesIn(known)) return true;
  return false;
}

function comesIn({ from }: Knowledge): boolean {
  for (const name of from.keys())
    if (parameterOf(name) === undefined && !AT_HOME.has(name)) return true;
  return false;
}

/** Calls that data is followed through from where it comes in. */
const MOST_HOPS = 3;

/** What a function makes by itself, and what is said of it where it is made: nothing from outside. */
const AT_HOME: ReadonlySet<string> = new Set([GROWTH, MAYBE_NULL, CUT_TEXT, WANTED]);

/** What goes on into other functions: data from outside that has not come too far. */
function travelling(known: Knowledge): Knowledge {
  if (!isData(known)) return known;
  const from = new Map(
    [...known.from].filter(([name, way]) => !AT_HOME.has(name) && hopsOf(way) < MOST_HOPS),
  );
  return from.size === known.from.size ? known : { ...known, from };
}

function hopsOf(way: Way): number {
  const items = new Set(way.map(({ bound }) => bound.item));
  return items.size;
}

/** `read` and `get` are methods of a hundred classes: what calls them says nothing. */
function isTelling({ fact, item }: Bound<FunctionFact>): boolean {
  const isMethod = item.context.length > 0 || fact.name.includes("::");
  return !isMethod || lastPart(fact.name).length > 7;
}

/** More than a number of the program's own. */
function isReceived({ from }: Knowledge): boolean {
  return [...from.keys()].some((name) => !/^(?:growth|counter|.*-length)$/.test(name));
}

/** Every function puts something of its own there before it reads it. */
const SCRATCH = /^(?:[gsm]?_)?(?:tmp|temp|scratch)(?:$|[_A-Z\d]|buf)/;

const NOBODY: Pick<Node, "given"> = { given: new Map() };

/** With what is really given for the parameters. */
function grounded(known: Knowledge, { given }: Pick<Node, "given">): Knowledge {
  if (!isData(known)) return known;
  const args: Knowledge[] = [];
  for (const [number, one] of given) args[number] = one;
  return substituted(known, args);
}

function says({ result, outs, answers }: Walk): boolean {
  return isData(result) || outs.size > 0 || answers.some(saysMore);
}

function sameSummary(a: Walk, b: Walk): boolean {
  return (
    sameKnowledge(a.result, b.result) &&
    a.outs.size === b.outs.size &&
    [...a.outs].every(([number, known]) => sameKnowledge(known, b.outs.get(number) ?? CLEAN)) &&
    sameAnswers(a.answers, b.answers)
  );
}

function sharedKey(index: FactIndex, key: string, at: Bound): string {
  const [base = ""] = key.split(/[.[]/);
  return `${placeAt(index, at, base).key}\0${key.slice(base.length)}`;
}

const CONSTANT = /^[A-Z][A-Z0-9_]+$/;

const BYTES = new Set(["uint8_t", "int8_t", "byte", "char", "unsigned char", "u8_t", "uint8"]);

/** A field that has the same type wherever one of its name is declared. */
function isByteField(index: FactIndex, key: string): boolean {
  const fields = [...index.about(key.split(".").at(-1) ?? "")].filter(
    ({ fact }) => fact.word === "object" && fact.storage === "field",
  );
  return (
    fields.length > 0 &&
    fields.every(
      ({ fact }) => fact.word === "object" && fact.form === undefined && BYTES.has(fact.type),
    )
  );
}

function isSharedAt(index: FactIndex, base: string, at: Bound): boolean {
  if (SCRATCH.test(base)) return false;
  const { scope, object } = placeAt(index, at, base);
  return scope !== "function" && object !== undefined;
}

/** Letters of an argument at most: of a known text, an array or a text of a form that does not grow. */
function lettersOf(arg: Expr, at: Bound, world: World): number | undefined {
  if (isFixedWidth(arg)) return 0;
  const key = placeKey(arg);
  const room = key === undefined ? undefined : capacityOf(key, new State(), { at, world });
  return room === undefined ? world.longestText(arg, at) : room - 1;
}

function worldOf(index: FactIndex, models: FlowModels, flows: Flows): World {
  // What it cannot follow need not be looked for everywhere.
  const quiet = resolver(index);
  // A loop is walked twice, and a function for each thing that its callees turn out to return.
  const targets = new WeakMap<CallExpr, readonly Bound<FunctionFact>[]>();
  const sharedBases = new WeakMap<Bound, Map<string, boolean>>();
  const isShared = (base: string, at: Bound): boolean => {
    const known = sharedBases.get(at) ?? new Map<string, boolean>();
    sharedBases.set(at, known);
    const answer = known.get(base) ?? isSharedAt(index, base, at);
    known.set(base, answer);
    return answer;
  };
  const calls = new Calls(index);
  const sitesOf = (fn: Bound<FunctionFact>): readonly CallerSite[] => {
    // What is walked is a copy of the fact.
    for (const own of index.functionsNamed(lastPart(fn.fact.name)))
      if (own.item === fn.item && own.fact.span.start === fn.fact.span.start)
        return calls.sitesOf(own);
    return [];
  };
  const world: World = {
    index,
    models,
    targetsOf: (call, at) => {
      const known = targets.get(call) ?? calls.functionsCalled(call, at);
      targets.set(call, known);
      return known;
    },
    summaryOf: (fn, asking) => flows.summaryOf(fn, asking),
    isGiven: (parameter, name, at) => flows.isGiven(parameter, name, at),
    isShared,
    sharedAt: (key, at) => {
      const [base = ""] = key.split(/[.[]/);
      return isShared(base, at) ? flows.sharedAt(sharedKey(index, key, at)) : undefined;
    },
    numberOf: (expr, at) => numberOf(expr, at),
    textOf: (expr, at) => {
      if (expr.is !== "name") return undefined;
      const [only, ...others] = quiet.resolve(expr, at);
      if (only?.value.is === "text" && others.length === 0) return only.value.text;
      if (placeAt(index, at, expr.name).scope !== "function") flows.names.add(expr.name);
      return undefined;
    },
    ask: (name, at, known) => {
      if (known === undefined) flows.note(name, at.item);
      else if (comesIn(known)) flows.names.add(name);
    },
    want: (key, at) => {
      const [base = "", ...path] = key
        .replace(/\[\d*\]/g, "")
        .split(".")
        .filter(Boolean);
      if (path.length > 0) flows.names.add(path.at(-1) ?? base);
      else if (placeAt(index, at, base).object === undefined) flows.names.add(base);
    },
    longestText: (expr, at) => {
      const lengths = quiet
        .resolve(expr, at)
        .map(({ value }) => (value.is === "text" ? value.text.length : undefined));
      const known = lengths.filter((one) => one !== undefined);
      return known.length === 0 || known.length < lengths.length ? undefined : Math.max(...known);
    },
    givenLengths: (fn, parameter) => {
      flows.callers.add(lastPart(fn.fact.name));
      return sitesOf(fn).map(({ bound, args }) => {
        const arg = args[parameter];
        return arg === undefined ? undefined : lettersOf(arg, bound, world);
      });
    },
    isByte: (expr, at) => {
      const key = placeKey(expr);
      if (key === undefined) return false;
      const base = bufferOf(key);
      if (/[.[]/.test(base)) return isByteField(index, key);
      const fact = placeAt(index, at, base).object?.fact;
      return (
        fact !== undefined && BYTES.has(fact.type) && (base !== key || fact.form === undefined)
      );
    },
  };
  const numberOf = (expr: Expr, at: Bound): number | undefined => {
    if (expr.is === "operation") {
      if (expr.operator === "sizeof") {
        const buffer = placeKey(expr.operands[0]);
        return buffer === undefined ? undefined : capacityOf(buffer, new State(), { at, world });
      }
      const values = expr.operands.map((one) => numberOf(one, at));
      const known = values.filter((one) => one !== undefined);
      return known.length < values.length ? undefined : calculate(expr.operator, known);
    }
    const options = quiet.resolve(expr, at);
    const only = options.length === 1 ? options[0]?.value : undefined;
    if (only?.is === "number") return only.value;
    if (expr.is === "name" && CONSTANT.test(expr.name)) flows.note(expr.name, at.item);
    return undefined;
  };
  return world;
}
