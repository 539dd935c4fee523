// Findings, evidence and their excerpts.
import type { Range } from "../base/span.js";
import type { Confidence, FixSafety, Impact, Stance } from "./rule.js";
import type { ProvisionId } from "./provision.js";

/** How loud a finding is. `note` is recommended provisions; `hidden` is low confidence. */
export type Level = "error" | "warning" | "note" | "hidden";

export interface Place {
  readonly path: string;
  readonly range: Range;
}

/** Source lines around a place, secrets already masked. */
export interface Excerpt {
  readonly firstLine: number;
  readonly lines: readonly string[];
  /**
   * Where the place lies in `lines`: lines of the document, columns of the masked text. Absent where
   * masking moved nothing, so that the place's own range serves.
   */
  readonly marks?: Range;
}

/** A step on the way from the squiggle to where the value was decided. */
export interface Step extends Place {
  readonly message: string;
  readonly excerpt?: Excerpt;
}

export interface Evidence extends Place {
  readonly excerpt: Excerpt;
  readonly trail: readonly Step[];
  /** What must hold for this to be compiled or chosen, in words. */
  readonly conditions: readonly string[];
}

export interface TextEdit extends Place {
  readonly newText: string;
}

export interface FindingFix {
  readonly title: string;
  readonly safety: FixSafety;
  readonly edits: readonly TextEdit[];
}

export type Suppression =
  | {
      readonly by: "comment" | "config";
      readonly reason: string;
      readonly until?: string;
      readonly who?: string;
      readonly place: Place;
    }
  | {
      /** A question that the product file answers: in an attestation, else by what does not apply. */
      readonly by: "product";
      readonly reason: string;
      readonly until?: string;
      readonly who?: string;
      readonly place?: Place;
    }
  | { readonly by: "baseline"; readonly reason: string };

export interface Finding {
  readonly rule: string;
  readonly stance: Stance;
  readonly provisions: readonly ProvisionId[];
  readonly impact: Impact;
  readonly confidence: Confidence;
  readonly level: Level;
  /** Build variants it holds in; empty means all. */
  readonly variants: readonly string[];
  readonly message: string;
  readonly evidence: Evidence;
  readonly fixes: readonly FindingFix[];
  /** Rule, masked text, enclosing function and ordinal, hashed: survives moved lines. */
  readonly print: string;
  readonly suppressed?: Suppression;
}
