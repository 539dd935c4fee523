// Stores of which nothing is left where it would count: a default that storage writes over on every way, while
// its failure leaves the function. Only variables of one function are judged, whose steps were read; those that
// are needed are asked for.
import type { Span } from "../base/span.js";
import type { Step } from "../model/body.js";
import type { CallExpr, Expr } from "../model/expr.js";
import type { Fact, FunctionFact, StoreFact } from "../model/fact.js";
import type { Bound } from "./bound.js";
import { functionAround, fullName, nameToFind, type Calls } from "./callees.js";
import { asked, isSuccess, outcomeOf, type Asked } from "./failures.js";
import { fillingOf } from "./fillers.js";
import type { FactIndex } from "./index.js";
import { bodyAround } from "./order.js";
import { Overwriting, type Question, type Write } from "./overwriting.js";
import { covers, isWritten, placeNamed, restBelow, type Part } from "./parts.js";
import { placeAt } from "./places.js";

export class Overwrites {
  private readonly index: FactIndex;
  private readonly calls: Calls;
  /** Functions whose steps would tell. */
  private readonly asked: Set<string>;

  constructor(index: FactIndex, calls: Calls, asked: Set<string>) {
    this.index = index;
    this.calls = calls;
    this.asked = asked;
  }

  /** Nothing of it is left at the use; without one, wherever it would be read. */
  isOverwritten(store: Bound<StoreFact>, use?: Bound): boolean {
    if (use !== undefined && !isSameFunction(store, use)) return false;
    const { base, path, span } = store.fact;
    const part: Part = { base, path };
    const fn = this.isOwn(store) && this.mayBe(store, part) ? functionAround(store) : undefined;
    const body = fn === undefined ? undefined : this.stepsAround(store, use, fn);
    if (fn === undefined || body === undefined) return false;
    const isSeen = !hasOtherName(body, part, span.start) && !isInLambda(fn, part);
    return isSeen && this.isGone(store, part, body, use);
  }

  private isGone(
    store: Bound<StoreFact>,
    part: Part,
    body: readonly Step[],
    use: Bound | undefined,
  ): boolean {
    const { span } = store.fact;
    const until = use === undefined ? {} : { use: use.fact.span };
    const walk = new Overwriting({ ...this.asking(store, part), from: span, ...until }).walk(body);
    return walk.hasStart && walk.hasUse && walk.isWritten && !walk.arrives;
  }

  private stepsAround(
    store: Bound,
    use: Bound | undefined,
    fn: Bound<FunctionFact>,
  ): readonly Step[] | undefined {
    const body = bodyAround(store, store.fact.span, (use ?? store).fact.span);
    if (body === undefined) this.asked.add(fullName(fn));
    return body;
  }

  /** A variable that ends with the function, and that no pointer of it stands for. */
  private isOwn(store: Bound<StoreFact>): boolean {
    const { object, scope } = placeAt(this.index, store, store.fact.base);
    if (scope !== "function" || object?.fact.storage !== "local") return false;
    // Elements of an array, or of a document, are many places under one path.
    if (store.fact.path.includes("[")) return false;
    const { form } = object.fact;
    return form !== "reference" && (form !== "pointer" || store.fact.path === "");
  }

  /** Something in the function may write over it: most is not worth a walk. */
  private mayBe({ fact, item }: Bound<StoreFact>, part: Part): boolean {
    const handed = item.facts.filter(
      (one) => one !== fact && one.within === fact.within && mayWrite(one, part),
    );
    // One call is what uses it, where it does not fill what it is given.
    return handed.length > 1 || handed.some((one) => one.word === "store" || isFiller(one));
  }

  private asking(at: Bound, part: Part): Pick<Question, "part" | "writeOf" | "isBuilt"> {
    const own = new Set(at.fact.conditions);
    return {
      part,
      writeOf: (call) => this.writeOf(call, at, part),
      isBuilt: (span) => factsAt(at, span).some((one) => isAmong(one.conditions, own)),
    };
  }

  private writeOf(call: CallExpr, at: Bound, part: Part): Write | undefined {
    const filling = fillingOf(call);
    if (filling === undefined) return this.wrapped(call, at, part);
    const named = placeNamed(call.args[filling.to]);
    if (named === undefined || !covers(named, part)) return undefined;
    return filling.when === "always" ? "always" : askedAt(call, at);
  }

