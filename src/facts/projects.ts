// What a list of paths is as a project: its roots (an application or image each, with the SDKs that
// build it), their build variants, and what in it is vendored. Pure: texts are asked for by path.
// The top folder is always a root and owns what no deeper root does.
import { folderOf, isInside, joinPath } from "../base/paths.js";
import type { Environment, Project, ProjectRoot, Sdk, Variant } from "../model/project.js";
import { builtFiles, withBuilt } from "./built.js";
import { settleEnvironments } from "./environments.js";
import { findEsphome } from "./esphome.js";
import { foldersOf, inFolder, listedFiles, type Folders, type TextOf } from "./folders.js";
import { environmentsAt, extraConfigs, platformioValues } from "./platformio.js";
import { readCommands, type Command } from "./settings/cmake-commands.js";
import { listIn } from "./settings/cmake-lists.js";
import { rootsByFolder } from "./roots-by-folder.js";
import { espIdfVariants } from "./variants-esp-idf.js";
import { imagesOf, zephyrVariants } from "./variants-zephyr.js";
import { DEFAULT_VARIANT, settle } from "./variants.js";
import { findVendored } from "./vendored.js";

export { profileOfName } from "./variants.js";

const SDKS: readonly Sdk[] = [
  "esp-idf",
  "arduino",
  "platformio",
  "zephyr",
  "esphome",
  "freertos",
  "mbed",
  "linux",
  "unknown",
];

export function discoverProject(paths: readonly string[], textOf: TextOf): Project {
  const vendored = findVendored(paths, textOf);
  const ours = paths.filter((path) => !vendored.some(({ folder }) => isInside(folder, path)));
  const survey: Survey = { folders: foldersOf(ours), textOf, roots: new Map([["", new Set()]]) };
  for (const mark of MARKERS) mark(survey);
  const roots = [...survey.roots].flatMap(([folder, sdks]) => rootsAt(folder, sdks, survey));
  const byFolder = new Map(roots.map((root) => [root.folder, root]));
  const sorted = [...byFolder.values()].sort((a, b) => (a.folder < b.folder ? -1 : 1));
  const built = builtFiles(ours, textOf);
  return {
    roots: withBuilt(sorted, built, textOf),
    vendored,
    ...(built.length === 0 ? {} : { built: new Set(built) }),
  };
}

const TOP: ProjectRoot = { folder: "", sdks: ["unknown"], variants: [DEFAULT_VARIANT] };

/** The deepest root whose folder holds the path. */
export function rootOf(project: Project, path: string): ProjectRoot {
  const roots = rootsByFolder(project);
  for (let folder = path; folder !== ""; folder = folderOf(folder)) {
    const root = roots.get(folder);
    if (root !== undefined) return root;
  }
  return roots.get("") ?? TOP;
}

interface Survey {
  readonly folders: Folders;
  readonly textOf: TextOf;
  readonly roots: Map<string, Set<Sdk>>;
}

/** Each finds the roots of one SDK; later ones see what earlier ones found. */
const MARKERS: readonly ((survey: Survey) => void)[] = [
  markEspIdf,
  markPlatformio,
  markZephyr,
  markEsphome,
  markArduino,
  markMbed,
  markFreertos,
  markLinux,
];

function mark({ roots }: Survey, folder: string, ...sdks: readonly Sdk[]): void {
  const known = roots.get(folder) ?? new Set();
  for (const sdk of sdks) known.add(sdk);
  roots.set(folder, known);
}

function markEspIdf(survey: Survey): void {
  const { folders } = survey;
  for (const folder of folders.holding("CMakeLists.txt"))
    if (isEspIdf(folder, survey)) mark(survey, folder, "esp-idf");
  for (const folder of folders.holding("Makefile"))
    if (/^[ \t]*include[ \t].*\/project\.mk\b/m.test(textIn(survey, folder, "Makefile")))
      mark(survey, folder, "esp-idf");
}

function isEspIdf(folder: string, survey: Survey): boolean {
  const commands = commandsIn(survey, folder);
  if (commands.some((c) => c.name === "include" && argument(c).endsWith("/project.cmake")))
    return true;
  if (!commands.some(({ name }) => name === "project")) return false;
  if (survey.folders.filesIn(folder).some((name) => /^sdkconfig(?:\.|$)/.test(name))) return true;
  return commandsIn(survey, inFolder(folder, "main")).some(
    ({ name }) => name === "idf_component_register",
  );
}

const FRAMEWORKS: ReadonlyMap<string, Sdk> = new Map([
  ["arduino", "arduino"],
  ["espidf", "esp-idf"],
  ["zephyr", "zephyr"],
  ["mbed", "mbed"],
]);

/** A platformio.ini that another one takes in with `extra_configs` is part of that one's root. */
function markPlatformio(survey: Survey): void {
  const roots = survey.folders.holding("platformio.ini");
  const taken = new Set(
    roots.flatMap((folder) => extraConfigs(survey.folders, survey.textOf, folder)),
  );
  for (const folder of roots) {
    if (taken.has(inFolder(folder, "platformio.ini"))) continue;
    const written = platformioValues(survey, folder, "framework").flatMap((value) =>
      value.split(/[,\s]+/),
    );
    mark(survey, folder, "platformio", ...written.flatMap((name) => FRAMEWORKS.get(name) ?? []));
  }
}

