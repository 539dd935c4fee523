// What a call does with data: by its models, by the walk of the function it calls, or, of something
// unknown called on data, by its name alone.
import type { CallExpr, Expr } from "../../model/expr.js";
import type { FunctionFact } from "../../model/fact.js";
import type { CallModel, FlowClass, PartModel, Spot } from "../../model/flow-model.js";
import type { Bound } from "../bound.js";
import { MAYBE_NULL, RECEIVED, SOCKET, WANTED } from "./classes.js";
import { inspect } from "./flaws.js";
import { fitsWhole, longest } from "./formats.js";
import { refine, refineByMacro } from "./guards.js";
import {
  CLEAN,
  either,
  eitherOf,
  given,
  isData,
  onward,
  parameterOf,
  without,
  type Knowledge,
  type Way,
} from "./knowledge.js";
import { fitsReceiver } from "./models.js";
import type { Walker } from "./run.js";
import { writesUnknown } from "./unknown.js";
import { capacityOf, isPastEnd } from "./sizes.js";
import { placeOfOut } from "./outs.js";
import { bufferOf, holderOf, placeKey, placesIn } from "./place-keys.js";
import type { State } from "./state.js";

/** A call with what its parts hold. */
interface Called {
  readonly call: CallExpr;
  readonly args: readonly Knowledge[];
  readonly receiver: Knowledge;
  readonly state: State;
  readonly walker: Walker;
}

export function evaluateCall(call: CallExpr, state: State, walker: Walker): Knowledge {
  const args = call.args.map((arg) => walker.evaluate(arg, state));
  const limited = call.args.map((_, i) => fitted(args[i] ?? CLEAN, i, call, state, walker));
  if (call.receiver === undefined && writesUnknown(call, limited, state, walker))
    walker.flaws.push({ kind: "unknown-text", item: walker.at.item, of: call.span });
  call.args.forEach((arg, i) => {
    const known = limited[i] ?? CLEAN;
    const isSource = i > 0 && isData(known);
    const room = isSource ? capacityAt(call.args[0], state, walker) : undefined;
    walker.note(arg, known, false, room !== undefined);
  });
  const receiver =
    call.receiver === undefined ? CLEAN : walker.evaluate(call.on ?? receiverExpr(call), state);
  const called: Called = { call, args, receiver, state, walker };
  if (call.receiver !== undefined) walker.follow(receiver, call.span);
  register(called);
  supposed(called);
  const behind = inspect(call, limited, state, walker);
  const all = resultOf(called);
  behind();
  const known = state.isProven(call) ? without(all, MAYBE_NULL) : all;
  return isData(known) && (CLEANS.test(call.callee) || isNumbersOnly(call))
    ? { ...known, checked: true }
    : known;
}

function resultOf(called: Called): Knowledge {
  const { call, args, receiver, walker } = called;
  const known = walker.modelsOf(call);
  const models = known.filter((model) => isMeant(model, called));
  if (models.length > 0) return eitherOf(models.map((model) => applied(model, called)));
  const all = walker.world.targetsOf(call, walker.at);
  // `read()` of a file is the system's; of the project's own of that name one in the same file is meant.
  const { path } = walker.at.source.document;
  const targets = known.length === 0 ? all : all.filter((t) => t.source.document.path === path);
  const handed = call.args.map((arg, i) => {
    const known = fitted(args[i] ?? CLEAN, i, call, called.state, walker);
    const own = limitedBelow(arg, known.bounded ? known : (args[i] ?? CLEAN), called.state);
    return withSocket(arg, own, called.state);
  });
  walker.calls.push({ callee: call.callee, targets, span: call.span, args: handed });
  if (targets.length > 0) return eitherOf(targets.map((target) => summarised(target, called)));
  return isData(receiver) && !MEASURES.test(call.callee) ? receiver : CLEAN;
}

/** `read()` is the network's where what it is called on is a socket. */
function isMeant({ where, except }: CallModel, called: Called): boolean {
  return (
    (where === undefined || isPart(where, called)) &&
    (except === undefined || !isPart(except, called))
  );
}

function isPart({ arg, classes, names }: PartModel, { call, args, walker }: Called): boolean {
  const written = call.args[arg];
  if (written?.is === "name" && names.includes(written.name)) return true;
  for (const name of args[arg]?.from.keys() ?? [])
    if (classes.includes(name) || classes.some((c) => walker.world.isGiven(name, c, walker.at)))
      return true;
  return false;
}

