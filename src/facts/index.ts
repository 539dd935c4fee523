// FactIndex: every fact of a project by word and name. One document's facts are swapped in time
// proportional to their number. It answers which facts there are; what a name is worth is asked of
// facts/resolve.ts.
import { groupBy } from "../base/collections.js";
import { nameOf } from "../base/paths.js";
import type { DocumentFacts } from "../model/document.js";
import type { Fact, FactWord, ObjectFact } from "../model/fact.js";
import type { Project, ProjectRoot, Variant } from "../model/project.js";
import {
  isDead,
  isMember,
  isWord,
  type Bound,
  type Decision,
  type Declared,
  type EffectiveSetting,
  type Source,
} from "./bound.js";
import { add, drop, type Grouped } from "./grouped.js";
import { ownershipOf } from "./vendored.js";
import { rootOf } from "./projects.js";

export type FactOf<W extends FactWord> = Extract<Fact, { word: W }>;

export class FactIndex {
  readonly project: Project;
  private readonly sources = new Map<string, Source>();
  /** word → name → document → facts. */
  private readonly byName = new Map<FactWord, Map<string, Map<string, Bound[]>>>();
  /** Variable → document → stores and objects that name it. */
  private readonly byBase = new Map<string, Map<string, Bound[]>>();
  private readonly sharedObjects = new Map<string, Map<string, Bound[]>>();
  /** Those of them that no class or structure holds: of `len` there are few, and fields without number. */
  private readonly globalObjects = new Map<string, Map<string, Bound[]>>();
  /** Declarations of fields and members by their names: of `len` there are few, and uses without number. */
  private readonly declaredFields = new Map<string, Map<string, Bound[]>>();
  /** Names of each word, in the order of their coming. */
  private readonly names = new Map<FactWord, string[]>();
  /** Each document's facts by word, for those that were asked for. */
  private readonly byWord = new WeakMap<Source, Map<FactWord, Bound[]>>();
  /** Answers of facts/places.ts by item, function and name, void with every change. */
  places = new WeakMap<object, Map<string | undefined, Map<string, Declared>>>();
  /** Answers of facts/effective.ts, void with every change. */
  effective = new WeakMap<ProjectRoot, Map<string, readonly EffectiveSetting[]>>();
  settled = new WeakMap<ProjectRoot, Map<string, string | undefined>>();
  /** Answers of facts/kconfig-symbols.ts, void with every change. */
  decisions = new WeakMap<Variant, Map<string, Decision | undefined>>();
  /** Answers of facts/switches.ts, void with every change. */
  conditions = new WeakMap<ProjectRoot, Map<string, boolean | undefined>>();
  /** Goes up with every change. */
  version = 0;
  private pathsByName: Map<string, string[]> | undefined;
  private includes: Map<string, ReadonlySet<string>> | undefined;
  /** Document → those that its include directives mean. */
  private readonly targets = new Map<string, readonly string[]>();
  private functionNames: Map<string, string[]> | undefined;

  constructor(project: Project, documents: Iterable<DocumentFacts> = []) {
    this.project = project;
    for (const document of documents) this.put(document);
  }

  /** Adds a document, or replaces what it said before. */
  put(document: DocumentFacts): void {
    const before = this.sources.get(document.path);
    if (before !== undefined) this.takeOut(before);
    if (before === undefined || !namesSame(before.document, document)) this.forgetIncludes();
    const source = before === undefined ? this.sourceOf(document) : { ...before, document };
    this.sources.set(document.path, source);
    for (const bound of boundFacts(source)) {
      for (const name of namesOf(bound.fact)) this.name(bound.fact.word, name, bound);
      for (const [into, name] of this.groupsOf(bound)) add(into, name, bound);
    }
    this.forget();
  }

  private sourceOf(document: DocumentFacts): Source {
    const { path } = document;
    return {
      document,
      root: rootOf(this.project, path),
      ownership: ownershipOf(this.project, path),
    };
  }

  remove(path: string): void {
    const source = this.sources.get(path);
    if (source === undefined) return;
    this.sources.delete(path);
    this.takeOut(source);
    this.forgetIncludes();
    this.forget();
  }

