// What is known at one point of a function: of each place its data, of buffers their size. Branches
// work on copies, which are joined where they meet.
import type { Expr } from "../../model/expr.js";
import {
  CLEAN,
  either,
  isData,
  MAYBE_NULL,
  without,
  type Knowledge,
  type Length,
  type Room,
} from "./knowledge.js";
import { SharedMap } from "./shared-map.js";

export class State {
  private readonly places: SharedMap<string, Knowledge>;
  /** What a buffer was allocated with: the expression of its size. */
  private readonly sizes: SharedMap<string, Expr>;
  /** What a place was set from, where that was a question: `bool ok = len < sizeof buf`. */
  private readonly questions: SharedMap<string, Expr>;
  /** Filled with zeros: what is written there later still ends with one. */
  private readonly zeroed: SharedMap<string, true>;
  /** Places that hold the same value: `n = len`. */
  private readonly twins: SharedMap<string, number>;
  /** What a sum was made of: where `all = head + len` has a limit, so have they. */
  private readonly sums: SharedMap<string, readonly string[]>;
  /** Places that the size of a buffer was calculated from, while they still hold the same. */
  private readonly measures: SharedMap<string, readonly string[]>;

  /** Numbers that are lengths of texts: `n = strlen(s)`. */
  private readonly lengths: SharedMap<string, Length>;
  /** How long the text in a buffer is, by what was copied into it. */
  private readonly contents: SharedMap<string, Length>;
  /** How much room was made for texts of some lengths. */
  private readonly rooms: SharedMap<string, Room>;
  /** Calls that gave a pointer where they might have given none. */
  private readonly proven: SharedMap<string, true>;

  /** Places that something may be known of parts of, in any copy. */
  private readonly wholes: Set<string>;

  constructor(from?: State) {
    this.wholes = from?.wholes ?? new Set();
    this.proven = new SharedMap(from?.proven);
    this.lengths = new SharedMap(from?.lengths);
    this.contents = new SharedMap(from?.contents);
    this.rooms = new SharedMap(from?.rooms);
    this.places = new SharedMap(from?.places);
    this.sizes = new SharedMap(from?.sizes);
    this.questions = new SharedMap(from?.questions);
    this.zeroed = new SharedMap(from?.zeroed);
    this.twins = new SharedMap(from?.twins);
    this.sums = new SharedMap(from?.sums);
    this.measures = new SharedMap(from?.measures);
  }

  copy(): State {
    return new State(this);
  }

  /** Of the place itself, or of what holds it; undefined where nothing was said of either. */
  get(key: string): Knowledge | undefined {
    for (let at: string | undefined = key; at !== undefined; at = holderOf(at)) {
      const known = this.places.get(at);
      if (known !== undefined) return known;
    }
    return undefined;
  }

  /** The place holds this from now on, and so does all below it. */
  set(key: string, known: Knowledge): void {
    this.forgetBelow(key);
    this.put(key, known);
    this.questions.delete(key);
  }

  /** Data is written into the buffer, which stays as large as it is. */
  fill(key: string, known: Knowledge): void {
    const [size, parts, room] = [this.sizes.get(key), this.measures.get(key), this.rooms.get(key)];
    this.set(key, known);
    if (room !== undefined) this.rooms.set(key, room);
    if (size !== undefined) this.sizes.set(key, size);
    if (parts !== undefined) this.measures.set(key, parts);
  }

  /** What the other knows to be judged is judged. */
  trust(other: State): void {
    for (const key of this.places.differing(other.places)) {
      const [own, known] = [this.places.get(key), other.places.get(key)];
      if (known?.checked === true && isData(known) && own?.checked === false)
        this.put(key, { ...own, checked: true });
    }
  }

  /** A pointer goes on through the text that it points at. */
  move(key: string, known: Knowledge): void {
    this.put(key, known);
  }

  /** A part of the place holds this now; the others hold what they did. */
  add(key: string, known: Knowledge): void {
    const joined = either(this.get(key) ?? CLEAN, known);
    if (this.wholes.has(key))
      for (const place of [...this.places.keys()])
        if (place.startsWith(`${key}[`)) this.places.delete(place);
    this.put(key, joined);
  }

  /** What a test has shown, of all places that hold the same. */
  refine(key: string, more: Partial<Knowledge>): void {
    for (const place of this.twinsOf(key)) {
      const known = this.get(place);
      if (known !== undefined) this.put(place, { ...known, ...more });
    }
    if (more.bounded !== true) return;
    for (const part of this.sums.get(key) ?? []) {
      const known = this.get(part);
      if (known !== undefined) this.put(part, { ...known, bounded: true });
    }
  }

  /** The place has been set from `value`: to the same, or to a sum of others. */
  link(key: string, value: Expr): void {
    const same = placeKey(value);
    if (value.is === "operation" && /^[+*]$/.test(value.operator)) {
      const parts = placesIn(value).filter((place) => place !== key);
      if (parts.length > 0) this.sums.set(key, parts);
    } else if (value.is === "call") {
      if (MEASURES.test(value.callee)) this.sums.set(key, placesIn(value));
    } else if (same !== undefined && same !== key && value.is !== "operation") {
      const number = this.twins.get(same) ?? ++twinsSoFar;
      this.twins.set(same, number).set(key, number);
    }
  }

