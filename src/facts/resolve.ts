// What an expression is worth where it stands: through macros, constants, variables, fields and
// settings, across files, keeping the trail. It guesses nothing: a name it cannot follow is unknown
// and is put on the list of names that were asked for, so that a scan can look for them.
import type { Expr } from "../model/expr.js";
import type { DefineFact, FunctionFact, StoreFact } from "../model/fact.js";
import { calculate } from "./arithmetic.js";
import { conditionsOf, type Bound, type Declared } from "./bound.js";
import { functionAround, isOfFile, nameToFind, type Called } from "./callees.js";
import { isFilledElsewhere } from "./fills.js";
import { bodyOf, enter, givenAs, writtenOf, type Frame, type Given } from "./frames.js";
import { lastField, type FactIndex } from "./index.js";
import { isTelling, isWritten, visibleDefines } from "./linkage.js";
import { isSure, MOST_OPTIONS, numbersOf, partsOf, possibleAt } from "./options.js";
import { placeAt } from "./places.js";
import { givenForNothing } from "./nothing-stored.js";
import { listedAt } from "./positional.js";
import { settingOptions } from "./setting-options.js";
import { sharedIn, type Shared } from "./shared.js";
import { isMeant, storesAround, storesInto } from "./stores-into.js";
import { joinOptions, named, option, through, UNKNOWN, type Option } from "./values.js";

/** A longer way, and the value counts as unknown. */
const LONGEST_WAY = 12;
/** Expressions looked at for one question. */
const MOST_STEPS = 500;
/** Parameters that are given on from function to function. */
const MOST_FUNCTIONS = 4;

export interface Resolver {
  resolve(expr: Expr, at: Bound): readonly Option[];
  /** Definitions that the name of a function can mean where it stands. */
  functionsNamed(name: string, at: Bound): readonly Bound<FunctionFact>[];
  /** Nothing of what the store puts there is left where it is read: see overwritten.ts. */
  isOverwritten(store: Bound<StoreFact>): boolean;
  /** Names that were asked for and not found, and variables that may be set in other functions; others may be added. */
  readonly asked: Set<string>;
  /** Functions whose definitions, and whose calls, the answers hang on; methods with their class. */
  readonly askedFunctions: ReadonlySet<string>;
  readonly askedCallers: ReadonlySet<string>;
  /** Functions whose steps would tell whether something is overwritten. */
  readonly askedSteps: ReadonlySet<string>;
}

/** For facts as they are: answers are kept, since many sentences ask for the same value. */
export function resolver(index: FactIndex): Resolver {
  const asked = sharedIn(index);
  const answers = new WeakMap<Expr, { readonly at: Bound; readonly options: readonly Option[] }>();
  return {
    asked: asked.names,
    askedFunctions: asked.functions,
    askedCallers: asked.callers,
    askedSteps: asked.steps,
    isOverwritten: (store) => asked.overwrites.isOverwritten(store),
    functionsNamed: (name, at) => {
      asked.functions.add(name);
      return asked.calls.functionsNamed(name, at);
    },
    resolve: (expr, at) => {
      const known = answers.get(expr);
      if (known?.at === at) return known.options;
      const all = new Resolution(asked, 0).of(expr, at, 0);
      const options = possibleAt(at, all).slice(0, MOST_OPTIONS);
      answers.set(expr, { at, options });
      return options;
    },
  };
}

/** One question; remembers the names on its way so that a circle ends. */
class Resolution {
  private readonly index: FactIndex;
  private readonly asked: Shared;
  /** Functions between the question and its first place. */
  private readonly functions: number;
  private readonly open = new Set<string | Bound["fact"]>();
  private frame: Frame | undefined;
  private steps = 0;

  constructor(asked: Shared, functions: number) {
    this.index = asked.index;
    this.asked = asked;
    this.functions = functions;
  }

  of(expr: Expr, at: Bound, depth: number): readonly Option[] {
    if (depth > LONGEST_WAY || ++this.steps > MOST_STEPS) return [option(UNKNOWN)];
    switch (expr.is) {
      case "text":
        return [option({ is: "text", text: expr.text })];
      case "number":
        return [option({ is: "number", value: expr.value }, [expr.written])];
      case "bytes":
        return [option({ is: "bytes", hex: expr.hex })];
      case "name":
        return this.name(expr.name, at, depth);
      case "member":
        return this.member(expr.base, expr.path, at, depth);
      case "address":
        return this.of(expr.of, at, depth);
      case "concat":
        return this.concat(expr.parts, at, depth);
      case "either":
        return expr.options.flatMap((o) => this.of(o, at, depth + 1));
      case "operation":
        return this.operation(expr.operator, expr.operands, at, depth);
      case "call":
        return this.call(expr, at, depth).map((o) => named(`${expr.callee}()`, o));
      case "list":
      case "lambda":
      case "unknown":
        return [option(UNKNOWN)];
    }
  }

  private concat(parts: readonly Expr[], at: Bound, depth: number): readonly Option[] {
    let joined: readonly Option[] = [option({ is: "text", text: "" })];
    for (const part of parts) {
      const next = this.of(part, at, depth + 1);
      joined = joined.flatMap((a) => next.map((b) => joinOptions(a, b))).slice(0, MOST_OPTIONS);
    }
    return joined;
  }

