// What a reader of results must know besides them: what could not be judged, what was not looked at,
// and that silence proves nothing. SARIF has notifications for that.
import type { Notification, ReportingDescriptor } from "sarif";
import { groupBy } from "../../base/collections.js";
import type { Assessment, ReadingRecord, SkippedFile } from "../../model/assessment.js";
import type { Problem, ProblemKind } from "../../model/problem.js";
import { compareProblems, compareSkipped, sorted } from "../order.js";
import type { Row } from "../rows.js";
import { count, readingWords, silence } from "../words.js";
import { artifactOf, messageOf, regionOf } from "./places.js";

type NoticeId = ProblemKind | "reading" | "skipped" | "coverage" | "omitted";

const DESCRIPTIONS: Readonly<Record<NoticeId, string>> = {
  binary: "A file holds no text.",
  budget: "A counted limit was reached.",
  coverage: "How much of the standard nothing was found for.",
  encoding: "A file is not UTF-8.",
  grammar: "A grammar did not load.",
  omitted: "Results that are not in this log.",
  partial: "Part of a file could not be parsed.",
  reading: "How much was read and how much was not.",
  rule: "A rule was refused or crashed.",
  skipped: "A file or folder was not read.",
  suppression: "A suppression has no effect, is expired or is unused.",
  syntax: "A file of this tool's own formats is broken.",
  "too-large": "A file is over the size limit.",
  unreadable: "A file could not be opened.",
};

const IDS = Object.keys(DESCRIPTIONS) as NoticeId[];

export const NOTICES: readonly ReportingDescriptor[] = IDS.map((id) => ({
  id,
  shortDescription: { text: DESCRIPTIONS[id] },
}));

function notice(id: NoticeId, level: Notification.level, text: string): Notification {
  return { descriptor: { id, index: IDS.indexOf(id) }, level, message: messageOf(text) };
}

export interface Omitted {
  /** Over the limit of results. */
  readonly cut: number;
  /** Accepted, and left out because the caller asked. */
  readonly accepted: number;
  /** Of low confidence. */
  readonly unsure: number;
}

export function noticesOf(
  assessment: Assessment,
  rows: readonly Row[],
  omitted: Omitted,
): Notification[] {
  const { reading, problems } = assessment;
  return [
    ...omittedNotices(omitted),
    ...sorted(problems, compareProblems).map(problemNotice),
    ...readingNotices(reading, problems),
    notice("coverage", "note", silence(rows)),
  ];
}

function omittedNotices({ cut, accepted, unsure }: Omitted): Notification[] {
  const notices: Notification[] = [];
  if (cut > 0) {
    const text = `${count(cut, "result")} more did not fit into this log; the loudest are in it.`;
    notices.push(notice("omitted", "warning", text));
  }
  if (accepted > 0) {
    notices.push(notice("omitted", "note", `${count(accepted, "accepted result")} left out.`));
  }
  if (unsure > 0) {
    const text = `${count(unsure, "result")} of low confidence left out.`;
    notices.push(notice("omitted", "note", text));
  }
  return notices;
}

function problemNotice(problem: Problem): Notification {
  const { kind, severity, message, path, range } = problem;
  const told = notice(kind, severity === "info" ? "note" : severity, message);
  if (path === "") return told;
  const region = range === undefined ? {} : { region: regionOf(range) };
  return {
    ...told,
    locations: [{ physicalLocation: { artifactLocation: artifactOf(path), ...region } }],
  };
}

/** A file that a problem already speaks of is not named twice. */
function readingNotices(reading: ReadingRecord, problems: readonly Problem[]): Notification[] {
  const told = groupBy(problems, (problem) => problem.path);
  const about = (id: NoticeId, { path, why }: SkippedFile): Notification => ({
    ...notice(id, "note", why),
    locations: [{ physicalLocation: { artifactLocation: artifactOf(path) } }],
  });
  const partial = reading.partial.map((path) => ({ path, why: DESCRIPTIONS.partial }));
  const unseen = [...reading.skipped, ...reading.leftOut];
  const gaps = reading.partial.length + reading.skipped.length;
  return [
    ...sorted(partial.filter(isNew), compareSkipped).map((file) => about("partial", file)),
    ...sorted(unseen.filter(isNew), compareSkipped).map((file) => about("skipped", file)),
    notice("reading", gaps === 0 ? "note" : "warning", `${readingWords(reading)}.`),
  ];

  function isNew({ path }: SkippedFile): boolean {
    return !told.has(path);
  }
}
