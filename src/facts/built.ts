// What the last build was configured with, where a build folder lies in the workspace: the SDK's own answer
// for every option that no file of the project sets. It is never needed, and it is the lowest layer of its
// variant: files that somebody wrote since are newer, and those that the build was made from say the same.
import { isInside } from "../base/paths.js";
import type { ProjectRoot, Variant } from "../model/project.js";
import type { TextOf } from "./folders.js";
import { profileOfName } from "./variants.js";

/** `build/config/sdkconfig.cmake` and `build/zephyr/.config`, or `build/app/zephyr/.config`. */
const BUILT = /^(?:(.+)\/)?([^/]+)\/(?:config\/sdkconfig\.cmake|(?:[^/]+\/)?zephyr\/\.config)$/;
/** The chip or the board. */
const TARGET = /^set\(CONFIG_IDF_TARGET "(\w+)"\)|^CONFIG_BOARD="([^"]+)"/m;

export function builtFiles(paths: readonly string[], textOf: TextOf): string[] {
  return paths.filter((path) => BUILT.test(path) && targetIn(textOf(path) ?? "") !== undefined);
}

function targetIn(text: string): string | undefined {
  const match = TARGET.exec(text);
  return match?.[1] ?? match?.[2];
}

/** Each file becomes a layer of the variant that it was built for; without one nobody ships it. */
export function withBuilt(
  roots: readonly ProjectRoot[],
  files: readonly string[],
  textOf: TextOf,
): ProjectRoot[] {
  const variants = new Map(roots.map((root) => [root, root.variants]));
  for (const file of files) {
    const holders = roots.filter(({ folder }) => isInside(folder, file));
    const root = holders.sort((a, b) => b.folder.length - a.folder.length)[0];
    const known = root === undefined ? undefined : variants.get(root);
    if (root !== undefined && known !== undefined)
      variants.set(root, addLayer(known, file, targetIn(textOf(file) ?? "") ?? ""));
  }
  return roots.map((root) => ({ ...root, variants: variants.get(root) ?? root.variants }));
}

function addLayer(variants: readonly Variant[], file: string, target: string): Variant[] {
  const folder = BUILT.exec(file)?.[2] ?? "";
  const shipped = variants.filter(({ profile }) => profile === "release");
  const named = shipped.find(({ name }) => name.split("/").includes(target));
  const own = named ?? (shipped.length === 1 ? shipped[0] : undefined);
  if (own === undefined || profileOfName(folder) !== "release")
    return [...variants, { name: folder, profile: "development", layers: [file] }];
  return variants.map((v) => (v === own ? { ...v, layers: [file, ...v.layers] } : v));
}