  private operation(
    operator: string,
    operands: readonly Expr[],
    at: Bound,
    depth: number,
  ): readonly Option[] {
    const [only] = operands;
    if (operator === "#" && only?.is === "name") return [this.stringified(only.name, at)];
    const values = operands.map((o) => this.of(o, at, depth + 1));
    // `doc["key"] | "text"` is one or the other: texts have no bits.
    if (operator === "|" && values.flat().some(({ value }) => value.is === "text"))
      return values.flat();
    const parts = operator === "|" || operator === "|=" ? { parts: values.flatMap(partsOf) } : {};
    const numbers = numbersOf(values);
    const value = numbers === undefined ? undefined : calculate(operator, numbers);
    return [{ ...option(value === undefined ? UNKNOWN : { is: "number", value }), ...parts }];
  }

  private name(name: string, at: Bound, depth: number): readonly Option[] {
    if (name === "NULL" || name === "nullptr") return [option({ is: "number", value: 0 }, [name])];
    const given = givenAs(this.frame, name, at);
    if (given !== undefined) return this.given(name, given, depth);
    const guard = `${at.source.document.path}\0${at.fact.within ?? ""}\0${name}`;
    if (this.open.has(guard)) return [option(UNKNOWN, [name])];
    this.open.add(guard);
    const found = this.lookUp(name, at, depth);
    this.open.delete(guard);
    return found.map((o) => named(name, o));
  }

  private lookUp(name: string, at: Bound, depth: number): readonly Option[] {
    const place = placeAt(this.index, at, name);
    if (place.scope === "function") return this.variable(name, place, at, depth);
    const macros = visibleDefines(this.index, this.index.find("define", name), at);
    // A file that was not read may define it.
    if (!macros.some(isWritten)) this.asked.names.add(name);
    if (macros.length > 0)
      return macros.flatMap((m) =>
        m.fact.params === undefined ? this.macro(m, depth) : [option(UNKNOWN)],
      );
    if (place.object !== undefined) return this.variable(name, place, at, depth);
    if (/^(?:SB_)?CONFIG_/.test(name)) return this.setting(name, at);
    this.asked.names.add(name);
    return [option(UNKNOWN)];
  }

  private macro(bound: Bound<DefineFact>, depth: number): readonly Option[] {
    const step = { bound, span: bound.fact.span, what: `${bound.fact.name} is defined here` };
    const conditions = conditionsOf(bound).filter(isTelling);
    return this.of(bound.fact.value, bound, depth + 1).map((o) => through(step, o, conditions));
  }

  /** A call of a macro or of a function whose body is known: what that is worth with its arguments. */
  private call(call: Called, at: Bound, depth: number): readonly Option[] {
    const { callee, receiver, args } = call;
    const defines = receiver === undefined ? this.index.find("define", callee) : [];
    const macros = visibleDefines(this.index, defines, at).filter((m) => m.fact.params);
    if (macros.length > 0)
      return macros.flatMap((m) =>
        this.inFrame(enter(m, args, at, this.frame), () => this.macro(m, depth)),
      );
    const functions = this.asked.calls.functionsCalled(call, at);
    if (!functions.some((f) => isOfFile(f))) {
      const wanted = nameToFind(this.index, call, at);
      if (wanted !== undefined) this.asked.functions.add(wanted);
    }
    if (functions.length === 0) return [option(UNKNOWN), ...this.fallback(call, at, depth)];
    return functions.flatMap((f) =>
      this.inFrame(enter(f, args, at, this.frame), () => this.returned(f, depth)),
    );
  }

  private fallback(call: Called, at: Bound, depth: number): readonly Option[] {
    const given = givenForNothing(call);
    const usual = given === undefined ? [] : this.of(given, at, depth + 1);
    return usual.filter(({ value }) => value.is === "text");
  }

  private inFrame<T>(frame: Frame | undefined, look: () => T): T {
    const outer = this.frame;
    this.frame = frame;
    const found = look();
    this.frame = outer;
    return found;
  }

  private returned(f: Bound<FunctionFact>, depth: number): readonly Option[] {
    const returns = f.fact.returns ?? [];
    if (returns.length === 0 || this.open.has(f.fact)) return [option(UNKNOWN)];
    this.open.add(f.fact);
    const at = bodyOf(f);
    const options = returns.flatMap((expr) => {
      const step = { bound: f, span: expr.span, what: `${f.fact.name}() returns this` };
      const options = this.of(expr, at, depth + 1).map((o) => through(step, o));
      return returns.length === 1
        ? options
        : options.map((o) => (isSure(o) ? o : { ...o, value: UNKNOWN, names: [] }));
    });
    this.open.delete(f.fact);
    return options;
  }

  /** A parameter while the call is followed that gives it. */
  private given(name: string, { expr, at, frame }: Given, depth: number): readonly Option[] {
    return this.inFrame(frame, () => this.of(expr, at, depth + 1)).map((o) => named(name, o));
  }

