// A reading of one project that can go on: documents that hold words of the rules first, then, round
// by round, what the sentences ask for beyond them, until the set of facts is closed. A changed file
// is read again alone. What was skipped, cut off or half-parsed is recorded.
import type { ReadingRecord } from "../model/assessment.js";
import type { Config } from "../model/config.js";
import type { Document, DocumentKind } from "../model/document.js";
import type { Problem } from "../model/problem.js";
import type { Case } from "../model/rule.js";
import { activeCases, asked, type Asked } from "../engine/assess.js";
import { readC } from "../facts/c/read.js";
import { changedNames } from "../facts/changes.js";
import { isYaml } from "../facts/esphome.js";
import { Flows } from "../facts/flow/flows.js";
import { FactIndex } from "../facts/index.js";
import { readSettings } from "../facts/settings/read.js";
import type { Book } from "../rules/book.js";
import { asksForFlow } from "../rules/gate.js";
import type { Syntax } from "../syntax/runtime.js";
import { AwakeWords } from "./awake.js";
import { isAsciiCompatible } from "./decode.js";
import { buildDefinitionGate, type DefinitionGate, type Wanted } from "./definitions.js";
import { ProjectFiles } from "./project-files.js";
import { unfollowed } from "./parse-health.js";
import { keyOf, wantedByFlow, wantedByValues } from "./questions.js";
import type { FileSource } from "./source.js";
import { both, holdsAny, NOWHERE, spotsOf, type Gated, type Spots } from "./spots.js";

export interface ReadOptions {
  /** Reads every item of every document: what the gate must not change. */
  readonly noGate?: boolean;
  /** Parses whole files instead of items: what the cutter must not lose. */
  readonly fullParse?: boolean;
}

/** Rounds of asking after a first reading. */
const MOST_ROUNDS = 10;
/** Rounds in which flow may ask for more functions: data that has gone further is not followed. */
const MOST_FLOW_ROUNDS = 4;
/** Names in one round. */
const MOST_NAMES = 20_000;

/** Documents that only say something when they are asked for a name or hold a rule's word. */
const ON_DEMAND: ReadonlySet<DocumentKind> = new Set(["cmake"]);

const NONE: ReadonlySet<number> = new Set();

export interface Step {
  readonly done: number;
  /** The file that was read; absent while names are looked up. */
  readonly path?: string;
}

export class ProjectReading {
  readonly index: FactIndex;
  readonly files: ProjectFiles;
  /** What the sentences found to hold in the facts as they are; undefined while they are read. */
  held: Asked["held"] | undefined;
  private readonly syntax: Syntax;
  private readonly book: Book;
  private readonly config: Config;
  private readonly everything: boolean;
  private readonly whole: boolean;
  private readonly words: AwakeWords;
  /** Numbers of words that occur in the product's own files, and in others that are read. */
  private readonly seen = new Set<number>();
  private readonly gated = new Map<string, Gated>();
  private readonly asked = new Map<string, Wanted>();
  private definitions: DefinitionGate | undefined;
  /** Names of facts that came or went since flow was last followed. */
  private changed = new Set<string>();
  private cutOff = false;
  /** Functions that data was followed through, and those not to their end. */
  private followed = 0;
  private unfollowed: readonly Problem[] = [];

  constructor(
    source: FileSource,
    syntax: Syntax,
    book: Book,
    config: Config,
    { noGate = false, fullParse = false }: ReadOptions,
  ) {
    this.syntax = syntax;
    this.book = book;
    this.config = config;
    this.everything = noGate || fullParse;
    this.whole = fullParse;
    this.words = new AwakeWords(book.rules);
    this.files = new ProjectFiles(source, config);
    this.index = new FactIndex(this.files.project);
  }

  private get paths(): readonly string[] {
    return this.files.source.paths;
  }

  /**
   * Reads file by file, so that a host can show it, pause or stop; at the end it looks up what was
   * asked for. Where something is urgent it comes first, and settings before it: they decide what code
   * is worth.
   */
  *readAll(isUrgent?: (path: string) => boolean): Iterable<Step> {
    let done = 0;
    for (const path of isUrgent === undefined ? this.paths : this.inOrder(isUrgent)) {
      if (!this.files.isLeftOut(path)) this.read(path);
      yield { done: ++done, path };
    }
    const closing = this.closing()[Symbol.iterator]();
    while (closing.next().done !== true) yield { done };
  }

  private inOrder(isUrgent: (path: string) => boolean): readonly string[] {
    const settings = this.paths.filter((path) => !this.isGated(path));
    const code = this.paths.filter((path) => this.isGated(path));
    return [...settings, ...code.filter(isUrgent), ...code.filter((path) => !isUrgent(path))];
  }

