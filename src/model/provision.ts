// Provisions of ETSI EN 303 645 and their status in each edition.

export type Edition = "2.1.1" | "3.1.3";
export const EDITIONS: readonly Edition[] = ["2.1.1", "3.1.3"];
export const DEFAULT_EDITION: Edition = "3.1.3";

export type ProvisionId = string;

export interface EditionStatus {
  readonly requirement: "mandatory" | "recommended";
  /** Numbered conditions of the applicability notes. */
  readonly conditions: readonly string[];
  /** Lettered features of V3.1.3. */
  readonly features: readonly string[];
  /** What the features, then the conditions say, each reading after "if"; empty: always applies. */
  readonly appliesIf: readonly string[];
  readonly page: number;
  /** False: the page is estimated, say "about page N". */
  readonly pageVerified: boolean;
  readonly link: string;
  /** How sure the researched facts are, in words. */
  readonly confidence: {
    readonly status: string;
    readonly conditions: string;
    readonly page: string;
  };
  /** What is odd about the printed status, where something is. */
  readonly note?: string;
}

/** How far reading code and files can go for a provision. */
export type Reach = "code" | "partly" | "repository" | "process";

/** A test case of ETSI TS 103 701. */
export interface TestCase {
  readonly id: string;
  readonly kind: string;
  readonly link: string;
  /** Only where it is less than high. */
  readonly confidence?: string;
}

export interface Provision {
  readonly id: ProvisionId;
  readonly clause: string;
  readonly clauseTitle: string;
  /** Our own words. */
  readonly gist: string;
  readonly duty: string;
  readonly reach: Reach;
  /** Why code alone does not settle it. */
  readonly limits: string;
  /** Only the editions in which the provision stands; a void number has no status there. */
  readonly in: Readonly<Partial<Record<Edition, EditionStatus>>>;
  /** Editions that print the number as void, so that nobody looks for it in vain. */
  readonly voidIn: readonly Edition[];
  readonly replaces: readonly ProvisionId[];
  readonly replacedBy: readonly ProvisionId[];
  readonly change: string;
  readonly cwe: readonly string[];
  readonly tests: readonly TestCase[];
}

export interface GateConfidence {
  readonly conditions: string;
  readonly features: string;
}

/** Number or letter → its text in our words, reading after "if". */
export type Gates = ReadonlyMap<string, string>;

export interface Standard {
  readonly title: string;
  /** Clause number → title in our words. */
  readonly clauses: ReadonlyMap<string, string>;
  readonly conditions: Readonly<Record<Edition, Gates>>;
  readonly features: Readonly<Record<Edition, Gates>>;
  /** How sure the numbers, letters and their texts are, in words. */
  readonly gateConfidence: Readonly<Record<Edition, GateConfidence>>;
  /** In the order of the clauses. */
  readonly provisions: ReadonlyMap<ProvisionId, Provision>;
}