  private takeOut(source: Source): void {
    const { path } = source.document;
    for (const bound of boundFacts(source)) {
      for (const name of namesOf(bound.fact)) drop(this.named(bound.fact.word), name, path);
      for (const [from, name] of this.groupsOf(bound)) drop(from, name, path);
    }
  }

  /** Where a fact is found besides under its word. */
  private *groupsOf(bound: Bound): Iterable<readonly [Grouped, string]> {
    const base = baseOf(bound.fact);
    if (base !== undefined) yield [this.byBase, base];
    if (!isWord(bound, "object")) return;
    const { name, storage } = bound.fact;
    if (isShared(bound.fact)) yield [this.sharedObjects, name];
    if (isShared(bound.fact) && !isMember(bound)) yield [this.globalObjects, name];
    if (storage === "field") yield [this.declaredFields, name];
  }

  /** Who includes whom says the same while the same documents name the same files. */
  private forgetIncludes(): void {
    this.includes = undefined;
    this.pathsByName = undefined;
    this.targets.clear();
  }

  private forget(): void {
    this.version++;
    this.functionNames = undefined;
    this.places = new WeakMap();
    this.effective = new WeakMap();
    this.settled = new WeakMap();
    this.decisions = new WeakMap();
    this.conditions = new WeakMap();
  }

  documents(): Iterable<Source> {
    return this.sources.values();
  }

  document(path: string): Source | undefined {
    return this.sources.get(path);
  }

  /** Facts of a word under a name: see `namesOf` for what names a fact has. */
  *find<W extends FactWord>(word: W, name: string): Iterable<Bound<FactOf<W>>> {
    const documents = this.byName.get(word)?.get(name);
    for (const list of documents?.values() ?? [])
      for (const bound of list) yield bound as Bound<FactOf<W>>;
  }

  findIn(path: string, word: FactWord, name: string): readonly Bound[] {
    return this.byName.get(word)?.get(name)?.get(path) ?? [];
  }

  /** All facts of a word in one document, in the order of the text. */
  allIn(path: string, word: FactWord): readonly Bound[] {
    const source = this.sources.get(path);
    if (source === undefined) return [];
    let words = this.byWord.get(source);
    if (words === undefined) {
      words = groupBy(boundFacts(source), ({ fact }) => fact.word);
      this.byWord.set(source, words);
    }
    return words.get(word) ?? [];
  }

  /** Every name that facts of the word have or had, in the order of their coming: it only grows. */
  namesOf(word: FactWord): readonly string[] {
    return this.names.get(word) ?? [];
  }

  /** Functions by the last part of their names: `begin` of `Sensor::begin`. */
  *functionsNamed(last: string): Iterable<Bound<FactOf<"function">>> {
    this.functionNames ??= groupBy(this.namesOf("function"), lastPart);
    for (const name of this.functionNames.get(last) ?? []) yield* this.find("function", name);
  }

  /** Stores into and declarations of a variable in one document. */
  aboutIn(path: string, base: string): readonly Bound[] {
    return this.byBase.get(base)?.get(path) ?? [];
  }

  /** Declarations of a name outside of functions, in every document. */
  *shared(base: string): Iterable<Bound<FactOf<"object">>> {
    for (const list of this.sharedObjects.get(base)?.values() ?? [])
      for (const bound of list) yield bound as Bound<FactOf<"object">>;
  }

  /** Those in one document. */
  sharedIn(path: string, base: string): readonly Bound<FactOf<"object">>[] {
    return (this.sharedObjects.get(base)?.get(path) ?? []) as readonly Bound<FactOf<"object">>[];
  }

  /** Those that no class, structure or namespace holds, in every document. */
  *globals(base: string): Iterable<Bound<FactOf<"object">>> {
    for (const list of this.globalObjects.get(base)?.values() ?? [])
      for (const bound of list) yield bound as Bound<FactOf<"object">>;
  }

  /** Declarations of fields and members of a name, in every document. */
  *fields(name: string): Iterable<Bound<FactOf<"object">>> {
    for (const list of this.declaredFields.get(name)?.values() ?? [])
      for (const bound of list) yield bound as Bound<FactOf<"object">>;
  }

