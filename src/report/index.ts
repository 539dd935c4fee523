// TABLE of formats: name → how an assessment becomes text. Adding one is a file beside this and a row
// here. Every `render` is a pure function: the same assessment, standard and options give the same bytes.
import type { Assessment } from "../model/assessment.js";
import type { Standard } from "../model/provision.js";
import { renderCoverage } from "./coverage.js";
import { renderJson } from "./json.js";
import type { ReportOptions } from "./options.js";
import { renderSarif } from "./sarif.js";
import { renderText } from "./text.js";

export type { ReportOptions } from "./options.js";

export interface Format {
  /** What it is for, for help texts. */
  readonly title: string;
  render(assessment: Assessment, standard: Standard, options: ReportOptions): string;
}

export type FormatName = "text" | "coverage" | "json" | "sarif";

export const FORMATS: ReadonlyMap<FormatName, Format> = new Map([
  ["text", { title: "findings with their code, for a terminal", render: renderText }],
  ["coverage", { title: "every provision and what was seen of it", render: renderCoverage }],
  ["json", { title: "everything, for programs", render: renderJson }],
  ["sarif", { title: "SARIF 2.1.0, for code scanning", render: renderSarif }],
]);