/** A struct that holds a socket hands it on; of its other fields that says nothing. */
function withSocket(arg: Expr, known: Knowledge, state: State): Knowledge {
  const key = placeKey(arg);
  if (key === undefined || known.from.has(SOCKET)) return known;
  for (const [, { from }] of state.below(key)) {
    const way = from.get(SOCKET);
    if (way !== undefined) return { ...known, from: new Map([...known.from, [SOCKET, way]]) };
  }
  return known;
}

const LENGTH = /(?:len|length|size|count|num)$/i;

/** `block->len - done`: what is left in something whose length stands beside it. */
function namesLength(arg: Expr): boolean {
  return placesIn(arg).some((place) => holderOf(place) !== undefined && LENGTH.test(place));
}

/** A struct whose length has been compared counts as limited where it is handed on. */
function limitedBelow(arg: Expr, known: Knowledge, state: State): Knowledge {
  const key = placeKey(arg);
  if (key === undefined || known.bounded) return known;
  const lengths = [...state.below(key)].filter(([rest]) => LENGTH.test(rest));
  return lengths.length > 0 && lengths.every(([, one]) => one.bounded)
    ? { ...known, bounded: true }
    : known;
}

/** What it gives has nothing in it any more that could be taken for something else. */
const CLEANS =
  /(?<!un)(?:escape|quote)|(?:url|html|base64|percent)_?encod|htmlspecial|sanitiz|basename/i;

/** `ESP_RETURN_ON_FALSE(len < sizeof buf, …)`: it goes on only where that holds. */
const ASSERTS =
  /^(?:assert|configASSERT|__ASSERT(?:_NO_MSG)?|ESP_(?:RETURN|GOTO)_ON_FALSE(?:_ISR)?|g_return_(?:val_)?if_fail|g_assert)$/;

