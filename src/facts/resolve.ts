// What an expression is worth where it stands: through macros, constants, variables, fields and
// settings, across files, keeping the trail. It guesses nothing: a name it cannot follow is unknown
// and is put on the list of names that were asked for, so that a scan can look for them.
import type { Expr } from "../model/expr.js";
import type { DefineFact, StoreFact } from "../model/fact.js";
import { calculate } from "./arithmetic.js";
import { conditionsOf, isWord, type Bound, type Declared, type PlaceKey } from "./bound.js";
import { effectiveSettings, isShippedSection } from "./effective.js";
import type { FactIndex } from "./index.js";
import { placeAt } from "./places.js";
import { isSwitchedOff } from "./switches.js";
import { joinOptions, option, UNKNOWN, type Known, type Option } from "./values.js";

/** More values than this, or a longer way, and the value counts as unknown. */
const MOST_OPTIONS = 8;
const LONGEST_WAY = 12;
/** Expressions looked at for one question. */
const MOST_STEPS = 500;

export interface Resolver {
  resolve(expr: Expr, at: Bound): readonly Option[];
  /** Names that were asked for and not found, and variables that may be set in other functions. */
  readonly asked: ReadonlySet<string>;
}

/** For facts as they are: answers are kept, since many sentences ask for the same value. */
export function resolver(index: FactIndex): Resolver {
  const asked = new Set<string>();
  const answers = new WeakMap<Expr, { readonly at: Bound; readonly options: readonly Option[] }>();
  return {
    asked,
    resolve: (expr, at) => {
      const known = answers.get(expr);
      if (known?.at === at) return known.options;
      const options = new Resolution(index, asked).of(expr, at, 0).slice(0, MOST_OPTIONS);
      answers.set(expr, { at, options });
      return options;
    },
  };
}

/** One question; remembers the names on its way so that a circle ends. */
class Resolution {
  private readonly index: FactIndex;
  private readonly asked: Set<string>;
  private readonly open = new Set<string>();
  private steps = 0;

