// Facts under a name, by document, so that one document's facts are taken out and put in alone.
import type { Bound } from "./bound.js";

/** Name → document → facts. */
export type Grouped = Map<string, Map<string, Bound[]>>;

export function add(into: Grouped, name: string, bound: Bound): void {
  let documents = into.get(name);
  if (documents === undefined) {
    documents = new Map();
    into.set(name, documents);
  }
  const path = bound.source.document.path;
  const list = documents.get(path);
  if (list === undefined) documents.set(path, [bound]);
  else list.push(bound);
}

/** The name stays: what is known about names counts on it. */
export function drop(from: Grouped, name: string, path: string): void {
  from.get(name)?.delete(path);
}