/** What stays of a text that is changed in place: `name.replace("<", "&lt;")`. */
function supposed({ call, state, walker }: Called): void {
  const [first] = call.args;
  if (first === undefined) return;
  if (ASSERTS.test(call.callee)) refine(state, first, true, walker);
  else refineByMacro(state, call, walker);
  if (call.receiver !== undefined && /^replace(?:All)?$/.test(call.callee))
    if (first.is === "text" && /^[<>&"'\\/.;|`$]+$/.test(first.text))
      state.refine(call.receiver, { checked: true });
}

/** Numbers put into a text leave it what it was. */
function isNumbersOnly({ callee, args }: CallExpr): boolean {
  const format = callee.includes("printf") ? args.find((arg) => arg.is === "text") : undefined;
  return format?.is === "text" && !/%[-+ #0-9.*hl]*[sScCp@[]/.test(format.text);
}

/** What tells of data and holds none of it. */
const MEASURES =
  /^(?:is|has|get)?_?(?:size|length|len|count|empty|null|available|begin|end|equals.*|compare.*|starts.*|ends.*|contains.*|.*indexOf|find.*|free|capacity|bool|valid.*|connected|status.*|code|printTo|flush|stop|close)$/i;

function receiverExpr({ receiver = "", span }: CallExpr): Expr {
  const [base = "", ...path] = receiver.split(".");
  if (path.length === 0) return { is: "name", name: base, span };
  return { is: "member", base, path: path.join("."), span };
}

/**
 * A length is limited where a buffer beside it was made for it, or holds all that a byte can say; and
 * a limit that is larger than the buffer is none.
 */
function fitted(
  known: Knowledge,
  number: number,
  call: CallExpr,
  state: State,
  walker: Walker,
): Knowledge {
  if (!isData(known)) return known;
  const arg = call.args[number];
  if (arg === undefined) return known;
  const others = call.args.filter((_, i) => i !== number).map(placeKey);
  const capacities = others.map((key) =>
    key === undefined ? undefined : capacityOf(key, state, walker),
  );
  if (known.bounded)
    return number > 0 && isTooMuch(known, capacities[0], walker)
      ? { ...known, bounded: false }
      : known;
  const isByte = walker.world.isByte(arg, walker.at);
  const fits =
    others.some((key) => walker.sized(known, arg, key, state).bounded) ||
    fitsWhole(call, (one) => capacityAt(one, state, walker)) ||
    (isByte && capacities.some((c) => c !== undefined && c >= MOST_IN_BYTE));
  return fits ? { ...known, bounded: true } : known;
}

const MOST_IN_BYTE = 255;

function isTooMuch({ most }: Knowledge, room: number | undefined, walker: Walker): boolean {
  const limit = most === undefined ? undefined : walker.world.numberOf(most.expr, walker.at);
  if (limit === undefined || room === undefined) return false;
  return limit > (most?.strict === true ? room + 1 : room);
}

function capacityAt(expr: Expr | undefined, state: State, walker: Walker): number | undefined {
  const key = expr?.is === "operation" ? undefined : placeKey(expr);
  return key === undefined ? undefined : capacityOf(key, state, walker);
}

/** What snprintf() would write always fits. */
function isShort({ args }: CallExpr, state: State, walker: Walker): boolean {
  const number = 1;
  const room = args[number] === undefined ? undefined : walker.numberOf(args[number]);
  // It is only asked how long the text will be.
  if (room === 0) return true;
  const [format, ...values] = args.slice(number + 1);
  const text = format === undefined ? undefined : walker.world.textOf(format, walker.at);
  const written = text === undefined || format === undefined ? format : literal(text, format);
  const most = written && longest([written, ...values], (one) => capacityAt(one, state, walker));
  // Of numbers and fixed text nothing grows; where the room is not known, it is taken to be enough.
  return most !== undefined && (room === undefined || most < room);
}

function literal(text: string, { span }: Expr): Expr {
  return { is: "text", text, span };
}

/** Functions that are given away to be called with data. */
function register(called: Called): void {
  const { call, walker } = called;
  for (const model of walker.world.models.handlers) {
    const { call: name, arg, parameters, terminated } = model;
    if (name !== call.callee || !fitsReceiver(walker.world.index, model, call.receiver, walker.at))
      continue;
    const handler = call.args[arg];
    if (handler === undefined) continue;
    const step = { bound: walker.at, span: call.span, what: "the handler is registered here" };
    const how = terminated === undefined ? {} : { terminated };
    const given_ = [...parameters].map(([i, one]) => {
      const spot = /^arg\.(\d+)$/.exec(one);
      const known = spot === null ? given(one, [step], how) : handedAt(Number(spot[1]), called);
      return [i, spot === null ? known : onward(known, step)] as const;
    });
    walker.registerHandler(handler, new Map(given_));
  }
}

function handedAt(number: number, { call, args, state }: Called): Knowledge {
  const arg = call.args[number];
  return arg === undefined ? CLEAN : withSocket(arg, args[number] ?? CLEAN, state);
}

function applied(model: CallModel, called: Called): Knowledge {
  const { call, walker } = called;
  let result = CLEAN;
  const give = (spot: Spot, known: Knowledge): void => {
    if (spot === "result") result = either(result, known);
    else
      for (const place of placesOf(spot, call))
        write(place, known, called, mayFill(place, model, called));
  };
  for (const [spot, name] of model.gives)
    if (name !== WANTED || !isShort(call, called.state, walker))
      give(spot, source(model, spot, name, called));
  for (const { from, to } of model.passes) {
    const known = eitherOf(from.flatMap((spot) => heldBy(spot, called)));
    const step = { bound: walker.at, span: call.span, what: `through \`${call.callee}\`` };
    const passed = marked(onward(known, step), model);
    give(to, model.numbers || isNumbersOnly(call) ? { ...passed, checked: true } : passed);
  }
  if (FILLERS.has(call.callee)) overwritten(called);
  if (model.limits) {
    const all = eitherOf([...called.args, called.receiver]);
    const isLimited = called.args.some((arg) => !isData(arg) || arg.bounded);
    const own = isLimited ? undefined : call.args.find(namesLength);
    const most = own === undefined ? {} : { most: { expr: own, strict: false } };
    result = { ...all, bounded: isLimited, ...most };
  }
  return result;
}

/** Passing on keeps the end of a text, or the lack of it, unless the model says otherwise. */
function marked(known: Knowledge, { terminated }: CallModel): Knowledge {
  if (!isData(known)) return known;
  const { from, bounded, checked } = known;
  const end = terminated ?? known.terminated;
  return { from, bounded, checked, ...(end === undefined ? {} : { terminated: end }) };
}

function source(model: CallModel, spot: Spot, name: FlowClass, called: Called): Knowledge {
  const { call, walker } = called;
  const what = `${name} data comes in here`;
  const way: Way = [{ bound: walker.at, span: call.span, what }];
  const { terminated, atMost } = model;
  const limit = atMost === undefined ? undefined : call.args[atMost];
  // `read()` without a buffer gives the byte itself.
  const [itself] = [...model.gives].find(([other]) => other !== spot)?.slice(1) ?? [];
  if (name === RECEIVED && limit === undefined && itself !== undefined)
    return source(model, spot, itself, called);
  // A length is no text.
  const isText = spot !== "result" || atMost === undefined;
  return given(name, way, {
    ...(terminated === undefined || !isText ? {} : { terminated }),
    ...(spot === "result" && limit !== undefined ? { most: { expr: limit, strict: false } } : {}),
  });
}

/** `recv(s, buf, sizeof buf, 0)` leaves nothing of what was in the buffer before. */
function mayFill(place: string, { atMost }: CallModel, { call, state, walker }: Called): boolean {
  const limit = atMost === undefined ? undefined : call.args[atMost];
  if (limit === undefined) return false;
  const all = { ...CLEAN, most: { expr: limit, strict: false } };
  return isPastEnd(all, bufferOf(place), state, walker);
}

/** Writes behind an argument. What was filled with zeros keeps its end, unless all of it is written. */
function write(place: string, known: Knowledge, { state, walker }: Called, isWhole = false): void {
  const buffer = bufferOf(place);
  const wasZeroed = state.isZeroed(buffer) && !isWhole;
  const kept = wasZeroed && isData(known) ? { ...known, terminated: true } : known;
  state.fill(buffer, kept);
  if (wasZeroed) state.zero(buffer);
  const [base = "", ...path] = buffer.split(".");
  walker.passOut({ base, path: path.length === 0 ? "[]" : path.join(".") }, kept);
}

const FILLERS = new Set(["memset", "bzero"]);

/** `memset(buf, 0, n)` leaves nothing of what was there. */
function overwritten({ call, state }: Called): void {
  const [target, value] = call.args;
  const key = placeKey(target);
  if (key === undefined) return;
  state.set(key, CLEAN);
  if (call.callee === "bzero" || (value?.is === "number" && value.value === 0)) state.zero(key);
}

function placesOf(spot: Spot, call: CallExpr): readonly string[] {
  if (spot === "receiver") return call.receiver === undefined ? [] : [call.receiver];
  return argumentsAt(spot, call.args).flatMap((arg) => placeKey(arg) ?? []);
}

function heldBy(spot: Spot, { args, receiver }: Called): readonly Knowledge[] {
  return spot === "receiver" ? [receiver] : argumentsAt(spot, args);
}

function argumentsAt<T>(spot: Spot, args: readonly T[]): readonly T[] {
  const [kind, number = ""] = spot.split(".");
  const at = Number(number);
  if (kind === "args") return args.slice(at);
  const one = args[at];
  return kind === "arg" && one !== undefined ? [one] : [];
}

/** What a function of the project returns and writes, with this call's arguments for its parameters. */
function summarised(target: Bound<FunctionFact>, called: Called): Knowledge {
  const { call, walker } = called;
  const summary = walker.world.summaryOf(target, walker.at);
  if (summary === undefined) return CLEAN;
  const step = { bound: walker.at, span: call.span, what: `through \`${call.callee}\`` };
  for (const [out, known] of summary.outs) {
    const buffer = placeOfOut(out, call.args);
    const open = onward(substituted(known, called.args), step);
    const here = CLEANS.test(call.callee) ? { ...open, checked: true } : open;
    if (buffer !== undefined && isData(here)) write(buffer, here, called);
  }
  return onward(substituted(summary.result, called.args), step);
}

/** `#n` replaced by what the call gives as its argument `n`. */
export function substituted(known: Knowledge, args: readonly Knowledge[]): Knowledge {
  let result: Knowledge = CLEAN;
  const { bounded, checked, terminated } = known;
  const how = { bounded, checked, ...(terminated === undefined ? {} : { terminated }) };
  for (const [name, way] of known.from) {
    const number = parameterOf(name);
    if (number === undefined) {
      result = either(result, { from: new Map([[name, way]]), ...how });
      continue;
    }
    const arg = args[number];
    if (arg === undefined || !isData(arg)) continue;
    const end = terminated ?? arg.terminated;
    result = either(result, {
      from: new Map([...arg.from].map(([one, before]) => [one, [...before, ...way]])),
      bounded: bounded || arg.bounded,
      checked: checked || arg.checked,
      ...(end === undefined ? {} : { terminated: end }),
    });
  }
  return result;
}
