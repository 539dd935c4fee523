// Finds where names are defined that the sentences asked for and no fact has told yet.
import { buildWordScanner } from "../base/word-scan.js";
import type { GateWord } from "../rules/gate.js";

export interface DefinitionGate {
  /** Cheap: does any name occur at all? */
  mayConcern(bytes: Uint8Array): boolean;
  /** Offsets where a name is defined, ascending. */
  offsets(text: string): number[];
}

/** Finds names that were asked for, where something defines them. */
export function buildDefinitionGate(names: readonly string[]): DefinitionGate {
  const words = names.flatMap((name): GateWord[] => [
    { word: name, kind: "word", where: "anywhere" },
    // Kconfig files name a symbol without its prefix.
    ...(name.startsWith("CONFIG_") && name.length > 7
      ? [{ word: name.slice(7), kind: "word" as const, where: "anywhere" as const }]
      : []),
  ]);
  const scanner = buildWordScanner(words);
  return {
    mayConcern: (bytes) => scanner.hasAny(bytes),
    offsets: (text) => {
      const offsets: number[] = [];
      scanner.scanText(text, (_, start, end) => {
        if (defines(text, start, end)) offsets.push(start);
        return false;
      });
      return offsets.sort((a, b) => a - b);
    },
  };
}

/**
 * `#define NAME`, `NAME =`, `NAME[] =`, `NAME.field =`, `NAME{`, `strcpy(NAME,`, `NAME(` of a
 * constructor, `NAME[4];`, `NAME,` of an enum.
 */
function defines(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - NEAR), start);
  if (/#[ \t]*define[ \t]+$/.test(before) || COPIES_INTO.test(before)) return true;
  const after = text.slice(end, end + NEAR);
  if (STORED.test(after)) return true;
  if (USED_BEHIND.test(before)) return false;
  return /(?:^|[{,\n]\s*)[\w\s*:<>]*$/.test(before) && /^\s*[[(,;}]/.test(after);
}

/** Characters around a name that tell whether it is defined. */
const NEAR = 80;

/** `return NAME;` defines nothing. */
const USED_BEHIND = /\b(?:return|case|goto|else|throw|delete|co_return)\s+$/;
const COPIES_INTO = /\b\w*(?:cpy|cat|printf)\w*\s*\(\s*(?:\([^()\n]*\)\s*)?&?\s*$/;
const STORED = /^\s*(?:(?:\[[^\]\n]*\]|(?:\.|->)\s*\w+)\s*)*(?:=(?!=)|\{)/;
