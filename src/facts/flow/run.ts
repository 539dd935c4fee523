// Walks the steps of one function and notes what reaches each argument, subscript and value. What
// callers give stays open (`#0`, `#1` …), so that one walk serves them all; facts/flow/flows.ts puts
// the walks together.
import type { Step } from "../../model/body.js";
import type { CallExpr, Expr } from "../../model/expr.js";
import type { FunctionFact, ObjectFact } from "../../model/fact.js";
import type { Bound } from "../bound.js";
import { placeAt } from "../places.js";
import type { Answer } from "./answers.js";
import { comparedIn } from "./compared.js";
import { answersAt } from "./ends.js";
import { evaluate } from "./evaluation.js";
import { Found } from "./found.js";
import { refine } from "./guards.js";
import { either, given, parameterClass, type Knowledge } from "./knowledge.js";
import { comparesElements, untilZero } from "./loops.js";
import { modelsOf } from "./models.js";
import { placeKey, placesIn } from "./place-keys.js";
import { capacityOf } from "./sizes.js";
import { rememberedOf } from "./remembering.js";
import { State } from "./state.js";
import { store } from "./stores.js";
import type { Walker } from "./walker.js";
import type { Function, Walk, World } from "./world.js";

/** Steps of one walk: deep nests of loops end here, and the walk says so. */
export const MOST_STEPS = 4000;

export function walk(fn: Function, at: Bound<FunctionFact>, world: World): Walk {
  const run = new Run(fn, at, world);
  run.start();
  return run.found;
}

/** Where `break` and `continue` go. */
interface Frame {
  readonly breaks: State[];
  readonly continues: State[];
}

class Run implements Walker {
  readonly found: Found;
  readonly at: Bound<FunctionFact>;
  readonly world: World;
  readonly fn: Function;
  readonly numbers: ReadonlyMap<string, number>;
  private readonly frames: Frame[] = [];
  private steps = 0;
  private loops = 0;

  constructor(fn: Function, at: Bound<FunctionFact>, world: World) {
    this.fn = fn;
    this.at = at;
    this.world = world;
    this.found = new Found(at);
    this.numbers = new Map(fn.params.map(({ name }, i) => [name, i]));
  }

  start(): void {
    const state = new State();
    for (const [name, number] of this.numbers)
      if (name !== "") state.set(name, given(parameterClass(number), []));
    this.walkAll(this.fn.body, state);
  }

  /** The state after the steps; undefined where none of them leads on. */
  private walkAll(steps: readonly Step[], start: State): State | undefined {
    let state: State | undefined = start;
    for (const step of steps) {
      if (state === undefined || this.found.cutOff) return state;
      this.found.cutOff = ++this.steps > MOST_STEPS;
      state = this.walkOne(step, state);
    }
    return state;
  }

  private walkOne(step: Step, state: State): State | undefined {
    switch (step.do) {
      case "evaluate":
        this.found.note(step.value, this.evaluate(step.value, state));
        return state;
      case "store":
        store(step, state, this);
        return state;
      case "branch":
        return this.branch(step, state);
      case "loop":
        return this.loop(step, state);
      case "select":
        return this.select(step, state);
      case "leave":
        this.leave(step, state);
        return undefined;
    }
  }

  private leave(step: Extract<Step, { do: "leave" }>, state: State): void {
    if (step.value !== undefined) {
      const known = this.evaluate(step.value, state);
      this.found.note(step.value, known);
      this.found.result = either(this.found.result, known);
      if (step.how === "return")
        this.found.answers.push(...answersAt(step.value, state, this.numbers, this));
    }
    const frame = this.frames.at(-1);
    if (step.how === "break") frame?.breaks.push(state);
    if (step.how === "continue") frame?.continues.push(state);
  }

  private branch(step: Extract<Step, { do: "branch" }>, state: State): State | undefined {
    this.evaluate(step.test, state);
    if (this.loops > 0 && comparesElements(step.test))
      this.found.flaw("branches-on-bytes", this.at.fact.span, {
        bound: this.at,
        span: step.test.span,
        what: "one byte decides here",
      });
    const yes = state.copy();
    const no = state.copy();
    refine(yes, step.test, true, this);
    refine(no, step.test, false, this);
    const [then, otherwise] = [this.walkAll(step.then, yes), this.walkAll(step.otherwise, no)];
    if (then === undefined || otherwise === undefined) return then ?? otherwise;
    const memories = [...rememberedOf(step, state, [then, otherwise])];
    const joined = State.join([then, otherwise]);
    for (const [key, one] of memories) joined?.remember(key, [...joined.memoriesOf(key), one]);
    return joined;
  }

