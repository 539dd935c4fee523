// Whose code is a path? Vendored code is proven by a marker: what a package manager leaves behind, a
// registry's manifest, a submodule, or the files of a known upstream tree. The words lib, examples
// and modules prove nothing, and the folder given to the tool is never someone else's.
import { endingOf, folderOf, isInside, joinPath, nameOf } from "../base/paths.js";
import type { Ownership, Project } from "../model/project.js";
import { foldersOf, inFolder, type Folders, type TextOf } from "./folders.js";
import { kindOf } from "./kinds.js";
import { lineValue } from "./lines.js";
import { rootsByFolder } from "./roots-by-folder.js";
import { UPSTREAM } from "./upstream.js";
import { listedByWest, westWorkspaces } from "./west.js";

export interface VendoredFolder {
  /** Or a single file. */
  readonly folder: string;
  /** The marker, as words for a report. */
  readonly because: string;
}

type Detector = (folders: Folders, textOf: TextOf) => Iterable<VendoredFolder>;

/** The outermost vendored folders, ascending. */
export function findVendored(paths: readonly string[], textOf: TextOf): VendoredFolder[] {
  const folders = foldersOf(paths);
  const existing = new Set(folders.all);
  const found = new Map<string, VendoredFolder>();
  for (const detect of DETECTORS) {
    for (const vendored of detect(folders, textOf)) {
      const { folder } = vendored;
      const exists = existing.has(folder) || folders.has(folder);
      if (folder !== "" && exists && !found.has(folder)) found.set(folder, vendored);
    }
  }
  const outermost: VendoredFolder[] = [];
  for (const folder of [...found.keys()].sort()) {
    const vendored = found.get(folder);
    if (vendored !== undefined && !outermost.some((outer) => isInside(outer.folder, folder)))
      outermost.push(vendored);
  }
  return outermost;
}

/** First detector that knows a folder gives the reason. */
const DETECTORS: readonly Detector[] = [
  byFolderName,
  byInstallMark,
  bySubmodule,
  byWest,
  byManifest,
  byLibraryFolder,
  byOwnBuild,
  byUpstreamFiles,
  byStm32Driver,
];

/** Folders that one package manager makes and nobody else. */
const MANAGED: ReadonlyMap<string, string> = new Map([
  ["managed_components", "the ESP-IDF component manager keeps its downloads there"],
  [".pio", "PlatformIO keeps its downloads and builds there"],
  ["node_modules", "npm keeps its downloads there"],
]);

function* byFolderName({ all }: Folders): Iterable<VendoredFolder> {
  for (const folder of all) {
    const because = MANAGED.get(nameOf(folder));
    if (because !== undefined) yield { folder, because };
  }
}

/** Files that a package manager leaves in what it installs. */
const INSTALL_MARKS: readonly (readonly [file: string, because: string])[] = [
  [".piopm", "PlatformIO installed it (.piopm)"],
  [".component_hash", "the ESP-IDF component manager installed it (.component_hash)"],
];

function* byInstallMark(folders: Folders): Iterable<VendoredFolder> {
  for (const [file, because] of INSTALL_MARKS)
    for (const folder of folders.holding(file)) yield { folder, because };
}

/**
 * A submodule by a relative address is a sibling of this repository, so most likely its owner's own.
 * One that is itself an application may be the very product of an umbrella repository.
 */
