// What went wrong while reading something a person wrote. Readers return problems; they don't throw.
import type { Range } from "../base/span.js";

export type ProblemKind =
  | "unreadable" // the file could not be opened
  | "too-large" // over the size limit
  | "binary" // no text in it
  | "encoding" // not UTF-8; read in another encoding, or not at all
  | "partial" // part of it could not be parsed
  | "budget" // a counted limit was reached
  | "syntax" // broken in a format of ours (rule, config, product, baseline)
  | "rule" // a rule was refused or crashed
  | "suppression" // a suppression that has no effect, is expired or is unused
  | "grammar"; // a grammar did not load

export interface Problem {
  readonly kind: ProblemKind;
  /** Slashed path, relative to the folder given to the tool. */
  readonly path: string;
  readonly range?: Range;
  /** One plain sentence: what is wrong and what to do. */
  readonly message: string;
  /** `error` means that a judgement is missing because of it. */
  readonly severity: "error" | "warning" | "info";
}
