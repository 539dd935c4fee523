// SARIF 2.1.0, for code scanning and other viewers. The default document holds failures only, since
// some viewers show every result as an alert, whatever its kind; evidence and questions make a second
// document, on request. No times, no absolute paths: the same input gives the same bytes.
import type { Log, ReportingDescriptor, Run, ToolComponent } from "sarif";
import { MASK } from "../model/mask.js";
import type { Assessment } from "../model/assessment.js";
import type { Finding } from "../model/finding.js";
import type { Standard } from "../model/provision.js";
import type { Rule } from "../model/rule.js";
import type { ReportOptions } from "./options.js";
import { compareRules, compareSkipped, sorted } from "./order.js";
import { coverageRows, stateTotals, type Row } from "./rows.js";
import { noticesOf, NOTICES, type Omitted } from "./sarif/notices.js";
import { SOURCE_ROOT } from "./sarif/places.js";
import { loudest, MOST_RESULTS, resultOf } from "./sarif/results.js";
import { descriptorOf, type RuleContext } from "./sarif/rules.js";
import { supportedTaxonomies, taxaOf, taxonomiesOf } from "./sarif/taxonomies.js";
import { selectAll } from "./select.js";
import { STANDARD_NAME, TOOL_NAME } from "./words.js";

const SCHEMA =
  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

export function renderSarif(
  assessment: Assessment,
  standard: Standard,
  options: ReportOptions,
): string {
  const log: Log = {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [runOf(assessment, standard, options)],
  };
  return JSON.stringify(log, null, 2) + "\n";
}

function runOf(assessment: Assessment, standard: Standard, options: ReportOptions): Run {
  const { shown, omitted } = chosen(assessment, options);
  const rules = sorted(assessment.rules, compareRules);
  const taxa = taxaOf(rules, standard);
  const taxonomies = taxonomiesOf(taxa, standard);
  const context: RuleContext = { standard, edition: assessment.edition, options, taxa };
  const descriptors = descriptorsOf(rules, shown, context);
  const indexes = new Map(descriptors.map(({ id }, index) => [id, index]));
  const rows = coverageRows(assessment, standard);
  return {
    tool: {
      driver: driverOf(assessment.toolVersion, options, {
        rules: descriptors,
        notifications: [...NOTICES],
        supportedTaxonomies: supportedTaxonomies(taxonomies),
      }),
    },
    automationDetails: {
      id: options.include === "evidence" ? "baseline645/evidence/" : "baseline645/",
    },
    originalUriBaseIds: {
      [SOURCE_ROOT]: { description: { text: "The folder that was given to the tool." } },
    },
    columnKind: "utf16CodeUnits",
    ...(shown.some(isMasked) ? { redactionTokens: [MASK] } : {}),
    invocations: [
      {
        executionSuccessful: true,
        toolExecutionNotifications: noticesOf(assessment, rows, omitted),
      },
    ],
    taxonomies,
    results: shown.map((finding) => resultOf(finding, indexes.get(finding.rule) ?? -1, standard)),
    properties: runProperties(assessment, rows),
  };
}

interface Chosen {
  readonly shown: readonly Finding[];
  readonly omitted: Omitted;
}

function chosen(assessment: Assessment, options: ReportOptions): Chosen {
  const { standing, unsure, accepted, evidence, questions, answered } = selectAll(assessment);
  if (options.include === "evidence") {
    const all = [...evidence, ...questions, ...(options.suppressed === "omit" ? [] : answered)];
    const shown = loudest(all, MOST_RESULTS);
    return { shown, omitted: { cut: all.length - shown.length, accepted: 0, unsure: 0 } };
  }
  const marked = options.suppressed === "omit" ? [] : accepted.filter(isLoud);
  const all = [...standing, ...marked];
  const shown = loudest(all, MOST_RESULTS);
  return {
    shown,
    omitted: {
      cut: all.length - shown.length,
      accepted: options.suppressed === "omit" ? accepted.length : 0,
      unsure: unsure.length,
    },
  };
}

function isLoud(finding: Finding): boolean {
  return finding.level !== "hidden";
}

function isMasked({ evidence }: Finding): boolean {
  const excerpts = [evidence.excerpt, ...evidence.trail.map((step) => step.excerpt)];
  return excerpts.some((excerpt) => excerpt?.lines.some((line) => line.includes(MASK)) === true);
}

/** Every rule that was applied, and a bare one for a finding whose rule is not among them. */
function descriptorsOf(
  rules: readonly Rule[],
  shown: readonly Finding[],
  context: RuleContext,
): ReportingDescriptor[] {
  const known = new Set(rules.map((rule) => rule.id));
  const unknown = new Set(shown.map((finding) => finding.rule).filter((id) => !known.has(id)));
  return [
    ...rules.map((rule) => descriptorOf(rule, context)),
    ...[...unknown].sort().map((id) => ({ id })),
  ];
}

function driverOf(
  version: string,
  options: ReportOptions,
  parts: Pick<ToolComponent, "rules" | "notifications" | "supportedTaxonomies">,
): ToolComponent {
  const informationUri = options.informationUri ?? options.pagesUrl;
  return {
    name: TOOL_NAME,
    version,
    semanticVersion: version,
    ...(informationUri === undefined ? {} : { informationUri }),
    ...parts,
  };
}

function runProperties(assessment: Assessment, rows: readonly Row[]): object {
  const { edition, reading } = assessment;
  return {
    standard: `${STANDARD_NAME} V${edition}`,
    coverage: Object.fromEntries(stateTotals(rows)),
    reading: {
      read: reading.read,
      parsed: reading.parsed,
      followed: reading.followed,
      partial: [...reading.partial].sort(),
      skipped: sorted(reading.skipped, compareSkipped).map(({ path }) => path),
      leftOut: sorted(reading.leftOut, compareSkipped).map(({ path }) => path),
    },
  };
}
