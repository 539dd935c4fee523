// Text tests that rules may write: exact words, globs and RE2 regexes. All run in linear time, so a
// rule from an untrusted workspace cannot hang the tool.
import { RE2JS } from "re2js";
import type { TextPattern, TextTest } from "../model/rule.js";

/** `*` is any text and `?` any one character; case counts. */
export function globPattern(globs: readonly string[]): TextPattern {
  const body = globs.map((glob) => glob.replace(/./gsu, globPart)).join("|");
  return compiled(`^(?:${body})$`, RE2JS.DOTALL);
}

function globPart(c: string): string {
  if (c === "*") return ".*";
  return c === "?" ? "." : c.replace(/[.+^${}()|[\]\\]/g, "\\$&");
}

/**
 * Found anywhere in the text, unless the regex anchors itself. A broken regex, which `regexFault` tells of, throws
 * when it is first asked.
 */
export function regexPattern(sources: readonly string[]): TextPattern {
  const [first = "", ...others] = sources;
  return compiled(others.length === 0 ? first : sources.map((s) => `(?:${s})`).join("|"), 0);
}

/** The same names and short values are asked about with every keystroke. */
const MOST_ANSWERS = 2000;
const LONGEST_ASKED = 128;

/** Compiled when it is first asked: a project asks for few of a rule book's names. */
function compiled(source: string, flags: number): TextPattern {
  let regex: RE2JS | undefined;
  const answers = new Map<string, boolean>();
  return {
    test: (text) => {
      const known = answers.get(text);
      if (known !== undefined) return known;
      regex ??= compile(source, flags);
      const answer = regex.matcher(text).find();
      if (answers.size >= MOST_ANSWERS) answers.clear();
      if (text.length <= LONGEST_ASKED) answers.set(text, answer);
      return answer;
    },
  };
}

const regexes = new Map<string, RE2JS>();

/** Rules share their tests, and each is looked over before it is used. */
function compile(source: string, flags: number): RE2JS {
  const key = `${String(flags)} ${source}`;
  const known = regexes.get(key) ?? RE2JS.compile(source, flags);
  regexes.set(key, known);
  return known;
}

/** Why a regex is refused, in RE2's words; undefined where it is fine. */
export function regexFault(source: string): string | undefined {
  try {
    compile(source, 0);
    return undefined;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return /\(\?[=!<]/.test(source)
      ? `${said} (look-around is not offered: use a second test)`
      : said;
  }
}

/**
 * The longest run of fixed characters in a glob: text that does not hold it cannot match. Undefined
 * where that is too short to search for.
 */
export function fixedPart(glob: string): string | undefined {
  const longest = glob.split(/[*?]/).reduce((a, b) => (b.length > a.length ? b : a), "");
  return longest.length >= 3 ? longest : undefined;
}

export function isGlob(text: string): boolean {
  return /[*?]/.test(text);
}

/** True where any test accepts the text; predicates are asked through `ask`. */
export function accepts(
  tests: readonly TextTest[],
  text: string,
  ask: (predicate: string) => boolean,
): boolean {
  return tests.some((test) => {
    switch (test.by) {
      case "one-of":
        return test.texts.includes(text);
      case "like":
      case "matches":
        return test.pattern.test(text);
      case "predicate":
        return ask(test.name);
    }
  });
}
