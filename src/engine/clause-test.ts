// One clause under test at one fact: truths, bindings and the values that decide are collected part by part.
import type { ArgumentTest, ValueTest } from "../model/rule.js";
import type { Expr } from "../model/expr.js";
import type { Bound } from "../facts/bound.js";
import type { Flaw } from "../facts/flow/world.js";
import { isStoredText, namesOfStoredText } from "../facts/stored-text.js";
import { isZeros } from "../facts/zeros.js";
import { option, UNKNOWN, type Option, type TrailStep } from "../facts/values.js";
import type { Bindings } from "./bound-place.js";
import { testReturns } from "./callback-test.js";
import { testFlow } from "./flow-test.js";
import type { Matching } from "./matching.js";
import { all, any, truthOf, type Truth } from "./truth.js";
import { testValue, type Verdict } from "./value-test.js";
import { nameThatFits } from "./written-names.js";

export interface ClauseMatch {
  readonly truth: Truth;
  readonly bindings: Bindings;
  /** Values that passed tests; they carry the trail. */
  readonly decided: readonly Option[];
}

const FAILS: Verdict = { truth: "false", options: [] };

/** Collects truths, bindings and values while a clause's parts are tested. */
export class ClauseTest {
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
  get hasFailed(): boolean {
    return this.truths.includes("false");
  }

  bind(variable: string, place: string | undefined): void {
    const known = this.bindings.get(variable);
    if (place === undefined) this.say(known === undefined ? "false" : "unknown");
    else if (known === undefined) this.bindings.set(variable, place);
    else this.say(truthOf(this.m.places.same(known, place)));
  }

  /** `as: $n`: the fact itself, where it has passed so far. */
  name(variable: string | undefined, at: Bound): void {
    if (variable !== undefined && !this.hasFailed) this.bind(variable, `fact:${factId(at)}`);
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
    if (test.bind !== undefined) this.bind(test.bind, this.m.places.ofExpr(this.at, expr));
    if (test.same !== undefined) this.bind(test.same, this.m.places.ofKey(this.at, expr));
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
    if (this.hasFailed) return FAILS;
    const { flow, ...plain } = test;
    if (flow === undefined) return this.judgePlain(plain, expr, keeper);
    const data = testFlow(flow, this.m.flows.at(this.at.item, expr.span));
    if (data.truth !== "true" || Object.keys(plain).length === 0) return data;
    const { truth, options } = this.judgePlain(plain, expr, keeper);
    return { truth, options: [...data.options, ...options] };
  }

  private judgePlain(test: ValueTest, expr: Expr, keeper?: string): Verdict {
    const { named, operator, returns, stored, zeros, ...rest } = test;
    if (returns !== undefined)
      return testReturns(returns, expr, this.at, this.m.resolver, this.m.world(this.at));
    if (!this.isWrittenSo(stored, operator, expr)) return FAILS;
    if (zeros !== undefined && this.isZeros(expr) !== zeros) return FAILS;
    const name = named === undefined ? undefined : nameThatFits(named, expr, this.at, this.m.index);
    if (named !== undefined && name === undefined) return FAILS;
    return Object.keys(rest).length === 0 && (name ?? operator) !== undefined
      ? { truth: "true", options: name === undefined ? [] : [option({ is: "unknown" }, [name])] }
      : this.valued(rest, expr, keeper);
  }

  private isZeros(expr: Expr): boolean {
    // A constant that stands elsewhere is read when it is asked for.
    this.m.resolver.resolve(expr, this.at);
    return isZeros(this.m.index, expr, this.at);
  }

  private isWrittenSo(
    stored: ValueTest["stored"],
    operator: ValueTest["operator"],
    expr: Expr,
  ): boolean {
    if (stored === true) {
      // A field that is declared elsewhere is read when it is asked for.
      for (const name of namesOfStoredText(expr)) this.m.resolver.asked.add(name);
      if (!isStoredText(this.m.index, expr, this.at)) return false;
    }
    return operator === undefined || operator.includes(operatorOf(expr));
  }

  private valued(test: ValueTest, expr: Expr, keeper?: string): Verdict {
    const options = this.m.resolver.resolve(expr, this.at);
    return testValue(test, options, this.m.world(this.at), keeper);
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

/** Of `a ? b : c` it is `?:`. */
function operatorOf(expr: Expr): string {
  if (expr.is === "either") return "?:";
  return expr.is === "operation" ? expr.operator : "";
}

/** What a `direct` test can accept; anything else need not be resolved to know that. */
export function isLiteral(expr: Expr): boolean {
  return expr.is === "concat" ? expr.parts.every(isLiteral) : ["text", "bytes"].includes(expr.is);
}

function factId(at: Bound): string {
  return `${at.source.document.path}:${String(at.item.at.start + at.fact.span.start)}:${String(at.fact.span.end)}`;
}
