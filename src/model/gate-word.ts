// A word by which a scan finds what a rule could concern.

export interface GateWord {
  readonly word: string;
  /** `word`: a whole identifier, case counts. `part`: anywhere, whatever its case. */
  readonly kind: "word" | "part";
  /**
   * Where it has to stand to count: `text` inside quotes, `named-text` with quotes behind it,
   * `list-start` first in braces, `settings` in files of settings and never in code, `name` inside an
   * identifier that `fits` accepts, `format` inside quotes with a conversion behind it, `method` called
   * on something.
   */
  readonly where:
    | "anywhere"
    | "call"
    | "text"
    | "named-text"
    | "list-start"
    | "settings"
    | "name"
    | "format"
    | "method";
  /** The predicate that the identifier around must pass. */
  readonly fits?: string;
  /** What a method is called on, by its last name. */
  readonly receivers?: readonly string[];
}
