// The sum: what a reading of one project says about each provision. It never says that a product
// complies; a provision nothing speaks for stays open.
import type { Place, Finding } from "./finding.js";
import type { Edition, Provision, ProvisionId } from "./provision.js";
import type { Problem } from "./problem.js";
import type { Rule } from "./rule.js";

export type CoverageStatus =
  | "violated" // a finding against it stands
  | "disputed" // attested as met while a violation stands
  | "lapsed" // an attestation whose date has passed
  | "not-applicable"
  | "attested"
  | "evidenced" // supporting findings only: "seen in code"
  | "open";

export interface Attestation {
  readonly provision: ProvisionId;
  readonly claim: "met" | "not-met" | "not-applicable";
  readonly because: string;
  readonly by: string;
  /** ISO dates, `2027-01-31`. */
  readonly on: string;
  readonly until?: string;
  readonly refs: readonly string[];
  readonly place: Place;
}

/** What the maker says of the product (`.baseline645/product.yaml`). */
export interface Product {
  readonly name?: string;
  /** Feature letters or condition numbers → present or absent; missing means unknown. */
  readonly features: ReadonlyMap<string, boolean>;
  readonly attestations: readonly Attestation[];
}

export interface Coverage {
  readonly provision: Provision;
  readonly status: CoverageStatus;
  readonly violations: readonly Finding[];
  readonly evidence: readonly Finding[];
  readonly questions: readonly Finding[];
  readonly attestation?: Attestation;
}

export interface SkippedFile {
  readonly path: string;
  readonly why: string;
}

/** What was looked at and what was not. Counts are files. */
export interface ReadingRecord {
  readonly read: number;
  /** Of those, parsed for facts; the rest held no word any rule asks for. */
  readonly parsed: number;
  /** Functions that data was followed through; those not to their end are among the problems. */
  readonly followed: number;
  readonly partial: readonly string[];
  readonly skipped: readonly SkippedFile[];
  /** Folders and files left out by policy (vendored, tests), with the policy. */
  readonly leftOut: readonly SkippedFile[];
  /** Files that are read although policy would leave them out, with what speaks for them. */
  readonly readAnyway?: readonly SkippedFile[];
}

export interface Assessment {
  readonly toolVersion: string;
  readonly edition: Edition;
  /** ISO date that "expired" is judged by. */
  readonly today: string;
  readonly findings: readonly Finding[];
  readonly coverage: ReadonlyMap<ProvisionId, Coverage>;
  readonly reading: ReadingRecord;
  readonly problems: readonly Problem[];
  /** The rules that were applied. */
  readonly rules: readonly Rule[];
}
