// A reading of one project that can go on: documents that hold words of the rules first, then, round
// by round, those that define names the sentences asked for, until the set of facts is closed. A
// changed file is read again alone. What was skipped, cut off or half-parsed is recorded.
import type { ReadingRecord, SkippedFile } from "../model/assessment.js";
import type { Config } from "../model/config.js";
import type { Document, DocumentFacts, DocumentKind } from "../model/document.js";
import type { Problem } from "../model/problem.js";
import type { Project } from "../model/project.js";
import { isInside } from "../base/paths.js";
import { askedNames } from "../engine/assess.js";
import { readC } from "../facts/c/read.js";
import { FactIndex } from "../facts/index.js";
import { kindOf, sniff } from "../facts/kinds.js";
import { discoverProject, platformioExtras } from "../facts/projects.js";
import { readSettings } from "../facts/settings/read.js";
import { ownershipOf } from "../facts/vendored.js";
import { gateWords, type Book } from "../rules/book.js";
import type { Syntax } from "../syntax/runtime.js";
import { binaryText, isDer } from "./der.js";
import { isAsciiCompatible } from "./decode.js";
import { textOf } from "./files.js";
import { buildDefinitionGate, buildGate, type WordGate } from "./gate.js";
import { ownershipPolicy } from "./ownership.js";
import type { FileSource } from "./source.js";

export interface ReadOptions {
  /** Reads every item of every document: what the gate must not change. */
  readonly noGate?: boolean;
  /** Parses whole files instead of items: what the cutter must not lose. */
  readonly fullParse?: boolean;
}

/** Rounds of asking after a first reading; each looks at every file's bytes once more. */
const MOST_ROUNDS = 6;
/** Names in one round. */
const MOST_NAMES = 20_000;
/** A larger file is no marker. */
const LARGEST_MARKER = 256 * 1024;

/** Documents that only say something when they are asked for a name or hold a rule's word. */
const ON_DEMAND: ReadonlySet<DocumentKind> = new Set(["kconfig", "cmake"]);

/** What is known of one file. */
interface FileState {
  readonly parse: DocumentFacts["parse"];
  readonly problems: readonly Problem[];
  /** Gated offsets of a source file, ascending. */
  readonly offsets: readonly number[];
}

const UNREAD: FileState = { parse: "skipped", problems: [], offsets: [] };

export class ProjectReading {
  readonly index: FactIndex;
  private readonly source: FileSource;
  private readonly syntax: Syntax;
  private readonly book: Book;
  private readonly config: Config;
  private readonly options: ReadOptions;
  private readonly project: Project;
  /** Files that the build names, whatever they are called. */
  private readonly named: ReadonlyMap<string, DocumentKind>;
  private readonly gate: WordGate;
  private readonly files = new Map<string, FileState>();
  private readonly leftOut = new Map<string, string>();
  private readonly asked = new Set<string>();
  private definitions: WordGate | undefined;
  private cutOff: string | undefined;

  constructor(
    source: FileSource,
    syntax: Syntax,
    book: Book,
    config: Config,
    options: ReadOptions,
  ) {
    this.source = source;
    this.syntax = syntax;
    this.book = book;
    this.config = config;
    this.options = options;
    this.gate = buildGate(gateWords(book.rules));
    const markerText = (path: string): string | undefined => this.markerText(path);
    const found = discoverProject(source.paths, markerText);
    this.project = ownershipPolicy(found, config, source.paths);
    this.named = namedByBuilds(found, source.paths, markerText);
    this.index = new FactIndex(this.project);
  }

  /** Reads file by file; yields how many are done, so that a host can show it, pause or stop. */
  *readAll(): Iterable<number> {
    let done = 0;
    for (const path of this.source.paths) {
      if (!this.isLeftOut(path)) this.read(path);
      yield ++done;
    }
    this.close();
  }

  /** Reads changed, new or deleted files again, and what they now ask for. */
  update(paths: Iterable<string>): void {
    for (const path of paths) {
      this.index.remove(path);
      this.files.delete(path);
      if (!this.isLeftOut(path)) this.read(path);
      else if (this.definitions !== undefined) this.lookIn(path, this.definitions);
    }
    this.close();
  }

  /** Vendored and test code makes no findings; it is read only where it defines an asked name. */
  private isLeftOut(path: string): boolean {
    const ownership = ownershipOf(this.project, path);
    if (ownership === "product") return false;
    const vendored = this.project.vendored.find((v) => isInside(v.folder, path));
    if (vendored !== undefined) this.leftOut.set(`${vendored.folder}/`, vendored.because);
    else if (this.kindOf(path) !== undefined) this.leftOut.set(path, `${ownership} code`);
    return true;
  }

  private kindOf(path: string): DocumentKind | undefined {
    return this.named.get(path) ?? kindOf(path);
  }

  private get everything(): boolean {
    return this.options.noGate === true || this.options.fullParse === true;
  }

  private read(path: string): void {
    const bytes = this.bytesOf(path);
    if (bytes === undefined) return;
    if (this.kindOf(path) !== undefined) this.files.set(path, UNREAD);
    if (this.isGated(path) && !this.everything && !this.concerns(bytes)) return;
    const document = this.documentOf(path, bytes);
    if (document === undefined) return;
    const offsets = isCode(document.kind) ? this.gate.offsets(document.text) : [];
    this.take(document, merged(offsets, this.definitions?.offsets(document.text) ?? []));
  }

  /** Source code and what is read on demand; other settings are always read. */
  private isGated(path: string): boolean {
    const kind = this.kindOf(path);
    return kind !== undefined && (isCode(kind) || ON_DEMAND.has(kind));
  }

