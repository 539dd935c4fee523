// Tells the client what projects know: diagnostics of the documents whose diagnostics changed,
// coverage, status, progress and log.
import type { Connection, Diagnostic } from "vscode-languageserver";
import { URI } from "vscode-uri";
import * as protocol from "../protocol/messages.js";
import type { Uri } from "../protocol/places.js";
import { diagnosticsOf, squiggles } from "./diagnostics.js";
import { Log } from "./log.js";
import { uriOf } from "./places.js";
import { shownProgress } from "./progress.js";
import type { Progress, Project, ProjectListener } from "./project.js";
import type { ClientAbilities } from "./abilities.js";
import { snapshotOf } from "./snapshot.js";

export class Publisher implements ProjectListener {
  client: Pick<ClientAbilities, "isOurs" | "progress"> = { isOurs: false, progress: false };
  /** Of folders inside each other, the inner one speaks for its documents. */
  speaksFor: (project: Project, uri: Uri) => boolean = () => true;
  private readonly connection: Connection;
  private readonly published = new Map<Project, ReadonlySet<Uri>>();
  private readonly shown = new Map<Uri, readonly Diagnostic[]>();
  private readonly lines: Log;

  constructor(connection: Connection) {
    this.connection = connection;
    this.lines = new Log((lines) => {
      this.say(protocol.LOG, { lines } satisfies protocol.LogParams);
    });
  }

  assessed(project: Project): void {
    this.publish(project, diagnosticsOf(project));
    const { assessment, own, folder } = project;
    this.say(protocol.COVERAGE, {
      folder: URI.file(folder).toString(),
      ...(assessment === undefined || own === undefined
        ? {}
        : { snapshot: snapshotOf(assessment, own.book, folder) }),
    } satisfies protocol.CoverageParams);
  }

  streamed(project: Project): void {
    this.publish(project, diagnosticsOf(project));
  }

  gone(project: Project): void {
    for (const uri of this.published.get(project) ?? []) this.show(uri, []);
    this.published.delete(project);
    this.say(protocol.COVERAGE, { folder: URI.file(project.folder).toString() });
  }

  private publish(project: Project, now: ReadonlyMap<string, readonly Diagnostic[]>): void {
    const byUri = new Map([...now].map(([path, list]) => [uriOf(project.folder, path), list]));
    for (const uri of new Set([...(this.published.get(project) ?? []), ...byUri.keys()]))
      if (this.speaksFor(project, uri)) this.show(uri, byUri.get(uri) ?? []);
    this.published.set(project, new Set(byUri.keys()));
  }

  private show(uri: Uri, diagnostics: readonly Diagnostic[]): void {
    if (isSame(diagnostics, this.shown.get(uri) ?? [])) return;
    if (diagnostics.length === 0) this.shown.delete(uri);
    else this.shown.set(uri, diagnostics);
    void this.connection.sendDiagnostics({ uri, diagnostics: [...diagnostics] });
  }

  status(project: Project): void {
    const record = project.record();
    this.say(protocol.STATUS, {
      folder: URI.file(project.folder).toString(),
      name: project.name,
      phase: project.phase,
      scope: project.scope,
      done: project.done,
      total: project.total,
      read: record?.read ?? 0,
      parsed: record?.parsed ?? 0,
      partial: record?.partial.length ?? 0,
      skipped: record?.skipped.length ?? 0,
      violations: squiggles(project).length,
      tookMs: project.tookMs,
      ...(project.message === undefined ? {} : { message: project.message }),
    } satisfies protocol.StatusParams);
  }

  log(level: "trace" | "debug" | "info" | "warning" | "error", text: string): void {
    if (this.client.isOurs) this.lines.add(level, text);
    else if (level === "error") this.connection.console.error(text);
  }

  progress({ name }: Project): Progress | undefined {
    return this.client.progress ? shownProgress(this.connection, name) : undefined;
  }

  private say(method: string, params: object): void {
    if (this.client.isOurs) void this.connection.sendNotification(method, params);
  }
}

/** Both were made by the same code, so equal ones are written alike. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
