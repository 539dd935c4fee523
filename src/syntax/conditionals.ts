// The stack of `#if` conditions around a place, as written.
import { ownCopy } from "../base/text.js";
import { lineEndOf, skipComment, startsLine } from "./lexical.js";

const DIRECTIVE = /^#\s*(if|ifdef|ifndef|elif|elifdef|elifndef|else|endif)\b(.*)$/s;

/** Deeper nesting and longer chains than these are followed, but not written down. */
const DEEPEST = 64;
const LONGEST = 400;

/** One branch of a conditional. */
export class Branch {
  /** The condition that holds in this branch; "" where only the ones before it decide. */
  readonly now: string;
  /** Conditions of the branches before it, all false here. */
  readonly before: readonly string[];
  /** One of them always holds. */
  private readonly spent: boolean;

  constructor(now: string, last?: Branch) {
    this.now = now;
    const before = last === undefined ? [] : [...last.before, last.now];
    this.before = before.length > LONGEST ? before.slice(0, LONGEST) : before;
    this.spent = last !== undefined && (last.spent || isAlways(last.now));
  }

  /** It is never compiled, by what its own conditional says. */
  get dead(): boolean {
    return this.spent || isNever(this.now);
  }
}

export class Conditionals {
  private readonly branches: Branch[] = [];
  /** Many items stand under the same conditions. */
  private known: { readonly most: number; readonly stack: readonly string[] } | undefined;

  /** Takes a directive's logical line; false where it is no conditional. */
  take(line: string): boolean {
    const parsed = parseConditional(line);
    if (parsed === undefined) return false;
    const { keyword, condition } = parsed;
    this.known = undefined;
    if (keyword === "endif") this.branches.pop();
    else if (keyword.startsWith("if")) this.branches.push(new Branch(condition));
    else this.turn(condition);
    return true;
  }

  /** Into the next branch of the innermost conditional. */
  turn(condition: string): void {
    this.known = undefined;
    const last = this.branches.pop();
    if (last !== undefined) this.branches.push(new Branch(condition, last));
  }

  get depth(): number {
    return this.branches.length;
  }

  /** The innermost branch is never compiled, by what its own conditional says. */
  get dead(): boolean {
    return this.branches.at(-1)?.dead ?? false;
  }

  /**
   * Outermost first, of the `most` outermost conditionals; `!(A)` for the branches behind `A`. What
   * always holds is left out.
   */
  stack(most = this.branches.length): readonly string[] {
    const kept = Math.min(most, DEEPEST, this.branches.length);
    if (this.known?.most !== kept) {
      const stack = this.branches
        .slice(0, kept)
        .flatMap((branch) => [...branch.before.map(negate), branch.now])
        .filter((condition) => condition !== "" && !isAlways(condition));
      this.known = { most: kept, stack: stack.length === 0 ? NOTHING : stack };
    }
    return this.known.stack;
  }
}

const NOTHING: readonly string[] = [];

/** True for a condition that no configuration fulfils, as this module writes conditions. */
export function isNever(condition: string): boolean {
  return /^(?:\(?0\)?|false|!\(?(?:1|true)\)?)$|^0\s*&&/.test(condition);
}

function isAlways(condition: string): boolean {
  return /^(?:\(?1\)?|true|!\(?(?:0|false)\)?)$/.test(condition);
}

export function negate(condition: string): string {
  const simple = /^!?defined\(\w+\)$/.test(condition) || /^\w+$/.test(condition);
  if (!simple) return `!(${condition})`;
  return condition.startsWith("!") ? condition.slice(1) : `!${condition}`;
}

export function parseConditional(line: string): { keyword: string; condition: string } | undefined {
  const match = DIRECTIVE.exec(line);
  if (match === null) return undefined;
  const [, keyword = "", rest = ""] = match;
  const written = rest
    .replace(/\\\r?\n/g, " ")
    .replace(/\/\*.*?(?:\*\/|$)/gs, " ")
    .replace(/\/\/.*$/s, "")
    .replace(/\s+/g, " ")
    .trim();
  return { keyword, condition: ownCopy(conditionOf(keyword, written)) };
}

function conditionOf(keyword: string, written: string): string {
  const name = /^\w*/.exec(written)?.[0] ?? "";
  if (keyword === "ifdef" || keyword === "elifdef") return `defined(${name})`;
  if (keyword === "ifndef" || keyword === "elifndef") return `!defined(${name})`;
  if (keyword === "else" || keyword === "endif") return "";
  return written.replace(/\bdefined\s*(?:\(\s*(\w+)\s*\)|(\w+))/g, "defined($1$2)");
}

/**
 * The directive that ends a branch which is never compiled: text in it need not even be C, so only
 * comments and the nesting of `#if` count. The end of the text where nothing ends it.
 */
export function endOfDeadBranch(text: string, from: number): number {
  let nested = 0;
  let i = from;
  while (i < text.length) {
    const comment = skipComment(text, i);
    if (comment > i) {
      i = comment;
      continue;
    }
    if (text.charCodeAt(i) !== 35 || !startsLine(text, i)) {
      i++;
      continue;
    }
    const end = lineEndOf(text, i);
    const keyword = parseConditional(text.slice(i, end))?.keyword;
    if (keyword !== undefined) {
      if (nested === 0 && !keyword.startsWith("if")) return i;
      if (keyword.startsWith("if")) nested++;
      else if (keyword === "endif") nested--;
    }
    i = end;
  }
  return text.length;
}
