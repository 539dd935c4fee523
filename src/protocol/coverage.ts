// The state of one folder as the coverage view shows it: everything is worded and placed, so that the
// view computes nothing.
import type { CoverageStatus } from "../model/assessment.js";
import type { Level } from "../model/finding.js";
import type { Edition } from "../model/provision.js";
import type { Location } from "./places.js";

export interface CoverageSnapshot {
  readonly edition: Edition;
  /** In the order of the standard. */
  readonly clauses: readonly { readonly id: string; readonly title: string }[];
  readonly provisions: readonly ProvisionState[];
  /** Counts by state; states with none are absent. */
  readonly totals: Readonly<Partial<Record<CoverageStatus, number>>>;
  readonly unseen: Unseen;
}

export interface ProvisionState {
  readonly id: string;
  readonly clause: string;
  readonly gist: string;
  readonly duty: string;
  /** "mandatory if the product uses passwords" */
  readonly standing: string;
  readonly mandatory: boolean;
  readonly state: CoverageStatus;
  /** Why code alone does not settle it; may be empty. */
  readonly limits: string;
  /** Test cases of TS 103 701. */
  readonly tests: readonly string[];
  readonly page: { readonly words: string; readonly link: string };
  /** No rule can say anything about it. */
  readonly silent: boolean;
  readonly findings: readonly FindingEntry[];
  /** How many more there are than are listed. */
  readonly more: number;
  readonly attestation?: AttestationEntry;
}

export interface FindingEntry {
  readonly kind: "violation" | "evidence" | "question" | "answered" | "accepted";
  readonly rule: string;
  readonly message: string;
  readonly level: Level;
  /** `main/wifi.c:12` */
  readonly where: string;
  readonly at: Location;
  /** Conditions, variants, or the reason of an acceptance or answer; may be empty. */
  readonly note: string;
}

export interface AttestationEntry {
  readonly words: string;
  readonly at: Location;
}

/** What was not looked at, and why. */
export interface Unseen {
  readonly partial: readonly UnseenFile[];
  readonly skipped: readonly UnseenFile[];
  readonly leftOut: readonly UnseenFile[];
  /** Faults in files of ours, budgets that ran out. */
  readonly problems: readonly UnseenFile[];
}

export interface UnseenFile {
  readonly path: string;
  readonly why: string;
  /** Absent for folders and for what is no file. */
  readonly at?: Location;
}
