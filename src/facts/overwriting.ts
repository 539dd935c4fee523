// Whether what a store put into a place is still there on some way to a point, by the steps of the function. A
// way is in one of three states: the old value stands, it is gone, or it is gone if a call has succeeded,
// which the tests behind that call tell. What is not plain leaves the old value where it is.
import { holds } from "./order.js";
import type { Span } from "../base/span.js";
import type { Step } from "../model/body.js";
import type { CallExpr, Expr } from "../model/expr.js";
import { isResult, outcomeOf, type Asked } from "./failures.js";
import { insistedOn, isEnd } from "./fillers.js";
import { callsIn, covers, placeNamed, reads, type CallIn, type Part } from "./parts.js";

/** What a call does to the place: writes over it, where it was called, or where it has succeeded. */
export type Write = "always" | Asked;

export type State = "old" | "gone" | Asked;
type States = ReadonlySet<State>;

export interface Question {
  readonly part: Part;
  /** Where the old value is put; absent: it stands there from the beginning. */
  readonly from?: Span;
  /** Where it must not arrive; absent: wherever it is read. */
  readonly use?: Span;
  /** Undefined for a call that writes nothing over the place, as far as anybody can tell. */
  writeOf(call: CallExpr): Write | undefined;
  /** What is stored there is stored in every build that has the old value. */
  isBuilt(span: Span): boolean;
}

interface Ways {
  readonly on: States;
  readonly broken: States;
}

const NONE: States = new Set();

export class Overwriting {
  /** The old value arrives where it must not, or may. */
  arrives = false;
  /** Something was written over it. */
  isWritten = false;
  /** The store, and the point that is asked for, were passed. */
  hasStart: boolean;
  hasUse: boolean;
  /** How the ways out of the function end. */
  readonly ends: { readonly state: State; readonly value: Expr | undefined }[] = [];
  private readonly question: Question;

  constructor(question: Question) {
    this.question = question;
    this.hasStart = question.from === undefined;
    this.hasUse = question.use === undefined;
  }

  walk(body: readonly Step[]): this {
    const { on } = this.through(body, new Set([this.hasStart ? "old" : "gone"]));
    this.end(on, undefined);
    return this;
  }

  private through(steps: readonly Step[], start: States): Ways {
    let on = start;
    const broken = new Set<State>();
    for (const step of steps) {
      if (on.size === 0) break;
      const ways = this.past(step, on);
      on = ways.on;
      for (const one of ways.broken) broken.add(one);
    }
    return { on, broken };
  }

  private past(step: Step, from: States): Ways {
    switch (step.do) {
      case "evaluate":
        return { on: this.evaluated(step.value, from), broken: NONE };
      case "store":
        return { on: this.stored(step, from), broken: NONE };
      case "branch": {
        const on = this.evaluated(step.test, from);
        const then = this.through(step.then, settled(on, step.test, true));
        const otherwise = this.through(step.otherwise, settled(on, step.test, false));
        return {
          on: union(then.on, otherwise.on),
          broken: union(then.broken, otherwise.broken),
        };
      }
      case "loop":
        return { on: this.loop(step, from), broken: NONE };
      case "select":
        return { on: this.select(step, from), broken: NONE };
      case "leave":
        return this.left(step, from);
    }
  }

  private left({ how, value }: Extract<Step, { do: "leave" }>, from: States): Ways {
    const at = value === undefined ? from : this.evaluated(value, from);
    if (how === "return") this.end(at, value);
    // Nobody here knows where a jump leads.
    else if (how === "jump" && holdsOld(at)) this.arrives = true;
    return { on: NONE, broken: how === "break" || how === "continue" ? at : NONE };
  }

  private end(states: States, value: Expr | undefined): void {
    for (const state of states) this.ends.push({ state, value });
  }

  /** Twice, since what the end of a turn leaves is there in the next one. */
  private loop(step: Extract<Step, { do: "loop" }>, from: States): States {
    const first = this.turn(step, from);
    return union(first.out, this.turn(step, union(from, first.again)).out);
  }

  private turn(
    { before, test, body, after, bodyFirst }: Extract<Step, { do: "loop" }>,
    from: States,
  ): { readonly out: States; readonly again: States } {
    const tested = (states: States): States => {
      const { on } = this.through(before, states);
      return test === undefined ? on : this.evaluated(test, on);
    };
    const asked = bodyFirst ? from : tested(from);
    const { on, broken } = this.through(body, bodyFirst ? asked : entered(asked, test));
    // `break` and `continue` are one way out: a body that is left early may still go on.
    const again = this.through(after, union(on, broken)).on;
    const last = bodyFirst ? tested(again) : asked;
    return { out: union(left(last, test), broken), again };
  }