/** Zephyr's package under any case: CMake's own is `Zephyr`. */
function markZephyr(survey: Survey): void {
  for (const folder of survey.folders.holding("CMakeLists.txt"))
    if (
      commandsIn(survey, folder).some(
        (command) => command.name === "find_package" && /^zephyr$/i.test(argument(command)),
      )
    )
      mark(survey, folder, "zephyr");
}

/** Configurations of many devices may share a folder, and so a root. */
function markEsphome(survey: Survey): void {
  for (const folder of findEsphome(survey.folders.paths, survey.textOf).folders)
    mark(survey, folder, "esphome");
}

/** A sketch is its folder, unless it is the source of an application that another SDK builds. */
function markArduino(survey: Survey): void {
  const sketches = survey.folders.paths.filter((path) => /\.(?:ino|pde)$/i.test(path));
  const applications = [...survey.roots].filter(([, sdks]) => sdks.size > 0);
  for (const folder of new Set(sketches.map(folderOf))) {
    const owner = applications.find(([root]) =>
      sourcesOf(root, survey).some((sources) => isInside(sources, folder)),
    );
    mark(survey, owner?.[0] ?? folder, "arduino");
  }
}

function sourcesOf(root: string, survey: Survey): string[] {
  const sdks = survey.roots.get(root);
  if (sdks?.has("platformio") === true) {
    const [written = "src"] = platformioValues(survey, root, "src_dir");
    return [joinPath(root, written)];
  }
  return ["main", "components", "src"].map((name) => inFolder(root, name));
}

function markMbed(survey: Survey): void {
  for (const name of ["mbed_app.json", "mbed_app.json5", "mbed-os.lib"])
    for (const folder of survey.folders.holding(name)) mark(survey, folder, "mbed");
}

/** The kernel's configuration lies anywhere in an application; ESP-IDF and Mbed bring their own. */
function markFreertos(survey: Survey): void {
  for (const folder of survey.folders.holding("FreeRTOSConfig.h")) {
    const owner = [...survey.roots.keys()]
      .filter((root) => isInside(root, folder))
      .sort((a, b) => b.length - a.length)[0];
    const sdks = owner === undefined ? undefined : survey.roots.get(owner);
    if (owner !== undefined && sdks?.has("esp-idf") !== true) mark(survey, owner, "freertos");
  }
}

const CROSS = /arm-none-eabi|xtensa-|riscv32-|avr-gcc|-mcpu=cortex-m|\bsdcc\b/;

/** A Makefile alone is no proof: it must not build for a chip without an operating system. */
function markLinux(survey: Survey): void {
  if ((survey.roots.get("")?.size ?? 0) > 0) return;
  const { folders } = survey;
  const builds = [
    "Makefile",
    "makefile",
    "GNUmakefile",
    "meson.build",
    "configure.ac",
    "Makefile.am",
  ].filter((name) => folders.has(name));
  if (builds.some((name) => CROSS.test(textIn(survey, "", name)))) return;
  if (builds.length > 0 || folders.paths.some((path) => /\.(?:service|bb|bbappend)$/.test(path)))
    mark(survey, "", "linux");
}

/** The root itself and, for Zephyr, the images that are built with it. */
function rootsAt(folder: string, sdks: ReadonlySet<Sdk>, survey: Survey): ProjectRoot[] {
  const known = SDKS.filter((sdk) => sdks.has(sdk));
  const environments = environmentsAt(folder, survey);
  const variants = variantsAt(folder, sdks, environments, survey);
  const root = {
    folder,
    sdks: known.length === 0 ? (["unknown"] as const) : known,
    variants: settle(variants),
    ...(environments.length === 0
      ? {}
      : { environments: variants.length > 0 ? environments : settleEnvironments(environments) }),
  };
  if (!sdks.has("zephyr")) return [root];
  const images = [...imagesOf({ ...survey, folder })].map(([image, variants]) => ({
    folder: image,
    sdks: ["zephyr"] as const,
    variants: settle(variants),
  }));
  return [...images, root];
}

function variantsAt(
  folder: string,
  sdks: ReadonlySet<Sdk>,
  environments: readonly Environment[],
  survey: Survey,
): Variant[] {
  const { folders, textOf } = survey;
  if (sdks.has("zephyr")) return zephyrVariants({ folder, folders, textOf });
  const defaults = sdkconfigDefaults(folder, survey);
  if (defaults === undefined && !folders.filesIn(folder).some((f) => f.startsWith("sdkconfig")))
    return [];
  return espIdfVariants({
    folder,
    folders,
    textOf,
    environments,
    ...(defaults === undefined ? {} : { defaults }),
  });
}

/** `set(SDKCONFIG_DEFAULTS "a;b")` in the root's CMakeLists.txt, and what is appended to it. */
function sdkconfigDefaults(folder: string, survey: Survey): string[] | undefined {
  const list = listIn(commandsIn(survey, folder), "SDKCONFIG_DEFAULTS");
  const listed = listedFiles(list.join(";"), folder, survey.folders);
  return listed.length > 0 ? listed : undefined;
}

function textIn({ folders, textOf }: Survey, folder: string, name: string): string {
  const path = inFolder(folder, name);
  return folders.has(path) ? (textOf(path) ?? "") : "";
}

function commandsIn(survey: Survey, folder: string): readonly Command[] {
  return readCommands(textIn(survey, folder, "CMakeLists.txt")).commands;
}

function argument({ args }: Command): string {
  return args[0]?.word.text ?? "";
}
