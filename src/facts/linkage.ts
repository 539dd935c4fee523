// Which of several definitions a name means where it stands: this document's, those it includes, then
// the one of the project. What a test defines is in no product, nor is what settings switch off.
import type { DefineFact } from "../model/fact.js";
import type { Bound } from "./bound.js";
import { isShippedSection } from "./effective.js";
import type { FactIndex } from "./index.js";
import { isSwitchedOff } from "./switches.js";

/** What a test sets is in no product. */
export function isBuiltWith({ source }: Bound, at: Bound): boolean {
  return source.ownership !== "test" || at.source.ownership === "test";
}

/** By a person; what the last build used repeats that, or is what a build system worked out. */
export function isWritten({ fact }: Bound<DefineFact>): boolean {
  return fact.by !== "build";
}

/** Include guards say nothing about configurations. */
export function isTelling(condition: string): boolean {
  return (
    !/^!defined\(\w*(?:_H_*|_H_INCLUDED|_HPP_*|H_)\)$/i.test(condition) &&
    condition !== "!defined(__cplusplus)" &&
    condition !== "defined(__cplusplus)"
  );
}

/** What such a file defines is known in no other, unless one includes it; sketches are put together. */
function isSource(path: string): boolean {
  return /\.(?:c|cc|cpp|cxx)$/i.test(path);
}

/** Macros, enumerators and flags of a name, as `at` sees them. */
export function visibleDefines(
  index: FactIndex,
  found: Iterable<Bound<DefineFact>>,
  at: Bound,
): Bound<DefineFact>[] {
  const seen = [...found].filter(
    (b) =>
      (b.source.root === at.source.root || b.source.root.folder === "") &&
      isBuiltWith(b, at) &&
      !isSwitchedOff(index, b),
  );
  const written = seen.filter(isWritten);
  const all = written.length > 0 ? written : seen;
  const flags = all.filter((b) => /^(?:flag|build)$/.test(b.fact.by) && isShippedSection(b));
  const { path } = at.source.document;
  const here = all.filter((b) => b.source.document.path === path);
  if (here.length > 0) return [...here, ...flags.filter((b) => b.source.document.path !== path)];
  const homes = new Set(all.map((b) => b.source.document.path));
  // Where there is no choice, nobody need know who includes whom.
  if (flags.length === all.length || (homes.size <= 1 && ![...homes].some(isSource))) return all;
  const included = index.includedBy(path);
  const reached = all.filter((b) => included.has(b.source.document.path));
  return [...reached, ...flags];
}
