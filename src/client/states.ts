// What the server said last of each folder. Views listen and draw; nothing is added here.
import * as vscode from "vscode";
import type { CoverageSnapshot } from "../protocol/coverage.js";
import type { CoverageParams, StatusParams } from "../protocol/messages.js";
import type { Uri } from "../protocol/places.js";

export interface ShownFolder {
  readonly uri: Uri;
  readonly name: string;
  readonly snapshot: CoverageSnapshot;
  /** Nothing but open files was looked at. */
  readonly onlyOpen: boolean;
}

export class ProjectStates implements vscode.Disposable {
  private readonly snapshots = new Map<Uri, CoverageSnapshot>();
  private readonly statuses = new Map<Uri, StatusParams>();
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  covered({ folder, snapshot }: CoverageParams): void {
    if (snapshot === undefined) this.snapshots.delete(folder);
    else this.snapshots.set(folder, snapshot);
    this.tell();
  }

  said(status: StatusParams): void {
    this.statuses.set(status.folder, status);
    this.tell();
  }

  gone(folder: Uri): void {
    this.snapshots.delete(folder);
    this.statuses.delete(folder);
    this.tell();
  }

  private tell(): void {
    void vscode.commands.executeCommand("setContext", "baseline645.state", this.state());
    this.changed.fire();
  }

  /** One word for `when` clauses: what the coverage view can show. */
  private state(): "none" | "reading" | "off" | "no-files" | "shown" {
    if (this.folders().length > 0) return "shown";
    if (this.snapshots.size > 0) return "no-files";
    const phases = [...this.statuses.values()].map((s) => s.phase);
    if (phases.includes("reading")) return "reading";
    return phases.length > 0 && phases.every((phase) => phase === "off") ? "off" : "none";
  }

  /** Folders with something to show, by name: "open" would say too much where no file was read. */
  folders(): readonly ShownFolder[] {
    return [...this.snapshots]
      .filter(([uri]) => !this.isEmpty(uri))
      .map(([uri, snapshot]) => ({
        uri,
        name: this.nameOf(uri),
        snapshot,
        onlyOpen: this.statuses.get(uri)?.scope === "open-files",
      }))
      .sort((a, b) => a.name.localeCompare(b.name, "en"));
  }

  phaseOf(folder: Uri): StatusParams["phase"] | undefined {
    return this.statuses.get(folder)?.phase;
  }

  all(): readonly StatusParams[] {
    return [...this.statuses.values()];
  }

  /** The folder that holds a document, with what was said of it. */
  statusFor(document: vscode.Uri): StatusParams | undefined {
    const address = document.toString();
    return [...this.statuses.values()]
      .filter(({ folder }) => address.startsWith(`${folder}/`))
      .sort((a, b) => b.folder.length - a.folder.length)[0];
  }

  private isEmpty(folder: Uri): boolean {
    const status = this.statuses.get(folder);
    return status?.scope === "open-files" && status.phase === "ready" && status.read === 0;
  }

  private nameOf(uri: Uri): string {
    return this.statuses.get(uri)?.name ?? vscode.Uri.parse(uri).path.split("/").at(-1) ?? uri;
  }

  dispose(): void {
    this.changed.dispose();
  }
}