  /** A function of the project that is given the place and writes over it, or says that it has not. */
  private wrapped(call: CallExpr, at: Bound, part: Part): Write | undefined {
    const number = call.args.findIndex((arg) => restOf(arg, part) !== undefined);
    const arg = call.args[number];
    const rest = arg === undefined ? undefined : restOf(arg, part);
    if (rest === undefined) return undefined;
    const [fn, ...others] = this.calls.functionsCalled(call, at);
    if (fn === undefined || others.length > 0) {
      const wanted = fn === undefined ? nameToFind(this.index, call, at) : undefined;
      if (wanted !== undefined) this.asked.add(wanted);
      return undefined;
    }
    const { body, params } = fn.fact;
    const name = params[number]?.name;
    if (body === undefined) this.asked.add(fullName(fn));
    if (body === undefined || name === undefined) return undefined;
    return this.done(fn, { base: name, path: rest }, body, (gives) => askedAt(call, at, gives));
  }

  /** What the function has done to what it was given, by the ways that it ends. */
  private done(
    fn: Bound<FunctionFact>,
    part: Part,
    body: readonly Step[],
    asks: (gives: boolean) => Asked | undefined,
  ): Write | undefined {
    const inside: Bound = { ...fn, fact: { ...fn.fact, within: fn.fact.name } };
    const own = new Set(fn.fact.conditions);
    const { ends, isWritten } = new Overwriting({
      part,
      // Nothing but a plain reader is looked into: one wrapper, not a wrapper of wrappers.
      writeOf: (call) => (fillingOf(call) ? this.writeOf(call, inside, part) : undefined),
      isBuilt: (span) => factsAt(inside, span).some((one) => isAmong(one.conditions, own)),
      // What it reads itself is its own matter.
      use: { start: -1, end: -1 },
    }).walk(body);
    if (!isWritten) return undefined;
    if (ends.every(({ state }) => state === "gone")) return "always";
    for (const gives of [false, true]) {
      const isTold = ({ state, value }: (typeof ends)[number]): boolean =>
        state === "gone" || (value !== undefined && tellsFailure(value, state, gives));
      if (ends.every(isTold)) return asks(gives);
    }
    return undefined;
  }
}

/** `return err` of the call that was to write, or a constant that says that it has failed. */
function tellsFailure(value: Expr, state: "old" | Asked, gives: boolean): boolean {
  const outcome = state === "old" ? undefined : outcomeOf(value, gives, state);
  return outcome === "success" || isSuccess(value, { gives }) === false;
}

function restOf(arg: Expr, part: Part): string | undefined {
  const named = placeNamed(arg);
  return named === undefined ? undefined : restBelow(named, part);
}

function askedAt(call: CallExpr, at: Bound, gives?: boolean): Asked | undefined {
  for (const fact of factsAt(at, call.span))
    if (fact.word === "call" && fact.callee === call.callee)
      return gives === undefined ? asked({ ...at, fact }) : asked({ ...at, fact }, gives);
  return undefined;
}

function factsAt({ item }: Bound, { start, end }: Span): readonly Fact[] {
  return item.facts.filter(({ span }) => span.start === start && span.end === end);
}

function isAmong(conditions: readonly string[] | undefined, own: ReadonlySet<string>): boolean {
  return (conditions ?? []).every((one) => own.has(one));
}

function isSameFunction(a: Bound, b: Bound): boolean {
  return a.item === b.item && a.fact.within === b.fact.within;
}

function mayWrite(fact: Fact, part: Part): boolean {
  if (fact.word === "store") return covers({ base: fact.base, path: fact.path }, part);
  return fact.word === "call" && fact.args.some((arg) => restOf(arg, part) !== undefined);
}

function isFiller(fact: Fact): boolean {
  return fact.word === "call" && fillingOf({ ...fact, is: "call" }) !== undefined;
}

/** A pointer that was set to it before goes on to show what it holds. */
function hasOtherName(steps: readonly Step[], part: Part, before: number): boolean {
  return steps.some((step) => {
    switch (step.do) {
      case "store": {
        const named = step.span.start < before ? placeNamed(step.value) : undefined;
        return named?.base === part.base;
      }
      case "branch":
        return [step.then, step.otherwise].some((one) => hasOtherName(one, part, before));
      case "loop":
        return [step.before, step.body, step.after].some((one) => hasOtherName(one, part, before));
      case "select":
        return step.ways.some(({ body }) => hasOtherName(body, part, before));
      default:
        return false;
    }
  });
}

function isInLambda({ fact, item }: Bound<FunctionFact>, { base }: Part): boolean {
  return (fact.lambdas ?? []).some(({ span }) =>
    isWritten(item.text.slice(span.start, span.end), base),
  );
}
