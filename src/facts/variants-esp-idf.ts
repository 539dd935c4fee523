// ESP-IDF's build variants, from the sdkconfig files of a root: defaults, then the target's defaults,
// then what is named for the variant. A generated `sdkconfig` is the effective configuration of the
// target it was made for.
import { compareText, listAt } from "../base/collections.js";
import type { Environment, Profile, Variant } from "../model/project.js";
import { inFolder, listedFiles, type Folders, type TextOf } from "./folders.js";
import { kindOf } from "./kinds.js";
import { isReleaseName, profileOfName } from "./variants.js";

export interface EspIdfRoot {
  readonly folder: string;
  readonly folders: Folders;
  readonly textOf: TextOf;
  /** What `set(SDKCONFIG_DEFAULTS …)` lists, relative to the folder; undefined without it. */
  readonly defaults?: readonly string[];
  /** PlatformIO's, each with a `sdkconfig.<env>` of its own if there is one. */
  readonly environments: readonly Environment[];
}

const CHIP = /^(?:esp32(?:[a-z]\d{1,2})?|esp8266|linux)$/;

/** Files of the root by what they are for. */
interface Family {
  /** Read by every build, in order. */
  readonly defaults: readonly string[];
  /** The generated configuration, and the target it was made for. */
  readonly effective: { readonly target: string | undefined } | undefined;
  readonly targets: readonly string[];
  /** Variant → the files that are named for it, defaults first. */
  readonly named: ReadonlyMap<string, readonly string[]>;
}

export function espIdfVariants(root: EspIdfRoot): Variant[] {
  const family = familyOf(root);
  const listed = root.environments.flatMap((environment) => listedBy(environment, root, family));
  if (listed.length === 0) return [...targetVariants(root, family), ...namedVariants(root, family)];
  const used = new Set(listed.flatMap((variant) => variant.layers));
  const isNew = ({ layers }: Variant): boolean => layers.some((layer) => !used.has(layer));
  const others = listed.length < root.environments.length ? targetVariants(root, family) : [];
  return [...listed, ...others, ...namedVariants(root, family).filter(isNew)];
}

/** What an environment hands to the SDK's CMake instead of the files it would look for itself. */
function listedBy(
  { name, profile, values }: Environment,
  root: EspIdfRoot,
  family: Family,
): Variant[] {
  const args = values.get("board_build.cmake_extra_args") ?? "";
  const defaults = /-DSDKCONFIG_DEFAULTS=(?:"([^"]*)"|(\S+))/.exec(args);
  const list = listedFiles(defaults?.[1] ?? defaults?.[2] ?? "", root.folder, root.folders);
  const written =
    values.get("board_build.esp-idf.sdkconfig_path") ?? /-DSDKCONFIG=(\S+)/.exec(args)?.[1];
  if (list.length === 0 && written === undefined) return [];
  const own = listedFiles(written ?? `sdkconfig.${name}`, root.folder, root.folders);
  const target = targetIn(root, [...list, ...own]);
  const base = layersFor(list.length > 0 ? list : family.defaults, target, root);
  return [variantOf(root, name, profile, [...base, ...own])];
}

function targetVariants(root: EspIdfRoot, family: Family): Variant[] {
  const { targets, named, effective } = family;
  const names = [...named.keys()];
  const released = names.some(isReleaseName);
  if (targets.length === 0) {
    const layers = effective === undefined ? family.defaults : [...family.defaults, "sdkconfig"];
    const isNeeded = layers.length > 0 || !names.some((n) => profileOfName(n) === "release");
    if (!isNeeded || isCovered(root, named)) return [];
    return [variantOf(root, "default", released ? "development" : "release", layers)];
  }
  return targets.map((target) => {
    const layers = [...layersFor(family.defaults, target, root), ...ownOf(target, root)];
    if (effective?.target === target) layers.push("sdkconfig");
    const profile = target === "linux" ? "ci" : released ? "development" : "release";
    return variantOf(root, target, profile, layers);
  });
}

function namedVariants(root: EspIdfRoot, { targets, named, defaults }: Family): Variant[] {
  const onlyTarget = targets.length === 1 ? targets[0] : undefined;
  return [...named].flatMap(([name, files]) => {
    const chip = name.split(".").find((part) => CHIP.test(part)) ?? onlyTarget;
    // What is released is released for every target; other names say nothing of theirs.
    const every = chip === undefined && targets.length > 1 && isReleaseName(name);
    return (every ? targets : [chip]).map((target) =>
      variantOf(root, every ? `${name}/${target}` : name, profileOfName(name), [
        ...layersFor(defaults, target, root),
        ...layersFor(files, target, root),
      ]),
    );
  });
}

