// The surface of CMake: commands with their arguments, as cmake-language(7) lays them out. Nothing
// is evaluated: variables and generator expressions stay as written.
import type { Span } from "../../base/span.js";
import type { Complaint } from "./reading.js";
import { wordBuilder, type Word } from "./word.js";

export interface Argument {
  /** Escapes resolved, quotes and brackets taken off. */
  readonly word: Word;
  /** As written, quotes and brackets included. */
  readonly span: Span;
  readonly form: "bare" | "quoted" | "bracket";
}

export interface Command {
  /** Lower case: CMake folds it. */
  readonly name: string;
  readonly args: readonly Argument[];
  /** From the name to after the closing parenthesis. */
  readonly span: Span;
}

export interface CommandList {
  readonly commands: readonly Command[];
  readonly comments: readonly Span[];
  readonly complaints: readonly Complaint[];
}

interface Reader {
  readonly text: string;
  at: number;
  readonly comments: Span[];
  /** Closing brackets that stand nowhere ahead, so that nobody looks for them again. */
  readonly missing: Set<string>;
}

export function readCommands(text: string): CommandList {
  const reader: Reader = {
    text,
    at: text.startsWith("\ufeff") ? 1 : 0,
    comments: [],
    missing: new Set(),
  };
  const commands: Command[] = [];
  const complaints: Complaint[] = [];
  while (skipBlanks(reader)) {
    const start = reader.at;
    const name = /[A-Za-z_]\w*/y;
    name.lastIndex = start;
    const written = name.exec(text)?.[0];
    if (written !== undefined) reader.at += written.length;
    const opened = written !== undefined && skipBlanks(reader) && text.charAt(reader.at) === "(";
    if (!opened) {
      reader.at = endOfLine(text, start);
      complaints.push({
        at: { start, end: reader.at },
        message: "this is no CMake command; the line was passed over.",
      });
      continue;
    }
    reader.at++;
    const args: Argument[] = [];
    const closed = readArguments(reader, args);
    commands.push({ name: written.toLowerCase(), args, span: { start, end: reader.at } });
    if (!closed)
      complaints.push({
        at: { start, end: start + written.length },
        message: `the arguments of ${written} are never closed.`,
      });
  }
  return { commands, comments: reader.comments, complaints };
}

/** Passes over blanks and comments; false at the end of the text. */
function skipBlanks(reader: Reader): boolean {
  const { text } = reader;
  while (reader.at < text.length) {
    const c = text.charAt(reader.at);
    if (c === "#") {
      const start = reader.at;
      const bracket = bracketAt(reader, start + 1);
      reader.at = bracket?.end ?? endOfLine(text, start);
      reader.comments.push({ start, end: reader.at });
    } else if (/\s/.test(c)) reader.at++;
    else return true;
  }
  return false;
}

function endOfLine(text: string, from: number): number {
  const length = text.slice(from).search(/[\r\n]/);
  return length < 0 ? text.length : from + length;
}

/** Reads to the closing parenthesis; nested parentheses are arguments themselves. */
function readArguments(reader: Reader, args: Argument[]): boolean {
  let depth = 0;
  while (skipBlanks(reader)) {
    const c = reader.text.charAt(reader.at);
    if (c === ")" && depth-- === 0) {
      reader.at++;
      return true;
    }
    if (c === "(") depth++;
    args.push(argumentAt(reader, c));
  }
  return false;
}

function argumentAt(reader: Reader, c: string): Argument {
  if (c === '"') return quotedAt(reader);
  const bracket = c === "[" ? bracketAt(reader, reader.at) : undefined;
  return bracket === undefined ? bareAt(reader) : bracketArgument(reader, bracket);
}

interface Bracket {
  readonly bodyStart: number;
  readonly bodyEnd: number;
  readonly end: number;
}

/** `[==[ … ]==]`; undefined where none opens here or it never closes. */
function bracketAt({ text, missing }: Reader, at: number): Bracket | undefined {
  const opening = /\[(=*)\[(?:\r?\n)?/y;
  opening.lastIndex = at;
  const open = opening.exec(text);
  if (open === null) return undefined;
  const closing = `]${open[1] ?? ""}]`;
  if (missing.has(closing)) return undefined;
  const bodyStart = at + open[0].length;
  const bodyEnd = text.indexOf(closing, bodyStart);
  if (bodyEnd < 0) missing.add(closing);
  return bodyEnd < 0 ? undefined : { bodyStart, bodyEnd, end: bodyEnd + closing.length };
}

function bracketArgument(reader: Reader, { bodyStart, bodyEnd, end }: Bracket): Argument {
  const builder = wordBuilder();
  for (let i = bodyStart; i < bodyEnd; i++) builder.add(reader.text.charAt(i), i, i + 1);
  const span = { start: reader.at, end };
  reader.at = end;
  return { word: builder.word, span, form: "bracket" };
}

/** An open quote runs to the end of the text; the command is then reported as never closed. */
function quotedAt(reader: Reader): Argument {
  const { text } = reader;
  const start = reader.at++;
  const builder = wordBuilder();
  while (reader.at < text.length && text.charAt(reader.at) !== '"') addUnit(reader, builder);
  reader.at = Math.min(reader.at + 1, text.length);
  return { word: builder.word, span: { start, end: reader.at }, form: "quoted" };
}

/** Old style bare arguments may hold quoted pieces, blanks and all: `-DNAME="a b"`. */
function bareAt(reader: Reader): Argument {
  const { text } = reader;
  const start = reader.at;
  const builder = wordBuilder();
  let quoted = false;
  if (/[()]/.test(text.charAt(start))) addUnit(reader, builder);
  else
    while (reader.at < text.length) {
      const c = text.charAt(reader.at);
      if (!quoted && /[\s()#]/.test(c)) break;
      if (c === '"') quoted = !quoted && closesOnLine(text, reader.at + 1);
      addUnit(reader, builder);
    }
  return { word: builder.word, span: { start, end: reader.at }, form: "bare" };
}

function closesOnLine(text: string, from: number): boolean {
  return text.slice(from, endOfLine(text, from)).includes('"');
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/** One character of an argument; `\;` stays two, since lists are split later. */
function addUnit(reader: Reader, builder: ReturnType<typeof wordBuilder>): void {
  const { text } = reader;
  const start = reader.at++;
  const c = text.charAt(start);
  const next = text.charAt(reader.at);
  if (c !== "\\" || next === "" || next === ";") {
    builder.add(c, start, reader.at);
    return;
  }
  if (next === "\n" || next === "\r") {
    reader.at += text.startsWith("\r\n", reader.at) ? 2 : 1;
    return;
  }
  reader.at++;
  builder.add(ESCAPES[next] ?? next, start, reader.at);
}
