// Effective settings: what a key is worth in each build variant of a root, as the SDK would read it.
// The last layer that sets a key wins, but for what Kconfig overrules (facts/kconfig-symbols.ts); where
// nothing sets it, the default of its Kconfig entry does.
import type { DefineFact, KconfigDefaultFact, SettingFact } from "../model/fact.js";
import type { ProjectRoot, Variant } from "../model/project.js";
import { conditionsOf, type Bound, type Decision, type EffectiveSetting } from "./bound.js";
import { holdsInKconfig } from "./conditions.js";
import { shippingEnvironments } from "./environments.js";
import type { FactIndex } from "./index.js";
import { decisionOf, namedIn, rivalsOf, settersOf } from "./kconfig-symbols.js";
import { profileOfName } from "./variants.js";

/** Variants that are shipped. Every root has one: see facts/variants.ts. */
export function shippedVariants(root: ProjectRoot): readonly Variant[] {
  return root.variants.filter((v) => v.profile === "release");
}

type At = Pick<Bound<SettingFact | DefineFact>, "source" | "fact">;

/**
 * Whether what an INI file says is in a build that ships: an environment for development or testing is
 * none, and nor is what only such take in.
 */
export function isShippedSection({ source, fact }: At): boolean {
  const { section } = fact;
  if (section === undefined) return true;
  const shipping = environmentsOf({ source, fact });
  return shipping === undefined ? profileOfName(section) === "release" : shipping.length > 0;
}

/** Names of the environments that ship what an INI file says; undefined where that is not known. */
function environmentsOf({ source, fact }: At): readonly string[] | undefined {
  const { section, key } = fact;
  const { environments = [] } = source.root;
  if (fact.word === "setting") return shippingEnvironments(environments, { section, key });
  const { name, value } = fact;
  const written = value.is === "number" ? value.written : value.is === "name" ? value.name : "";
  return shippingEnvironments(environments, { section, key, name, written });
}

/** Every value that `key` takes in what is shipped from `root`, with the fact that decides it. */
export function effectiveSettings(
  index: FactIndex,
  root: ProjectRoot,
  key: string,
): readonly EffectiveSetting[] {
  const ofRoot = index.effective.get(root) ?? new Map<string, readonly EffectiveSetting[]>();
  index.effective.set(root, ofRoot);
  let known = ofRoot.get(key);
  if (known === undefined) {
    known = decided(index, root, key);
    ofRoot.set(key, known);
  }
  return known;
}

function decided(index: FactIndex, root: ProjectRoot, key: string): EffectiveSetting[] {
  const shipped = shippedVariants(root);
  const deciding = new Map<Bound, { decision: Decision; names: string[] }>();
  for (const variant of shipped) {
    const decision = decisionOf({ index, root, variant }, key);
    if (decision === undefined) continue;
    const known = deciding.get(decision.bound) ?? { decision, names: [] };
    deciding.set(decision.bound, known);
    known.names.push(variant.name);
  }
  const effective = [...deciding.values()].map(({ decision, names }) =>
    settled(decision, names, shipped),
  );
  for (const bound of beyondLayers(index, root, key))
    if (isShippedSection(bound))
      effective.push(settled({ bound, value: bound.fact.value }, namesOfShipping(bound), []));
  return effective.length > 0 ? effective : defaults(index, root, key);
}

/** Lines that set the key in files that no known build reads. */
function beyondLayers(index: FactIndex, root: ProjectRoot, key: string): Bound<SettingFact>[] {
  const layered = new Set(root.variants.flatMap((v) => v.layers));
  return settersOf(index, root, key).filter((b) => !layered.has(b.source.document.path));
}

/**
 * The value that files give the key in every build of the root; undefined where one of them is silent,
 * two differ, or a file that no known build reads says otherwise.
 */
export function settledEverywhere(
  index: FactIndex,
  root: ProjectRoot,
  key: string,
): string | undefined {
  const ofRoot = index.settled.get(root) ?? new Map<string, string | undefined>();
  index.settled.set(root, ofRoot);
  if (!ofRoot.has(key)) ofRoot.set(key, sameEverywhere(index, root, key));
  return ofRoot.get(key);
}

function sameEverywhere(index: FactIndex, root: ProjectRoot, key: string): string | undefined {
  const decided = shippedVariants(root).map((one) =>
    decisionOf({ index, root, variant: one }, key),
  );
  const others = beyondLayers(index, root, key).map((b) => b.fact.value);
  const values = [...decided.map((one) => one?.value), ...others];
  const [first] = values;
  if (values.some((value) => value !== first)) return undefined;
  const isIndirect = decided.some((one) => one?.bound.fact.key !== key || isGiven(one.bound));
  const isOpen = (rival: string): boolean => beyondLayers(index, root, rival).length > 0;
  return isIndirect && rivalsOf(index, root, key).some(isOpen) ? undefined : first;
}

function isGiven({ fact }: Decision["bound"]): boolean {
  return fact.word === "kconfig-default" && fact.given !== undefined;
}

function settled(
  { bound, value }: Decision,
  variants: readonly string[],
  shipped: readonly Variant[],
): EffectiveSetting {
  const { quoted } = bound.fact;
  return { bound, value, quoted, variants: variants.length === shipped.length ? [] : variants };
}

/** Every environment that ships has what an INI file says there. */
export function isInAllShipped(at: At): boolean {
  const names = environmentsOf(at);
  const shipped = at.source.root.environments?.filter((e) => e.profile === "release") ?? [];
  return names !== undefined && shipped.length > 0 && names.length === shipped.length;
}

/** Of the environments that ship it, where others ship something else. */
export function namesOfShipping(at: At): readonly string[] {
  const names = environmentsOf(at) ?? [];
  const shipped = at.source.root.environments?.filter((e) => e.profile === "release") ?? [];
  // What stands in an environment's own section says so itself.
  const isOwn = names.length === 1 && at.fact.section === `env:${names[0] ?? ""}`;
  return names.length === shipped.length || isOwn ? [] : names;
}

/** Of several defaults of one entry the first that holds counts; the rest are other entries'. */
function defaults(index: FactIndex, root: ProjectRoot, key: string): EffectiveSetting[] {
  const shipped = shippedVariants(root);
  const first = new Map<string, EffectiveSetting>();
  for (const bound of index.find("kconfig-default", key)) {
    const { path } = bound.source.document;
    if (bound.source.root !== root || first.has(path) || isGiven(bound)) continue;
    const variants = shipped.filter((one) => mayHold(index, bound, one)).map(({ name }) => name);
    const decision = { bound, value: bound.fact.value };
    if (variants.length > 0) first.set(path, settled(decision, variants, shipped));
  }
  return [...first.values()];
}

/** Nothing that the default hangs on is switched off where this variant is built. */
function mayHold(index: FactIndex, bound: Bound<KconfigDefaultFact>, variant: Variant): boolean {
  const { key, condition } = bound.fact;
  const set = namedIn({ index, root: bound.source.root, variant }, key);
  const all = [...conditionsOf(bound), ...(condition === undefined ? [] : [condition])];
  return !all.some((one) => holdsInKconfig(one, set) === false);
}
