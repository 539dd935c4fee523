// What is known at one point of a function: of each place its data, of buffers their size. Branches
// work on copies, which are joined where they meet.
import type { Expr } from "../../model/expr.js";
import { MAYBE_NULL } from "./classes.js";
import { Memories } from "./memories.js";
import { CLEAN, either, isData, without, type Knowledge } from "./knowledge.js";
import { callKey, holderOf, placeKey, placesIn } from "./place-keys.js";
import { keepFirst, NAMES, type Maps, type Places } from "./state-maps.js";

export class State extends Memories {
  /** Places that something may be known of parts of, in any copy. */
  private readonly wholes: Set<string>;

  constructor(from?: State) {
    super(from);
    this.wholes = from?.wholes ?? new Set();
  }

  copy(): State {
    return new State(this);
  }

  /** Of the place itself, or of what holds it; undefined where nothing was said of either. */
  get(key: string): Knowledge | undefined {
    for (let at: string | undefined = key; at !== undefined; at = holderOf(at)) {
      const known = this.maps.places.get(at);
      if (known !== undefined) return known;
    }
    return undefined;
  }

  /** The place holds this from now on, and so does all below it. */
  set(key: string, known: Knowledge): void {
    this.forgetBelow(key);
    this.put(key, known);
    this.drop("questions", key);
  }

  /** Data is written into the buffer, which stays as large as it is. */
  fill(key: string, known: Knowledge): void {
    const [size, parts, room] = [
      this.maps.sizes.get(key),
      this.maps.measures.get(key),
      this.maps.rooms.get(key),
    ];
    this.set(key, known);
    if (room !== undefined) this.own("rooms").set(key, room);
    if (size !== undefined) this.own("sizes").set(key, size);
    if (parts !== undefined) this.own("measures").set(key, parts);
  }

