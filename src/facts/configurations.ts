// A configuration that is put together from several files: ESPHome's `packages:` and `!include`. What one file
// leaves out another may say, so an absence is judged in all of them; where one cannot be read, it is not known.
import { folderOf, joinPath } from "../base/paths.js";
import { isWord } from "./bound.js";
import type { FactIndex } from "./index.js";

export interface Configuration {
  /** Documents that are built together with the one that was asked for, that one included. */
  readonly paths: ReadonlySet<string>;
  /** In every build something that is taken in lies elsewhere or cannot be read. */
  readonly isOpen: boolean;
}

interface Links {
  readonly version: number;
  readonly targets: ReadonlyMap<string, readonly string[]>;
  readonly takers: ReadonlyMap<string, readonly string[]>;
  readonly open: ReadonlySet<string>;
  readonly known: Map<string, Configuration>;
}

const linksOfIndex = new WeakMap<FactIndex, Links>();

/** Whoever takes the file in, and all that they take in. */
export function configurationOf(index: FactIndex, path: string): Configuration {
  const links = linksOf(index);
  let known = links.known.get(path);
  if (known === undefined) {
    const takers = reached([path], links.takers);
    const builds = topsOf(takers, links).map((top) => reached([top], links.targets));
    known = {
      paths: reached(takers, links.targets),
      isOpen: builds.every((build) => [...build].some((one) => links.open.has(one))),
    };
    links.known.set(path, known);
  }
  return known;
}

/** Those that nobody takes in; files that take each other in have none. */
function topsOf(takers: ReadonlySet<string>, links: Links): readonly string[] {
  const tops = [...takers].filter((path) => !links.takers.has(path));
  return tops.length === 0 ? [...takers] : tops;
}

function reached(
  from: Iterable<string>,
  links: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const found = new Set(from);
  for (const path of found) for (const next of links.get(path) ?? []) found.add(next);
  return found;
}

function linksOf(index: FactIndex): Links {
  const before = linksOfIndex.get(index);
  if (before?.version === index.version) return before;
  const targets = new Map<string, string[]>();
  const takers = new Map<string, string[]>();
  const open = new Set<string>();
  for (const { document } of index.documents()) {
    if (document.kind !== "esphome") continue;
    const { path } = document;
    for (const bound of index.allIn(path, "include")) {
      if (!isWord(bound, "include")) continue;
      const target = joinPath(folderOf(path), bound.fact.path);
      if (index.document(target) === undefined) open.add(path);
      else {
        targets.set(path, [...(targets.get(path) ?? []), target]);
        takers.set(target, [...(takers.get(target) ?? []), path]);
      }
    }
  }
  const links = { version: index.version, targets, takers, open, known: new Map() };
  linksOfIndex.set(index, links);
  return links;
}
