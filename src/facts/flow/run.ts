// Walks the steps of one function and notes what reaches each argument, subscript and value. What
// callers give stays open (`#0`, `#1` …), so that one walk serves them all; facts/flow/flows.ts puts
// the walks together.
import type { Span } from "../../base/span.js";
import type { Step, Target } from "../../model/body.js";
import type { CallExpr, Expr } from "../../model/expr.js";
import type { FlawName } from "../../model/rule.js";
import type { FunctionFact, LambdaBody, ObjectFact } from "../../model/fact.js";
import type { FieldModel } from "../../model/flow-model.js";
import type { Bound } from "../bound.js";
import { placeAt } from "../places.js";
import type {
  CallSite,
  Flaw,
  Followed,
  Function,
  Registration,
  Seen,
  Walk,
  World,
} from "./world.js";
import { comparedIn } from "./compared.js";
import type { Answer } from "./answers.js";
import { answersAt } from "./ends.js";
import { COUNTER, GROWTH, MAYBE_NULL, WEAK_RANDOM } from "./classes.js";
import { outKey, type OutKey } from "./outs.js";
import { evaluateCall } from "./calls.js";
import { refine, type Judge } from "./guards.js";
import {
  changed,
  CLEAN,
  either,
  eitherOf,
  given,
  isData,
  onward,
  parameterClass,
  without,
  type Knowledge,
} from "./knowledge.js";
import { comparesElements, untilZero } from "./loops.js";
import { lengthOf } from "./lengths.js";
import { fieldModel, modelsOf } from "./models.js";
import {
  CALLOC,
  element,
  isQuestion,
  isRest,
  isZero,
  isZeroing,
  KEYED,
  lastName,
  limitOf,
  MAKES,
  TEXTUAL,
} from "./shapes.js";
import { capacityOf, fitsByte, isFixed, isPastEnd, isSized } from "./sizes.js";
import { bufferOf, holderOf, keyOf, memberKey, placeKey, placesIn } from "./place-keys.js";
import { State } from "./state.js";

const NOWHERE: Span = { start: 0, end: 0 };

const NUMBERS =
  /^(?:(?:un)?signed(?: (?:int|short|long.*))?|int|short|long.*|u?int(?:16|32|64)_t|s?size_t|float|double|bool|time_t|u16_t|u32_t)$/;

/** Objects that know how long their text is. */
const STRINGS = /^(?:std::)?(?:string|String)$/;

/** Steps of one walk: deep nests of loops end here, and the walk says so. */
export const MOST_STEPS = 4000;

export function walk(fn: Function, at: Bound<FunctionFact>, world: World): Walk {
  const walker = new Walker(fn, at, world);
  walker.run();
  // What was found stays; what it was found with need not.
  const { seen, calls, registrations, outs, shared, followed, flaws, answers } = walker;
  const { result, cutOff } = walker;
  return { seen, calls, registrations, outs, shared, followed, flaws, answers, result, cutOff };
}

/** Where `break` and `continue` go. */
interface Frame {
  readonly breaks: State[];
  readonly continues: State[];
}

export class Walker implements Walk {
  readonly seen = new Map<number, Seen>();
  readonly calls: CallSite[] = [];
  readonly registrations: Registration[] = [];
  readonly outs = new Map<OutKey, Knowledge>();
  readonly shared = new Map<string, Knowledge>();
  readonly followed: Followed[] = [];
  readonly flaws: Flaw[] = [];
  readonly answers: Answer[] = [];
  result = CLEAN;
  cutOff = false;
  readonly at: Bound<FunctionFact>;
  readonly world: World;
  readonly fn: Function;
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly frames: Frame[] = [];
  private steps = 0;
  private loops = 0;
  private compared: ReadonlySet<string> | undefined;

  constructor(fn: Function, at: Bound<FunctionFact>, world: World) {
    this.fn = fn;
    this.at = at;
    this.world = world;
    this.numbers = new Map(fn.params.map(({ name }, i) => [name, i]));
  }

  run(): void {
    const state = new State();
    for (const [name, number] of this.numbers)
      if (name !== "") state.set(name, given(parameterClass(number), []));
    this.walkAll(this.fn.body, state);
  }

