// Files → a closed set of facts. First the documents that hold words of the rules; then, round by
// round, those that define names the sentences asked for, until nothing new is asked or the rounds
// are used up. What was skipped, cut off or half-parsed is recorded.
import type { ReadingRecord, SkippedFile } from "../model/assessment.js";
import type { Config } from "../model/config.js";
import type { Document, DocumentFacts, DocumentKind } from "../model/document.js";
import type { Problem } from "../model/problem.js";
import type { Project } from "../model/project.js";
import { readC } from "../facts/c/read.js";
import { FactIndex } from "../facts/index.js";
import { kindOf, sniff } from "../facts/kinds.js";
import { discoverProject } from "../facts/projects.js";
import { readSettings } from "../facts/settings/read.js";
import { ownershipOf } from "../facts/vendored.js";
import type { Syntax } from "../syntax/runtime.js";
import type { Book } from "../rules/book.js";
import { gateWords } from "../rules/book.js";
import { askedNames } from "../engine/assess.js";
import { buildDefinitionGate, buildGate, type WordGate } from "./gate.js";
import { textOf } from "./files.js";
import { binaryText, isDer } from "./der.js";
import { ownershipPolicy } from "./ownership.js";
import type { FileSource } from "./source.js";

export interface ReadOptions {
  /** Reads every item of every document: what the gate must not change. */
  readonly noGate?: boolean;
  /** Parses whole files instead of items: what the cutter must not lose. */
  readonly fullParse?: boolean;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface ReadProject {
  readonly index: FactIndex;
  readonly reading: ReadingRecord;
  readonly problems: readonly Problem[];
}

/** Rounds of asking; each reads every file's bytes once more. */
const MOST_ROUNDS = 6;
/** Names in one round. */
const MOST_NAMES = 20_000;

/** Documents that only say something when they are asked for a name. */
const ON_DEMAND: ReadonlySet<DocumentKind> = new Set(["kconfig", "cmake"]);

export function readProject(
  source: FileSource,
  syntax: Syntax,
  book: Book,
  config: Config,
  options: ReadOptions = {},
): ReadProject {
  const reading = new ProjectReading(source, syntax, config, options);
  reading.first(buildGate(gateWords(book.rules)));
  reading.close(book);
  return reading.result();
}

/** One reading of one project; holds what its rounds share. */
class ProjectReading {
  private readonly source: FileSource;
  private readonly syntax: Syntax;
  private readonly config: Config;
  private readonly options: ReadOptions;
  private readonly project: Project;
  private readonly index: FactIndex;
  private readonly problems: Problem[];
  private readonly offsets = new Map<string, readonly number[]>();
  private readonly parsed = new Set<string>();
  private readonly partial = new Set<string>();
  private readonly read = new Set<string>();
  private readonly leftOut = new Map<string, string>();

  constructor(source: FileSource, syntax: Syntax, config: Config, options: ReadOptions) {
    this.source = source;
    this.syntax = syntax;
    this.config = config;
    this.options = options;
    this.problems = [...source.problems];
    const found = discoverProject(source.paths, (path) => this.markerText(path));
    this.project = ownershipPolicy(found, config, source.paths);
    this.index = new FactIndex(this.project);
  }

  first(gate: WordGate): void {
    const { paths } = this.source;
    paths.forEach((path, i) => {
      this.options.onProgress?.(i, paths.length);
      if (!this.isLeftOut(path)) this.readFirst(path, gate);
    });
    this.options.onProgress?.(paths.length, paths.length);
  }

  /** Vendored and test code makes no findings; it is read only where it defines an asked name. */
  private isLeftOut(path: string): boolean {
    const ownership = ownershipOf(this.project, path);
    if (ownership === "product") return false;
    const vendored = this.project.vendored.find(
      (v) => path === v.folder || path.startsWith(`${v.folder}/`),
    );
    if (vendored !== undefined) this.leftOut.set(`${vendored.folder}/`, vendored.because);
    else if (kindOf(path) !== undefined) this.leftOut.set(path, `${ownership} code`);
    return true;
  }

  private readFirst(path: string, gate: WordGate): void {
    const kind = kindOf(path);
    const bytes = this.bytesOf(path);
    if (bytes === undefined) return;
    const everything = this.options.noGate === true || this.options.fullParse === true;
    const isSource = kind !== undefined && isCode(kind);
    const gated = isSource || (kind !== undefined && ON_DEMAND.has(kind));
    if (kind !== undefined) this.read.add(path);
    if (gated && !everything && isPlain(bytes) && !gate.mayConcern(bytes)) return;
    const document = this.documentOf(path, bytes, true);
    if (document === undefined) return;
    this.read.add(path);
    if (isCode(document.kind)) this.offsets.set(path, gate.offsets(document.text));
    this.take(document);
  }

