// compile_commands.json, as CMake, PlatformIO and others write it for editors: with which macros the last
// build compiled. Of hundreds of commands most say the same; each definition is one fact, where it is first
// written. Build files say more, since people write them: these answer only where those are silent.
// Format: https://clang.llvm.org/docs/JSONCompilationDatabase.html
import { createScanner } from "jsonc-parser";
import type { Span } from "../../base/span.js";
import type { Document, DocumentFacts } from "../../model/document.js";
import type { DefineFact } from "../../model/fact.js";
import { definesIn } from "./flags.js";
import { wholeDocument, type Complaint } from "./reading.js";
import { shellWords, wordBuilder, type Word } from "./word.js";

export function readCompileCommands(document: Document): DocumentFacts {
  const { text } = document;
  const facts = new Map<string, DefineFact>();
  const said = new Set<string>();
  const { strings, complaints } = stringsIn(text);
  for (const { how, value, span } of strings) {
    const flags = value.match(FLAGS)?.join("") ?? "";
    if (flags === "" || said.has(flags)) continue;
    said.add(flags);
    const word = jsonWord(text, span.start + 1, span.end - 1);
    for (const fact of definesIn(how === "command" ? shellWords(word) : [word])) {
      const key = text.slice(fact.span.start, fact.span.end);
      if (!facts.has(key)) facts.set(key, { ...fact, by: "build" });
    }
  }
  return wholeDocument(document, [...facts.values()], complaints);
}

/** All that stands between `-D` and the next flag of another kind. */
const FLAGS = /-D.*?(?= -(?!D)|$)/g;

/** A line for a shell, or one word of it that no shell need split. */
interface Flags {
  readonly how: "command" | "argument";
  readonly value: string;
  readonly span: Span;
}

/** Depths of `[{"command": here, "arguments": [here]}]`. */
const OF_KEYS = 2;
const OF_ARGUMENTS = 3;

/** Strings that hold flags. Token by token: a file that nests without end needs no stack. */
function stringsIn(text: string): { strings: Flags[]; complaints: Complaint[] } {
  const strings: Flags[] = [];
  const complaints: Complaint[] = [];
  const scanner = createScanner(text, true);
  let depth = 0;
  let key = "";
  let last = "";
  scanner.scan();
  for (; scanner.getTokenLength() > 0; scanner.scan()) {
    const start = scanner.getTokenOffset();
    const span = { start, end: start + scanner.getTokenLength() };
    const token = text.slice(start, span.end);
    if (/^[[{]$/.test(token)) depth++;
    else if (/^[\]}]$/.test(token)) depth--;
    else if (token === ":" && depth === OF_KEYS) key = last;
    else if (/^"[^]*"$/.test(token)) {
      last = scanner.getTokenValue();
      const how = holdsFlags(depth, key);
      if (how !== undefined) strings.push({ how, value: last, span });
    } else if (!OTHER.test(token))
      complaints.push({ at: span, message: "This is no JSON; what stands here was passed over." });
  }
  return { strings, complaints };
}

const OTHER = /^(?:[,:]|true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

function holdsFlags(depth: number, key: string): Flags["how"] | undefined {
  if (depth === OF_KEYS && key === "command") return "command";
  return depth === OF_ARGUMENTS && key === "arguments" ? "argument" : undefined;
}

/** What a string of JSON says, each letter with its place; `from` and `to` lie inside its quotes. */
function jsonWord(text: string, from: number, to: number): Word {
  const builder = wordBuilder();
  for (let at = from; at < to;) {
    const escape = /^\\(?:u[\dA-Fa-f]{4}|.)/.exec(text.slice(at, at + 6))?.[0];
    const written = escape ?? text.charAt(at);
    const said = escape === undefined ? written : unescaped(written);
    builder.add(said, at, at + written.length);
    at += written.length;
  }
  return builder.word;
}

const CONTROLS: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** Of an escape that JSON does not know, the letter. */
function unescaped(written: string): string {
  const letter = written.charAt(1);
  if (written.length > 2) return String.fromCharCode(Number.parseInt(written.slice(2), 16));
  return Object.hasOwn(CONTROLS, letter) ? (CONTROLS[letter] ?? letter) : letter;
}