  /** Stores into and declarations of a variable, whatever its scope. */
  *about(base: string): Iterable<Bound<FactOf<"store"> | FactOf<"object">>> {
    for (const list of this.byBase.get(base)?.values() ?? [])
      for (const bound of list) yield bound as Bound<FactOf<"store"> | FactOf<"object">>;
  }

  /** Documents that `path` includes, directly or through others, itself left out. */
  includedBy(path: string): ReadonlySet<string> {
    this.includes ??= new Map();
    let reached = this.includes.get(path);
    if (reached === undefined) {
      reached = this.reach(path);
      this.includes.set(path, reached);
    }
    return reached;
  }

  private reach(path: string): Set<string> {
    const reached = new Set<string>();
    const queue = [path];
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      for (const target of this.targetsOf(at)) {
        if (target === path || reached.has(target)) continue;
        reached.add(target);
        queue.push(target);
      }
    }
    return reached;
  }

  /** Documents that one names itself. */
  private targetsOf(path: string): readonly string[] {
    const known = this.targets.get(path);
    if (known !== undefined) return known;
    const source = this.sources.get(path);
    const found =
      source === undefined
        ? []
        : [...includesOf(source.document)].flatMap((one) => [...this.filesNamed(one, source.root)]);
    this.targets.set(path, found);
    return found;
  }

  private *filesNamed(written: string, root: ProjectRoot): Iterable<string> {
    const clean = written.replace(/^(?:\.\.?\/)+/, "");
    this.pathsByName ??= groupBy(this.sources.keys(), nameOf);
    for (const path of this.pathsByName.get(nameOf(clean)) ?? [])
      if (this.sources.get(path)?.root === root && (path === clean || path.endsWith(`/${clean}`)))
        yield path;
  }

  private name(word: FactWord, name: string, bound: Bound): void {
    const named = this.named(word);
    if (!named.has(name)) {
      const names = this.names.get(word);
      if (names === undefined) this.names.set(word, [name]);
      else names.push(name);
    }
    add(named, name, bound);
  }

  private named(word: FactWord): Map<string, Map<string, Bound[]>> {
    let names = this.byName.get(word);
    if (names === undefined) {
      names = new Map();
      this.byName.set(word, names);
    }
    return names;
  }
}

function* includesOf({ items }: DocumentFacts): Iterable<string> {
  for (const { facts } of items)
    for (const fact of facts) if (fact.word === "include") yield fact.path;
}

function namesSame(a: DocumentFacts, b: DocumentFacts): boolean {
  return [...includesOf(a)].join("\n") === [...includesOf(b)].join("\n");
}

function* boundFacts(source: Source): Iterable<Bound> {
  for (const item of source.document.items)
    for (const fact of item.facts) {
      const bound = { fact, item, source };
      if (!isDead(bound)) yield bound;
    }
}

/** Declared outside of a function, or only announced in one. */
function isShared(fact: Fact): fact is ObjectFact {
  return fact.word === "object" && (fact.within === undefined || fact.storage === "extern");
}

/** The names a rule can ask for a fact by. */
export function namesOf(fact: Fact): readonly string[] {
  switch (fact.word) {
    case "call":
      return [fact.callee];
    case "store":
      // An element of a plain array has no field either.
      return [lastField(fact.path) || fact.base];
    case "object":
      return [fact.type];
    case "define":
    case "function":
      return [fact.name];
    case "include":
      return [nameOf(fact.path)];
    case "setting":
    case "kconfig-default":
    case "kconfig-choice":
      return [fact.key];
    case "presence":
      return [fact.kind];
    case "literal":
    case "ignore":
      return [""];
  }
}

/** `Sensor::begin` → `begin`. */
export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(":") + 1);
}

function baseOf(fact: Fact): string | undefined {
  if (fact.word === "store") return fact.base;
  return fact.word === "object" ? fact.name : undefined;
}

/** `sta.password` → `password`; indexes are dropped. */
export function lastField(path: string): string {
  return (path.split(".").at(-1) ?? "").replaceAll("[]", "");
}
