// What a call does with data where a model in rules/flows/ says it.
import type { CallExpr, Expr } from "../../model/expr.js";
import type { CallModel, FlowClass, PartModel, Spot } from "../../model/flow-model.js";
import { heldBy, placesOf, write, type Called } from "./called.js";
import { RECEIVED, WANTED } from "./classes.js";
import { isNumbersOnly, longest } from "./formats.js";
import { capacityAt } from "./handed.js";
import {
  CLEAN,
  either,
  eitherOf,
  given,
  isData,
  onward,
  type Knowledge,
  type Way,
} from "./knowledge.js";
import { formatted, hasSameTerms, lengthOf } from "./lengths.js";
import { bufferOf, holderOf, placeKey, placesIn } from "./place-keys.js";
import { isPastEnd } from "./sizes.js";
import type { State } from "./state.js";
import { isLength } from "./telling-names.js";
import type { Walker } from "./walker.js";

/** `read()` is the network's where what it is called on is a socket. */
export function isMeant({ where, except }: CallModel, called: Called): boolean {
  return (
    (where === undefined || isPart(where, called)) &&
    (except === undefined || !isPart(except, called))
  );
}

function isPart({ arg, classes, names }: PartModel, { call, args, walker }: Called): boolean {
  const written = call.args[arg];
  if (written?.is === "name" && names.includes(written.name)) return true;
  if (written?.is === "number" && names.includes(written.written)) return true;
  for (const name of args[arg]?.from.keys() ?? [])
    if (classes.includes(name) || classes.some((c) => walker.world.isGiven(name, c, walker.at)))
      return true;
  return false;
}

/** Gives what the call does. */
export function applied(model: CallModel, called: Called): Knowledge {
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

const FILLERS = new Set(["memset", "bzero"]);

/** `memset(buf, 0, n)` leaves nothing of what was there. */
function overwritten({ call, state }: Called): void {
  const [target, value] = call.args;
  const key = placeKey(target);
  if (key === undefined) return;
  state.set(key, CLEAN);
  if (call.callee === "bzero" || (value?.is === "number" && value.value === 0)) state.zero(key);
}

/** `block->len - done`: what is left in something whose length stands beside it. */
function namesLength(arg: Expr): boolean {
  return placesIn(arg).some((place) => holderOf(place) !== undefined && isLength(place));
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
  if (written !== undefined && hasRoomFor([written, ...values], args[number], state, walker))
    return true;
  const most = written && longest([written, ...values], (one) => capacityAt(one, state, walker));
  // Of numbers and fixed text nothing grows; where the room is not known, it is taken to be enough.
  return most !== undefined && (room === undefined || most < room);
}

/** The room is the length of what is written and a letter more: `snprintf(to, strlen(s) + 2, "%s\n", s)`. */
function hasRoomFor(
  text: readonly Expr[],
  room: Expr | undefined,
  state: State,
  walker: Walker,
): boolean {
  const needed = formatted(text);
  const given = lengthOf(room, state, (one) => walker.numberOf(one));
  if (needed === undefined || given === undefined || needed.terms.length === 0) return false;
  return hasSameTerms(needed, given) && given.plus > needed.plus;
}

function literal(text: string, { span }: Expr): Expr {
  return { is: "text", text, span };
}
