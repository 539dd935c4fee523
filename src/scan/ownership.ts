// Whose code is whose: what markers prove, as the project's configuration corrects it.
import { foldersHolding } from "../base/folders.js";
import { folderOf } from "../base/paths.js";
import type { Config } from "../model/config.js";
import type { Project } from "../model/project.js";
import { buildSelection, type Selection } from "./globs.js";

const BECAUSE = "named as vendored in .baseline645/config.yaml";

export function ownershipPolicy(
  project: Project,
  config: Config,
  paths: readonly string[],
): Project {
  const own = buildSelection([], config.own);
  const said = buildSelection([], config.vendored);
  const proven = project.vendored.filter(({ folder }) => !own.excludes(folder));
  const named = config.vendored.length === 0 ? [] : foldersHolding(paths).filter(said.excludes);
  return {
    ...project,
    own: new Set(config.own.length === 0 ? [] : paths.filter((path) => isBelow(path, own))),
    vendored: [...proven, ...named.map((folder) => ({ folder, because: BECAUSE }))],
  };
}

/** The path itself or a folder above it. */
function isBelow(path: string, { excludes }: Selection): boolean {
  for (let place = path; place !== ""; place = folderOf(place)) if (excludes(place)) return true;
  return false;
}
