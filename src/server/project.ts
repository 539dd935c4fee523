// One folder of the workspace and its life: read in full once, then kept up to date with what changes
// in the editor and outside of it. One piece of work at a time; the last word wins. What it knows is
// told to a listener; nothing here speaks any protocol. Long, because its parts share one state: what
// runs, what waits, what is known.
import nodePath from "node:path";
import type { Assessment, ReadingRecord } from "../model/assessment.js";
import type { Finding } from "../model/finding.js";
import { DEFAULT_EDITION, type Edition } from "../model/provision.js";
import { DEFAULT_SETTINGS, type Settings, type StatusParams } from "../protocol/messages.js";
import { assess, findingsSoFar, type AssessInput } from "../engine/assess.js";
import { ProjectReading, type Step } from "../scan/reading.js";
import { isWanted } from "../scan/source.js";
import type { Syntax } from "../syntax/runtime.js";
import { reachOfTyping, reachOutside, type OutsideChange, type Reach } from "./changes.js";
import { LiveSource } from "./live-source.js";
import { fileLine } from "./log.js";
import type { Machine } from "./machine.js";
import { hasOwnFiles, readOwnFiles, type OwnFiles } from "./own-files.js";
import { paced } from "./paced.js";
import { Stopwatch } from "./stopwatch.js";

export interface Progress {
  report(done: number, total: number): void;
  end(): void;
  cancelled(): boolean;
}

export interface ProjectListener {
  /** A reading begins; undefined where nobody wants to see it. */
  progress(project: Project): Progress | undefined;
  assessed(project: Project): void;
  /** There are findings before the project is read whole. */
  streamed(project: Project): void;
  status(project: Project): void;
  log(level: "trace" | "debug" | "info" | "warning" | "error", text: string): void;
}

/** What does not change while the server runs. */
export interface Surroundings {
  readonly machine: Machine;
  readonly syntax: Syntax;
  readonly toolVersion: string;
  readonly listener: ProjectListener;
  /** ISO date of today. */
  today(): string;
}

type Phase = StatusParams["phase"];

/** Nothing is read for a change: somebody has to ask for a whole reading first. */
const IDLE: ReadonlySet<Phase> = new Set(["stopped", "off"]);

/** Settles typing: a pause shorter than this is still the same thought. Milliseconds. */
export const PAUSE_MS = 120;

export class Project {
  readonly folder: string;
  readonly name: string;
  /** No folder of the workspace: somebody opened a file of it. */
  readonly isLone: boolean;
  readonly source = new LiveSource();
  settings: Settings = DEFAULT_SETTINGS;
  assessment: Assessment | undefined;
  private soFar: readonly Finding[] = [];
  own: OwnFiles | undefined;
  reading: ProjectReading | undefined;
  phase: Phase = "reading";
  scope: StatusParams["scope"] = "project";
  done = 0;
  total = 0;
  tookMs = 0;
  message: string | undefined;
  private readonly around: Surroundings;
  private readonly changed = new Set<string>();
  private wantsWhole = false;
  private started = false;
  private closed = false;
  private running: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(folder: string, around: Surroundings, isLone = false) {
    this.folder = folder;
    this.name = nodePath.basename(folder);
    this.isLone = isLone;
    this.around = around;
  }

  get machine(): Machine {
    return this.around.machine;
  }

  /** Until now nothing was known but what is open. */
  start(settings: Settings): void {
    this.settings = this.allowed(settings);
    this.started = true;
    this.readAgain();
  }

  configure(settings: Settings): void {
    const before = this.settings;
    this.settings = this.allowed(settings);
    const { enable, scan, edition } = this.settings;
    if (!this.started) return;
    if (before.enable !== enable || before.scan !== scan) this.readAgain();
    else if (before.edition !== edition) this.judgeAgain();
  }

  /** The folder of a lone file may hold anything, a whole home. */
  private allowed(settings: Settings): Settings {
    return this.isLone ? { ...settings, scan: "openFiles" } : settings;
  }

  /** Reads everything again; what runs now is given up. */
  readAgain(): void {
    this.wantsWhole = true;
    this.go();
  }

  opened(path: string, text: string): void {
    const isNew = this.source.open(path, text);
    if (this.scope === "open-files" && isWanted(path)) this.readAgain();
    else if (isNew) this.touch(path);
  }

  edited(path: string, text: string): void {
    if (this.source.open(path, text)) this.touch(path);
  }

  closedDocument(path: string): void {
    const isNew = this.source.close(path);
    if (this.scope === "open-files" && isWanted(path)) this.readAgain();
    else if (isNew) this.touch(path);
  }

  changedOnDisk(changes: readonly OutsideChange[]): void {
    for (const change of changes)
      this.take(
        change.path,
        reachOutside(this.source, change, this.machine.standing(this.folder, change.path)),
      );
  }

  /** Judges again without reading: another edition, another day. */
  judgeAgain(): void {
    if (this.reading !== undefined && this.phase === "ready") this.judge(this.reading);
  }

  /** Resolves when what was typed is judged; at once while the whole folder is being read. */
  async settled(): Promise<void> {
    if (this.timer !== undefined) this.go();
    if (this.phase !== "reading") await this.running;
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }

  record(): ReadingRecord | undefined {
    return this.reading?.record();
  }

  private touch(path: string): void {
    this.take(path, reachOfTyping(this.source, path));
  }

