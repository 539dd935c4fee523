// The folders of the workspace, each a project, and which of them an open document belongs to: the
// innermost that holds it. A document outside of every folder makes a project of its own folder, of
// which only open files are looked at, and which goes with the last of them.
import nodePath from "node:path";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { URI } from "vscode-uri";
import { isInside, toSlashes } from "../base/paths.js";
import type { Settings } from "../protocol/messages.js";
import type { Uri } from "../protocol/places.js";
import { fileOf, pathIn } from "./places.js";
import { Project, type Surroundings } from "./project.js";

export interface Placed {
  readonly project: Project;
  /** Slashed, in the project's folder. */
  readonly path: string;
}

export class Workspace {
  private readonly projects = new Map<string, Project>();
  /** Where open documents are known. */
  private readonly homes = new Map<Uri, Placed>();
  private readonly around: Surroundings;
  /** Asks the client; answers with defaults where it cannot tell. */
  private readonly settingsOf: (folder: Uri) => Promise<Settings>;
  private readonly onGone: (project: Project) => void;

  constructor(
    around: Surroundings,
    settingsOf: (folder: Uri) => Promise<Settings>,
    onGone: (project: Project) => void,
  ) {
    this.around = around;
    this.settingsOf = settingsOf;
    this.onGone = onGone;
  }

  all(): Iterable<Project> {
    return this.projects.values();
  }

  /** From now on documents of the folder are its; it is read once it is started. */
  add(uri: Uri, open: Iterable<TextDocument>): Project | undefined {
    const folder = fileOf(uri);
    if (folder === undefined || this.projects.get(folder)?.isLone === false) return undefined;
    for (const project of this.projects.values())
      if (project.isLone && isInside(toSlashes(folder), toSlashes(project.folder)))
        this.drop(project);
    const project = new Project(folder, this.around);
    this.projects.set(folder, project);
    this.placeAgain(open);
    return project;
  }

  async start(project: Project): Promise<void> {
    project.start(await this.settingsOf(uriOfFolder(project)));
  }

  remove(uri: Uri, open: Iterable<TextDocument>): void {
    const folder = fileOf(uri);
    const project = folder === undefined ? undefined : this.projects.get(folder);
    if (project === undefined || project.isLone) return;
    this.drop(project);
    this.placeAgain(open);
  }

  private drop(project: Project): void {
    project.close();
    this.projects.delete(project.folder);
    this.onGone(project);
  }

  private placeAgain(open: Iterable<TextDocument>): void {
    for (const document of open) {
      const before = this.homes.get(document.uri);
      if (before !== undefined && before.project === this.find(document.uri)?.project) continue;
      before?.project.closedDocument(before.path);
      this.opened(document);
    }
  }

  /** The innermost folder that holds the document. */
  find(uri: Uri): Placed | undefined {
    const file = fileOf(uri);
    if (file === undefined) return undefined;
    let best: Placed | undefined;
    for (const project of this.projects.values()) {
      const path = pathIn(project.folder, file);
      if (path === undefined) continue;
      if (best === undefined || project.folder.length > best.project.folder.length)
        best = { project, path };
    }
    return best;
  }

  opened(document: TextDocument): void {
    const placed = this.find(document.uri) ?? this.alone(document.uri);
    if (placed === undefined) return;
    this.homes.set(document.uri, placed);
    placed.project.opened(placed.path, document.getText());
  }

  edited(document: TextDocument): void {
    const placed = this.homes.get(document.uri);
    placed?.project.edited(placed.path, document.getText());
  }

  closed({ uri }: TextDocument): void {
    const placed = this.homes.get(uri);
    if (placed === undefined) return;
    const { project, path } = placed;
    this.homes.delete(uri);
    project.closedDocument(path);
    const isHome = [...this.homes.values()].some((other) => other.project === project);
    if (project.isLone && !isHome) this.drop(project);
  }

  /** A project for a lone file's folder. */
  private alone(uri: Uri): Placed | undefined {
    const file = fileOf(uri);
    if (file === undefined) return undefined;
    const folder = nodePath.dirname(file);
    const project = new Project(folder, this.around, true);
    this.projects.set(folder, project);
    void this.start(project);
    return this.find(uri);
  }

  async refreshSettings(): Promise<void> {
    for (const project of this.projects.values())
      project.configure(await this.settingsOf(uriOfFolder(project)));
  }
}

export function uriOfFolder({ folder }: Project): Uri {
  return URI.file(folder).toString();
}
