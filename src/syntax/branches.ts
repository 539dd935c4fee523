// The `#if` directives inside one item. The grammars know them between statements only, and not even
// there where a branch opens a bracket that the code behind closes. So the directives are blanked
// before parsing; whole statements and list elements of all branches stand side by side, and of
// branches that are alternatives for a part of one (`f(1,⏎#if A⏎ 2⏎#else⏎ 3⏎#endif⏎)`) each reading
// keeps one. What holds at an offset is remembered.
import type { Span } from "../base/span.js";
import { Conditionals, endOfDeadBranch, parseConditional } from "./conditionals.js";
import { isSpace, lineEndOf, skipLiteralOrComment, startsLine } from "./lexical.js";

interface Branch {
  readonly start: number;
  end: number;
  readonly conditions: readonly string[];
  readonly dead: boolean;
  readonly inside: Conditional[];
}

interface Conditional {
  readonly start: number;
  end: number;
  readonly branches: Branch[];
  /** Its branches are alternatives for a part of something. */
  alternative: boolean;
  /** What holds where no branch is taken; absent where there is an `#else`. */
  otherwise?: readonly string[];
}

/** A conditional of alternatives, as one reading takes it. */
export interface Choice {
  readonly at: Span;
  readonly conditions: readonly string[];
}

export interface Way {
  /** Everything that this reading leaves out, ascending. */
  readonly blank: readonly Span[];
  readonly choices: readonly Choice[];
}

export interface Branches {
  /** One way through the alternatives for each reading; the first takes the first branches. */
  readonly ways: readonly Way[];
  /** Directives that are no conditionals. */
  readonly directives: readonly Span[];
  conditionsAt(offset: number): readonly string[];
}

/** What is nested deeper is read as if its branches stood side by side. */
const DEEPEST = 64;
/** More readings than these would cost more than they tell. */
const MOST_WAYS = 4;

export function branchesIn(text: string): Branches {
  const survey = new Survey(text);
  survey.run();
  const { top, directives, lines, marks } = survey;
  return {
    ways: waysThrough(top, lines),
    directives,
    conditionsAt: (offset) => lastBefore(marks, offset)?.conditions ?? [],
  };
}

interface Mark {
  readonly at: number;
  readonly conditions: readonly string[];
}

function lastBefore(marks: readonly Mark[], offset: number): Mark | undefined {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.at ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return marks[low - 1];
}

interface Frame {
  readonly conditional: Conditional;
  readonly open: readonly number[];
  behind: readonly number[] | undefined;
  /** The item began before its `#if`. */
  readonly outside: boolean;
}

/** One pass that finds conditionals, and whether their branches are whole. */
class Survey {
  readonly top: Conditional[] = [];
  readonly directives: Span[] = [];
  readonly lines: Span[] = [];
  readonly marks: Mark[] = [];
  private readonly text: string;
  private readonly conditionals = new Conditionals();
  private readonly frames: Frame[] = [];
  private open: number[] = [];
  /** The last character that is no blank and no comment. */
  private last = 59;

  constructor(text: string) {
    this.text = text;
  }

  run(): void {
    const { text } = this;
    let i = 0;
    while (i < text.length) {
      const next = skipLiteralOrComment(text, i);
      if (next > i) {
        if (text.charCodeAt(i) !== 47) this.last = 34;
        i = next;
      } else if (text.charCodeAt(i) === 35 && startsLine(text, i)) i = this.directive(i);
      else this.character(text.charCodeAt(i++));
    }
    while (this.frames.length > 0) this.leave(text.length, text.length);
  }

  private character(c: number): void {
    if (isSpace(c)) return;
    this.last = c;
    if (c === 123 || c === 40 || c === 91) this.open.push(c);
    else if (c === 125 || c === 41 || c === 93) {
      this.open.pop();
      const frame = this.frames.at(-1);
      if (frame !== undefined && this.open.length < frame.open.length)
        frame.conditional.alternative = true;
    }
  }

  private directive(start: number): number {
    const end = lineEndOf(this.text, start);
    const line = this.text.slice(start, end);
    this.lines.push({ start, end });
    const keyword = parseConditional(line)?.keyword;
    if (keyword === undefined) {
      this.directives.push({ start, end });
      return end;
    }
    if (keyword.startsWith("if")) this.enter(start, end, line);
    else if (keyword === "endif") this.endif(start, end, line);
    else this.turn(start, end, line);
    this.marks.push({ at: end, conditions: this.conditionals.stack() });
    return this.conditionals.dead ? endOfDeadBranch(this.text, end) : end;
  }

  private enter(start: number, end: number, line: string): void {
    const conditional: Conditional = {
      start,
      end: this.text.length,
      branches: [],
      alternative: !this.isBetween(),
    };
    this.push(conditional, false);
    this.conditionals.take(line);
    this.branch(conditional, end);
  }

  private push(conditional: Conditional, outside: boolean): void {
    const around = this.frames.at(-1)?.conditional.branches.at(-1)?.inside ?? this.top;
    if (this.frames.length < DEEPEST) around.push(conditional);
    const open = outside ? [] : [...this.open];
    this.frames.push({ conditional, open, behind: undefined, outside });
  }