  private stringified(name: string, at: Bound): Option {
    const given = givenAs(this.frame, name, at);
    return option(given === undefined ? UNKNOWN : { is: "text", text: writtenOf(given) });
  }

  /** A variable: every value that is stored into it; unknown ones too, where others write to it. */
  private variable(name: string, place: Declared, at: Bound, depth: number): readonly Option[] {
    const fact = place.object?.fact;
    if (fact?.storage === "parameter") return this.parameter(name, place, at, depth);
    const options = this.values(name, "", place, at, depth);
    if (place.scope !== "function") this.asked.names.add(name);
    const written = fact?.constant !== true && isFilledElsewhere(this.index, name, place.key, at);
    return options.length === 0 || written ? [...options, option(UNKNOWN)] : options;
  }

  /** What the calls of its function give a parameter, and what the body itself stores into it. */
  private parameter(name: string, place: Declared, at: Bound, depth: number): readonly Option[] {
    const f = functionAround(at);
    const number = f?.fact.params.findIndex((parameter) => parameter.name === name) ?? -1;
    const stored = this.values(name, "", place, at, depth, (how) => how !== "init");
    if (f === undefined || number < 0) return [...stored, option(UNKNOWN)];
    const passed = this.passedTo(f, number);
    return stored.length === 0 ? passed : [...stored, ...passed].slice(0, MOST_OPTIONS);
  }

  private passedTo(f: Bound<FunctionFact>, number: number): readonly Option[] {
    const { parameters } = this.asked;
    const known = parameters.known(f, number);
    if (known !== undefined) return known;
    if (this.functions >= MOST_FUNCTIONS) return [option(UNKNOWN)];
    const inner = new Resolution(this.asked, this.functions + 1);
    return parameters.find(f, number, (expr, at) => inner.of(expr, at, 1));
  }

  private member(base: string, path: string, at: Bound, depth: number): readonly Option[] {
    const place = placeAt(this.index, at, base);
    const guard = `${place.key}\0${path}`;
    if (this.open.has(guard)) return [option(UNKNOWN)];
    this.open.add(guard);
    const named = this.values(base, path, place, at, depth);
    const options = named.length > 0 ? named : this.listed(base, path, place, at, depth);
    if (place.scope !== "function") this.asked.names.add(base);
    this.open.delete(guard);
    return options.length === 0 ? [option(UNKNOWN)] : options;
  }

  /** What is stored into a place; a place with very many stores is a counter or a buffer. */
  private values(
    base: string,
    path: string,
    place: Declared,
    at: Bound,
    depth: number,
    counts: (how: StoreFact["how"]) => boolean = () => true,
  ): readonly Option[] {
    const stores: Bound<StoreFact>[] = [];
    for (const bound of storesInto(this.index, base, path, place, at)) {
      if (counts(bound.fact.how)) stores.push(bound);
      if (stores.length > MOST_OPTIONS) return [option(UNKNOWN)];
    }
    return stores.flatMap((s) => this.lasting(s, at, depth)).slice(0, MOST_OPTIONS);
  }

  /** Of a text, what is left of it at the place where it is asked for. */
  private lasting(store: Bound<StoreFact>, at: Bound, depth: number): readonly Option[] {
    const options = this.stored(store, at, depth);
    const isText = options.some(({ value }) => value.is === "text" || value.is === "bytes");
    return isText && this.asked.overwrites.isOverwritten(store, at) ? [] : options;
  }

  /** What an initialiser gives a field by its place alone; the structure's declaration says which. */
  private listed(
    base: string,
    path: string,
    place: Declared,
    at: Bound,
    depth: number,
  ): readonly Option[] {
    const found: Option[] = [];
    for (const bound of storesAround(this.index, base, place, at)) {
      if (bound.fact.path !== "" || bound.fact.value.is !== "list") continue;
      // Where its structure stands elsewhere, a look for the field finds it.
      this.asked.names.add(lastField(path));
      if (!isMeant(this.index, bound, base, place, at)) continue;
      for (const expr of listedAt(this.index, place, path, bound.fact)) {
        const step = { bound, span: expr.span, what: `${base}.${path} is set here` };
        for (const o of this.of(expr, bound, depth + 1)) found.push(through(step, o));
      }
    }
    return found.slice(0, MOST_OPTIONS);
  }

  private stored(store: Bound<StoreFact>, at: Bound, depth: number): readonly Option[] {
    const { base, path } = store.fact;
    const what = `${path === "" ? base : `${base}.${path}`} is set here`;
    const step = { bound: store, span: store.fact.span, what };
    const frame = store.item === at.item ? this.frame : undefined;
    const options = this.inFrame(frame, () => this.of(store.fact.value, store, depth + 1));
    if (store === at) return options;
    const outer = new Set(conditionsOf(at));
    const own = conditionsOf(store).filter((c) => isTelling(c) && !outer.has(c));
    return options.map((o) => through(step, o, own));
  }

  private setting(key: string, at: Bound): readonly Option[] {
    const options = settingOptions(this.index, key, at);
    if (options.length > 0) return options;
    this.asked.names.add(key);
    return [option(UNKNOWN)];
  }
}