  /** UTF-16 hides every word from a scan of bytes, so it always may. */
  private concerns(bytes: Uint8Array): boolean {
    if (!isAsciiCompatible(bytes) || this.gate.mayConcern(bytes)) return true;
    return this.definitions?.mayConcern(bytes) === true;
  }

  /** Asks until nothing new is asked. */
  private close(): void {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const names = [...askedNames(this.index, this.book, this.config)].filter(
        (name) => !this.asked.has(name) && /^\w+$/.test(name),
      );
      if (names.length === 0) return;
      const taken = names.slice(0, MOST_NAMES);
      for (const name of taken) this.asked.add(name);
      const gate = buildDefinitionGate(taken);
      for (const path of this.source.paths) this.lookIn(path, gate);
      if (names.length > MOST_NAMES || round === MOST_ROUNDS - 1)
        this.cutOff = cutOffAfter(round + 1);
    }
    this.definitions = this.asked.size === 0 ? undefined : buildDefinitionGate([...this.asked]);
  }

  private lookIn(path: string, gate: WordGate): void {
    if (!this.isGated(path)) return;
    const read = this.source.bytes(path);
    if (!("bytes" in read)) return;
    if (isAsciiCompatible(read.bytes) && !gate.mayConcern(read.bytes)) return;
    const document = this.documentOf(path, read.bytes);
    if (document === undefined) return;
    if (!isCode(document.kind)) {
      if (this.index.document(path) === undefined) this.take(document, []);
      return;
    }
    const known = this.files.get(path)?.offsets ?? [];
    const offsets = merged(known, gate.offsets(document.text));
    if (offsets.length > known.length) this.take(document, offsets);
  }

  private take(document: Document, offsets: readonly number[]): void {
    const facts =
      readSettings(document) ??
      readC(document, this.syntax, {
        offsets: this.everything ? undefined : offsets,
        whole: this.options.fullParse === true,
      });
    const { path } = document;
    const said = this.files.get(path)?.problems.filter((p) => p.kind === "encoding") ?? [];
    this.files.set(path, { parse: facts.parse, problems: [...said, ...facts.problems], offsets });
    if (facts.items.some((item) => item.facts.length > 0)) this.index.put(facts);
    else this.index.remove(path);
  }

  private bytesOf(path: string): Uint8Array | undefined {
    const read = this.source.bytes(path);
    if ("bytes" in read) return read.bytes;
    if (read.problem.message !== "There is no such file.") this.note(path, [read.problem]);
    return undefined;
  }

  private note(path: string, problems: readonly Problem[]): void {
    this.files.set(path, { ...(this.files.get(path) ?? UNREAD), problems });
  }

  private documentOf(path: string, bytes: Uint8Array): Document | undefined {
    if (this.kindOf(path) === "key" && isDer(bytes))
      return { path, kind: "key", text: binaryText(bytes) };
    const { text, problems } = textOf(bytes, path);
    const wanted = this.kindOf(path) !== undefined;
    if (wanted && problems.length > 0) this.note(path, problems);
    if (text === undefined) return undefined;
    const kind = this.named.get(path) ?? sniff(path, text);
    return kind === undefined ? undefined : { path, kind, text };
  }

  private markerText(path: string): string | undefined {
    const read = this.source.bytes(path);
    if (!("bytes" in read) || read.bytes.length > LARGEST_MARKER) return undefined;
    return textOf(read.bytes, path).text;
  }

  problems(): readonly Problem[] {
    const own = [...this.files.values()].flatMap((file) => file.problems);
    const budget: Problem[] =
      this.cutOff === undefined
        ? []
        : [{ kind: "budget", path: "", message: this.cutOff, severity: "info" }];
    return [...this.source.problems, ...own, ...budget];
  }

  record(): ReadingRecord {
    const unreadable = new Set(["unreadable", "too-large", "binary"]);
    const skipped: SkippedFile[] = this.problems()
      .filter((p) => unreadable.has(p.kind) && p.path !== "")
      .map((p) => ({ path: p.path, why: p.message }));
    const not = new Set(skipped.map((s) => s.path));
    const files = [...this.files].filter(([path]) => !not.has(path));
    return {
      read: files.length,
      parsed: files.filter(([, file]) => file.parse !== "skipped").length,
      partial: files
        .filter(([, file]) => file.parse === "partial")
        .map(([path]) => path)
        .sort(),
      skipped,
      leftOut: [...this.source.leftOut, ...[...this.leftOut].map(([path, why]) => ({ path, why }))],
    };
  }
}

function cutOffAfter(rounds: number): string {
  return `Looking up names was cut off after ${String(rounds)} rounds; some values stay unknown.`;
}

function merged(a: readonly number[], b: readonly number[]): readonly number[] {
  if (b.length === 0) return a;
  return [...new Set([...a, ...b])].sort((x, y) => x - y);
}

/** Settings layers and INI files under names of their own. */
function namedByBuilds(
  project: Project,
  paths: readonly string[],
  textOfMarker: (path: string) => string | undefined,
): ReadonlyMap<string, DocumentKind> {
  const named = new Map<string, DocumentKind>();
  for (const { sdks, variants } of project.roots)
    for (const layer of variants.flatMap((v) => v.layers))
      if (kindOf(layer) === undefined)
        named.set(layer, sdks.includes("zephyr") ? "kconfig-fragment" : "sdkconfig");
  for (const path of platformioExtras(paths, textOfMarker)) named.set(path, "platformio");
  return named;
}

function isCode(kind: DocumentKind): boolean {
  return kind === "c" || kind === "cpp" || kind === "arduino" || kind === "header";
}
