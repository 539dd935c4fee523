// What our server and our client say to each other beyond the Language Server Protocol: names and
// plain data. The server sends these only to a client that says it knows them (`ClientOptions`), so
// that any other editor gets nothing it does not understand.
import type { Edition } from "../model/provision.js";
import type { CoverageSnapshot } from "./coverage.js";
import type { Uri } from "./places.js";

/** `initializationOptions` of a client that knows these messages. */
export interface ClientOptions {
  readonly baseline645: { readonly protocol: 1 };
}

/** Server → client, after each assessment that changed something: the whole of one folder. */
export const COVERAGE = "baseline645/coverage";
export interface CoverageParams {
  readonly folder: Uri;
  /** Absent: the folder is gone. */
  readonly snapshot?: CoverageSnapshot;
}

/** Server → client: how far the reading of a folder is. */
export const STATUS = "baseline645/status";
export interface StatusParams {
  readonly folder: Uri;
  readonly name: string;
  /** `stopped`: somebody cancelled; what was not looked at is open. `off`: switched off here. */
  readonly phase: "reading" | "ready" | "stopped" | "off" | "failed";
  /** `open-files`: nothing marks the folder as firmware. */
  readonly scope: "project" | "open-files";
  readonly done: number;
  readonly total: number;
  readonly read: number;
  readonly parsed: number;
  readonly partial: number;
  readonly skipped: number;
  readonly violations: number;
  /** Milliseconds of the last whole reading; 0 until there is one. */
  readonly tookMs: number;
  /** What failed, in a sentence. */
  readonly message?: string;
}

/** Server → client: lines for the log, in order. */
export const LOG = "baseline645/log";
export interface LogParams {
  readonly lines: readonly {
    readonly level: "trace" | "debug" | "info" | "warning" | "error";
    readonly text: string;
  }[];
}

/** Client → server: a page to read, as Markdown. */
export const PAGE = "baseline645/page";
export interface PageParams {
  /** A rule's or a provision's id. */
  readonly id: string;
  readonly folder?: Uri;
}
export interface PageResult {
  readonly title: string;
  readonly markdown: string;
}

/** Client → server: the edit that accepts a finding. The client applies it. */
export const IGNORE = "baseline645/ignore";
export interface IgnoreParams {
  readonly uri: Uri;
  readonly rule: string;
  /** Of the finding, from 0. */
  readonly line: number;
  readonly reason: string;
  /** ISO date. */
  readonly until?: string;
}

/** Client → server: read a folder again from the disk; all folders where none is named. */
export const RESCAN = "baseline645/rescan";
export interface RescanParams {
  readonly folder?: Uri;
}

/** Settings under `baseline645.` that the server asks the client for, per folder. */
export interface Settings {
  readonly enable: boolean;
  /** `config`: what `.baseline645/config.yaml` says, else V3.1.3. */
  readonly edition: Edition | "config";
  /** `auto`: the whole folder where something marks it as firmware. */
  readonly scan: "auto" | "always" | "openFiles";
}

export const DEFAULT_SETTINGS: Settings = { enable: true, edition: "config", scan: "auto" };

/** Argument of `openStandard`: where a person chooses, if there are several. */
export interface StandardLink {
  readonly id: string;
  readonly gist: string;
  readonly link: string;
}

/** Commands that code actions name; the client carries them out. */
export const COMMANDS = {
  explain: "baseline645.explain",
  openStandard: "baseline645.openStandard",
  ignoreHere: "baseline645.ignoreHere",
  ignoreUntil: "baseline645.ignoreUntil",
} as const;
