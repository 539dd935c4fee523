// platformio.ini, read as PlatformIO reads it (Python's configparser): sections, keys with values
// over several indented lines, comments on lines of their own or behind a blank. `${section.key}` is
// left as written. `-D` in build flags also becomes a define, with the section that gives it.
import type { Document, DocumentFacts } from "../../model/document.js";
import type { DefineFact, Fact, SettingFact } from "../../model/fact.js";
import { definesIn } from "./flags.js";
import { ignoreIn, linesOf, wholeDocument, type Complaint, type Line } from "./reading.js";
import { plainWord, shellWords, sliceWord, type Word } from "./word.js";

/** Keys whose words go to the compiler in every build of the section. */
const BUILD_FLAGS = new Set(["build_flags", "build_src_flags", "src_build_flags"]);

interface Piece {
  readonly text: string;
  readonly start: number;
}

interface Entry {
  readonly section: string;
  readonly key: string;
  readonly start: number;
  readonly indent: number;
  /** Offset behind `=`, where an empty value would stand. */
  readonly after: number;
  /** The value's lines, trimmed, without empty ones. */
  readonly pieces: Piece[];
}

export function readIni(document: Document): DocumentFacts {
  const facts: Fact[] = [];
  const complaints: Complaint[] = [];
  const entries = readEntries(document.text, facts, complaints);
  const flagKeys = flagKeysOf(entries);
  for (const entry of entries) {
    facts.push(settingOf(entry));
    if (flagKeys(entry)) facts.push(...definesOf(entry));
  }
  return wholeDocument(document, facts, complaints);
}

function readEntries(text: string, facts: Fact[], complaints: Complaint[]): Entry[] {
  const entries: Entry[] = [];
  let section: string | undefined;
  let open: Entry | undefined;
  for (const line of linesOf(text)) {
    const code = withoutComment(line, facts);
    const indent = code.search(/\S/);
    if (indent < 0) continue;
    const start = line.start + indent;
    const written = code.trim();
    if (open !== undefined && indent > open.indent) {
      open.pieces.push({ text: written, start });
      continue;
    }
    const header = /^\[([^\]]+)\]/.exec(written);
    const separator = written.search(/[=:]/);
    if (header !== null) {
      section = header[1];
      open = undefined;
    } else if (separator > 0 && section !== undefined) {
      open = entryOf(section, separator, written, start, indent);
      entries.push(open);
    } else {
      complaints.push({ at: { start, end: start + written.length }, message: whyNot(section) });
    }
  }
  return entries;
}

function entryOf(
  section: string,
  separator: number,
  written: string,
  start: number,
  indent: number,
): Entry {
  const from = separator + 1;
  const value = written.slice(from).trimStart();
  const after = start + written.length - value.length;
  return {
    section,
    // configparser folds the case of keys.
    key: written.slice(0, separator).trimEnd().toLowerCase(),
    start,
    indent,
    after,
    pieces: value === "" ? [] : [{ text: value, start: after }],
  };
}

/** A comment is a line that starts with `;` or `#`, or what follows a blank and one of these. */
function withoutComment(line: Line, facts: Fact[]): string {
  const at = line.text.search(/(?:^|\s)[;#]/);
  if (at < 0) return line.text;
  facts.push(...ignoreIn(line.text.slice(at), line.start + at));
  return line.text.slice(0, at);
}

function whyNot(section: string | undefined): string {
  return section === undefined
    ? "this stands before the first [section], where PlatformIO reads nothing."
    : "this is neither a section, a key nor the rest of a value; PlatformIO stops here.";
}

function settingOf({ section, key, start, after, pieces }: Entry): SettingFact {
  const first = pieces[0];
  const last = pieces.at(-1);
  const valueSpan =
    first === undefined || last === undefined
      ? { start: after, end: after }
      : { start: first.start, end: last.start + last.text.length };
  return {
    word: "setting",
    key,
    value: pieces.map(({ text }) => text).join("\n"),
    valueSpan,
    quoted: false,
    section,
    span: { start, end: valueSpan.end },
  };
}

/**
 * Besides the build flags themselves, a key that build flags refer to: `${common.debug_flags}`.
 * References from other files are not seen here.
 */
function flagKeysOf(entries: readonly Entry[]): (entry: Entry) => boolean {
  const byName = new Map(entries.map((entry) => [nameOf(entry.section, entry.key), entry]));
  const reached = new Set<Entry>(entries.filter(({ key }) => BUILD_FLAGS.has(key)));
  for (const entry of reached) {
    for (const { text } of entry.pieces) {
      for (const match of text.matchAll(/\$\{([^{}]+)\.([^{}.]+)\}/g)) {
        const section = match[1] === "this" ? entry.section : (match[1] ?? "");
        const target = byName.get(nameOf(section, (match[2] ?? "").toLowerCase()));
        if (target !== undefined) reached.add(target);
      }
    }
  }
  return (entry) => reached.has(entry);
}

function nameOf(section: string, key: string): string {
  return `${section}\n${key}`;
}

function definesOf({ section, key, pieces }: Entry): DefineFact[] {
  const defines: DefineFact[] = [];
  for (const { text, start } of pieces) {
    // `!command` asks a program for flags.
    if (text.startsWith("!")) continue;
    const words = shellWords(plainWord(text, start));
    defines.push(...definesIn(pieces.length === 1 ? words.map(withoutComma) : words));
  }
  return defines.map((define) => ({ ...define, section, key }));
}

/** Flags on one line may be parted by commas. */
function withoutComma(word: Word): Word {
  return word.text.endsWith(",") ? sliceWord(word, 0, word.text.length - 1) : word;
}
