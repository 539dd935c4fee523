// Effective settings: what a key is worth in each build variant of a root, as the SDK would read it.
// The last layer that sets a key wins; where no file sets it, the default of its Kconfig entry does.
import type { DefineFact, KconfigDefaultFact, SettingFact } from "../model/fact.js";
import type { ProjectRoot, Variant } from "../model/project.js";
import { conditionsOf, type Bound, type EffectiveSetting } from "./bound.js";
import { holdsInKconfig } from "./conditions.js";
import { shippingEnvironments } from "./environments.js";
import type { FactIndex } from "./index.js";
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
  const all = [...index.find("setting", key)].filter((b) => b.source.root === root);
  // What the SDK's tools repeat under an old name decides only where nobody else uses that name.
  const own = all.filter((b) => b.fact.echo !== true);
  const facts = own.length > 0 ? own : all;
  const shipped = shippedVariants(root);
  const deciding = new Map<Bound<SettingFact>, string[]>();
  for (const variant of shipped) {
    const winner = lastSetter(facts, variant);
    if (winner !== undefined) deciding.set(winner, [...(deciding.get(winner) ?? []), variant.name]);
  }
  const effective = [...deciding].map(([bound, variants]) => settled(bound, variants, shipped));
  const layered = new Set(root.variants.flatMap((v) => v.layers));
  for (const bound of facts)
    if (!layered.has(bound.source.document.path) && isShippedSection(bound))
      effective.push(settled(bound, namesOfShipping(bound), []));
  return effective.length > 0 ? effective : defaults(index, root, key);
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
  const facts = [...index.find("setting", key)].filter((b) => b.source.root === root);
  const winners = shippedVariants(root).map((variant) => lastSetter(facts, variant));
  const layered = new Set(root.variants.flatMap((v) => v.layers));
  const others = facts.filter((b) => !layered.has(b.source.document.path));
  const values = [...winners, ...others].map((b) => b?.fact.value);
  const [first] = values;
  return values.every((value) => value === first) ? first : undefined;
}

function settled(
  bound: Bound<SettingFact> | Bound<KconfigDefaultFact>,
  variants: readonly string[],
  shipped: readonly Variant[],
): EffectiveSetting {
  const { value, quoted } = bound.fact;
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

/** Of several defaults of one entry the first that holds counts; the rest are other entries'. */
function defaults(index: FactIndex, root: ProjectRoot, key: string): EffectiveSetting[] {
  const shipped = shippedVariants(root);
  const first = new Map<string, EffectiveSetting>();
  for (const bound of index.find("kconfig-default", key)) {
    const { path } = bound.source.document;
    if (bound.source.root !== root || first.has(path)) continue;
    const variants = shipped.filter((one) => mayHold(index, bound, one)).map(({ name }) => name);
    if (variants.length > 0) first.set(path, settled(bound, variants, shipped));
  }
  return [...first.values()];
}

/** Nothing that the default hangs on is switched off where this variant is built. */
function mayHold(index: FactIndex, bound: Bound<KconfigDefaultFact>, variant: Variant): boolean {
  const { root } = bound.source;
  const { key, condition } = bound.fact;
  const prefix = key.slice(0, key.indexOf("CONFIG_") + "CONFIG_".length);
  const set = (name: string): string | undefined => {
    const own = [...index.find("setting", prefix + name)].filter((b) => b.source.root === root);
    const value = lastSetter(own, variant)?.fact.value;
    return value === "" ? "n" : value;
  };
  const all = [...conditionsOf(bound), ...(condition === undefined ? [] : [condition])];
  return !all.some((one) => holdsInKconfig(one, set) === false);
}