  /** `all += len`: where `all` has a limit, so has what was added last. */
  addUp(key: string, value: Expr): void {
    const parts = placesIn(value).filter((place) => place !== key);
    if (parts.length > 0) this.sums.set(key, parts);
  }

  private twinsOf(key: string): readonly string[] {
    const number = this.twins.get(key);
    if (number === undefined) return [key];
    return [...this.twins].filter(([, own]) => own === number).map(([place]) => place);
  }

  /** The places, all that hold the same, and what they are sums of. */
  kin(keys: readonly string[]): readonly string[] {
    const all = keys.flatMap((key) => this.twinsOf(key));
    return [...all, ...all.flatMap((key) => this.sums.get(key) ?? [])];
  }

  /** A pointer that is not null here. */
  solid(key: string): void {
    const known = this.places.get(key);
    if (known?.from.has(MAYBE_NULL) === true) this.put(key, without(known, MAYBE_NULL));
  }

  /** The call has given something: with the same arguments it does so again. */
  prove(call: Expr): void {
    const text = textOf(call);
    if (text !== undefined) this.proven.set(text, true);
  }

  isProven(call: Expr): boolean {
    return this.proven.size > 0 && this.proven.has(textOf(call) ?? "");
  }

  private put(place: string, known: Knowledge): void {
    this.places.set(place, known);
    for (let at = holderOf(place); at !== undefined && !this.wholes.has(at); at = holderOf(at))
      this.wholes.add(at);
  }

  private forgetBelow(key: string): void {
    if (this.wholes.has(key)) this.forgetParts(key);
    this.forget(key);
    this.sizes.delete(key);
    this.zeroed.delete(key);
    this.measures.delete(key);
    this.rooms.delete(key);
  }

