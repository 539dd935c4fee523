// `explain`: a rule's page, a provision in our words, or what the rules saw at a line.
import * as fs from "node:fs";
import nodePath from "node:path";
import { describeStatus, pageWords, statusCode } from "../model/editions.js";
import { DEFAULT_EDITION, type Edition, type Provision } from "../model/provision.js";
import type { Book } from "../rules/book.js";
import { looksAt, type Look } from "../engine/explain.js";
import { toSlashes } from "../base/paths.js";
import { readProject } from "../scan/read-project.js";
import { deliver, UsageError } from "./output.js";
import { editionOf, openBook, openSession, openSource } from "./session.js";

interface ExplainFlags {
  readonly at?: string;
  readonly edition?: string;
  readonly format: string;
}

export async function explain(what: string | undefined, flags: ExplainFlags): Promise<void> {
  if (flags.at !== undefined) {
    await explainLine(flags.at, flags);
    return;
  }
  if (what === undefined)
    throw new UsageError("say what to explain: a rule, a provision or --at <file:line>");
  const book = openBook(".");
  const rule = book.rules.find((r) => r.id === what);
  const provision = book.standard.provisions.get(what);
  if (rule !== undefined)
    deliver(
      flags.format === "json"
        ? json({ rule: { id: rule.id, provisions: rule.provisions, page: rule.page.markdown } })
        : rule.page.markdown,
      undefined,
    );
  else if (provision !== undefined)
    deliver(
      flags.format === "json"
        ? json({ provision })
        : provisionText(provision, book, editionOf(flags.edition) ?? DEFAULT_EDITION),
      undefined,
    );
  else throw new UsageError(`there is no rule and no provision "${what}"`);
}

function json(value: object): string {
  return JSON.stringify({ schemaVersion: 1, ...value }, undefined, 2);
}

function provisionText(p: Provision, book: Book, edition: Edition): string {
  const status = p.in[edition];
  const rules = book.rules.filter((r) => r.provisions.includes(p.id));
  const lines = [
    `${p.id}  ${p.gist}`,
    `Clause ${p.clause}: ${p.clauseTitle}`,
    "",
    p.duty,
    "",
    status === undefined
      ? `V${edition} has no such provision.`
      : `V${edition}: ${statusCode(status)} (${describeStatus(status)}), ${pageWords(status)}: ${status.link}`,
    `How far code can show it: ${REACH[p.reach]} ${p.limits}`,
    p.change === "" ? "" : `Between editions: ${p.change}`,
    p.tests.length === 0 ? "" : `Tests of TS 103 701: ${p.tests.map((t) => t.id).join(", ")}`,
    p.cwe.length === 0 ? "" : `Weaknesses: ${p.cwe.join(", ")}`,
    "",
    rules.length === 0 ? "No rule speaks for it." : "Rules:",
    ...rules.map((r) => `  ${r.id}  ${r.title}`),
  ];
  return lines.filter((line, i) => line !== "" || lines[i - 1] !== "").join("\n");
}

const REACH = {
  code: "code shows most of it.",
  partly: "code shows part of it.",
  repository: "files of the repository can be evidence.",
  process: "it is a matter of process, which code cannot show.",
} as const;

async function explainLine(at: string, flags: ExplainFlags): Promise<void> {
  const match = /^(.*):(\d+)$/.exec(at);
  if (match === null) throw new UsageError(`"${at}" is no place: write it as main/wifi.c:12`);
  const [, file = "", line = ""] = match;
  if (!fs.existsSync(file)) throw new UsageError(`there is no ${file}`);
  const top = projectAbove(nodePath.resolve(file));
  const path = toSlashes(nodePath.relative(top, nodePath.resolve(file)));
  const session = await openSession(top);
  const source = await openSource(top, session.workspace);
  const { index } = readProject(source, session.syntax, session.book, session.workspace.config);
  const looks = looksAt(index, session.book, path, Number(line) - 1);
  deliver(
    flags.format === "json" ? json({ path, line: Number(line), looks }) : lookText(looks, at),
    undefined,
  );
}

/** The nearest folder above that looks like a project; the file's own folder otherwise. */
function projectAbove(file: string): string {
  let folder = nodePath.dirname(file);
  for (;;) {
    const marked = [
      ".baseline645",
      ".git",
      "platformio.ini",
      "sdkconfig",
      "sdkconfig.defaults",
      "prj.conf",
    ];
    if (marked.some((name) => fs.existsSync(nodePath.join(folder, name)))) return folder;
    const above = nodePath.dirname(folder);
    if (above === folder) return nodePath.dirname(file);
    folder = above;
  }
}

function lookText(looks: readonly Look[], at: string): string {
  if (looks.length === 0)
    return `No rule looks at ${at}: no fact there has a name that a rule asks for.`;
  return looks.map((l) => `${l.rule}  ${l.saw}\n    ${l.why}`).join("\n");
}
