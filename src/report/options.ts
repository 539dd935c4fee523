// What a caller may ask of a report. Reports read no clock, environment or terminal: whether there is
// colour, and how wide a line is, comes in here.

export interface ReportOptions {
  /** Escape codes for colour in the formats made for a terminal. Default: none. */
  readonly colours?: boolean;
  /** Columns of the formats made for a terminal. Default: 100. */
  readonly width?: number;
  /** List findings of low confidence too, in `text`. Default: only counted. */
  readonly hidden?: boolean;
  /** Where rule pages are published; a rule's page is this and its id. */
  readonly pagesUrl?: string;
  /** Where the tool is described. Default: `pagesUrl`. */
  readonly informationUri?: string;
  /** Which document `sarif` makes: failures, or the evidence and questions. Default: violations. */
  readonly include?: "violations" | "evidence";
  /**
   * Whether `sarif` marks accepted findings or leaves them out. Some viewers know no suppressions and
   * show every result as open; for them they are left out, and counted. Default: mark.
   */
  readonly suppressed?: "mark" | "omit";
}

export const DEFAULT_WIDTH = 100;
