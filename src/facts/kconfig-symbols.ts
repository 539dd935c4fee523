// What a Kconfig symbol is worth in one build, as Kconfig itself decides: what selects it overrules what
// files say of it, of a choice only the member counts that was taken last, and an `imply` stands in where
// files are silent. Known only of symbols whose Kconfig stands in the workspace.
// Source: kernel documentation, "Kconfig Language" (reverse dependencies, weak ones, choices).
import type { KconfigDefaultFact, SettingFact } from "../model/fact.js";
import type { ProjectRoot, Variant } from "../model/project.js";
import { conditionsOf, type Bound, type Decision } from "./bound.js";
import { holdsInKconfig, type Known } from "./conditions.js";
import type { FactIndex } from "./index.js";

/** A build of a root. */
export interface Build {
  readonly index: FactIndex;
  readonly root: ProjectRoot;
  readonly variant: Variant;
}

/** Undefined where nothing but a default, if anything, decides the key. */
export function decisionOf(build: Build, key: string): Decision | undefined {
  const { index, variant } = build;
  const ofVariant = index.decisions.get(variant) ?? new Map<string, Decision | undefined>();
  index.decisions.set(variant, ofVariant);
  if (!ofVariant.has(key)) {
    // Kconfig forbids circles; where one stands all the same, it has to end.
    ofVariant.set(key, undefined);
    ofVariant.set(key, decide(build, key));
  }
  return ofVariant.get(key);
}

function decide(build: Build, key: string): Decision | undefined {
  const own = lastSetter(settersOf(build.index, build.root, key), build.variant);
  const taken = takenInstead(build, key, own);
  if (taken !== undefined) return { bound: taken, value: "n" };
  const selecting = own?.fact.value === "y" ? undefined : giverOf(build, key, "select");
  if (selecting !== undefined) return { bound: selecting, value: "y" };
  if (own !== undefined) return { bound: own, value: own.fact.value };
  const implying = giverOf(build, key, "imply");
  return implying === undefined ? undefined : { bound: implying, value: "y" };
}

/** Lines of settings files of the root that set a key. */
export function settersOf(
  index: FactIndex,
  root: ProjectRoot,
  key: string,
): readonly Bound<SettingFact>[] {
  const all = [...index.find("setting", key)].filter((b) => b.source.root === root);
  // What the SDK's tools repeat under an old name decides only where nobody else uses that name.
  const own = all.filter((b) => b.fact.echo !== true);
  return own.length > 0 ? own : all;
}

/** Within one file the last line wins, as in the SDKs' own readers. */
function lastSetter(
  facts: readonly Bound<SettingFact>[],
  variant: Variant,
): Bound<SettingFact> | undefined {
  for (const layer of [...variant.layers].reverse()) {
    const winner = facts.findLast((b) => b.source.document.path === layer);
    if (winner !== undefined) return winner;
  }
  return undefined;
}

/** Keys that have a say in what a key is worth, besides itself: what gives it, and its choice's others. */
export function rivalsOf(index: FactIndex, root: ProjectRoot, key: string): readonly string[] {
  const giving = givers(index, root, key).map(({ fact }) => fact.given?.by ?? "");
  return [...giving, ...membersBeside(index, root, key)];
}

function giverOf(
  build: Build,
  key: string,
  how: "select" | "imply",
): Bound<KconfigDefaultFact> | undefined {
  return givers(build.index, build.root, key).find(
    (b) => b.fact.given?.how === how && gives(build, b),
  );
}

function givers(
  index: FactIndex,
  root: ProjectRoot,
  key: string,
): readonly Bound<KconfigDefaultFact>[] {
  return [...index.find("kconfig-default", key)].filter(
    (b) => b.fact.given !== undefined && b.source.root === root,
  );
}

/** What selects a key in one build of the root or another. */
export function selectsOf(
  index: FactIndex,
  root: ProjectRoot,
  key: string,
): readonly Bound<KconfigDefaultFact>[] {
  const isOn = (b: Bound<KconfigDefaultFact>): boolean =>
    root.variants.some((variant) => gives({ index, root, variant }, b));
  return givers(index, root, key).filter((b) => b.fact.given?.how === "select" && isOn(b));
}

/** Surely: the other symbol is `y`, and its own condition holds. */
function gives(build: Build, bound: Bound<KconfigDefaultFact>): boolean {
  const { key, given, condition } = bound.fact;
  if (given === undefined) return false;
  const known = knownIn(build, key);
  return (
    worth(build, given.by) === "y" &&
    (condition === undefined || holdsInKconfig(condition, known) === true) &&
    !conditionsOf(bound).some((one) => holdsInKconfig(one, known) === false)
  );
}

/** What a symbol is known to be worth, by a default where nothing else decides and its conditions are known. */
function worth(build: Build, key: string): string | undefined {
  const decision = decisionOf(build, key);
  if (decision !== undefined) return decision.value;
  const known = namedIn(build, key);
  for (const bound of build.index.find("kconfig-default", key)) {
    const { given, condition, value } = bound.fact;
    if (given !== undefined || bound.source.root !== build.root) continue;
    const all = [...conditionsOf(bound), ...(condition === undefined ? [] : [condition])];
    const truths = all.map((one) => holdsInKconfig(one, known));
    if (truths.includes(false)) continue;
    return truths.includes(undefined) ? undefined : value;
  }
  return undefined;
}

/** What names are worth that stand in a condition beside `key`, without their prefix, where files decide. */
export function namedIn(build: Build, key: string): Known {
  const prefix = key.slice(0, key.indexOf("CONFIG_") + "CONFIG_".length);
  return (name) => written(decisionOf(build, prefix + name)?.value);
}

/** The same, by defaults as well. */
function knownIn(build: Build, key: string): Known {
  const prefix = key.slice(0, key.indexOf("CONFIG_") + "CONFIG_".length);
  return (name) => written(worth(build, prefix + name));
}

function written(value: string | undefined): string | undefined {
  return value === "" ? "n" : value;
}

/** The line that takes another member of the key's choice, behind the one that takes this, if any does. */
function takenInstead(
  build: Build,
  key: string,
  own: Bound<SettingFact> | undefined,
): Bound<SettingFact> | undefined {
  const taking = membersBeside(build.index, build.root, key).flatMap((member) => {
    const setter = lastSetter(settersOf(build.index, build.root, member), build.variant);
    return setter?.fact.value === "y" ? [setter] : [];
  });
  if (own?.fact.value === "n") return undefined;
  let last = own;
  for (const one of taking)
    if (last === undefined || isBehind(build.variant, one, last)) last = one;
  return last === own ? undefined : last;
}

function membersBeside(index: FactIndex, root: ProjectRoot, key: string): readonly string[] {
  const choices = [...index.find("kconfig-choice", key)].filter((b) => b.source.root === root);
  return choices.flatMap(({ fact }) => fact.members).filter((member) => member !== key);
}

/** Read later: in a later layer, or further down in the same. */
function isBehind({ layers }: Variant, one: Bound, other: Bound): boolean {
  const layerOf = ({ source }: Bound): number => layers.lastIndexOf(source.document.path);
  const apart = layerOf(one) - layerOf(other);
  return apart > 0 || (apart === 0 && one.fact.span.start > other.fact.span.start);
}