function* bySubmodule(folders: Folders, textOf: TextOf): Iterable<VendoredFolder> {
  for (const holder of folders.holding(".gitmodules")) {
    const text = textOf(inFolder(holder, ".gitmodules")) ?? "";
    for (const section of text.split(/^[ \t]*\[/m).slice(1)) {
      const path = lineValue(section, ["path"], "=", true);
      const url = lineValue(section, ["url"], "=", true);
      if (path === undefined || url === undefined || url.startsWith(".")) continue;
      const folder = joinPath(holder, path);
      if (!isContained(folder) && isApplication(folder, folders, textOf)) continue;
      yield { folder, because: `a git submodule (${inFolder(holder, ".gitmodules")})` };
    }
  }
}

function isApplication(folder: string, folders: Folders, textOf: TextOf): boolean {
  if (folders.has(inFolder(folder, "platformio.ini"))) return true;
  const cmake = inFolder(folder, "CMakeLists.txt");
  return (
    folders.has(cmake) && /\bproject\.cmake\b|find_package\(\s*Zephyr\b/.test(textOf(cmake) ?? "")
  );
}

function* byWest(folders: Folders, textOf: TextOf): Iterable<VendoredFolder> {
  for (const { top, manifest } of westWorkspaces(folders, textOf)) {
    for (const holder of folders.holding("module.yml")) {
      const folder = folderOf(holder);
      if (nameOf(holder) !== "zephyr" || folder === top) continue;
      if (isInside(top, folder) && !isInside(manifest, folder))
        yield { folder, because: "a west module of this workspace (zephyr/module.yml)" };
    }
  }
  for (const folder of listedByWest(folders, textOf))
    yield { folder, because: "a project that west.yml lists" };
}

/** Where copied libraries are kept; it takes a manifest as well to prove one. */
const CONTAINERS = new Set(
  "lib libs library libraries component components third_party third-party thirdparty 3rdparty 3rd_party external externals extern vendor vendors deps dependencies submodules modules packages".split(
    " ",
  ),
);

/** Some folder above is where libraries are kept. */
function isContained(folder: string): boolean {
  return folder
    .split("/")
    .slice(0, -1)
    .some((part) => CONTAINERS.has(part.toLowerCase()));
}

/** Manifests that a registry asks for: without a version and an address they are private ones. */
const MANIFESTS: readonly {
  file: string;
  registry: string;
  published: (text: string) => boolean;
}[] = [
  {
    file: "library.properties",
    registry: "Arduino library",
    published: (text) =>
      lineValue(text, ["version"], "=") !== undefined &&
      lineValue(text, ["url"], "=")?.startsWith("http") === true,
  },
  {
    file: "library.json",
    registry: "PlatformIO library",
    published: (text) =>
      /"version"\s*:\s*"[^"]+"/.test(text) && /"(?:repository|homepage)"\s*:/.test(text),
  },
  {
    file: "idf_component.yml",
    registry: "ESP component",
    published: (text) =>
      lineValue(text, ["version"], ":") !== undefined &&
      lineValue(text, ["url", "repository"], ":") !== undefined,
  },
];

function* byManifest(folders: Folders, textOf: TextOf): Iterable<VendoredFolder> {
  for (const { file, registry, published } of MANIFESTS) {
    for (const folder of folders.holding(file)) {
      if (isContained(folder) && published(textOf(inFolder(folder, file)) ?? ""))
        yield { folder, because: `a published ${registry} (${file})` };
    }
  }
}

/** PlatformIO builds libraries out of `lib/` or its `lib_dir`: a sketch in one tries it out and is in no product. */
function* byLibraryFolder(folders: Folders, textOf: TextOf): Iterable<VendoredFolder> {
  const libraries = folders.holding("platformio.ini").map((folder) => {
    const named = lineValue(textOf(inFolder(folder, "platformio.ini")) ?? "", ["lib_dir"], "=");
    return inFolder(folder, named === undefined || named.includes("$") ? "lib" : named);
  });
  if (libraries.length === 0) return;
  for (const path of folders.paths) {
    if (!/\.(?:ino|pde)$/i.test(path)) continue;
    const folder = folderOf(path);
    if (libraries.some((lib) => isInside(lib, folder) && folder !== lib))
      yield { folder, because: "a sketch inside a library of PlatformIO's lib folder" };
  }
}

/** Beside a library's manifest, inside of another build, it is the library that is built to be tried. */
function* byOwnBuild(folders: Folders): Iterable<VendoredFolder> {
  const builds = folders.holding("platformio.ini");
  for (const folder of builds) {
    const manifest = ["library.json", "library.properties"].find((name) =>
      folders.has(inFolder(folder, name)),
    );
    if (manifest !== undefined && builds.some((o) => o !== folder && isInside(o, folder)))
      yield {
        folder: inFolder(folder, "platformio.ini"),
        because: `builds a bundled library alone (${manifest})`,
      };
  }
}

/** Where the top is such a tree itself, its own parts are no copies. */
function* byUpstreamFiles(folders: Folders): Iterable<VendoredFolder> {
  const top = UPSTREAM.filter(({ files }) => files.every((file) => folders.has(file)));
  for (const { title, files, named } of UPSTREAM) {
    if (top.some((own) => title.startsWith(own.title))) continue;
    const [first = ""] = files;
    for (const holder of folders.holding(nameOf(first))) {
      const folder = above(holder, folderOf(first));
      if (folder === undefined || named?.test(nameOf(folder).toLowerCase()) === false) continue;
      if (files.every((file) => folders.has(inFolder(folder, file))))
        yield { folder, because: `holds the files of ${title}` };
    }
  }
}

/** `a/b/include` above `include` is `a/b`; undefined where `folder` does not end so. */
function above(folder: string, ending: string): string | undefined {
  if (ending === "") return folder;
  if (folder === ending) return "";
  return folder.endsWith(`/${ending}`) ? folder.slice(0, -ending.length - 1) : undefined;
}

/** The drivers are named for the chip family: `Inc/stm32l4xx_hal.h` beside `Src/stm32l4xx_hal.c`. */
function* byStm32Driver(folders: Folders): Iterable<VendoredFolder> {
  for (const holder of folders.all) {
    if (nameOf(holder) !== "Inc") continue;
    const folder = folderOf(holder);
    for (const name of folders.filesIn(holder)) {
      const family = /^(stm32\w+_hal)\.h$/.exec(name)?.[1];
      if (family !== undefined && folders.has(inFolder(folder, `Src/${family}.c`)))
        yield { folder, because: "holds the files of the STM32 HAL drivers" };
    }
  }
}

/** Whose code a path is. What is neither proven vendored nor plainly a test or a tool is product. */
export function ownershipOf(project: Project, path: string): Ownership {
  if (project.own?.has(path) === true) return "product";
  if (project.vendored.some(({ folder }) => isInside(folder, path))) return "vendored";
  if (isTest(path)) return "test";
  return isTool(project, path) ? "tool" : "product";
}

const TEST_FOLDER =
  /^(?:tests?|(?:unit|integration|system|e2e|host|regr|regression|functional)[-_]?tests?(?:[-_]apps?)?|tests?[-_].+|mocks?|fuzz(?:ing)?)$/i;
const TEST_SETTINGS = /^sdkconfig\.(?:defaults\.)?(?:ci|qemu|tests?)(?:[._-]|$)/;
/** A device that tests itself does so as part of the product. */
const SELF_TEST = /(?:^|[-_])(?:self|factory|production|hardware|hw)_test$/i;

function isTest(path: string): boolean {
  const folder = folderOf(path);
  if (folder !== "" && folder.split("/").some((part) => TEST_FOLDER.test(part))) return true;
  const name = nameOf(path);
  if (TEST_SETTINGS.test(name)) return true;
  const stem = name.slice(0, name.length - endingOf(path).length);
  return /^test_.|.(?:_tests?|\.tests?)$/i.test(stem) && !SELF_TEST.test(stem);
}

const TOOL_FOLDER = /^(?:tools?|scripts?|\.github|\.gitlab|\.vscode)$/i;

/** Only directly below a root: `src/tools` may well be the product's. */
function isTool(project: Project, path: string): boolean {
  if (kindOf(path) === "policy") return false;
  const roots = rootsByFolder(project);
  const isCMake = endingOf(path) === ".cmake";
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) {
    const name = nameOf(folder);
    const isForTools = TOOL_FOLDER.test(name) || (isCMake && /^cmake$/i.test(name));
    if (isForTools && roots.has(folderOf(folder))) return true;
  }
  return false;
}