  /** The state after the steps; undefined where none of them leads on. */
  private walkAll(steps: readonly Step[], start: State): State | undefined {
    let state: State | undefined = start;
    for (const step of steps) {
      if (state === undefined || this.cutOff) return state;
      this.cutOff = ++this.steps > MOST_STEPS;
      state = this.walkOne(step, state);
    }
    return state;
  }

  private walkOne(step: Step, state: State): State | undefined {
    switch (step.do) {
      case "evaluate":
        this.note(step.value, this.evaluate(step.value, state));
        return state;
      case "store":
        this.store(step, state);
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
      this.note(step.value, known);
      this.result = either(this.result, known);
      if (step.how === "return")
        this.answers.push(...answersAt(step.value, state, this.numbers, this));
    }
    const frame = this.frames.at(-1);
    if (step.how === "break") frame?.breaks.push(state);
    if (step.how === "continue") frame?.continues.push(state);
  }

  private branch(step: Extract<Step, { do: "branch" }>, state: State): State | undefined {
    this.evaluate(step.test, state);
    if (this.loops > 0 && comparesElements(step.test))
      this.flaw("branches-on-bytes", this.at.fact.span, step.test.span, "one byte decides here");
    const yes = state.copy();
    const no = state.copy();
    refine(yes, step.test, true, this);
    refine(no, step.test, false, this);
    const ends = [this.walkAll(step.then, yes), this.walkAll(step.otherwise, no)];
    return State.join(ends.filter((end) => end !== undefined));
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
      const from = state.questionOf(name);
      const span = step.test?.span;
      if (from?.is === "call" && span !== undefined)
        this.flaw("steps-past-zero", from.span, span, "only zero ends this");
    }
  }

  private flaw(kind: FlawName, of: Span, span: Span, what: string): void {
    const since = { bound: this.at, span, what };
    this.flaws.push({ kind, item: this.at.item, of, since });
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

  private store(step: Extract<Step, { do: "store" }>, state: State): void {
    const { to, value, operator, span } = step;
    const key = keyOf(to.base, to.path);
    const known = value === undefined ? CLEAN : this.evaluate(value, state);
    if (value !== undefined) this.note(value, known);
    if (to.index !== undefined) this.subscript(to, to.index, state);
    if (operator !== "=") this.change(key, to, operator, known, value, state);
    else
      this.put(to, value, onward(known, { bound: this.at, span, what: `into \`${key}\`` }), state);
    this.passOut(to, state.get(key) ?? CLEAN);
  }

  /** `buf[i]`: what is known of the index, and whether it may lie behind the buffer. */
  private subscript(to: Target, index: Expr, state: State): void {
    const known = this.evaluate(index, state);
    const buffer = keyOf(to.base, to.path.replace(/\[\]$/, ""));
    const here = this.sized(known, index, buffer, state);
    // Of a counter that goes through something of unknown size nothing is said.
    const counts = known.from.has(GROWTH) || known.from.has(COUNTER);
    const isVague =
      (counts && !isFixed(buffer, state, this)) ||
      fitsByte(index, buffer, state, this) ||
      this.isKey(to, index);
    this.note(
      index,
      isVague ? { ...here, bounded: true } : here,
      isPastEnd(known, buffer, state, this),
    );
  }

  /** `object[name]`: what is looked up by a text is no element of an array. */
  private isKey({ base }: Target, index: Expr): boolean {
    if (index.is === "text" || index.is === "concat") return true;
    const typeOf = (name: string): string => this.objectOf(name)?.type ?? "";
    return KEYED.test(typeOf(base)) || (index.is === "name" && TEXTUAL.test(typeOf(index.name)));
  }

  /** `x += n`, `x++`, `x--`. */
  private change(
    key: string,
    to: Target,
    operator: string,
    by: Knowledge,
    value: Expr | undefined,
    state: State,
  ): void {
    const before = state.get(key) ?? CLEAN;
    if (operator === "%=" || operator === "&=") {
      if (isData(before)) state.set(key, { ...before, bounded: true });
      return;
    }
    // What gets smaller keeps its limit.
    if (operator === "-=" || operator === "--") return;
    const grows = operator === "++" || (operator === "+=" && value !== undefined && !isData(by));
    const own = grows && this.mayGrow(to) ? this.growth(to) : CLEAN;
    const known = either(either(changed(before), by), own);
    const isPointer = placeAt(this.world.index, this.at, key).object?.fact.form === "pointer";
    if (isPointer) state.move(key, known);
    else state.set(key, known);
    if (operator === "+=" && value !== undefined) state.addUp(key, value);
  }

  /** A counter that lives longer than one turn. */
  private mayGrow(to: Target): boolean {
    if (to.path !== "") return false;
    if (this.objectOf(to.base) === undefined) this.world.ask(to.base, this.at);
    return this.loops > 0 || this.world.isShared(to.base, this.at);
  }

  private growth(to: Target): Knowledge {
    this.compared ??= new Set(comparedIn(this.fn.body));
    const bounded = this.compared.has(to.base);
    return { ...given(GROWTH, []), bounded, checked: bounded };
  }

  private put(to: Target, value: Expr | undefined, known: Knowledge, state: State): void {
    const key = keyOf(to.base, to.path);
    if (to.path.endsWith("[]")) {
      this.putInto(to, bufferOf(key), value, known, state);
      return;
    }
    state.set(key, this.typed(to, value, known));
    if (value === undefined) return;
    state.link(key, value);
    if (isZero(value)) state.zero(key);
    if (isQuestion(value)) state.ask(key, value);
    this.allocate(key, value, state);
    const length = lengthOf(value, state, (one) => this.numberOf(one));
    if (length !== undefined && length.terms.length > 0) state.measure(key, length);
    if (isZeroing(value)) state.zero(key);
  }

  /** Of an element, or of what a pointer points at. */
  private putInto(
    to: Target,
    holder: string,
    value: Expr | undefined,
    known: Knowledge,
    state: State,
  ): void {
    if (value !== undefined) this.allocate(holder, value, state);
    if (value?.is === "number" && value.value === 0) this.end(to, holder, state);
    else if (isData(known)) state.add(holder, changed(known));
  }

  /** A text gets its end, by whatever name it is read: callers see it with one as well. */
  private end(to: Target, holder: string, state: State): void {
    state.end(holder);
    if (this.objectOf(holder)?.form === "pointer") state.endAll(state.get(holder) ?? CLEAN);
    const number = this.numbers.get(to.base);
    const all = number === undefined ? this.shared : this.outs;
    const key = number === undefined ? holder : outKey(number, to.path);
    const known = all.get(key);
    if (known !== undefined && known.terminated !== true) all.set(key, changed(known));
  }

  /** What a number or a string object can hold of it: the second is as long as it says. */
  private typed(to: Target, value: Expr | undefined, known: Knowledge): Knowledge {
    if (this.isNumber(to, value, known)) return { ...known, checked: true };
    const fact = to.path === "" && isData(known) ? this.objectOf(to.base) : undefined;
    const isString = fact !== undefined && fact.form === undefined && STRINGS.test(fact.type);
    return isString ? { ...known, terminated: true } : known;
  }

  /** In a number there is no text that could say anything; what reads bytes one by one gives text. */
  private isNumber({ base, path }: Target, value: Expr | undefined, known: Knowledge): boolean {
    if (path !== "" || !isData(known)) return false;
    if (value?.is === "call" && this.modelsOf(value).some((m) => m.gives.size > 0)) return false;
    const fact = placeAt(this.world.index, this.at, base).object?.fact;
    return fact !== undefined && fact.form === undefined && NUMBERS.test(fact.type);
  }

  private allocate(key: string, value: Expr, state: State): void {
    const size = this.allocationOf(value);
    if (size === undefined) return;
    state.allocate(key, size);
    const room = lengthOf(size, state, (one) => this.numberOf(one));
    if (room !== undefined && room.terms.length > 0)
      state.makeRoom(key, { ...room, span: size.span });
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

  private allocationOf(value: Expr): Expr | undefined {
    if (value.is !== "call") return undefined;
    const models = this.modelsOf(value);
    const number = models.find(({ allocates }) => allocates !== undefined)?.allocates;
    const all = { is: "operation", operator: "*", operands: value.args, span: value.span } as const;
    const [count] = value.args.slice(-2);
    if (CALLOC.test(value.callee))
      return { ...all, operands: value.args.slice(-2), span: count?.span ?? value.span };
    // A function of the project that is asked for a buffer of some length.
    if (models.length === 0 && MAKES.test(value.callee)) return all;
    return number === undefined ? undefined : value.args[number];
  }

  /** What callers and other functions get to see of a store. */
  passOut(to: Pick<Target, "base" | "path">, all: Knowledge): void {
    const known = without(all, MAYBE_NULL);
    if (!isData(known)) return;
    const number = this.numbers.get(to.base);
    if (number !== undefined && to.path !== "") {
      const key = outKey(number, to.path);
      this.outs.set(key, either(this.outs.get(key) ?? CLEAN, known));
    } else if (number === undefined && this.world.isShared(to.base, this.at)) {
      const key = keyOf(to.base, to.path.replace(/\[\]$/, ""));
      this.shared.set(key, either(this.shared.get(key) ?? CLEAN, known));
    } else if (number === undefined && this.objectOf(to.base) === undefined)
      this.world.ask(to.base, this.at, known);
  }

  private objectOf(name: string): ObjectFact | undefined {
    return placeAt(this.world.index, this.at, name).object?.fact;
  }

  evaluate(expr: Expr, state: State): Knowledge {
    switch (expr.is) {
      case "name":
      case "member":
        return this.place(expr, state);
      case "address":
        return this.evaluate(expr.of, state);
      case "concat":
        return eitherOf(expr.parts.map((part) => this.evaluate(part, state)));
      case "either":
        return this.choice(expr.options, expr.test, state);
      case "list":
        return eitherOf(expr.items.map((item) => this.evaluate(item, state)));
      case "operation":
        return this.operation(expr.operator, expr.operands, state);
      case "call":
        return evaluateCall(expr, state, this);
      default:
        return CLEAN;
    }
  }

  private choice(options: readonly Expr[], test: Expr | undefined, state: State): Knowledge {
    if (test !== undefined) this.evaluate(test, state);
    const all = options.map((one, i) =>
      test === undefined ? this.evaluate(one, state) : this.where(test, i === 0, one, state),
    );
    const known = eitherOf(all);
    // Of `n ?: max`, whose test was not read, the other side is the limit.
    return test !== undefined || all.every(isData) ? known : { ...known, bounded: true };
  }

  /** `n < max && take(n)`: the second part runs where the first holds. */
  private where(test: Expr, truth: boolean, expr: Expr, state: State): Knowledge {
    const path = state.copy();
    refine(path, test, truth, this);
    const known = this.evaluate(expr, path);
    state.merge(path);
    return known;
  }

  /** A pointer is followed: `item->value`, `item->value()`. */
  follow(pointer: Knowledge, span: Span): void {
    const source = pointer.from.get(MAYBE_NULL)?.[0];
    if (source === undefined) return;
    const use = { bound: this.at, span, what: "followed here without a look at it" };
    this.followed.push({ item: source.bound.item, call: source.span, use });
  }

  /** What a typed field or a shared variable holds is kept, so that tests can tell more of it. */
  private place(expr: Extract<Expr, { is: "name" | "member" }>, state: State): Knowledge {
    const [base, path] = expr.is === "name" ? [expr.name, ""] : [expr.base, expr.path];
    if (expr.is === "member" && expr.index !== undefined) {
      const buffer = keyOf(base, path.replace(/\[\]$/, ""));
      const index = this.evaluate(expr.index, state);
      this.note(expr.index, this.sized(index, expr.index, buffer, state));
      // Who guesses the number knows which element it picks.
      if (index.from.has(WEAK_RANDOM)) return index;
    }
    const key = expr.is === "name" ? base : memberKey(expr);
    if (path !== "") this.follow(state.get(holderOf(key) ?? key) ?? CLEAN, expr.span);
    const own = fieldModel(this.world, base, path, this.at);
    const known = state.get(key);
    if (known !== undefined && (own === undefined || known.from.has(own.gives)))
      return expr.is === "member" && expr.index !== undefined ? element(known) : known;
    return this.unsaid(expr, key, own, state);
  }

  /** Of a place that nothing was said of so far. */
  private unsaid(
    expr: Extract<Expr, { is: "name" | "member" }>,
    key: string,
    own: FieldModel | undefined,
    state: State,
  ): Knowledge {
    if (own !== undefined) {
      const fresh = this.comingIn(own, expr.span);
      state.set(bufferOf(key), fresh);
      return fresh;
    }
    const variable = expr.is === "name" ? this.variable(expr) : undefined;
    if (variable !== undefined) return variable;
    const shared = this.world.sharedAt(key, this.at);
    if (shared !== undefined) state.set(key, shared);
    return shared ?? CLEAN;
  }

  private comingIn(own: Pick<FieldModel, "gives" | "terminated">, span: Span): Knowledge {
    const step = { bound: this.at, span, what: `${own.gives} data comes in here` };
    const { terminated } = own;
    return given(own.gives, [step], terminated === undefined ? {} : { terminated });
  }

  /** What the C library has put into a variable of its own: `optarg`. */
  private variable({ name, span }: Extract<Expr, { is: "name" }>): Knowledge | undefined {
    const own = this.world.models.variables.find((one) => one.name === name);
    if (own === undefined) return undefined;
    const object = this.objectOf(name);
    if (object !== undefined && object.storage !== "extern") return undefined;
    return this.comingIn(own, span);
  }

  private operation(operator: string, operands: readonly Expr[], state: State): Knowledge {
    const [left, right] = operands;
    const joins = /^(?:&&|\|\||and|or)$/.exec(operator)?.[0];
    if (joins !== undefined && left !== undefined && right !== undefined) {
      this.evaluate(left, state);
      this.where(left, joins === "&&" || joins === "and", right, state);
      return CLEAN;
    }
    const all = operands.map((one) => this.evaluate(one, state));
    if (operator === ".") this.follow(all[0] ?? CLEAN, left?.span ?? NOWHERE);
    if (operator === "sizeof" || /^(?:[=!<>]=?|&&|\|\||and|or|not)$/.test(operator)) return CLEAN;
    const known = eitherOf(all);
    const masked =
      isRest(operator, all, known) ||
      ((operator === "&" || operator === "%") && !all.every(isData));
    const { from, bounded, checked, terminated } = known;
    return {
      from,
      bounded: bounded || masked,
      checked,
      ...(terminated === undefined ? {} : { terminated }),
      ...limitOf(operator, operands, all),
    };
  }

  /** Notes what reaches an expression; of several visits the worst counts. */
  note(expr: Expr, known: Knowledge, pastEnd = false, intoFixed = false): void {
    if (!isData(known)) return;
    const key = expr.span.start;
    const before = this.seen.get(key);
    this.seen.set(key, {
      known: before === undefined ? known : either(before.known, known),
      pastEnd: pastEnd || before?.pastEnd === true,
      intoFixed: intoFixed || before?.intoFixed === true,
    });
  }

  /** A number is limited where the buffer it is used with was made for it. */
  sized(known: Knowledge, expr: Expr, buffer: string | undefined, state: State): Knowledge {
    if (!isData(known) || known.bounded || buffer === undefined) return known;
    return isSized(known, expr, buffer, state, this) ? { ...known, bounded: true } : known;
  }

  modelsOf(call: CallExpr): ReturnType<Judge["modelsOf"]> {
    return modelsOf(this.world, call, this.at);
  }

  answersOf(call: CallExpr): readonly Answer[] {
    const targets = this.world.targetsOf(call, this.at);
    return targets.flatMap((target) => this.world.summaryOf(target, this.at)?.answers ?? []);
  }

  numberOf(expr: Expr): number | undefined {
    return this.world.numberOf(expr, this.at);
  }

  lambdaAt(span: Span): LambdaBody | undefined {
    return this.at.fact.lambdas?.find((one) => one.span.start === span.start);
  }

  /** A function by its name, a lambda by its place. */
  registerHandler(handler: Expr, parameters: ReadonlyMap<number, Knowledge>): void {
    const name = handler.is === "lambda" ? "" : lastName(handler);
    if (name === undefined) return;
    const span = handler.is === "lambda" ? { span: handler.span } : {};
    this.registrations.push({ name, ...span, parameters });
  }
}