  private forgetParts(key: string): void {
    for (const place of [...this.places.keys()])
      if (place.startsWith(key) && /^[.[]/.test(place.slice(key.length))) this.forget(place);
  }

  private forget(place: string): void {
    this.places.delete(place);
    this.twins.delete(place);
    this.sums.delete(place);
    this.contents.delete(place);
    this.lengths.delete(place);
    for (const all of [this.lengths, this.contents, this.rooms])
      for (const [key, { terms }] of all) if (terms.includes(place)) all.delete(key);
    for (const [key, parts] of this.sums) if (parts.includes(place)) this.sums.delete(key);
    for (const [key, parts] of this.measures)
      if (parts.includes(place))
        this.measures.set(
          key,
          parts.filter((part) => part !== place),
        );
  }

  /** The number in this place is the length of texts. */
  measure(key: string, length: Length): void {
    this.lengths.set(key, length);
  }

  lengthOf(key: string): Length | undefined {
    return this.lengths.get(key);
  }

  contain(key: string, length: Length): void {
    this.contents.set(key, length);
  }

  contentOf(key: string): Length | undefined {
    return this.contents.get(key);
  }

  makeRoom(key: string, room: Room): void {
    this.rooms.set(key, room);
  }

  roomOf(key: string): Room | undefined {
    return this.rooms.get(key);
  }

  allocate(key: string, size: Expr): void {
    this.sizes.set(key, size);
    this.measures.set(key, this.kin(placesIn(size)));
  }

  /** The buffer was made for a number that one of the places holds. */
  isMadeFor(key: string, places: readonly string[]): boolean {
    const own = this.kin(places);
    for (let at: string | undefined = key; at !== undefined; at = holderOf(at))
      if (this.measures.get(at)?.some((place) => own.includes(place)) === true) return true;
    return false;
  }

  /** What is known of a place and of parts of it, by what follows its name. */
  *below(key: string): Iterable<readonly [rest: string, known: Knowledge]> {
    for (const [place, known] of this.places)
      if (place.startsWith(key) && /^(?:$|[.[])/.test(place.slice(key.length)))
        yield [place.slice(key.length), known];
  }

  sizeOf(key: string): Expr | undefined {
    return this.sizes.get(key);
  }

  zero(key: string): void {
    this.zeroed.set(key, true);
  }

  /** An end was put into the buffer: into the text in it, or before one is put there. */
  end(key: string): void {
    if (this.get(key) === undefined) this.zero(key);
    else this.refine(key, { terminated: true });
  }

  isZeroed(key: string): boolean {
    return this.zeroed.has(key);
  }

  /** It, or what holds it, was filled with zeros. */
  isZeroedWhole(key: string): boolean {
    for (let at: string | undefined = key; at !== undefined; at = holderOf(at))
      if (this.zeroed.has(at)) return true;
    return false;
  }

  ask(key: string, question: Expr): void {
    this.questions.set(key, question);
  }

  questionOf(key: string): Expr | undefined {
    return this.questions.get(key);
  }

  /** A counter that a test stops at a number; what was known of it otherwise stays. */
  count(key: string, known: Knowledge): void {
    this.places.set(key, known);
  }

  /** It is answered once: `ok = ok && more` would ask itself. */
  takeQuestion(key: string): Expr | undefined {
    const question = this.questions.get(key);
    this.questions.delete(key);
    return question;
  }

  /** What is known where paths meet. */
  static join(states: readonly State[]): State | undefined {
    const [first, ...others] = states;
    if (first === undefined) return undefined;
    const joined = first.copy();
    for (const other of others) joined.merge(other);
    return joined;
  }

  /** The other path may be the one that was taken. */
  merge(other: State): void {
    for (const key of this.places.differing(other.places))
      if (this.places.has(key) || other.places.has(key))
        this.put(key, either(this.get(key) ?? CLEAN, other.get(key) ?? CLEAN));
    keepFirst<Expr>(this.sizes, other.sizes);
    keepFirst<readonly string[]>(this.measures, other.measures);
    keepSame<true>(this.zeroed, other.zeroed);
    keepSame<Length>(this.lengths, other.lengths);
    keepSame<Length>(this.contents, other.contents);
    keepSame<Room>(this.rooms, other.rooms);
    keepSame<true>(this.proven, other.proven);
    keepSame<Expr>(this.questions, other.questions);
    keepSame<number>(this.twins, other.twins);
    keepSame<readonly string[]>(this.sums, other.sums);
  }
}

function keepFirst<T>(own: SharedMap<string, T>, other: SharedMap<string, T>): void {
  for (const key of own.differing(other)) {
    const value = own.get(key) ?? other.get(key);
    if (value !== undefined) own.set(key, value);
  }
}

function keepSame<T>(own: SharedMap<string, T>, other: SharedMap<string, T>): void {
  for (const key of own.differing(other)) if (own.get(key) !== other.get(key)) own.delete(key);
}

/** `find(root, "x")` as one text, however it is written; undefined where a part of it is unknown. */
function textOf(expr: Expr): string | undefined {
  if (expr.is === "text") return JSON.stringify(expr.text);
  if (expr.is === "number") return String(expr.value);
  if (expr.is !== "call") return placeKey(expr);
  const parts = expr.args.map(textOf);
  if (parts.some((part) => part === undefined)) return undefined;
  return `${expr.receiver ?? ""}.${expr.callee}(${parts.join(",")})`;
}

/** Where the length of a text has a limit, so has the text. */
const MEASURES = /^(?:strn?len|length|size)$/;

/** Numbers tell groups of places apart, across all copies of a state. */
let twinsSoFar = 0;

/** `rx[]`, `rx[3]` → `rx`. */
export function bufferOf(key: string): string {
  return key.replace(/\.?\[\d*\]$/, "");
}

/** `cfg.name[]` → `cfg.name` → `cfg`. */
export function holderOf(key: string): string | undefined {
  const bare = bufferOf(key);
  if (bare !== key) return bare;
  const dot = key.lastIndexOf(".");
  return dot < 0 ? undefined : key.slice(0, dot);
}

/** One text for a place: `cfg.sta.password`, `rx[]`. */
export function keyOf(base: string, path: string): string {
  if (path === "") return base;
  return path.startsWith("[") ? base + path : `${base}.${path}`;
}

/** An element with a number of its own is a place of its own: `rx[0]`. */
export function memberKey({ base, path, index }: Extract<Expr, { is: "member" }>): string {
  const key = keyOf(base, path);
  if (index?.is !== "number" || !key.endsWith("[]") || index.value < 0) return key;
  return `${key.slice(0, -2)}[${String(index.value)}]`;
}

/** The place that an expression names, looked at through `&`. */
export function placeKey(expr: Expr | undefined): string | undefined {
  switch (expr?.is) {
    case "name":
      return expr.name;
    case "member":
      return memberKey(expr);
    case "address": {
      const key = placeKey(expr.of);
      return key === undefined ? undefined : bufferOf(key);
    }
    case "operation":
      // `buf + n` is a place in `buf`.
      return expr.operator === "+" || expr.operator === "-"
        ? placeKey(expr.operands[0])
        : undefined;
    default:
      return undefined;
  }
}

/** Places an expression is made of, those in calls and subscripts too. */
export function placesIn(expr: Expr): readonly string[] {
  switch (expr.is) {
    case "name":
      return [expr.name];
    case "member":
      return [memberKey(expr)];
    case "address":
      return placesIn(expr.of);
    case "concat":
      return expr.parts.flatMap(placesIn);
    case "either":
      return expr.options.flatMap(placesIn);
    case "operation":
      return expr.operator === "sizeof" ? [] : expr.operands.flatMap(placesIn);
    case "call":
      return [
        ...expr.args.flatMap(placesIn),
        ...(expr.receiver === undefined ? [] : [expr.receiver]),
      ];
    case "list":
      return expr.items.flatMap(placesIn);
    default:
      return [];
  }
}
