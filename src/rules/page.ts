// A rule's page: Markdown that people read and that tests run. Code blocks under "Wrong", "Right"
// and "Fixed" are files of one small project each; lines of carets under a line draw the expected
// squiggles and are taken out before analysis.
import type { Expectation, Page, Sample, SampleFile } from "../model/rule.js";
import type { Problem } from "../model/problem.js";

interface Section {
  readonly title: string;
  readonly line: number;
  readonly body: readonly string[];
}

const KINDS: readonly (readonly [RegExp, Sample["kind"]])[] = [
  [/^wrong\b/i, "wrong"],
  [/^right\b/i, "right"],
  // On pages of evidence nothing is wrong.
  [/^seen\b/i, "wrong"],
  [/^not seen\b/i, "right"],
  [/^fixed\b/i, "fixed"],
];

export function readPage(markdown: string, path: string): { page: Page; problems: Problem[] } {
  const lines = markdown.split(/\r?\n/);
  const sections = sectionsOf(lines);
  const problems: Problem[] = [];
  const say = (line: number, message: string): void => {
    problems.push({
      kind: "rule",
      path,
      range: { start: { line, column: 0 }, end: { line, column: 0 } },
      message,
      severity: "error",
    });
  };
  const head = sections[0];
  const samples = sections.flatMap((s) => {
    const kind = KINDS.find(([title]) => title.test(s.title))?.[1];
    return kind === undefined ? [] : [sampleOf(kind, s, say)];
  });
  const page: Page = {
    title: head?.title ?? "",
    what: proseOf(head),
    why: proseOf(named(sections, /^why/i)),
    limits: proseOf(named(sections, /^limits/i)),
    heedNot: proseOf(named(sections, /^when not/i)),
    samples,
    markdown: withoutExpectations(markdown),
  };
  for (const [title, text] of [
    ["# a title", page.title],
    ["a sentence under the title", page.what],
    ["## Why it matters", page.why],
    ["## Limits", page.limits],
  ] as const)
    if (text === "") say(0, `the page lacks ${title}`);
  if (!samples.some((s) => s.kind === "wrong"))
    say(0, "the page lacks a sample under ## Wrong (or ## Seen)");
  if (!samples.some((s) => s.kind === "right"))
    say(0, "the page lacks a sample under ## Right (or ## Not seen)");
  return { page, problems };
}

function sectionsOf(lines: readonly string[]): Section[] {
  const sections: { title: string; line: number; body: string[] }[] = [];
  let fenced = false;
  lines.forEach((line, i) => {
    if (line.startsWith("```")) fenced = !fenced;
    const heading = fenced ? null : /^#{1,2}\s+(.*)$/.exec(line);
    if (heading !== null) sections.push({ title: (heading[1] ?? "").trim(), line: i, body: [] });
    else sections.at(-1)?.body.push(line);
  });
  return sections;
}

function named(sections: readonly Section[], title: RegExp): Section | undefined {
  return sections.find((s) => title.test(s.title));
}

function proseOf(section: Section | undefined): string {
  return (section?.body ?? []).join("\n").trim();
}

function sampleOf(
  kind: Sample["kind"],
  section: Section,
  say: (line: number, message: string) => void,
): Sample {
  const files: SampleFile[] = [];
  for (let i = 0; i < section.body.length; i++) {
    const open = /^```(\S*)(?:\s+(\S+))?\s*$/.exec(section.body[i] ?? "");
    if (open === null) continue;
    const close = section.body.findIndex((line, j) => j > i && line.startsWith("```"));
    const end = close < 0 ? section.body.length : close;
    const [, language = "", path] = open;
    if (path === undefined)
      say(section.line + 1 + i, "a code block needs a file name, as in ```c main/wifi.c");
    else
      files.push(fileOf(path, language, section.body.slice(i + 1, end), section.line + 2 + i, say));
    i = end;
  }
  if (files.length === 0) say(section.line, `"${section.title}" has no code block`);
  return { kind, title: section.title, line: section.line, files };
}

function fileOf(
  path: string,
  language: string,
  lines: readonly string[],
  firstLine: number,
  say: (line: number, message: string) => void,
): SampleFile {
  const kept: string[] = [];
  const expected: Expectation[] = [];
  lines.forEach((line, i) => {
    const drawn = /^(\s*)(\^+)\s+([a-z][a-z0-9-]*)\s*$/.exec(line);
    const via = /^\s*via\s+(\S+)\s*$/.exec(line);
    if (drawn !== null) {
      const [, blank = "", carets = "", rule = ""] = drawn;
      if (kept.length === 0) say(firstLine + i, "a squiggle is drawn under no line");
      const at = { line: kept.length - 1, column: blank.length, length: carets.length };
      expected.push({ ...at, rule, via: [] });
    } else if (via !== null && expected.length > 0) {
      const last = expected.pop();
      if (last !== undefined) expected.push({ ...last, via: [...last.via, via[1] ?? ""] });
    } else kept.push(line);
  });
  return { path, language, text: kept.length === 0 ? "" : `${kept.join("\n")}\n`, expected };
}

/** The page for people: the same text without the drawn lines. */
function withoutExpectations(markdown: string): string {
  return markdown
    .split("\n")
    .filter(
      (line) => !/^\s*\^+\s+[a-z][a-z0-9-]*\s*$/.test(line) && !/^\s+via\s+\S+\s*$/.test(line),
    )
    .join("\n");
}