function variantOf(
  { folder }: EspIdfRoot,
  name: string,
  profile: Profile,
  files: readonly string[],
): Variant {
  return { name, profile, layers: [...new Set(files)].map((file) => inFolder(folder, file)) };
}

/** Every PlatformIO environment has a configuration of its own, so nothing is built without one. */
function isCovered({ environments }: EspIdfRoot, named: Family["named"]): boolean {
  return environments.length > 0 && environments.every(({ name }) => named.has(name));
}

function familyOf(root: EspIdfRoot): Family {
  const names = root.folders.filesIn(root.folder).filter((name) => kindOf(name) === "sdkconfig");
  const defaults = root.defaults ?? names.filter((name) => name === "sdkconfig.defaults");
  const { targets, named } = sortNames(names.filter((name) => !defaults.includes(name)));
  const generated = names.includes("sdkconfig") && !defaults.includes("sdkconfig");
  const target = targetOf(root, defaults, generated, targets.size > 0);
  if (target !== undefined && targets.size > 0) targets.add(target);
  return {
    defaults,
    effective: generated ? { target } : undefined,
    targets: [...targets].sort(),
    named: new Map([...named].sort(([a], [b]) => compareText(a, b))),
  };
}

/** Which chips and which variants files are named for. */
function sortNames(names: readonly string[]): {
  targets: Set<string>;
  named: Map<string, string[]>;
} {
  const targets = new Set<string>();
  const named = new Map<string, string[]>();
  // `sdkconfig.defaults.x` is read before a `sdkconfig.x` that was generated from it.
  for (const start of ["sdkconfig.defaults", "sdkconfig"]) {
    for (const name of names) {
      const variant = variantIn(name, start);
      if (variant === undefined) continue;
      if (CHIP.test(variant)) targets.add(variant);
      else listAt(named, variant).push(name);
    }
  }
  for (const variant of [...named.keys()]) if (isLayerOf(variant, named)) named.delete(variant);
  return { targets, named };
}

/** What the generated configuration, or else the defaults, are for; early SDKs knew one chip only. */
function targetOf(
  root: EspIdfRoot,
  defaults: readonly string[],
  generated: boolean,
  hasTargets: boolean,
): string | undefined {
  if (!generated) return targetIn(root, defaults);
  return targetIn(root, ["sdkconfig"]) ?? (hasTargets ? "esp32" : targetIn(root, defaults));
}

/** `x` of `sdkconfig.x` and `sdkconfig.defaults.x`. */
function variantIn(name: string, start: string): string | undefined {
  if (start === "sdkconfig" && name.startsWith("sdkconfig.defaults")) return undefined;
  const variant = name.startsWith(start) ? name.slice(start.length) : "";
  return /^[._-]./.test(variant) ? variant.slice(1) : undefined;
}

/** `prod.esp32s3` is the target's part of `prod`, which `layersFor` adds. */
function isLayerOf(variant: string, named: ReadonlyMap<string, unknown>): boolean {
  const [, base, last] = /^(.+)\.([^.]+)$/.exec(variant) ?? [];
  return base !== undefined && last !== undefined && CHIP.test(last) && named.has(base);
}

/** Each file, followed by the one of the same name for the target. */
function layersFor(
  files: readonly string[],
  target: string | undefined,
  { folder, folders }: EspIdfRoot,
): string[] {
  return files.flatMap((file) => {
    const forTarget = `${file}.${target}`;
    const exists = target !== undefined && folders.has(inFolder(folder, forTarget));
    return exists ? [file, forTarget] : [file];
  });
}

/** `sdkconfig.esp32s3` beside, or instead of, `sdkconfig.defaults.esp32s3`. */
function ownOf(target: string | undefined, { folder, folders }: EspIdfRoot): string[] {
  return [`sdkconfig.defaults.${target}`, `sdkconfig.${target}`].filter((file) =>
    folders.has(inFolder(folder, file)),
  );
}

function targetIn({ folder, textOf }: EspIdfRoot, files: readonly string[]): string | undefined {
  for (const file of files) {
    const text = textOf(inFolder(folder, file)) ?? "";
    const target = /^CONFIG_IDF_TARGET="(\w+)"/m.exec(text)?.[1];
    if (target !== undefined) return target;
  }
  return undefined;
}
