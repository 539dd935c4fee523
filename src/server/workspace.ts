// The folders of the workspace, each a project, and which of them a document belongs to. A document
// outside of every folder makes a project of its own folder, of which only open files are looked at.
import nodePath from "node:path";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { DEFAULT_SETTINGS, type Settings } from "../protocol/messages.js";
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

  async add(uri: Uri, open: Iterable<TextDocument>): Promise<void> {
    const folder = fileOf(uri);
    if (folder === undefined || this.projects.has(folder)) return;
    const project = new Project(folder, await this.settingsOf(uri), this.around);
    this.projects.set(folder, project);
    for (const document of open) {
      const placed = this.find(document.uri);
      if (placed?.project === project) project.source.open(placed.path, document.getText());
    }
    project.readAgain();
  }

  remove(uri: Uri): void {
    const folder = fileOf(uri);
    const project = folder === undefined ? undefined : this.projects.get(folder);
    if (folder === undefined || project === undefined) return;
    project.close();
    this.projects.delete(folder);
    this.onGone(project);
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

  /** As `find`; makes a project for a lone file's folder. */
  home(uri: Uri): Placed | undefined {
    const known = this.find(uri);
    const file = fileOf(uri);
    if (known !== undefined || file === undefined) return known;
    const settings: Settings = { ...DEFAULT_SETTINGS, scan: "openFiles" };
    const folder = nodePath.dirname(file);
    const project = new Project(folder, settings, this.around);
    this.projects.set(folder, project);
    return this.find(uri);
  }

  async refreshSettings(uriOfFolder: (project: Project) => Uri): Promise<void> {
    for (const project of this.projects.values()) {
      const before = project.settings;
      const settings = await this.settingsOf(uriOfFolder(project));
      project.settings = settings;
      if (before.enable !== settings.enable || before.scan !== settings.scan) project.readAgain();
      else if (before.edition !== settings.edition) project.judgeAgain();
    }
  }
}