  /** Asks until nothing new is asked. */
  close(book: Book): void {
    const tried = new Set<string>();
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const names = [...askedNames(this.index, book, this.config)].filter(
        (name) => !tried.has(name) && /^\w+$/.test(name),
      );
      if (names.length === 0) return;
      names.forEach((name) => tried.add(name));
      this.lookUp(names.slice(0, MOST_NAMES));
      if (names.length > MOST_NAMES || round === MOST_ROUNDS - 1)
        this.problems.push({
          kind: "budget",
          path: "",
          message: `Looking up names was cut off after ${String(round + 1)} rounds; some values stay unknown.`,
          severity: "info",
        });
    }
  }

  private lookUp(names: readonly string[]): void {
    const gate = buildDefinitionGate(names);
    for (const path of this.source.paths) {
      const kind = kindOf(path);
      if (kind === undefined || !(isCode(kind) || ON_DEMAND.has(kind))) continue;
      const bytes = this.bytesOf(path);
      if (bytes === undefined || (isPlain(bytes) && !gate.mayConcern(bytes))) continue;
      const document = this.documentOf(path, bytes, false);
      if (document !== undefined) this.takeDefinitions(document, gate);
    }
  }

  private takeDefinitions(document: Document, gate: WordGate): void {
    if (!isCode(document.kind)) {
      if (this.index.document(document.path) === undefined) this.take(document);
      return;
    }
    const more = gate.offsets(document.text);
    const known = this.offsets.get(document.path) ?? [];
    const merged = [...new Set([...known, ...more])].sort((a, b) => a - b);
    if (merged.length === known.length) return;
    this.offsets.set(document.path, merged);
    this.take(document);
  }

  private take(document: Document): void {
    const facts = this.factsOf(document);
    if (facts.parse !== "skipped") this.parsed.add(document.path);
    if (facts.parse === "partial") this.partial.add(document.path);
    if (facts.items.some((item) => item.facts.length > 0)) this.index.put(facts);
    this.problems.push(...facts.problems);
  }

  private factsOf(document: Document): DocumentFacts {
    const settings = readSettings(document);
    if (settings !== undefined) return settings;
    const everything = this.options.noGate === true || this.options.fullParse === true;
    return readC(document, this.syntax, {
      offsets: everything ? undefined : (this.offsets.get(document.path) ?? []),
      whole: this.options.fullParse === true,
    });
  }

  private bytesOf(path: string): Uint8Array | undefined {
    const read = this.source.bytes(path);
    if ("bytes" in read) return read.bytes;
    if (!this.problems.some((p) => p.path === path && p.kind === read.problem.kind))
      this.problems.push(read.problem);
    return undefined;
  }

  private documentOf(path: string, bytes: Uint8Array, say: boolean): Document | undefined {
    if (kindOf(path) === "key" && isDer(bytes))
      return { path, kind: "key", text: binaryText(bytes) };
    const { text, problems } = textOf(bytes, path);
    if (say && (text === undefined || kindOf(path) !== undefined)) this.problems.push(...problems);
    const kind = text === undefined ? undefined : sniff(path, text);
    return kind === undefined || text === undefined ? undefined : { path, kind, text };
  }

  /** Marker files are small; a huge one is no marker. */
  private markerText(path: string): string | undefined {
    const read = this.source.bytes(path);
    return "bytes" in read && read.bytes.length < 256 * 1024
      ? textOf(read.bytes, path).text
      : undefined;
  }

  result(): ReadProject {
    const skipped: SkippedFile[] = this.problems
      .filter((p) => ["unreadable", "too-large", "binary"].includes(p.kind) && p.path !== "")
      .map((p) => ({ path: p.path, why: p.message }));
    const leftOut = [...this.leftOut].map(([path, why]) => ({ path, why }));
    return {
      index: this.index,
      problems: this.problems,
      reading: {
        read: this.read.size,
        parsed: this.parsed.size,
        partial: [...this.partial].sort(),
        skipped,
        leftOut: [...this.source.leftOut, ...leftOut],
      },
    };
  }
}

function isCode(kind: DocumentKind): boolean {
  return kind === "c" || kind === "cpp" || kind === "arduino" || kind === "header";
}

/** No byte-order mark of UTF-16, which hides every word from a scan of bytes. */
function isPlain(bytes: Uint8Array): boolean {
  return !((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff));
}