  constructor(index: FactIndex, asked: Set<string>) {
    this.index = index;
    this.asked = asked;
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
        return [this.operation(expr.operator, expr.operands, at, depth)];
      case "call":
        return [option(UNKNOWN, [`${expr.callee}()`])];
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

  private operation(operator: string, operands: readonly Expr[], at: Bound, depth: number): Option {
    const values = operands.map((o) => this.of(o, at, depth + 1));
    const numbers: number[] = [];
    for (const options of values) {
      const only = options.length === 1 ? options[0]?.value : undefined;
      if (only?.is !== "number") return option(UNKNOWN);
      numbers.push(only.value);
    }
    const value = calculate(operator, numbers);
    return option(value === undefined ? UNKNOWN : { is: "number", value });
  }

  private name(name: string, at: Bound, depth: number): readonly Option[] {
    if (name === "NULL" || name === "nullptr") return [option({ is: "number", value: 0 }, [name])];
    const guard = `${at.source.document.path}\0${at.fact.within ?? ""}\0${name}`;
    if (this.open.has(guard)) return [option(UNKNOWN, [name])];
    this.open.add(guard);
    const found = this.lookUp(name, at, depth);
    this.open.delete(guard);
    return found.map((o) => ({ ...o, names: [name, ...o.names] }));
  }

  private lookUp(name: string, at: Bound, depth: number): readonly Option[] {
    const place = placeAt(this.index, at, name);
    if (place.scope === "function") return this.variable(name, place, at, depth);
    const macros = this.visible(this.index.find("define", name), at);
    if (macros.length > 0) return macros.flatMap((m) => this.macro(m, depth));
    if (place.object !== undefined) return this.variable(name, place, at, depth);
    if (/^(?:SB_)?CONFIG_/.test(name)) return this.setting(name, at);
    this.asked.add(name);
    return [option(UNKNOWN)];
  }

  private macro(bound: Bound<DefineFact>, depth: number): readonly Option[] {
    if (bound.fact.params !== undefined) return [option(UNKNOWN)];
    const step = { bound, span: bound.fact.span, what: `${bound.fact.name} is defined here` };
    return this.of(bound.fact.value, bound, depth + 1).map((o) => ({
      ...o,
      trail: [step, ...o.trail],
      conditions: [...conditionsOf(bound).filter(isTelling), ...o.conditions],
    }));
  }

  /** A variable: every value that is stored into it; unknown ones too, where others write to it. */
  private variable(name: string, place: Declared, at: Bound, depth: number): readonly Option[] {
    const fact = place.object?.fact;
    if (fact?.storage === "parameter") return [option(UNKNOWN)];
    const options = this.values(name, "", place, at, depth);
    if (place.scope !== "function") this.asked.add(name);
    const written = fact?.constant !== true && this.isFilledElsewhere(name, place.key, at);
    return options.length === 0 || written ? [...options, option(UNKNOWN)] : options;
  }

  private member(base: string, path: string, at: Bound, depth: number): readonly Option[] {
    const place = placeAt(this.index, at, base);
    const guard = `${place.key}\0${path}`;
    if (this.open.has(guard)) return [option(UNKNOWN)];
    this.open.add(guard);
    const options = this.values(base, path, place, at, depth);
    if (place.scope !== "function") this.asked.add(base);
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
  ): readonly Option[] {
    const stores: Bound<StoreFact>[] = [];
    for (const bound of this.around(base, place, at)) {
      if (!isWord(bound, "store") || bound.fact.path !== path) continue;
      if (!isBuiltWith(bound, at) || isSwitchedOff(this.index, bound)) continue;
      if (placeAt(this.index, bound, base).key !== place.key) continue;
      stores.push(bound);
      if (stores.length > MOST_OPTIONS) return [option(UNKNOWN)];
    }
    return stores.flatMap((s) => this.stored(s, at, depth)).slice(0, MOST_OPTIONS);
  }

  /** Facts about a name as far as the variable is known. */
  private around(base: string, place: Declared, at: Bound): Iterable<Bound> {
    return place.scope === "project"
      ? this.index.about(base)
      : this.index.aboutIn(at.source.document.path, base);
  }

  private stored(store: Bound<StoreFact>, at: Bound, depth: number): readonly Option[] {
    const { base, path } = store.fact;
    const what = `${path === "" ? base : `${base}.${path}`} is set here`;
    const step = { bound: store, span: store.fact.span, what };
    const outer = new Set(conditionsOf(at));
    return this.of(store.fact.value, store, depth + 1).map((o) => ({
      ...o,
      trail: store === at ? o.trail : [step, ...o.trail],
      conditions: [
        ...conditionsOf(store).filter((c) => isTelling(c) && !outer.has(c)),
        ...o.conditions,
      ],
    }));
  }

  /** Its address, or the array itself, is given to a call that may write there. */
  private isFilledElsewhere(name: string, key: PlaceKey, at: Bound): boolean {
    for (const item of at.source.document.items)
      for (const fact of item.facts) {
        if (fact.word !== "call") continue;
        const bound = { fact, item, source: at.source };
        if (
          fact.args.some((arg) => mayWrite(arg, name)) &&
          placeAt(this.index, bound, name).key === key
        )
          return true;
      }
    return false;
  }

  private setting(key: string, at: Bound): readonly Option[] {
    const effective = effectiveSettings(this.index, at.source.root, key);
    if (effective.length === 0) this.asked.add(key);
    if (effective.length === 0) return [option(UNKNOWN)];
    return effective.map(({ bound, value, quoted, variants }) => ({
      value: settingValue(value, quoted),
      names: [],
      trail: [{ bound, span: bound.fact.span, what: `${key} is set here` }],
      conditions: variants.length === 0 ? [] : [`variant ${variants.join(", ")}`],
    }));
  }

  /** Linkage: this document, what it includes, then the one definition of the project. */
  private visible<F extends DefineFact>(found: Iterable<Bound<F>>, at: Bound): Bound<F>[] {
    const all = [...found].filter(
      (b) =>
        (b.source.root === at.source.root || b.source.root.folder === "") &&
        isBuiltWith(b, at) &&
        !isSwitchedOff(this.index, b),
    );
    const flags = all.filter((b) => b.fact.by === "flag" && isShippedSection(b.fact.section));
    const { path } = at.source.document;
    const here = all.filter((b) => b.source.document.path === path);
    if (here.length > 0) return [...here, ...flags.filter((b) => b.source.document.path !== path)];
    const included = this.index.includedBy(path);
    const reached = all.filter((b) => included.has(b.source.document.path));
    if (reached.length > 0) return [...reached, ...flags];
    const homes = new Set(all.map((b) => b.source.document.path));
    return homes.size === 1 || flags.length === all.length ? all : flags;
  }
}

/** What a test sets is in no product. */
function isBuiltWith({ source }: Bound, at: Bound): boolean {
  return source.ownership !== "test" || at.source.ownership === "test";
}

function settingValue(value: string, quoted: boolean): Known {
  if (quoted) return { is: "text", text: value };
  if (value === "y") return { is: "number", value: 1 };
  if (value === "n") return { is: "number", value: 0 };
  return /^-?(?:0x[0-9a-fA-F]+|\d+)$/.test(value)
    ? { is: "number", value: Number(value) }
    : { is: "text", text: value };
}

/** `buf` and `&buf` may be written to by the call; `buf.x` and `buf[0]` are other places. */
function mayWrite(arg: Expr, name: string): boolean {
  if (arg.is === "address") return namesIt(arg.of, name);
  return false;
}

function namesIt(expr: Expr, name: string): boolean {
  return (expr.is === "name" && expr.name === name) || (expr.is === "member" && expr.base === name);
}

/** Include guards say nothing about configurations. */
function isTelling(condition: string): boolean {
  return (
    !/^!defined\(\w*(?:_H_*|_H_INCLUDED|_HPP_*|H_)\)$/i.test(condition) &&
    condition !== "!defined(__cplusplus)" &&
    condition !== "defined(__cplusplus)"
  );
}
