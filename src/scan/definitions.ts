// Finds where names are defined that the sentences asked for and no fact has told yet: variables and
// constants, functions, and the calls that give a function's parameters.
import { buildWordScanner, type ScanWord } from "../base/word-scan.js";

/** What about a name is asked for. */
export interface Wanted {
  readonly name: string;
  readonly what: "definition" | "function" | "calls" | "methods" | "uses";
  /** Counts in texts that name this too: a method's class. */
  readonly beside?: string;
  /** The methods whose calls on the name matter. */
  readonly methods?: ReadonlySet<string>;
  /** What is found is read for flow as well. */
  readonly isDeep?: true;
}

export interface DefinitionGate {
  /** Cheap: does any name occur at all? */
  mayConcern(bytes: Uint8Array): boolean;
  /** Offsets where a name stands in the way that is asked for, ascending. */
  offsets(text: string): number[];
  /** Those of them that are to be read for flow. */
  deepOffsets(text: string): number[];
}

export function buildDefinitionGate(wanted: readonly Wanted[]): DefinitionGate {
  const entries = wanted.flatMap(({ name, what, isDeep, methods, beside }): Entry[] => [
    {
      word: name,
      kind: "word",
      what,
      isDeep: isDeep === true,
      ...(methods && { methods }),
      ...(beside === undefined ? {} : { beside }),
    },
    // Kconfig files name a symbol without its prefix.
    ...(name.startsWith("CONFIG_") && name.length > 7
      ? [{ word: name.slice(7), kind: "word" as const, what, isDeep: false }]
      : []),
  ]);
  const scanner = buildWordScanner(entries);
  const find = (text: string, accepts: (entry: Entry) => boolean): number[] => {
    const offsets: number[] = [];
    const named = new Map<string, boolean>();
    const isNamed = ({ beside }: Entry): boolean => {
      if (beside === undefined) return true;
      const known = named.get(beside) ?? text.includes(beside);
      named.set(beside, known);
      return known;
    };
    scanner.scanText(text, (index, start, end) => {
      const entry = entries[index];
      if (
        entry !== undefined &&
        accepts(entry) &&
        isNamed(entry) &&
        STANDS[entry.what](text, start, end, entry)
      )
        offsets.push(start);
      return false;
    });
    return [...new Set(offsets)].sort((a, b) => a - b);
  };
  const hasDeep = entries.some((entry) => entry.isDeep);
  return {
    mayConcern: (bytes) => scanner.hasAny(bytes),
    offsets: (text) => find(text, () => true),
    deepOffsets: (text) => (hasDeep ? find(text, (entry) => entry.isDeep) : []),
  };
}

interface Entry extends ScanWord {
  readonly what: Wanted["what"];
  readonly isDeep: boolean;
  readonly methods?: ReadonlySet<string>;
  readonly beside?: string;
}

const STANDS: Readonly<
  Record<Wanted["what"], (text: string, start: number, end: number, entry: Entry) => boolean>
> = { definition: defines, function: heads, calls, methods: callsMethod, uses: () => true };

const METHOD = /^\s*(?:\.|->)\s*(\w+)\s*[(<]/;

/** `name.method(`. */
function callsMethod(text: string, _: number, end: number, { methods }: Entry): boolean {
  const method = METHOD.exec(text.slice(end, end + NEAR))?.[1];
  return method !== undefined && methods?.has(method) === true;
}

/** Characters around a name that tell whether it is defined. */
const NEAR = 80;

/** `return NAME;` defines nothing. */
const USED_BEHIND = /\b(?:return|case|goto|else|throw|delete|co_return)\s+$/;
const COPIES_INTO = /\b\w*(?:cpy|cat|printf)\w*\s*\(\s*(?:\([^()\n]*\)\s*)?&?\s*$/;
const STORED = /^\s*(?:(?:\[[^\]\n]*\]|(?:\.|->)\s*\w+)\s*)*(?:=(?!=)|\{)/;
const DEFINED = /#[ \t]*define[ \t]+$/;

/**
 * `#define NAME`, `NAME =`, `NAME[] =`, `NAME.field =`, `NAME{`, `strcpy(NAME,`, `NAME(` of a
 * constructor, `NAME[4];`, `NAME,` of an enum.
 */
function defines(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - NEAR), start);
  if (DEFINED.test(before) || COPIES_INTO.test(before)) return true;
  const after = text.slice(end, end + NEAR);
  if (STORED.test(after)) return true;
  if (USED_BEHIND.test(before)) return false;
  return /(?:^|[{,;\n]\s*)[\w\s*:<>]*$/.test(before) && /^\s*[[(,;}]/.test(after);
}

/** How far a function's parameters reach. */
const LONGEST_LIST = 1000;
const OPENS = /\s*(?:(?:const|noexcept|override|final)\s*)*[{:]/y;
const FALLBACK = /^\([^(){};]*=/;

/** `#define NAME(` and `NAME(…) {`; a declaration with default values as well. */
function heads(text: string, start: number, end: number): boolean {
  const open = skipBlanks(text, end);
  if (text.charCodeAt(open) !== 40) return false;
  if (DEFINED.test(text.slice(Math.max(0, start - NEAR), start))) return open === end;
  const close = closeOf(text, open);
  if (close < 0) return false;
  OPENS.lastIndex = close;
  return OPENS.test(text) || FALLBACK.test(text.slice(open, close));
}

/** `NAME(`, `NAME{` of a constructor, and `NAME` that is handed on: a callback. */
function calls(text: string, start: number, end: number): boolean {
  const next = text.charCodeAt(skipBlanks(text, end));
  if (next === 40 || next === 123) return true;
  if (next === 44 || next === 41 || next === 59 || next === 125)
    return /[(,=&{]\s*$/.test(text.slice(Math.max(0, start - NEAR), start));
  return /^\s+\w+\s*[({]/.test(text.slice(end, end + NEAR));
}

function skipBlanks(text: string, at: number): number {
  let i = at;
  while (text.charCodeAt(i) <= 32) i++;
  return i;
}

/** Behind the bracket that closes the one at `open`; -1 where it is far, or a statement ends first. */
function closeOf(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < Math.min(text.length, open + LONGEST_LIST); i++) {
    const code = text.charCodeAt(i);
    if (code === 40) depth++;
    else if (code === 41 && --depth === 0) return i + 1;
    else if (code === 59) return -1;
  }
  return -1;
}