  private take(path: string, reach: Reach | undefined): void {
    if (reach === undefined) return;
    if (reach === "project") this.wantsWhole = true;
    else this.changed.add(path);
    this.soon();
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.go();
    }, PAUSE_MS);
  }

  private go(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.hasWork()) return;
    this.running ??= this.work().finally(() => {
      this.running = undefined;
      // What came when the work had ended already, or when it failed.
      this.go();
    });
  }

  private hasWork(): boolean {
    if (this.closed || !this.started) return false;
    return this.wantsWhole || (this.changed.size > 0 && !IDLE.has(this.phase));
  }

  private async work(): Promise<void> {
    try {
      while (this.hasWork()) {
        if (this.wantsWhole || this.reading === undefined || this.phase === "failed")
          await this.readWhole();
        else this.readChanged(this.reading);
      }
    } catch (error) {
      this.phase = "failed";
      this.message = error instanceof Error ? error.message : String(error);
      this.around.listener.log("error", `${this.name}: ${this.message}`);
      this.around.listener.status(this);
    }
  }

  private readChanged(reading: ProjectReading): void {
    const began = performance.now();
    const paths = [...this.changed];
    this.changed.clear();
    reading.update(paths);
    this.judge(reading);
    const ms = Math.round(performance.now() - began);
    this.around.listener.log("debug", `${paths.join(", ")}: read again in ${String(ms)} ms`);
  }

  private async readWhole(): Promise<void> {
    this.wantsWhole = false;
    this.changed.clear();
    if (!this.settings.enable) {
      this.switchOff();
      return;
    }
    const began = performance.now();
    this.phase = "reading";
    this.message = undefined;
    this.done = 0;
    this.total = 0;
    this.around.listener.status(this);
    this.own = readOwnFiles(this.machine, this.folder, this.source);
    const reading = await this.begin(this.own);
    const isDone = await this.readFiles(reading);
    if (this.isGivenUp()) return;
    this.tookMs = Math.round(performance.now() - began);
    this.phase = isDone ? "ready" : "stopped";
    if (isDone) this.judge(reading);
    else this.forget();
  }

  /** Nothing is shown of what was not looked at in full. */
  private forget(): void {
    this.assessment = undefined;
    this.soFar = [];
    this.around.listener.assessed(this);
    this.around.listener.status(this);
  }

  private isGivenUp(): boolean {
    return this.closed || this.wantsWhole;
  }

  private switchOff(): void {
    this.phase = "off";
    this.reading = undefined;
    this.forget();
  }

  /** Lists the files and says whether they are firmware: if not, only open ones are looked at. */
  private async begin({ book, config }: OwnFiles): Promise<ProjectReading> {
    const { include, exclude } = config;
    const { syntax } = this.around;
    this.scope = "open-files";
    if (this.settings.scan !== "openFiles") {
      this.source.list(await this.machine.files(this.folder, { include, exclude }));
      const reading = new ProjectReading(this.source, syntax, book, config, {});
      this.scope = this.scopeOf(reading);
      if (this.scope === "project") return reading;
    }
    this.source.listOpenOnly();
    return new ProjectReading(this.source, syntax, book, config, {});
  }

  private scopeOf({ files }: ProjectReading): StatusParams["scope"] {
    if (this.settings.scan === "always") return "project";
    const isFirmware = files.project.roots.some(({ sdks }) =>
      sdks.some((sdk) => sdk !== "unknown" && sdk !== "linux"),
    );
    return isFirmware || hasOwnFiles(this.machine, this.folder) ? "project" : "open-files";
  }

  private async readFiles(reading: ProjectReading): Promise<boolean> {
    const { listener } = this.around;
    const progress = this.scope === "project" ? listener.progress(this) : undefined;
    this.reading = reading;
    this.total = this.source.paths.length;
    this.done = 0;
    listener.status(this);
    const watch = new Stopwatch();
    const each = ({ done, path }: Step): void => {
      progress?.report(done, this.total);
      this.done = done;
      if (path !== undefined) listener.log("trace", fileLine(reading, path, watch.lap()));
      if (this.assessment === undefined && watch.isDue()) this.stream(reading);
    };
    const isStopped = (): boolean => this.isGivenUp() || progress?.cancelled() === true;
    const steps = reading.readAll((path) => this.source.isOpen(path));
    const isDone = await paced(steps, each, isStopped);
    progress?.end();
    return isDone;
  }

  /** Shows what is certain already, while the first reading of a large project goes on. */
  private stream(reading: ProjectReading): void {
    if (this.own === undefined) return;
    this.soFar = findingsSoFar(this.inputOf(reading, this.own));
    this.around.listener.streamed(this);
    this.around.listener.status(this);
  }

  private judge(reading: ProjectReading): void {
    if (this.own === undefined) return;
    const { held } = reading;
    this.assessment = assess({ ...this.inputOf(reading, this.own), held });
    this.around.listener.assessed(this);
    this.around.listener.status(this);
  }

  private inputOf(reading: ProjectReading, own: OwnFiles): AssessInput {
    const { book, config, product, problems } = own;
    return {
      index: reading.index,
      book,
      config,
      product,
      edition: this.edition,
      today: this.around.today(),
      toolVersion: this.around.toolVersion,
      reading: reading.record(),
      problems: [...problems, ...reading.problems()],
    };
  }

  get edition(): Edition {
    const { edition } = this.settings;
    return edition === "config" ? (this.own?.config.edition ?? DEFAULT_EDITION) : edition;
  }

  /** What is known to be found: the whole, or while there is none, what is certain so far. */
  get findings(): readonly Finding[] {
    return this.assessment?.findings ?? this.soFar;
  }
}
