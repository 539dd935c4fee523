// Scripts, presets and jobs that build: the options of Kconfig that they give on a command line, as
// `-DSB_CONFIG_NAME=…`, `-Dimage_CONFIG_NAME=…` or a variable of a preset. Which of them a release is built with
// nobody knows, so they go by keys of their own, `-DSB_CONFIG_NAME`, and only a sentence that names these
// hears of them: as an exception, where a command may say what no settings file does.
import { folderOf, nameOf } from "../../base/paths.js";
import type { Document, DocumentFacts } from "../../model/document.js";
import type { SettingFact } from "../../model/fact.js";
import { linesOf, wholeDocument } from "./reading.js";

const NAMES =
  /^(?:.+\.(?:sh|bash|mk)|(?:GNU)?[Mm]akefile|[Jj]ustfile|CMake(?:User)?Presets\.json|\.gitlab-ci\.ya?ml|(?:sample|testcase)\.yaml|(?:azure|bitbucket)-pipelines\.yml)$/;
const WORKFLOWS = /(?:^|\/)\.(?:github|gitea|forgejo)\/(?:workflows|actions)(?:\/|$)/;

/** By its name it may hold commands. */
export function isBuildScript(path: string): boolean {
  const name = nameOf(path);
  return NAMES.test(name) || (/\.ya?ml$/.test(name) && WORKFLOWS.test(folderOf(path)));
}

/** It gives an option of Kconfig a value. */
export function givesOptions(text: string): boolean {
  return /CONFIG_[A-Z]\w{0,100}"?(?::[A-Z]+)?\s*[=:]/.test(text);
}

export function readBuildCommands(document: Document): DocumentFacts {
  const facts = linesOf(document.text).flatMap(({ text, start }) =>
    /^\s*(?:#|\/\/)/.test(text) ? [] : optionsIn(text, start),
  );
  return wholeDocument(document, facts, []);
}

function optionsIn(line: string, start: number): SettingFact[] {
  const facts: SettingFact[] = [];
  for (const match of line.matchAll(new RegExp(OPTION_IN_LINE, "g"))) {
    const [written, name = "", raw = ""] = match;
    const at = start + match.index;
    const end = at + written.length;
    facts.push({
      word: "setting",
      key: `-D${name}`,
      value: unquoted(raw),
      quoted: raw.includes('"'),
      span: { start: at, end },
      valueSpan: { start: end - raw.length, end },
    });
  }
  return facts;
}

/** A name, perhaps behind that of an image, and what is given: up to the blank that ends the word. No name is longer. */
const OPTION_IN_LINE =
  /(?<!\w)(?:-D)?(?:[A-Za-z]\w{0,60}?_)??((?:SB_)?CONFIG_[A-Z]\w{0,100})"?(?::[A-Z]+)?\s*[=:]\s*("(?:\\.|[^"\\])*"|'[^']*'|(?:\\.|[^\s"'\\])+)/;

function unquoted(raw: string): string {
  return raw.replace(/\\(?=["'])/g, "").replace(/^["']+|["',;]+$/g, "");
}
