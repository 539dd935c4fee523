// Kconfig values: sdkconfig, sdkconfig.defaults, prj.conf, .config, defconfig, diffconfig. A line is read where
// the SDK's own loader would read it, so `CONFIG_X = y`, which every loader passes over, is reported
// and sets nothing. A value's type is not known here: quotes are all that tells text from words.
import type { Span } from "../../base/span.js";
import type { Document, DocumentFacts } from "../../model/document.js";
import type { Fact, SettingFact } from "../../model/fact.js";
import { briefly, ignoreIn, linesOf, wholeDocument, type Complaint, type Line } from "./reading.js";

/** How keys are written. */
interface Names {
  readonly key: RegExp;
  readonly notSet: RegExp;
}
const USUAL: Names = {
  key: /^((?:SB_)?CONFIG_|BR2_)\w+/,
  notSet: /^# ((?:(?:SB_)?CONFIG_|BR2_)\w+) is not set/,
};
/** OpenWrt puts names of packages into keys: `CONFIG_PACKAGE_pure-ftpd`. */
const LINUX: Names = {
  key: /^(?:CONFIG|BR2)_[\w.+-]+/,
  notSet: /^# ((?:CONFIG|BR2)_[\w.+-]+) is not set/,
};
const STRING = /^"((?:[^"\\]|\\.)*)"/;
/** What ESP-IDF writes for old code: every renamed option again, which its own loader passes over. */
const ECHOES = /^# (?:(Deprecated options for backward compatibility)|End of deprecated options)/;

export function readKconfigValues(document: Document): DocumentFacts {
  const facts: Fact[] = [];
  const complaints: Complaint[] = [];
  const names = document.kind === "linux-config" ? LINUX : USUAL;
  let echoing = false;
  for (const line of linesOf(document.text)) {
    const unset = names.notSet.exec(line.text);
    const echoes = ECHOES.exec(line.text);
    const first = facts.length;
    if (echoes !== null) echoing = echoes[1] !== undefined;
    if (unset !== null) {
      facts.push(notSet(line, unset[0], unset[1] ?? ""));
      facts.push(...ignoreIn(line.text, line.start));
    } else if (line.text.startsWith("#")) {
      facts.push(...ignoreIn(line.text, line.start));
    } else if (line.text.trim() !== "") {
      readLine(line, names, facts, complaints);
    }
    if (echoing) facts.splice(first, facts.length, ...facts.slice(first).map(echoOf));
  }
  return wholeDocument(document, facts, complaints);
}

function echoOf(fact: Fact): Fact {
  return fact.word === "setting" ? { ...fact, echo: true } : fact;
}

/** There is no value to replace in `# X is not set`: the value's span is the whole remark. */
function notSet(line: Line, written: string, key: string): SettingFact {
  const span = { start: line.start, end: line.start + written.length };
  return { word: "setting", key, value: "n", quoted: false, span, valueSpan: span };
}

function readLine(line: Line, names: Names, facts: Fact[], complaints: Complaint[]): void {
  const key = names.key.exec(line.text)?.[0];
  const indented = line.text.trimStart();
  const complain = (why: string): void => {
    const start = line.start + line.text.length - indented.length;
    complaints.push({ at: { start, end: line.start + line.text.trimEnd().length }, message: why });
  };
  if (key === undefined || line.text.charAt(key.length) !== "=") {
    // A comment may be indented; a setting may not.
    if (indented.startsWith("#")) facts.push(...ignoreIn(line.text, line.start));
    else complain(whyNot(indented));
    return;
  }
  const from = key.length + 1;
  const value = valueOf(line.text.slice(from));
  if (value === undefined) {
    complain(`the value of ${key} does not read as the SDK writes it; the line sets nothing.`);
    return;
  }
  const valueSpan: Span = { start: line.start + from, end: line.start + from + value.length };
  const { text, quoted } = value;
  const span = { start: line.start, end: valueSpan.end };
  facts.push({ word: "setting", key, value: text, quoted, span, valueSpan });
  facts.push(...ignoreIn(line.text.slice(from + value.length), valueSpan.end));
}

interface Value {
  readonly text: string;
  readonly quoted: boolean;
  /** UTF-16 units it takes, quotes included. */
  readonly length: number;
}

/** What stands behind `=`; what follows a closing quote, or ` #`, is passed over. */
function valueOf(written: string): Value | undefined {
  const string = STRING.exec(written);
  if (string !== null)
    return {
      text: (string[1] ?? "").replaceAll(/\\(.)/g, "$1"),
      quoted: true,
      length: string[0].length,
    };
  const comment = written.search(/(?:^|\s)#/);
  const bare = (comment < 0 ? written : written.slice(0, comment)).trimEnd();
  if (/^[\s"]/.test(bare)) return undefined;
  return { text: bare, quoted: false, length: bare.length };
}

function whyNot(line: string): string {
  if (/^(?:SB_)?CONFIG_\w+\s*=/.test(line))
    return `"${briefly(keyOf(line))}" has blanks around it, so no build reads this line; remove them.`;
  if (line.includes("="))
    return `"${briefly(keyOf(line))}" is no Kconfig name; the line sets nothing.`;
  return "this is no setting and no comment; the SDK passes it over.";
}

/** What stands before `=`: the value may be a secret, and messages repeat none. */
function keyOf(line: string): string {
  return line.slice(0, line.indexOf("="));
}