  private branch(conditional: Conditional, start: number): void {
    conditional.branches.push({
      start,
      end: this.text.length,
      conditions: this.conditionals.stack(),
      dead: this.conditionals.dead,
      inside: [],
    });
  }

  /** Another branch; of a conditional that began before the text where none did in it. */
  private turn(start: number, end: number, line: string): void {
    if (this.frames.length === 0) {
      const conditional: Conditional = {
        start: 0,
        end: this.text.length,
        branches: [],
        alternative: true,
      };
      const inside = this.top.splice(0);
      this.push(conditional, true);
      conditional.branches.push({ start: 0, end: start, conditions: [], dead: false, inside });
    }
    const frame = this.frames.at(-1);
    if (frame === undefined) return;
    this.settle(frame, start);
    this.conditionals.take(line);
    this.branch(frame.conditional, end);
    this.open = [...frame.open];
  }

  private endif(start: number, end: number, line: string): void {
    const before = this.frames.at(-1);
    const last = before?.conditional.branches.at(-1);
    if (before !== undefined && last !== undefined) {
      const hasElse = before.conditional.branches.length > 1 && isElse(this.text, last.start);
      this.conditionals.turn("");
      if (!hasElse && !before.outside) before.conditional.otherwise = this.conditionals.stack();
    }
    this.leave(start, end);
    this.conditionals.take(line);
  }

  private leave(start: number, end: number): void {
    const frame = this.frames.pop();
    if (frame === undefined) return;
    this.settle(frame, start);
    frame.conditional.end = end;
    this.open = [...(frame.behind ?? frame.open)];
  }

  /** At the end of a branch: does it hold whole statements or elements only? */
  private settle(frame: Frame, end: number): void {
    const { conditional, open } = frame;
    const branch = conditional.branches.at(-1);
    if (branch === undefined) return;
    branch.end = end;
    if (branch.dead) return;
    const isWhole = this.isBetween() && this.open.length === open.length;
    if (!isWhole && this.text.slice(branch.start, end).trim() !== "")
      conditional.alternative = true;
    frame.behind ??= [...this.open];
  }

  /** Between statements, members or elements; not inside of parentheses. */
  private isBetween(): boolean {
    const { last, open } = this;
    const inner = open.at(-1);
    if (inner === 40 || inner === 91) return false;
    return last === 59 || last === 123 || last === 125 || last === 44 || last === 58;
  }
}

/** The branch behind `#else`. */
function isElse(text: string, start: number): boolean {
  return /#\s*else\b[^\n]*$/.test(text.slice(Math.max(0, start - 200), start));
}

/** Until every branch of every alternative was taken once, or there are enough. */
function waysThrough(top: readonly Conditional[], lines: readonly Span[]): Way[] {
  const taken = new Map<Conditional, Set<number>>();
  const ways: Way[] = [];
  do ways.push(oneWay(top, lines, taken));
  while (ways.length < MOST_WAYS && top.some((c) => isOpen(c, taken)));
  return ways;
}

type Taken = Map<Conditional, Set<number>>;

function oneWay(top: readonly Conditional[], lines: readonly Span[], taken: Taken): Way {
  const blank: Span[] = [...lines];
  const choices: Choice[] = [];
  const visit = (conditional: Conditional): void => {
    const { branches, alternative } = conditional;
    const chosen = alternative ? choose(conditional, taken) : undefined;
    branches.forEach((branch, i) => {
      const kept = !branch.dead && (chosen === undefined || chosen === i);
      if (kept) branch.inside.forEach(visit);
      else blank.push({ start: branch.start, end: branch.end });
    });
    if (chosen === undefined) return;
    const { start, end } = conditional;
    const conditions = branches[chosen]?.conditions ?? conditional.otherwise ?? [];
    choices.push({ at: { start, end }, conditions });
  };
  top.forEach(visit);
  return { blank: blank.sort((a, b) => a.start - b.start), choices };
}

/** A branch that no reading took yet, else the first; one past the last stands for none of them. */
function choose(conditional: Conditional, taken: Taken): number {
  const options = optionsOf(conditional);
  const known = taken.get(conditional) ?? new Set();
  const next =
    options.find((i) => !known.has(i)) ??
    options.find((i) => conditional.branches[i]?.inside.some((c) => isOpen(c, taken))) ??
    options[0] ??
    conditional.branches.length;
  taken.set(conditional, known.add(next));
  return next;
}

function optionsOf({ branches, otherwise }: Conditional): number[] {
  const options = branches.flatMap((branch, i) => (branch.dead ? [] : [i]));
  return otherwise === undefined ? options : [...options, branches.length];
}

/** Some branch of it, or of what is inside of it, was in no reading. */
function isOpen(conditional: Conditional, taken: Taken): boolean {
  const known = taken.get(conditional);
  if (conditional.alternative && optionsOf(conditional).some((i) => known?.has(i) !== true))
    return true;
  return conditional.branches.some(
    (branch) => !branch.dead && branch.inside.some((c) => isOpen(c, taken)),
  );
}
