// Which of two facts of one function may run after which, by the steps of the function's body where it
// was read for flow: branches that exclude each other and what stands behind a `return` are told apart.
// A loop is gone through once, so that the order is also that of the text.
import type { Span } from "../base/span.js";
import type { Step } from "../model/body.js";
import type { Bound } from "./bound.js";

/** `later` stands behind `earlier` in the same function, and one run can reach both. */
export function comesAfter(later: Bound, earlier: Bound): boolean {
  if (later.item !== earlier.item || later.fact.within !== earlier.fact.within) return false;
  const first = earlier.fact.span;
  const second = later.fact.span;
  if (second.start <= first.start) return false;
  const body = bodyAround(later, first, second);
  return body === undefined || new Order(first, second).isReached(body);
}

/** The innermost body, of a function or a lambda, that was read and holds both. */
export function bodyAround(at: Bound, first: Span, second: Span): readonly Step[] | undefined {
  for (const fact of at.item.facts) {
    if (fact.word !== "function" || fact.body === undefined) continue;
    for (const lambda of fact.lambdas ?? [])
      if (holds(lambda.span, first) && holds(lambda.span, second)) return lambda.body;
    if (fact.name === at.fact.within) return fact.body;
  }
  return undefined;
}

export function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** How a run got to a point: past the first fact, and on which way out. */
interface Paths {
  /** Ways on to the next step; empty: none. The value says whether the first fact was passed. */
  readonly on: ReadonlySet<boolean>;
  /** Ways to the end of the loop or choice around. */
  readonly broken: ReadonlySet<boolean>;
}

const NO_WAY: ReadonlySet<boolean> = new Set();

class Order {
  private readonly first: Span;
  private readonly second: Span;
  private found = false;
  /** The steps name the second fact at all. */
  private met = false;

  constructor(first: Span, second: Span) {
    this.first = first;
    this.second = second;
  }

  /** Facts that no step holds, as those in a macro's arguments, stand in order by their place alone. */
  isReached(body: readonly Step[]): boolean {
    this.through(body, new Set([false]));
    return this.found || !this.met;
  }

  private through(steps: readonly Step[], start: ReadonlySet<boolean>): Paths {
    let on = start;
    const broken = new Set<boolean>();
    for (const step of steps) {
      if (on.size === 0) break;
      const paths = this.past(step, on);
      on = paths.on;
      for (const one of paths.broken) broken.add(one);
    }
    return { on, broken };
  }

  private past(step: Step, from: ReadonlySet<boolean>): Paths {
    switch (step.do) {
      case "evaluate":
        return { on: this.expression(step.value.span, from), broken: NO_WAY };
      case "store":
        return { on: this.expression(step.span, from), broken: NO_WAY };
      case "branch": {
        const on = this.expression(step.test.span, from);
        return joined([this.through(step.then, on), this.through(step.otherwise, on)]);
      }
      case "loop":
        return this.loop(step, from);
      case "select":
        return this.select(step, from);
      case "leave": {
        const at = step.value === undefined ? from : this.expression(step.value.span, from);
        return { on: NO_WAY, broken: step.how === "return" ? NO_WAY : at };
      }
    }
  }

  private loop(step: Extract<Step, { do: "loop" }>, from: ReadonlySet<boolean>): Paths {
    const on = step.bodyFirst ? from : this.tested(step, from);
    const body = this.through(step.body, on);
    const after = this.through(step.after, body.on).on;
    if (!step.bodyFirst) return { on: new Set([...on, ...body.broken, ...after]), broken: NO_WAY };
    // `break` and `continue` are one way out: a body that is left early may still be tested.
    const end = this.tested(step, new Set([...after, ...body.broken]));
    return { on: new Set([...end, ...body.broken]), broken: NO_WAY };
  }

  private tested(
    { before, test }: Extract<Step, { do: "loop" }>,
    from: ReadonlySet<boolean>,
  ): ReadonlySet<boolean> {
    const { on } = this.through(before, from);
    return test === undefined ? on : this.expression(test.span, on);
  }

  private select(step: Extract<Step, { do: "select" }>, from: ReadonlySet<boolean>): Paths {
    const on = this.expression(step.on.span, from);
    const out = new Set(on);
    let falling: ReadonlySet<boolean> = NO_WAY;
    for (const { body } of step.ways) {
      const way = this.through(body, new Set([...on, ...falling]));
      falling = way.on;
      for (const one of way.broken) out.add(one);
    }
    for (const one of falling) out.add(one);
    return { on: out, broken: NO_WAY };
  }

  /** An expression that holds both has them in the order of the text. */
  private expression(span: Span, from: ReadonlySet<boolean>): ReadonlySet<boolean> {
    const hasFirst = holds(span, this.first);
    if (holds(span, this.second)) {
      this.met = true;
      if (hasFirst || from.has(true)) this.found = true;
    }
    return hasFirst ? new Set([true]) : from;
  }
}

function joined(all: readonly Paths[]): Paths {
  return {
    on: new Set(all.flatMap(({ on }) => [...on])),
    broken: new Set(all.flatMap(({ broken }) => [...broken])),
  };
}
