// What a project says about how it wants to be checked (`.baseline645/config.yaml`).
import type { Place } from "./finding.js";
import type { Level } from "./finding.js";
import type { Edition } from "./provision.js";

/** A finding accepted in the config, where a comment cannot live. */
export interface AcceptedFinding {
  readonly rule: string;
  /** Glob on slashed paths. */
  readonly path: string;
  readonly reason: string;
  readonly until?: string;
  readonly by?: string;
  readonly place: Place;
}

export interface Config {
  readonly edition?: Edition;
  readonly off: readonly string[];
  /** Trial rules switched on. */
  readonly trial: readonly string[];
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Globs of code that is someone else's, beside what markers prove. */
  readonly vendored: readonly string[];
  /** Globs that are the product's own although a marker says otherwise. */
  readonly own: readonly string[];
  readonly levels: ReadonlyMap<string, Level>;
  readonly accepted: readonly AcceptedFinding[];
}

export const NO_CONFIG: Config = {
  off: [],
  trial: [],
  include: [],
  exclude: [],
  vendored: [],
  own: [],
  levels: new Map(),
  accepted: [],
};
