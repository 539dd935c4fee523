// Zephyr's build variants, from the Kconfig fragments of an application: prj.conf, then the board's.
// `prj_<x>.conf` stands in for prj.conf, any other fragment goes on top of it. Sysbuild's own
// settings have keys of their own and belong to every variant; the images it adds have settings that
// are not the application's, and are roots of their own. What the application's CMake chooses, no
// build chooses otherwise.
import { folderOf, isInside, nameOf } from "../base/paths.js";
import type { Profile, Variant } from "../model/project.js";
import { inFolder, listedFiles, type Folders, type TextOf } from "./folders.js";
import { sniff } from "./kinds.js";
import { readCommands } from "./settings/cmake-commands.js";
import { listIn } from "./settings/cmake-lists.js";
import { isReleaseName, profileOfName } from "./variants.js";

/** Where a build keeps what belongs to its other images. */
const IMAGE_FOLDERS = ["sysbuild", "child_image"];

export interface ZephyrRoot {
  readonly folder: string;
  readonly folders: Folders;
  readonly textOf: TextOf;
}

export function zephyrVariants(root: ZephyrRoot): Variant[] {
  const configurations = configurationsOf(root);
  return configurations.flatMap((configuration) => {
    const variants = variantsIn(configuration, root);
    if (configurations.length === 1) return variants;
    const prefix = nameOf(configuration);
    return variants.map((v) => ({ ...v, name: `${prefix}/${v.name}` }));
  });
}

/** Folders with a prj.conf: the application's own, else one for each product below it. */
function configurationsOf({ folder, folders }: ZephyrRoot): string[] {
  const hasProject = (at: string): boolean =>
    folders.filesIn(at).some((name) => /^prj(?:_.+)?\.conf$/.test(name));
  if (hasProject(folder)) return [folder];
  const images = IMAGE_FOLDERS.map((name) => inFolder(folder, name));
  const below = folders.all.filter(
    (at) =>
      isInside(folder, at) &&
      hasProject(at) &&
      !images.some((image) => isInside(image, at)) &&
      !folders.has(inFolder(at, "CMakeLists.txt")),
  );
  return below.length > 0 ? below : [folder];
}

function variantsIn(configuration: string, root: ZephyrRoot): Variant[] {
  const { folders } = root;
  const names = folders.filesIn(configuration).filter((name) => name.endsWith(".conf"));
  const suffixes = names.flatMap((name) => /^prj_(.+)\.conf$/.exec(name)?.[1] ?? []);
  const chosen = chosenIn(root);
  if (chosen.base !== undefined || chosen.suffix !== undefined)
    return chosenVariants(configuration, chosen, suffixes, root);
  const base = names.includes("prj.conf") ? [inFolder(configuration, "prj.conf")] : [];
  const sysbuild = (suffix?: string): string[] => [
    ...chosen.extra,
    ...sysbuildLayers(root, suffix),
  ];
  const released = suffixes.some(isReleaseName);
  const profileOf = (name: string): Profile => {
    const profile = profileOfName(name);
    return profile === "release" && released && !isReleaseName(name) ? "development" : profile;
  };
  const variants: Variant[] = [];
  for (const { name, layers, suffix } of boardsOf(configuration, suffixes, root)) {
    const project = suffix === undefined ? base : [inFolder(configuration, `prj_${suffix}.conf`)];
    const all = [...project, ...layers, ...sysbuild(suffix)];
    variants.push({ name, profile: profileOf(name), layers: all });
  }
  if (base.length > 0 && !variants.some(({ profile }) => profile !== "ci"))
    variants.unshift({
      name: "default",
      profile: released ? "development" : "release",
      layers: [...base, ...sysbuild()],
    });
  for (const suffix of suffixes) {
    const layers = [inFolder(configuration, `prj_${suffix}.conf`), ...sysbuild(suffix)];
    variants.push({ name: suffix, profile: profileOfName(suffix), layers });
  }
  const extras = extrasOf(configuration, names, root);
  for (const extra of extras.filter((x) => !chosen.extra.includes(inFolder(configuration, x)))) {
    const name = extra.replace(/^overlay[-_]?/, "").replace(/\.conf$/, "");
    const layers = [...base, inFolder(configuration, extra), ...sysbuild()];
    variants.push({ name: name === "" ? "overlay" : name, profile: profileOf(name), layers });
  }
  return variants;
}

/** What the application's CMake fixes for every build. */
interface Chosen {
  /** In place of prj.conf. */
  readonly base?: readonly string[];
  readonly suffix?: string;
  /** On top of all. */
  readonly extra: readonly string[];
}

function chosenIn({ folder, folders, textOf }: ZephyrRoot): Chosen {
  const commandsOf = (name: string) => {
    const path = inFolder(folder, name);
    return folders.has(path) ? readCommands(textOf(path) ?? "").commands : [];
  };
  const own = commandsOf("CMakeLists.txt");
  const sysbuild = [...commandsOf("sysbuild.cmake"), ...commandsOf("sysbuild/CMakeLists.txt")];
  const listOf = (variable: string): string[] => [
    ...listIn(own, variable),
    // Sysbuild says for which image; the application's is called like its folder.
    ...listIn(sysbuild, `${nameOf(folder)}_${variable}`),
    ...listIn(sysbuild, `\${DEFAULT_IMAGE}_${variable}`),
  ];
  const files = (...variables: string[]): string[] =>
    listedFiles(variables.flatMap(listOf).join(";"), folder, folders).map((f) =>
      inFolder(folder, f),
    );
  const base = files("CONF_FILE");
  const suffix = listOf("FILE_SUFFIX").at(-1);
  return {
    ...(base.length === 0 ? {} : { base }),
    ...(suffix === undefined ? {} : { suffix }),
    extra: files("EXTRA_CONF_FILE", "OVERLAY_CONFIG"),
  };
}

