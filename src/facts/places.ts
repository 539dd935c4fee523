// Which variable a written name stands for. A place keeps its scope: `cfg` in two functions is two
// places, `static` ends at its file, a class member is its class's.
import type { ObjectFact } from "../model/fact.js";
import type { ProjectRoot } from "../model/project.js";
import { classOf, isMember, isWord, type Bound, type Declared } from "./bound.js";
import type { FactIndex } from "./index.js";

/** Resolves `base` as it would be looked up at `at`: function, class, file, project. */
export function placeAt(index: FactIndex, at: Bound, base: string): Declared {
  const known = answersIn(index, at);
  const answer = known.get(base) ?? lookUp(index, at, base);
  known.set(base, answer);
  return answer;
}

type Answers = Map<string, Declared>;

/** Of the function around, as far as they were asked for. */
function answersIn(index: FactIndex, { item, fact }: Bound): Answers {
  let ofItem = index.places.get(item);
  if (ofItem === undefined) {
    ofItem = new Map<string | undefined, Answers>();
    index.places.set(item, ofItem);
  }
  let answers = ofItem.get(fact.within);
  if (answers === undefined) {
    answers = new Map<string, Declared>();
    ofItem.set(fact.within, answers);
  }
  return answers;
}

function lookUp(index: FactIndex, at: Bound, base: string): Declared {
  const { path } = at.source.document;
  for (const bound of index.aboutIn(path, base))
    if (isWord(bound, "object") && isLocal(bound) && isSameFunction(bound, at)) {
      const key = `${path}#${String(bound.item.at.start)}#${at.fact.within ?? ""}#${base}`;
      return { key, object: bound, scope: "function" };
    }
  return beyondFunction(index, at, base);
}

function beyondFunction(index: FactIndex, at: Bound, base: string): Declared {
  const { root, document } = at.source;
  const owner = classOf(at);
  const member = owner === undefined ? undefined : memberOf(index, owner, base);
  if (member !== undefined)
    return { key: `${root.folder}#${owner ?? ""}::${base}`, object: member, scope: "project" };
  const [here] = index.sharedIn(document.path, base);
  const inFile = `${document.path}##${base}`;
  if (here?.fact.storage === "static") return { key: inFile, object: here, scope: "file" };
  const global = here ?? globalOf(index, root, base);
  if (global === undefined) return { key: inFile, scope: "file" };
  return { key: `${root.folder}##${base}`, object: global, scope: "project" };
}

function memberOf(index: FactIndex, owner: string, base: string): Bound<ObjectFact> | undefined {
  for (const bound of index.shared(base))
    if (isMember(bound) && classOf(bound) === owner) return bound;
  return undefined;
}

function globalOf(
  index: FactIndex,
  root: ProjectRoot,
  base: string,
): Bound<ObjectFact> | undefined {
  for (const bound of index.globals(base))
    if (bound.source.root === root && bound.fact.storage !== "static") return bound;
  return undefined;
}

function isLocal(bound: Bound<ObjectFact>): boolean {
  return bound.fact.within !== undefined && bound.fact.storage !== "extern";
}

/** One item is one function, so the item tells functions apart even where names repeat. */
function isSameFunction(a: Bound, b: Bound): boolean {
  return a.item === b.item && a.fact.within === b.fact.within;
}

/** The declared type of a variable at a place, as written; undefined where no declaration was read. */
export function typeAt(index: FactIndex, at: Bound, base: string): string | undefined {
  return placeAt(index, at, base).object?.fact.type;
}
