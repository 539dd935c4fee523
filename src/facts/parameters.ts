// What the parameters of functions are given by all calls of them: questions of their own, whose answers many
// others share.
import type { Expr } from "../model/expr.js";
import type { FunctionFact } from "../model/fact.js";
import { conditionsOf, type Bound } from "./bound.js";
import { fallbackOf, fullName, isOnlyCalled, type Calls } from "./callees.js";
import type { FactIndex } from "./index.js";
import { isTelling } from "./linkage.js";
import { distinct, isTold, MOST_OPTIONS } from "./options.js";
import { option, through, UNKNOWN, type Option } from "./values.js";

/** A function with more calls than this is given anything. */
const MOST_CALLS = 64;

/** What an argument is worth where it stands. */
type Worth = (expr: Expr, at: Bound) => readonly Option[];

export class Parameters {
  private readonly index: FactIndex;
  private readonly calls: Calls;
  private readonly asked: Set<string>;
  /** By their function; undefined while that is being found out. */
  private readonly found = new Map<FunctionFact, Map<number, readonly Option[] | undefined>>();

  /** Functions whose calls an answer hangs on are put among those that are `asked`. */
  constructor(index: FactIndex, calls: Calls, asked: Set<string>) {
    this.index = index;
    this.calls = calls;
    this.asked = asked;
  }

  /** Undefined where nobody has looked for it; unknown on the way round a circle. */
  known({ fact }: Bound<FunctionFact>, number: number): readonly Option[] | undefined {
    const known = this.found.get(fact);
    return known?.has(number) === true ? (known.get(number) ?? [option(UNKNOWN)]) : undefined;
  }

  find(f: Bound<FunctionFact>, number: number, worth: Worth): readonly Option[] {
    const known = this.found.get(f.fact) ?? new Map<number, readonly Option[] | undefined>();
    this.found.set(f.fact, known.set(number, undefined));
    const passed = this.fromCallers(f, number, worth);
    known.set(number, passed);
    return passed;
  }

  private fromCallers(f: Bound<FunctionFact>, number: number, worth: Worth): readonly Option[] {
    if (isForMany(f, number)) return [option(UNKNOWN)];
    if (f.source.ownership === "product") this.asked.add(fullName(f));
    const sites = this.calls.sitesOf(f);
    if (sites.length > MOST_CALLS) return [option(UNKNOWN)];
    const name = f.fact.params[number]?.name ?? "";
    const passed = sites.flatMap(({ bound, args }) => {
      const given = args[number];
      const usual = given === undefined ? fallbackOf(this.index, f, number) : undefined;
      const { expr, at } = usual ?? { expr: given, at: bound };
      return expr === undefined ? [] : passedAs(name, expr, at, worth(expr, at));
    });
    const isAll = sites.length > 0 && passed.every(isTold) && isOnlyCalled(this.index, f);
    const known = distinct(passed).slice(0, MOST_OPTIONS - 1);
    return isAll ? known : [...known, option(UNKNOWN)];
  }
}

const COMPARES = /^(?:strn?(?:case)?cmp(?:_P)?|equals(?:IgnoreCase)?)$/;

/**
 * The function is told by another parameter's text what this one is for, as `set("port", "80")`: what callers
 * give has no place of its own then.
 */
function isForMany({ fact, item }: Bound<FunctionFact>, number: number): boolean {
  const others = new Set(fact.params.flatMap(({ name }, i) => (i === number ? [] : [name])));
  const texts = new Set<string>();
  for (const one of item.facts) {
    if (one.word !== "call" || one.within !== fact.name || !COMPARES.test(one.callee)) continue;
    const named = [one.receiver, ...one.args.map((arg) => (arg.is === "name" ? arg.name : ""))];
    const text = one.args.find((arg) => arg.is === "text");
    if (text?.is === "text" && named.some((name) => others.has(name ?? ""))) texts.add(text.text);
  }
  return texts.size > 1;
}

function passedAs(
  name: string,
  expr: Expr,
  site: Bound,
  options: readonly Option[],
): readonly Option[] {
  const step = { bound: site, span: expr.span, what: `${name} is given here` };
  const conditions = conditionsOf(site).filter(isTelling);
  return options.map((o) => through(step, o, conditions));
}