  /** Reads changed, new or deleted files again, and what they now ask for. */
  update(paths: Iterable<string>): void {
    for (const path of paths) {
      this.gated.delete(path);
      this.files.forget(path);
      const isRead = !this.files.isLeftOut(path) && this.read(path);
      if (isRead) continue;
      this.index.remove(path);
      if (this.files.isLeftOut(path) && this.definitions !== undefined)
        this.lookIn(path, NONE, this.definitions);
    }
    const closing = this.closing()[Symbol.iterator]();
    while (closing.next().done !== true);
  }

  /** True where it was taken into the index, or has nothing to say there. */
  private read(path: string): boolean {
    const bytes = this.files.bytesOf(path);
    if (bytes === undefined) return false;
    // Other programs' YAML is everywhere, and its words mean nothing here.
    if (isYaml(path) && this.files.documentOf(path, bytes) === undefined) return false;
    const words = isAsciiCompatible(bytes) ? this.words.gate.wordsIn(bytes) : undefined;
    this.notice(words ?? this.words.gate.words.keys());
    if (this.isGated(path)) {
      this.gated.set(path, { words, offsets: [], deep: [] });
      if (!this.everything && !this.concerns(bytes, words)) return false;
    }
    const document = this.files.documentOf(path, bytes);
    if (document === undefined) return false;
    const isSource = isCode(document.kind);
    const found = isSource ? this.wordsIn(document, this.words.active) : NOWHERE;
    this.take(document, both(found, spotsOf(this.definitions, document)));
    return true;
  }

  /** Where words stand that count, and those of them that ask for flow. */
  private wordsIn({ text }: Document, words: ReadonlySet<number>): Spots {
    const { gate, deep } = this.words;
    const asking = new Set([...words].filter((word) => deep.has(word)));
    return {
      offsets: gate.offsets(text, words),
      deep: asking.size === 0 ? [] : gate.offsets(text, asking),
    };
  }

  private concerns(bytes: Uint8Array, words: Gated["words"]): boolean {
    return holdsAny(words, this.words.active) || this.definitions?.mayConcern(bytes) === true;
  }

  private notice(words: Iterable<number>): void {
    for (const word of words) this.seen.add(word);
  }

  /** Source code and what is read on demand; other settings are always read. */
  private isGated(path: string): boolean {
    const kind = this.files.kindOf(path);
    return kind !== undefined && (isCode(kind) || ON_DEMAND.has(kind));
  }

  /**
   * Asks until nothing new is asked, in small steps: first for what values need, then, as often as
   * data goes further, for what it goes through.
   */
  private *closing(): Iterable<void> {
    this.held = undefined;
    yield* this.lookFor(this.words.notice(this.seen), []);
    const cases = activeCases(this.book, this.config);
    this.held = yield* cases.some(asksForFlow) ? this.follow(cases) : this.settle(cases);
    this.definitions =
      this.asked.size === 0 ? undefined : buildDefinitionGate([...this.asked.values()]);
  }

  /**
   * Takes turns between flow and values. Flow goes on from where it was while data goes further; what
   * holds in the end is said of a flow that was followed from the start.
   */
  private *follow(cases: readonly Case[]): Generator<void, Asked["held"]> {
    const following = cases.filter(asksForFlow);
    const others = cases.filter((one) => !asksForFlow(one));
    yield* this.settle(others, undefined, "once");
    let flows = this.flowsSince();
    for (let turn = 1; ; turn++) {
      const { version } = this.index;
      yield* this.settle(following, flows, "once");
      yield* this.lookFor(new Set(), this.askedByFlow(flows, turn));
      // What flow has read may bring other sentences to ask.
      if (version === this.index.version) yield* this.settle(others, undefined, "once");
      if (version === this.index.version || turn >= MOST_ROUNDS) {
        if (turn > 1) flows = this.flowsSince();
        const held = yield* this.settle(cases, flows);
        yield* this.lookFor(new Set(), this.askedByFlow(flows, turn));
        const isClosed = version === this.index.version;
        this.cutOff ||= !isClosed && turn >= MOST_ROUNDS;
        if (isClosed || turn >= MOST_ROUNDS) {
          this.followed = flows.size;
          this.unfollowed = unfollowed(flows);
          return held;
        }
      }
      flows = this.flowsSince(flows);
    }
  }

  private flowsSince(earlier?: Flows): Flows {
    const since = earlier === undefined ? undefined : { flows: earlier, changed: this.changed };
    this.changed = new Set();
    return new Flows(this.index, this.book.flows, since);
  }

  private askedByFlow(flows: Flows, turn: number): readonly Wanted[] {
    return turn > MOST_FLOW_ROUNDS ? [] : this.unknown(wantedByFlow(flows));
  }