  /** What the other knows to be judged is judged. */
  trust(other: State): void {
    for (const key of this.maps.places.differing(other.maps.places)) {
      const [own, known] = [this.maps.places.get(key), other.maps.places.get(key)];
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
    const parts = this.wholes.has(key) ? [...this.maps.places.keys()] : [];
    for (const place of parts) if (place.startsWith(`${key}[`)) this.drop("places", place);
    this.put(key, joined);
  }

  /** What a test has shown, of all places that hold the same. */
  refine(key: string, more: Partial<Knowledge>): void {
    for (const place of this.twinsOf(key)) {
      const known = this.get(place);
      if (known !== undefined) this.put(place, { ...known, ...more });
    }
    if (more.bounded !== true) return;
    for (const part of this.maps.sums.get(key) ?? []) {
      const known = this.get(part);
      if (known !== undefined) this.put(part, { ...known, bounded: true });
    }
  }

  /** The place has been set from `value`: to the same, or to a sum of others. */
  link(key: string, value: Expr): void {
    const same = placeKey(value);
    if (value.is === "operation" && /^[+*]$/.test(value.operator)) {
      const parts = placesIn(value).filter((place) => place !== key);
      if (parts.length > 0) this.own("sums").set(key, parts);
    } else if (value.is === "call") {
      if (MEASURES.test(value.callee)) this.own("sums").set(key, placesIn(value));
    } else if (same !== undefined && same !== key && value.is !== "operation") {
      const number = this.maps.twins.get(same) ?? ++twinsSoFar;
      this.own("twins").set(same, number).set(key, number);
    }
  }

  /** `all += len`: where `all` has a limit, so has what was added last. */
  addUp(key: string, value: Expr): void {
    const parts = placesIn(value).filter((place) => place !== key);
    if (parts.length > 0) this.own("sums").set(key, parts);
  }

  /** All places that hold the same, the place itself among them. */
  twinsOf(key: string): readonly string[] {
    const number = this.maps.twins.get(key);
    if (number === undefined) return [key];
    return [...this.maps.twins].filter(([, own]) => own === number).map(([place]) => place);
  }

  /** The places, all that hold the same, and what they are sums of. */
  kin(keys: readonly string[]): readonly string[] {
    const all = keys.flatMap((key) => this.twinsOf(key));
    return [...all, ...all.flatMap((key) => this.maps.sums.get(key) ?? [])];
  }

  /** A pointer that is not null here. */
  solid(key: string): void {
    const known = this.maps.places.get(key);
    if (known?.from.has(MAYBE_NULL) === true) this.put(key, without(known, MAYBE_NULL));
  }

  /** The call has given something: with the same arguments it does so again. */
  prove(call: Expr): void {
    const text = callKey(call);
    if (text !== undefined) this.own("proven").set(text, true);
  }

  isProven(call: Expr): boolean {
    return this.maps.proven.size > 0 && this.maps.proven.has(callKey(call) ?? "");
  }

  private put(place: string, known: Knowledge): void {
    this.own("places").set(place, known);
    for (let at = holderOf(place); at !== undefined && !this.wholes.has(at); at = holderOf(at))
      this.wholes.add(at);
  }

  private forgetBelow(key: string): void {
    if (this.wholes.has(key)) this.forgetParts(key);
    this.forget(key);
    for (const name of ["sizes", "zeroed", "measures", "rooms"] as const) this.drop(name, key);
  }

  private forgetParts(key: string): void {
    for (const place of [...this.maps.places.keys()])
      if (place.startsWith(key) && /^[.[]/.test(place.slice(key.length))) this.forget(place);
  }

  private forget(place: string): void {
    for (const name of OWN) this.drop(name, place);
    this.forgetTests(place);
    for (const name of ["lengths", "contents", "rooms"] as const)
      for (const [key, { terms }] of this.maps[name])
        if (terms.includes(place)) this.drop(name, key);
    for (const [key, parts] of this.maps.sums) if (parts.includes(place)) this.drop("sums", key);
    for (const [key, parts] of this.maps.measures)
      if (parts.includes(place))
        this.own("measures").set(
          key,
          parts.filter((part) => part !== place),
        );
  }

  allocate(key: string, size: Expr): void {
    this.own("sizes").set(key, size);
    this.own("measures").set(key, this.kin(placesIn(size)));
  }

  /** The buffer was made for a number that one of the places holds. */
  isMadeFor(key: string, places: readonly string[]): boolean {
    const own = this.kin(places);
    for (let at: string | undefined = key; at !== undefined; at = holderOf(at))
      if (this.maps.measures.get(at)?.some((place) => own.includes(place)) === true) return true;
    return false;
  }

  /** What is known of a place and of parts of it, by what follows its name. */
  *below(key: string): Iterable<readonly [rest: string, known: Knowledge]> {
    for (const [place, known] of this.maps.places)
      if (place.startsWith(key) && /^(?:$|[.[])/.test(place.slice(key.length)))
        yield [place.slice(key.length), known];
  }

  sizeOf(key: string): Expr | undefined {
    return this.maps.sizes.get(key);
  }

  zero(key: string): void {
    this.own("zeroed").set(key, true);
  }

  /** An end was put into the buffer: into the text in it, or before one is put there. */
  end(key: string): void {
    if (!isData(this.get(key) ?? CLEAN)) this.zero(key);
    else this.refine(key, { terminated: true });
  }

  /** All texts that came in with this one have an end now: it was put into what they share. */
  endAll({ from }: Knowledge): void {
    const sources = new Set([...from.values()].map((way) => way[0]));
    for (const [place, known] of [...this.maps.places])
      if (known.terminated === false)
        if ([...known.from.values()].some((way) => way[0] !== undefined && sources.has(way[0])))
          this.put(place, { ...known, terminated: true });
  }

  isZeroed(key: string): boolean {
    return this.maps.zeroed.has(key);
  }

  /** It, or what holds it, was filled with zeros. */
  isZeroedWhole(key: string): boolean {
    for (let at: string | undefined = key; at !== undefined; at = holderOf(at))
      if (this.maps.zeroed.has(at)) return true;
    return false;
  }

  ask(key: string, question: Expr): void {
    this.own("questions").set(key, question);
  }

  questionOf(key: string): Expr | undefined {
    return this.maps.questions.get(key);
  }

  /** A counter that a test stops at a number; what was known of it otherwise stays. */
  count(key: string, known: Knowledge): void {
    this.own("places").set(key, known);
  }

  /** It is answered once: `ok = ok && more` would ask itself. */
  takeQuestion(key: string): Expr | undefined {
    const question = this.maps.questions.get(key);
    this.drop("questions", key);
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
    for (const name of NAMES) {
      if (this.maps[name] === other.maps[name]) continue;
      if (name === "places") this.mergePlaces(other);
      else if (name === "sizes") keepFirst<Expr>(this.own(name), other.maps[name]);
      else if (name === "flags") this.mergeMemories(other);
      else if (name === "measures") keepFirst<Places>(this.own(name), other.maps[name]);
      else this.keepSame(name, other);
    }
  }

  private mergePlaces(other: State): void {
    for (const key of this.maps.places.differing(other.maps.places))
      if (this.maps.places.has(key) || other.maps.places.has(key))
        this.put(key, either(this.get(key) ?? CLEAN, other.get(key) ?? CLEAN));
  }

  /** What only one of the two knows is forgotten. */
  private keepSame(name: keyof Maps, { maps }: State): void {
    for (const key of this.maps[name].differing(maps[name]))
      if (this.maps[name].get(key) !== maps[name].get(key)) this.drop(name, key);
  }
}

/** What is known of a place by itself, and void once it is set. */
const OWN = [
  ...(["places", "twins", "sums", "contents", "lengths", "longest"] as const),
  ...(["constants", "flags"] as const),
];

/** Where the length of a text has a limit, so has the text. */
const MEASURES = /^(?:strn?len|length|size)$/;

/** Numbers tell groups of places apart, across all copies of a state. */
let twinsSoFar = 0;
