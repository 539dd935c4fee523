// Which variable a written name stands for. A place keeps its scope: `cfg` in two functions is two
// places, `static` ends at its file, a class member is its class's.
import type { ObjectFact } from "../model/fact.js";
import { classOf, isWord, type Bound } from "./bound.js";
import type { FactIndex } from "./index.js";

/** Equal keys are the same variable; the fields below it are not part of the key. */
export type PlaceKey = string;

export interface Declared {
  readonly key: PlaceKey;
  readonly object?: Bound<ObjectFact>;
}

/** Resolves `base` as it would be looked up at `at`: function, class, file, project. */
export function placeAt(index: FactIndex, at: Bound, base: string): Declared {
  const { path } = at.source.document;
  const candidates: Bound<ObjectFact>[] = [];
  for (const bound of index.about(base)) if (isWord(bound, "object")) candidates.push(bound);
  const local = candidates.find((c) => isLocal(c) && isSameFunction(c, at));
  if (local !== undefined)
    return { key: `${path}#${String(local.item.at.start)}#${base}`, object: local };
  return beyondFunction(
    at,
    base,
    candidates.filter((c) => !isLocal(c)),
  );
}

function beyondFunction(at: Bound, base: string, objects: readonly Bound<ObjectFact>[]): Declared {
  const { root, document } = at.source;
  const owner = classOf(at);
  const member = objects.find((c) => owner !== undefined && isMember(c) && classOf(c) === owner);
  if (member !== undefined)
    return { key: `${root.folder}#${owner ?? ""}::${base}`, object: member };
  const here = objects.find((c) => c.source.document.path === document.path);
  if (here?.fact.storage === "static") return { key: `${document.path}##${base}`, object: here };
  const global =
    here ??
    objects.find((c) => c.source.root === root && c.fact.storage !== "static" && !isMember(c));
  if (global !== undefined) return { key: `${root.folder}##${base}`, object: global };
  return { key: `${document.path}##${base}` };
}

function isLocal(bound: Bound<ObjectFact>): boolean {
  return bound.fact.within !== undefined && bound.fact.storage !== "extern";
}

function isMember(bound: Bound<ObjectFact>): boolean {
  return bound.fact.storage === "field" || bound.item.context.length > 0;
}

/** One item is one function, so the item tells functions apart even where names repeat. */
function isSameFunction(a: Bound, b: Bound): boolean {
  return a.item === b.item && a.fact.within === b.fact.within;
}

/** The declared type of a variable at a place, as written; undefined where no declaration was read. */
export function typeAt(index: FactIndex, at: Bound, base: string): string | undefined {
  return placeAt(index, at, base).object?.fact.type;
}