/** One for each board, or one at all; other prj_<x>.conf are built by nobody as things stand. */
function chosenVariants(
  configuration: string,
  { base, suffix, extra }: Chosen,
  suffixes: readonly string[],
  root: ZephyrRoot,
): Variant[] {
  const { folders } = root;
  const plain = inFolder(configuration, "prj.conf");
  const suffixed = inFolder(configuration, `prj_${suffix ?? ""}.conf`);
  const project = base ?? [folders.has(suffixed) ? suffixed : plain].filter((p) => folders.has(p));
  const rest = [...extra, ...sysbuildLayers(root, suffix)];
  const all = boardsOf(configuration, suffixes, root);
  const boards = all.filter((board) =>
    board.suffix === undefined
      ? !all.some(({ name }) => name === `${board.name}_${suffix ?? ""}`)
      : board.suffix === suffix,
  );
  const variants = boards.map(({ name, layers }) => ({
    name,
    profile: profileOfName(name),
    layers: [...project, ...layers, ...rest],
  }));
  if (!variants.some(({ profile }) => profile !== "ci"))
    variants.unshift({
      name: suffix ?? "default",
      profile: "release",
      layers: [...project, ...rest],
    });
  const taken = new Set(variants.flatMap(({ layers }) => layers));
  const others = [
    plain,
    ...suffixes.map((x) => inFolder(configuration, `prj_${x}.conf`)),
    ...all.flatMap(({ layers }) => layers),
  ];
  for (const path of new Set(others))
    if (folders.has(path) && !taken.has(path))
      variants.push({ name: nameOf(path), profile: "development", layers: [path] });
  return variants;
}

function sysbuildLayers({ folder, folders }: ZephyrRoot, suffix?: string): string[] {
  const own = inFolder(folder, `sysbuild_${suffix}.conf`);
  const shared = inFolder(folder, "sysbuild.conf");
  const file = suffix !== undefined && folders.has(own) ? own : shared;
  return folders.has(file) ? [file] : [];
}

/** Fragments beside prj.conf that someone may add with EXTRA_CONF_FILE. */
function extrasOf(folder: string, names: readonly string[], { textOf }: ZephyrRoot): string[] {
  return names.filter((name) => {
    if (/^(?:prj|sysbuild)(?:_.*)?\.conf$/.test(name)) return false;
    const path = inFolder(folder, name);
    return sniff(path, textOf(path) ?? "") === "kconfig-fragment";
  });
}

interface Board {
  readonly name: string;
  readonly layers: readonly string[];
  readonly suffix?: string;
}

/** One per board fragment; a revision's or a chip's fragment goes with its board's, or stands alone. */
function boardsOf(configuration: string, suffixes: readonly string[], root: ZephyrRoot): Board[] {
  const fragments = (kind: string): ReadonlyMap<string, string> => {
    const [folder = ""] = [configuration, root.folder]
      .map((at) => inFolder(at, kind))
      .filter((at) => root.folders.filesIn(at).some((name) => name.endsWith(".conf")));
    const names = folder === "" ? [] : root.folders.filesIn(folder);
    return new Map(
      names
        .filter((name) => name.endsWith(".conf"))
        .map((name) => [name.slice(0, -".conf".length), inFolder(folder, name)]),
    );
  };
  const chips = fragments("socs");
  const boards = fragments("boards");
  const taken = [...boards.keys()];
  const alone = [...chips].filter(([soc]) => !taken.some((name) => name.endsWith(`_${soc}`)));
  return [...boards, ...alone].map(([name, path]) => {
    const suffix = suffixes.find((end) => name.endsWith(`_${end}`));
    const board = /^(.+)_(?:\d+_\d+_\d+|[A-Z])$/.exec(name)?.[1];
    const revised = board === undefined ? undefined : boards.get(board);
    const chip = [...chips].find(([soc]) => name.endsWith(`_${soc}`))?.[1];
    const layers = [chip, revised, path].filter((layer) => layer !== undefined);
    return { name, layers: [...new Set(layers)], ...(suffix === undefined ? {} : { suffix }) };
  });
}

/** The other images of an application: folder → variants. */
export function imagesOf({ folder, folders, textOf }: ZephyrRoot): Map<string, Variant[]> {
  const images = new Map<string, Variant[]>();
  for (const name of IMAGE_FOLDERS) {
    const container = inFolder(folder, name);
    const loose = folders.filesIn(container).filter((file) => file.endsWith(".conf"));
    if (loose.length > 0)
      images.set(
        container,
        loose.map((file) => variantOf(file.slice(0, -".conf".length), inFolder(container, file))),
      );
    for (const image of folders.all) {
      if (folderOf(image) !== container || image === container) continue;
      const variants = zephyrVariants({ folder: image, folders, textOf });
      if (variants.length > 0) images.set(image, variants);
    }
  }
  return images;
}

function variantOf(name: string, layer: string): Variant {
  return { name, profile: profileOfName(name), layers: [layer] };
}