  /**
   * Asks until values need nothing more; gives what holds then. Between a first and a last look at all
   * cases only those are looked at that have been answered; `once` leaves the last look to a later call.
   */
  private *settle(
    all: readonly Case[],
    flows?: Flows,
    looks: "once" | "twice" = "twice",
  ): Generator<void, Asked["held"]> {
    let cases: Iterable<Case> = all;
    for (let round = 1; ; round++) {
      const { questions, started, held } = asked(this.index, this.book, cases, flows);
      const fresh = new Set([...this.words.start(started), ...this.words.notice(this.seen)]);
      const asking = new Map(
        [...questions].map(([one, open]) => [one, this.unknown(wantedByValues(open, round))]),
      );
      const unknown = [...asking.values()].flat();
      if (fresh.size === 0 && unknown.length === 0) {
        if (cases === all || looks === "once") return held;
        cases = all;
        continue;
      }
      this.cutOff ||= unknown.length > MOST_NAMES || round > MOST_ROUNDS;
      if (round > MOST_ROUNDS) return held;
      yield* this.lookFor(fresh, unknown.slice(0, MOST_NAMES));
      const answered = all.filter((one) => (asking.get(one) ?? []).length > 0);
      cases = new Set([...answered, ...(fresh.size === 0 ? [] : started)]);
    }
  }

  private unknown(wanted: readonly Wanted[]): readonly Wanted[] {
    return wanted.filter((one) => !this.asked.has(keyOf(one)));
  }

  /** Reads what holds a word that counts from now on, or defines a name that was asked for. */
  private *lookFor(words: ReadonlySet<number>, wanted: readonly Wanted[]): Iterable<void> {
    if (words.size === 0 && wanted.length === 0) return;
    for (const one of wanted) this.asked.set(keyOf(one), one);
    const definitions = wanted.length === 0 ? undefined : buildDefinitionGate(wanted);
    for (const path of this.paths) {
      if (this.isGated(path)) this.lookIn(path, words, definitions);
      yield;
    }
  }

  private lookIn(
    path: string,
    words: ReadonlySet<number>,
    definitions: DefinitionGate | undefined,
  ): void {
    const gated = this.gated.get(path);
    const hasWord = gated !== undefined && holdsAny(gated.words, words);
    if (!hasWord && definitions === undefined) return;
    const bytes = this.files.peek(path);
    if (bytes === undefined || (!hasWord && !mayDefine(bytes, definitions))) return;
    const document = this.files.documentOf(path, bytes);
    if (document === undefined) return;
    if (!isCode(document.kind)) {
      if (this.index.document(path) === undefined) this.take(document, NOWHERE);
      return;
    }
    const more = hasWord ? this.wordsIn(document, words) : NOWHERE;
    this.takeMore(document, both(more, spotsOf(definitions, document)), bytes);
  }

  /** Reads a document again where more of it counts than before. */
  private takeMore(document: Document, more: Spots, bytes: Uint8Array): void {
    const gated = this.gated.get(document.path);
    const before = gated ?? NOWHERE;
    const all = both(before, more);
    if (all.offsets.length === before.offsets.length && all.deep.length === before.deep.length)
      return;
    if (gated === undefined) this.notice(this.words.gate.wordsIn(bytes));
    this.take(document, all);
  }

  private take(document: Document, { offsets, deep }: Spots): void {
    const facts =
      readSettings(document) ??
      readC(document, this.syntax, {
        offsets: this.everything ? undefined : offsets,
        deep: this.everything ? "all" : deep,
        whole: this.whole,
        before: this.index.document(document.path)?.document,
      });
    const { path } = document;
    for (const name of changedNames(this.index.document(path)?.document, facts))
      this.changed.add(name);
    this.files.took(facts);
    this.gated.set(path, { words: [], ...this.gated.get(path), offsets, deep });
    if (facts.items.some((item) => item.facts.length > 0)) this.index.put(facts);
    else this.index.remove(path);
  }

  problems(): readonly Problem[] {
    const cutOff: Problem = {
      kind: "budget",
      path: "",
      message: `Looking up names was cut off after ${String(MOST_ROUNDS)} rounds; some values stay unknown.`,
      severity: "info",
    };
    return [...this.files.problems(), ...this.unfollowed, ...(this.cutOff ? [cutOff] : [])];
  }

  record(): ReadingRecord {
    return { ...this.files.record(), followed: this.followed };
  }
}

function mayDefine(bytes: Uint8Array, definitions: DefinitionGate | undefined): boolean {
  return !isAsciiCompatible(bytes) || definitions?.mayConcern(bytes) === true;
}

function isCode(kind: DocumentKind): boolean {
  return kind === "c" || kind === "cpp" || kind === "arduino" || kind === "header";
}
