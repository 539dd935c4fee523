// The stack of `#if` conditions around a place, as written.

const DIRECTIVE = /^#\s*(if|ifdef|ifndef|elif|elifdef|elifndef|else|endif)\b(.*)$/s;

interface Branch {
  /** The condition that holds in this branch. */
  readonly now: string;
  /** Conditions of the branches before it, all false here. */
  readonly before: readonly string[];
}

export class Conditionals {
  private readonly branches: Branch[] = [];

  /** Takes a directive's logical line; false where it is no conditional. */
  take(line: string): boolean {
    const parsed = parseConditional(line);
    if (parsed === undefined) return false;
    const { keyword, condition } = parsed;
    if (keyword === "endif") this.branches.pop();
    else if (keyword.startsWith("if")) this.branches.push({ now: condition, before: [] });
    else this.turn(condition);
    return true;
  }

  private turn(condition: string): void {
    const last = this.branches.pop();
    if (last === undefined) return;
    this.branches.push({ now: condition, before: [...last.before, last.now] });
  }

  /** Outermost first; `!(A)` for the branches behind `A`. */
  stack(): string[] {
    return this.branches.flatMap((branch) => [
      ...branch.before.map(negate),
      ...(branch.now === "" ? [] : [branch.now]),
    ]);
  }
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
    .replace(/\/\*.*?\*\//gs, " ")
    .replace(/\/\/.*$/s, "")
    .replace(/\s+/g, " ")
    .trim();
  return { keyword, condition: conditionOf(keyword, written) };
}

function conditionOf(keyword: string, written: string): string {
  if (keyword === "ifdef" || keyword === "elifdef") return `defined(${written})`;
  if (keyword === "ifndef" || keyword === "elifndef") return `!defined(${written})`;
  if (keyword === "else" || keyword === "endif") return "";
  return written.replace(/\bdefined\s+(\w+)/g, "defined($1)");
}

/** Bracket depth across `#if` branches: each starts where the first did; the first decides. */
export class BranchDepths {
  private readonly open: { at: number; first: number | undefined }[] = [];
  uneven = false;

  take(line: string, depth: number): number {
    const keyword = parseConditional(line)?.keyword;
    if (keyword === undefined) return depth;
    if (keyword.startsWith("if")) {
      this.open.push({ at: depth, first: undefined });
      return depth;
    }
    const branch = this.open.at(-1);
    if (branch === undefined) return depth;
    if (branch.first === undefined) branch.first = depth;
    else if (branch.first !== depth) this.uneven = true;
    if (keyword === "endif") {
      this.open.pop();
      return branch.first;
    }
    return branch.at;
  }
}