  private select(step: Extract<Step, { do: "select" }>, from: States): States {
    const on = this.evaluated(step.on, from);
    const isWhole = step.ways.some(({ values }) => values.length === 0);
    let out: States = isWhole ? NONE : on;
    let falling = NONE;
    for (const { body } of step.ways) {
      const way = this.through(body, union(on, falling));
      falling = way.on;
      out = union(out, way.broken);
    }
    return union(out, falling);
  }

  private stored(step: Extract<Step, { do: "store" }>, from: States): States {
    const { part } = this.question;
    const { to, value, span } = step;
    const on = value === undefined ? from : this.evaluated(value, from, span);
    if (!covers(to, part)) return on;
    if (to.path === part.path && this.isStart(span)) return this.started();
    return isWhollyNew(step, part) && this.question.isBuilt(span) ? this.over(on) : on;
  }

  private isStart(span: Span): boolean {
    const { from } = this.question;
    return from !== undefined && isSame(span, from);
  }

  private started(): States {
    this.hasStart = true;
    return OLD;
  }

  private over(on: States): States {
    if (holdsOld(on)) this.isWritten = true;
    return on.size === 0 ? on : GONE;
  }

  /** `span` is that of the statement, where it is more than the expression. */
  private evaluated(expr: Expr, from: States, span = expr.span): States {
    const { use, part } = this.question;
    const calls = [...callsIn(expr)];
    const writes = this.writesAmong(calls);
    if (use === undefined) {
      if (readsBeside(expr, part, writes)) this.meet(from);
    } else if (holds(span, use)) {
      this.hasUse = true;
      this.meet(from);
    }
    let on = from;
    for (const one of calls) on = this.called(one, writes.get(one.call), on);
    return on;
  }

  private writesAmong(calls: Iterable<CallIn>): ReadonlyMap<CallExpr, Write> {
    const writes = new Map<CallExpr, Write>();
    for (const { call } of calls) {
      const write = this.question.isBuilt(call.span) ? this.question.writeOf(call) : undefined;
      if (write !== undefined) writes.set(call, write);
    }
    return writes;
  }

  private called({ call, isSure }: CallIn, write: Write | undefined, on: States): States {
    if (this.isStart(call.span)) return this.started();
    if (write === "always") return isSure ? this.over(on) : union(on, GONE);
    if (write !== undefined) return this.asked(on, write);
    if (!isSure) return on;
    if (isEnd(call)) return NONE;
    const insisted = insistedOn(call);
    return insisted === undefined ? on : settledBy(on, insisted);
  }

  /** From here on the old value stands only where the call has failed. */
  private asked(on: States, call: Asked): States {
    if (holdsOld(on)) this.isWritten = true;
    return new Set([...on].map((state) => (state === "gone" ? state : call)));
  }

  private meet(states: States): void {
    if (holdsOld(states)) this.arrives = true;
  }
}

const OLD: States = new Set(["old"]);
const GONE: States = new Set(["gone"]);

function holdsOld(states: States): boolean {
  return [...states].some((state) => state !== "gone");
}

function union(a: States, b: States): States {
  return new Set([...a, ...b]);
}

function isWhollyNew({ operator, value }: Extract<Step, { do: "store" }>, part: Part): boolean {
  return operator === "=" && value !== undefined && !reads(value, part);
}

/** Facts and steps of one assignment may differ by its semicolon or brackets. */
function isSame(a: Span, b: Span): boolean {
  return holds(a, b) || holds(b, a);
}

function settled(states: States, test: Expr, truth: boolean): States {
  return new Set([...states].map((state) => after(state, test, truth)));
}

function after(state: State, test: Expr, truth: boolean): State {
  if (typeof state === "string") return state;
  const outcome = outcomeOf(test, truth, state);
  return outcome === "success" ? "gone" : outcome === "failure" ? "old" : state;
}

function entered(states: States, test: Expr | undefined): States {
  return test === undefined ? states : settled(states, test, true);
}

/** A loop without a test is left by `break` alone. */
function left(states: States, test: Expr | undefined): States {
  return test === undefined ? NONE : settled(states, test, false);
}

function settledBy(states: States, result: Expr): States {
  const isDone = (state: State): boolean => typeof state !== "string" && isResult(result, state);
  return new Set([...states].map((state) => (isDone(state) ? "gone" : state)));
}

/** Outside of what the calls write to. */
function readsBeside(expr: Expr, part: Part, writers: ReadonlyMap<CallExpr, Write>): boolean {
  if (writers.size === 0) return reads(expr, part);
  if (expr.is === "call") {
    const isWriter = writers.has(expr);
    const args = expr.args.filter((arg) => !isWriter || !namesWhole(arg, part));
    return args.some((arg) => readsBeside(arg, part, writers));
  }
  if (expr.is === "operation")
    return (
      expr.operator !== "sizeof" && expr.operands.some((one) => readsBeside(one, part, writers))
    );
  return reads(expr, part);
}

function namesWhole(arg: Expr, part: Part): boolean {
  const named = placeNamed(arg);
  return named !== undefined && covers(named, part);
}
