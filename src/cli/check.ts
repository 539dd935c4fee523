// `check`: reads each path given, prints what violates a provision, and says by its exit code whether
// anything stands at or above a level.
import { readFileSync } from "node:fs";
import { SingleBar } from "cli-progress";
import type { Assessment } from "../model/assessment.js";
import type { Level } from "../model/finding.js";
import type { Rule } from "../model/rule.js";
import { FORMATS, type FormatName, type ReportOptions } from "../report/index.js";
import { checkFiles, type CheckOptions } from "../scan/check-project.js";
import { withOverlay, type FileSource } from "../scan/source.js";
import { readBaseline, writeBaseline } from "./baseline.js";
import { deliver, EXIT, UsageError, wantsColours } from "./output.js";
import { editionOf, openSession, openSource, todayOf, type Session } from "./session.js";

export interface CheckFlags {
  readonly format: string;
  readonly output?: string;
  readonly evidence?: string;
  readonly edition?: string;
  readonly rule?: readonly string[];
  readonly provision?: readonly string[];
  readonly failOn: string;
  readonly today?: string;
  readonly stdinFilename?: string;
  readonly baseline?: string;
  readonly writeBaseline?: boolean;
  readonly all?: boolean;
  readonly suppressed: string;
  readonly gate: boolean;
  readonly fullParse?: boolean;
}

const FAIL_LEVELS: Readonly<Record<string, readonly Level[]>> = {
  error: ["error"],
  warning: ["error", "warning"],
  note: ["error", "warning", "note"],
  never: [],
};

export async function check(paths: readonly string[], flags: CheckFlags): Promise<void> {
  const format = formatOf(flags.format);
  const failing = FAIL_LEVELS[flags.failOn];
  if (failing === undefined)
    throw new UsageError(
      `unknown level "${flags.failOn}": use ${Object.keys(FAIL_LEVELS).join(", ")}`,
    );
  if (flags.writeBaseline === true && flags.baseline === undefined)
    throw new UsageError("--write-baseline needs --baseline <file> to say where");
  if (paths.length > 1 && format !== "text")
    throw new UsageError(`--format ${format} makes one document: give one path`);
  let failed = false;
  for (const path of paths) {
    const assessment = await checkOne(path, flags, format);
    failed ||= assessment.findings.some((f) => stands(f, failing));
  }
  process.exitCode = failed ? EXIT.findings : EXIT.clean;
}

function stands(finding: Assessment["findings"][number], failing: readonly Level[]): boolean {
  return (
    finding.stance === "violates" &&
    finding.suppressed === undefined &&
    failing.includes(finding.level)
  );
}

async function checkOne(path: string, flags: CheckFlags, format: FormatName): Promise<Assessment> {
  const session = chosen(await openSession(path), flags);
  const disk = await openSource(path, session.workspace);
  const source = flags.stdinFilename === undefined ? disk : overlaid(disk, flags.stdinFilename);
  const bar = progressBar(flags, format);
  const { assessment } = checkFiles(source, session.syntax, session.book, session.workspace, {
    ...optionsOf(flags, session),
    onProgress: (done, total) => {
      if (done === 0) bar?.start(total, 0);
      else bar?.update(done);
    },
  });
  bar?.stop();
  report(assessment, session, flags, format);
  if (flags.writeBaseline === true && flags.baseline !== undefined)
    writeBaseline(flags.baseline, assessment);
  return assessment;
}

function optionsOf(flags: CheckFlags, session: Session): CheckOptions {
  const edition = editionOf(flags.edition);
  const recorded = flags.baseline !== undefined && flags.writeBaseline !== true;
  return {
    today: todayOf(flags.today),
    toolVersion: session.version,
    noGate: !flags.gate,
    fullParse: flags.fullParse === true,
    ...(edition === undefined ? {} : { edition }),
    ...(recorded ? { baseline: readBaseline(flags.baseline ?? "") } : {}),
  };
}

function report(
  assessment: Assessment,
  session: Session,
  flags: CheckFlags,
  format: FormatName,
): void {
  const options: ReportOptions = {
    colours: wantsColours(flags.output),
    width: Math.min(process.stdout.columns || 100, 140),
    hidden: flags.all === true,
    suppressed: flags.suppressed === "omit" ? "omit" : "mark",
  };
  const { standard } = session.book;
  const made = FORMATS.get(format);
  if (made === undefined) return;
  deliver(made.render(assessment, standard, options), flags.output);
  if (flags.evidence === undefined) return;
  deliver(made.render(assessment, standard, { ...options, include: "evidence" }), flags.evidence);
}

function formatOf(written: string): FormatName {
  if (written === "text" || written === "json" || written === "sarif") return written;
  throw new UsageError(`unknown format "${written}": use text, json or sarif`);
}

/** Only the rules asked for. An unknown name is a mistake and not an empty result. */
function chosen(session: Session, { rule: ids, provision }: CheckFlags): Session {
  const { rules, standard } = session.book;
  for (const id of ids ?? [])
    if (!rules.some((r) => r.id === id)) throw new UsageError(`there is no rule "${id}"`);
  for (const id of provision ?? [])
    if (!standard.provisions.has(id)) throw new UsageError(`there is no provision "${id}"`);
  const wanted = (rule: Rule): boolean =>
    (ids === undefined || ids.includes(rule.id)) &&
    (provision === undefined || rule.provisions.some((p) => provision.includes(p)));
  const trial = (ids ?? []).filter((id) => rules.some((r) => r.id === id && r.stage === "trial"));
  const { workspace, book } = session;
  return {
    ...session,
    book: { ...book, rules: rules.filter(wanted) },
    workspace: {
      ...workspace,
      config: { ...workspace.config, trial: [...workspace.config.trial, ...trial] },
    },
  };
}

function overlaid(disk: FileSource, path: string): FileSource {
  return withOverlay(disk, new Map([[path, readFileSync(0)]]));
}

/** On a terminal only; a pipe gets nothing but the report. */
function progressBar(flags: CheckFlags, format: FormatName): SingleBar | undefined {
  if (!process.stderr.isTTY || (format !== "text" && flags.output === undefined)) return undefined;
  return new SingleBar({
    format: "  reading {bar} {value}/{total} files",
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
  });
}
