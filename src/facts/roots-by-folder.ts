// The roots of a project by their folders: in an SDK there are hundreds, and each file asks which it is in.
import type { Project, ProjectRoot } from "../model/project.js";

const known = new WeakMap<Project, ReadonlyMap<string, ProjectRoot>>();

export function rootsByFolder(project: Project): ReadonlyMap<string, ProjectRoot> {
  let roots = known.get(project);
  if (roots === undefined) {
    roots = new Map(project.roots.map((root) => [root.folder, root]));
    known.set(project, roots);
  }
  return roots;
}