  /** Twice around shows what one turn leaves for the next. */
  private loop(step: Extract<Step, { do: "loop" }>, start: State): State | undefined {
    this.stepsPastZero(step, start);
    const frame: Frame = { breaks: [], continues: [] };
    this.frames.push(frame);
    this.loops++;
    let entry: State = start;
    const exits: State[] = [];
    let turned: State | undefined;
    for (let turn = 0; turn < 2; turn++) {
      const state = entry.copy();
      const isTested = !step.bodyFirst;
      if (isTested) this.test(step, state, exits);
      const end = this.walkAll(step.body, state);
      const around = State.join([end, ...frame.continues].filter((one) => one !== undefined));
      frame.continues.length = 0;
      if (around === undefined) break;
      const after = this.walkAll(step.after, around) ?? around;
      if (step.bodyFirst) this.test(step, after, exits);
      entry = State.join([start, after]) ?? after;
      turned = after;
    }
    this.loops--;
    this.frames.pop();
    // A loop without a test is left by `break` alone.
    const ends =
      step.test === undefined && step.before.length === 0
        ? []
        : [...exits, ...this.last(step, entry)];
    const out = State.join([...frame.breaks, ...ends]);
    // What a loop judges one by one, it has judged: where it never turned there was nothing.
    if (turned !== undefined) out?.trust(turned);
    return out;
  }

  /** The number that a call gave is counted down by more than one, and only zero ends the loop. */
  private stepsPastZero(step: Extract<Step, { do: "loop" }>, state: State): void {
    for (const name of untilZero(step, (expr) => this.numberOf(expr))) {
      const from = state
        .twinsOf(name)
        .map((one) => state.questionOf(one))
        .find((one) => one?.is === "call");
      const span = step.test?.span;
      if (from !== undefined && span !== undefined)
        this.found.flaw("steps-past-zero", from.span, {
          bound: this.at,
          span,
          what: "only zero ends this",
        });
    }
  }

  /** Evaluates the test of a loop; `state` goes on where it holds. */
  private test(step: Extract<Step, { do: "loop" }>, state: State, exits: State[]): void {
    this.walkAll(step.before, state);
    if (step.test === undefined) return;
    this.evaluate(step.test, state);
    const out = state.copy();
    refine(out, step.test, false, this);
    exits.push(out);
    refine(state, step.test, true, this);
  }

  private last(step: Extract<Step, { do: "loop" }>, entry: State): readonly State[] {
    const state = entry.copy();
    this.walkAll(step.before, state);
    if (step.test !== undefined) refine(state, step.test, false, this);
    return [state];
  }

  private select(step: Extract<Step, { do: "select" }>, state: State): State | undefined {
    this.evaluate(step.on, state);
    const frame: Frame = { breaks: [], continues: this.frames.at(-1)?.continues ?? [] };
    this.frames.push(frame);
    let through: State | undefined;
    let hasDefault = false;
    for (const { values, body } of step.ways) {
      const entry = state.copy();
      hasDefault ||= values.length === 0;
      if (values.length > 0)
        for (const key of placesIn(step.on)) entry.refine(key, { bounded: true, checked: true });
      const joined = State.join(through === undefined ? [entry] : [entry, through]) ?? entry;
      through = this.walkAll(body, joined);
    }
    this.frames.pop();
    const ends = [...frame.breaks, ...(through === undefined ? [] : [through])];
    return State.join(hasDefault ? ends : [...ends, state]);
  }

  evaluate(expr: Expr, state: State): Knowledge {
    return evaluate(expr, state, this);
  }

  get isLooping(): boolean {
    return this.loops > 0;
  }

  isCompared(name: string): boolean {
    return comparedIn(this.fn.body).has(name);
  }

  objectOf(name: string): ObjectFact | undefined {
    return placeAt(this.world.index, this.at, name).object?.fact;
  }

  capacity(expr: Expr | undefined, state: State): number | undefined {
    const key = placeKey(expr);
    return key === undefined ? undefined : capacityOf(key, state, this);
  }

  isOwnBuffer(key: string, state: State): boolean {
    if (state.sizeOf(key) !== undefined) return true;
    const object = this.objectOf(key);
    return object?.storage === "local" && object.form === "array";
  }

  modelsOf(call: CallExpr): ReturnType<Walker["modelsOf"]> {
    return modelsOf(this.world, call, this.at);
  }

  answersOf(call: CallExpr): readonly Answer[] {
    const targets = this.world.targetsOf(call, this.at);
    return targets.flatMap((target) => this.world.summaryOf(target, this.at)?.answers ?? []);
  }

  numberOf(expr: Expr): number | undefined {
    return this.world.numberOf(expr, this.at);
  }
}
