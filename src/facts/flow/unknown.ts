// Texts whose length nobody knows, and that a call writes whole into a buffer whose size is known: what
// callers from elsewhere give, a field, an element of a JSON document. A text counts as known as soon as the
// function looks at its length, or all that it can be fits.
import type { CallExpr, Expr } from "../../model/expr.js";
import type { FunctionFact } from "../../model/fact.js";
import type { Bound } from "../bound.js";
import { lastField } from "../index.js";
import { fieldsOf, isLastingText, isStoredText } from "../stored-text.js";
import { comparedIn, measuredIn } from "./compared.js";
import { isData, parameterOf, type Knowledge } from "./knowledge.js";
import type { Function, World } from "./world.js";
import { placeKey, placesIn } from "./place-keys.js";
import type { State } from "./state.js";

/** What these questions need of a walk. */
export interface Reader {
  readonly at: Bound<FunctionFact>;
  readonly fn: Function;
  readonly world: World;
  evaluate(expr: Expr, state: State): Knowledge;
  /** Elements of a buffer; undefined where it is not known. */
  capacity(expr: Expr | undefined, state: State): number | undefined;
}

/** The call writes such a text whole. `args` are what its arguments hold, after what limits them. */
export function writesUnknown(
  call: CallExpr,
  args: readonly Knowledge[],
  state: State,
  walker: Reader,
): boolean {
  const texts = textsOf(call);
  if (texts.length === 0) return false;
  want(call.args[0], walker);
  const room = walker.capacity(call.args[0], state);
  if (room === undefined || room < LEAST_ROOM) return false;
  // What is added to a buffer that is asked how full it is.
  if (call.callee === "strcat" && isLookedAt(call.args[0], walker.fn)) return false;
  return texts.some((number) => {
    const text = call.args[number];
    return text !== undefined && isUnknown(text, args[number], room, state, walker);
  });
}

/**
 * A copy whose limit is the length of its source: where the buffer's size is known and nothing compares the
 * length, that is no limit.
 */
export function copiesUnlimited(
  call: CallExpr,
  args: readonly Knowledge[],
  state: State,
  walker: Reader,
): boolean {
  const [target, text] = call.args;
  want(target, walker);
  const room = walker.capacity(target, state);
  if (text === undefined || room === undefined || isFixedWidth(text)) return false;
  if (isLimited(args[1])) return false;
  const own = walker.capacity(text, state) ?? longestField(text, walker);
  const most = own === undefined ? walker.world.longestText(text, walker.at) : own - 1;
  if (most !== undefined) return most >= room;
  const compared = comparedIn(walker.fn.body);
  return !placesIn({ ...call, args: call.args.slice(1) }).some((one) => compared.has(one));
}

/** A few letters are written by hand: what goes into them is known by other means. */
const LEAST_ROOM = 4;

/** Arguments that are written whole. */
function textsOf({ callee, args }: CallExpr): readonly number[] {
  if (/^(?:strcpy|stpcpy|strcat)$/.test(callee)) return [1];
  const format = callee === "sprintf" ? args[1] : undefined;
  if (format?.is !== "text") return [];
  const found: number[] = [];
  let next = 2;
  for (const [, stars = "", precision, kind] of format.text.matchAll(CONVERSION)) {
    if (kind === "%") continue;
    next += stars.split("*").length - 1;
    if (kind === "s" && precision === undefined) found.push(next);
    next++;
  }
  return found;
}

