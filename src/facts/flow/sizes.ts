// How large buffers are, and whether a number can be one too many for them.
import type { Expr } from "../../model/expr.js";
import type { Bound } from "../bound.js";
import type { FactIndex } from "../index.js";
import { placeAt } from "../places.js";
import { isData, type Knowledge } from "./knowledge.js";
import { holderOf, placeKey, placesIn } from "./place-keys.js";
import type { State } from "./state.js";

interface Sizing {
  readonly at: Bound;
  readonly world: SizingWorld;
}

interface SizingWorld {
  readonly index: FactIndex;
  numberOf(expr: Expr, at: Bound): number | undefined;
  isByte(expr: Expr, at: Bound): boolean;
  /** A name whose declaration would say more. */
  ask(name: string, at: Bound): void;
}

/** Fields of types that the project does not declare itself: ESP-IDF's `wifi_config_t`. */
const SDK_FIELDS: readonly (readonly [path: string, elements: number])[] = [
  ["sta.ssid", 32],
  ["sta.password", 64],
  ["ap.ssid", 32],
  ["ap.password", 64],
];

/** `cfg.sta.ssid`: an array of letters that an SDK declares. */
export function isSdkArray(path: string): boolean {
  return SDK_FIELDS.some(([field]) => `.${path}`.endsWith(`.${field}`));
}

const NOWHERE = { start: 0, end: 0 };

/** What stands in the brackets of the array's declaration, or in the call that allocated it. */
export function sizeExpr(buffer: string, state: State, sizing: Sizing): Expr | undefined {
  return state.sizeOf(buffer) ?? declaredOf(buffer, sizing).expr;
}

interface DeclaredSize {
  readonly expr: Expr | undefined;
  /** Elements; null until somebody asks. */
  number: number | undefined | null;
}

/** What declarations say stays the same for as long as the facts do, and is asked for with every call. */
const declaredSoFar = new WeakMap<SizingWorld, WeakMap<Bound, Map<string, DeclaredSize>>>();

function declaredOf(buffer: string, sizing: Sizing): DeclaredSize {
  const { at, world } = sizing;
  const ofWorld = declaredSoFar.get(world) ?? new WeakMap<Bound, Map<string, DeclaredSize>>();
  declaredSoFar.set(world, ofWorld);
  const ofFunction = ofWorld.get(at) ?? new Map<string, DeclaredSize>();
  ofWorld.set(at, ofFunction);
  const known = ofFunction.get(buffer) ?? { expr: declaredExpr(buffer, sizing), number: null };
  ofFunction.set(buffer, known);
  return known;
}

function declaredExpr(buffer: string, { at, world }: Sizing): Expr | undefined {
  const [base = "", ...path] = buffer.split(".");
  const field = path.at(-1);
  if (field === undefined) {
    const { object } = placeAt(world.index, at, base);
    if (object === undefined) world.ask(base, at);
    return object?.fact.elements;
  }
  const own = SDK_FIELDS.find(([name]) => buffer.endsWith(`.${name}`));
  if (own !== undefined) return { is: "number", value: own[1], written: "", span: NOWHERE };
  const [first, ...others] = world.index.fields(field);
  if (first === undefined) world.ask(field, at);
  return others.length === 0 ? first?.fact.elements : undefined;
}

/** A number is limited where the buffer it is used with was made for it: `malloc(n + 1)`, `char copy[n]`. */
export function sized(
  known: Knowledge,
  expr: Expr,
  buffer: string | undefined,
  state: State,
  sizing: Sizing,
): Knowledge {
  if (!isData(known) || known.bounded || buffer === undefined) return known;
  return isSized(known, expr, buffer, state, sizing) ? { ...known, bounded: true } : known;
}

function isSized(
  { most }: Knowledge,
  expr: Expr,
  buffer: string,
  state: State,
  sizing: Sizing,
): boolean {
  const limits = most === undefined ? [] : placesIn(most.expr);
  const places = [...placesIn(expr), ...limits];
  if (state.isMadeFor(buffer, places) || limits.some((one) => isBeside(one, buffer))) return true;
  if (state.sizeOf(buffer) !== undefined) return false;
  const size = sizeExpr(buffer, state, sizing);
  return size !== undefined && intersects(placesIn(size), state.kin(places));
}

/** `block->len` says how large `block->data` is. */
function isBeside(length: string, buffer: string): boolean {
  const holder = holderOf(buffer);
  return holder !== undefined && holderOf(length) === holder;
}

function intersects(a: readonly string[], b: readonly string[]): boolean {
  return a.some((one) => b.includes(one));
}

/** The number is one byte, and the buffer has an element for each that it can be. */
export function fitsByte(index: Expr, buffer: string, state: State, sizing: Sizing): boolean {
  return (
    sizing.world.isByte(index, sizing.at) && (capacityOf(buffer, state, sizing) ?? 0) >= BYTE_VALUES
  );
}

const BYTE_VALUES = 256;

/** An array, or a buffer of a size that is known. */
export function isFixed(buffer: string, state: State, sizing: Sizing): boolean {
  return capacityOf(buffer, state, sizing) !== undefined;
}

/** Elements of a buffer; undefined where it is not known. */
export function capacityOf(buffer: string, state: State, sizing: Sizing): number | undefined {
  const allocated = state.sizeOf(buffer);
  if (allocated !== undefined) return sizing.world.numberOf(allocated, sizing.at);
  const declared = declaredOf(buffer, sizing);
  if (declared.number === null)
    declared.number =
      declared.expr === undefined ? undefined : sizing.world.numberOf(declared.expr, sizing.at);
  return declared.number;
}

/**
 * An index that may equal the number of elements: `n = recv(s, buf, sizeof buf, 0)` used as `buf[n]`.
 * False where that is not known.
 */
export function isPastEnd(known: Knowledge, buffer: string, state: State, sizing: Sizing): boolean {
  const { most } = known;
  if (most === undefined || most.strict) return false;
  const { expr } = most;
  if (expr.is === "operation" && expr.operator === "sizeof")
    return placeKey(expr.operands[0]) === buffer && !isWider(buffer, sizing);
  const size = sizeExpr(buffer, state, sizing);
  if (size === undefined) return false;
  if (size.is === "name" && expr.is === "name" && size.name === expr.name) return true;
  const capacity = sizing.world.numberOf(size, sizing.at);
  const limit = sizing.world.numberOf(expr, sizing.at);
  return capacity !== undefined && limit !== undefined && limit >= capacity;
}

const BYTES = new Set([
  "char",
  "uint8_t",
  "int8_t",
  "byte",
  "unsigned char",
  "signed char",
  "u8_t",
]);

/** Its elements are more than one byte, so that a count of bytes says something else. */
function isWider(buffer: string, { at, world }: Sizing): boolean {
  const [base = "", ...path] = buffer.split(".");
  if (path.length > 0) return false;
  const object = placeAt(world.index, at, base).object?.fact;
  return object !== undefined && (object.form !== "array" || !BYTES.has(object.type));
}