const CONVERSION = /%([-+ #0-9*]*)(\.[\d*]+)?(?:hh|h|ll|l|j|z|t|L)?([a-zA-Z%])/g;

function isUnknown(
  text: Expr,
  known: Knowledge | undefined,
  room: number,
  state: State,
  walker: Reader,
): boolean {
  const { world, at, fn } = walker;
  if (isFixedWidth(text)) return false;
  // Of a lambda nobody knows who calls it.
  if (fn.body !== at.fact.body) return false;
  const own = walker.capacity(text, state) ?? longestField(text, walker);
  // An array of the function itself is filled here, by what may be known.
  if (own !== undefined) return text.is === "member" && own > room && !isLookedAt(text, fn);
  const most = world.longestText(text, at);
  if (most !== undefined) return most >= room;
  if (namesOf(text, state).some((name) => measuredIn(fn.body).has(name))) return false;
  if (isHeld(text, state, walker)) return !isLimited(known);
  want(text, walker);
  return known !== undefined && isOpen(known, namesOf(text, state), room, walker);
}

/** The names that this text goes by here. */
function namesOf(text: Expr, state: State): readonly string[] {
  const key = placeKey(text);
  return key === undefined ? [] : state.twinsOf(key);
}

/** Data that something limits. */
function isLimited(known: Knowledge | undefined): boolean {
  return known !== undefined && isData(known) && (known.bounded || known.checked);
}

/** Of fields of one name the longest; undefined where one is no array of a known size. */
function longestField(text: Expr, { at, world }: Reader): number | undefined {
  if (text.is !== "member" || text.path === "" || text.path.endsWith("[]")) return undefined;
  const sizes = fieldsOf(world.index, lastField(text.path)).map(({ elements }) =>
    elements === undefined ? undefined : world.numberOf(elements, at),
  );
  const known = sizes.filter((one) => one !== undefined);
  return known.length === 0 || known.length < sizes.length ? undefined : Math.max(...known);
}

/** What a document, a field or the settings gave, also by way of a variable: `String s = prefs.getString("s")`. */
function isHeld(text: Expr, state: State, { at, world }: Reader): boolean {
  if (isStoredText(world.index, text, at) || isLastingText(world.index, text, at)) return true;
  const from = text.is === "name" ? state.questionOf(text.name) : undefined;
  return from !== undefined && isStoredText(world.index, from, at);
}

/** A parameter that nothing limits, and that callers may give more than there is room for. */
function isOpen(
  known: Knowledge,
  names: readonly string[],
  room: number,
  { at, fn, world }: Reader,
): boolean {
  if (!isData(known) || isLimited(known)) return false;
  const number = parameterIn(names, known, fn);
  if (number === undefined || hasLength(fn)) return false;
  const given = world.givenLengths(at, number);
  if (given.length === 0)
    return !at.fact.static && at.fact.name !== "main" && !world.isHandedOn(at);
  return given.some((one) => one === undefined || one >= room);
}

/** The parameter that the text is, and nothing else; not one of a form that does not grow. */
function parameterIn(
  names: readonly string[],
  { from }: Knowledge,
  { params }: Function,
): number | undefined {
  const [number, ...others] = [...from.keys()].map(parameterOf);
  const parameter = number === undefined || others.length > 0 ? undefined : params[number];
  if (parameter === undefined || !names.includes(parameter.name)) return undefined;
  const mayGrow = TEXT_TYPE.test(parameter.type) && !FIXED_NAME.test(parameter.name);
  return mayGrow ? number : undefined;
}

const TEXT_TYPE = /\b(?:char|String|string)\b/;

/** A number beside it says how long it is, and is compared. */
function hasLength({ params, body }: Function): boolean {
  const lengths = params.filter(({ name }) =>
    /(?:^|_)(?:n|len|size|max)|len(?:gth)?$|size$/i.test(name),
  );
  if (lengths.length === 0) return false;
  const compared = comparedIn(body);
  return lengths.some(({ name }) => compared.has(name));
}

function isLookedAt(text: Expr | undefined, { body }: Function): boolean {
  const key = placeKey(text);
  return key !== undefined && measuredIn(body).has(key);
}

/** Texts of a form that does not grow: addresses, identifiers, numbers, times, names of errors. */
const FIXED_NAME =
  /(?:^|_)(?:mac|ip|addr|uuid|guid|hex|bssid|date|time|stamp|unit|ver|version|digits?|num|sep|suffix|ext)(?:$|_|s$|str)|(?:Mac|Ip|IP|MAC|Uuid|Hex|Time|Date|Version|Addr|Address|Unit)(?:$|Str)|address$/;
const FIXED_CALL =
  /nto[ap]$|2str$|2a$|^(?:u|l|ul)?(?:itoa|toa)$|^dtostrf$|to_?(?:str(?:ing)?|name|hex)$|_(?:str|name|string|text)$|^str(?:error|ftime)$|ctime|mac|uuid|hex|version|address|localip|getip|name$/i;

export function isFixedWidth(text: Expr): boolean {
  if (text.is === "call")
    return FIXED_CALL.test(text.callee) || FIXED_NAME.test(text.receiver ?? "");
  const key = placeKey(text);
  return key !== undefined && FIXED_NAME.test(key.split(/[.[]/).filter(Boolean).at(-1) ?? "");
}

/** The declaration of what stands there would say more. */
function want(expr: Expr | undefined, { world, at }: Reader): void {
  const key = placeKey(expr);
  if (key !== undefined) world.want(key, at);
}
