// Where a bracket closes, through literals, comments and `#if` branches. Branches of one `#if` start
// with the same brackets open and the first that can be compiled decides what is open behind it, so
// `if (a) {` and `#else if (b) {` count once. Text that nothing closes ends at a likely place.
import { Branch, endOfDeadBranch, parseConditional } from "./conditionals.js";
import { lineEndOf, skipLiteralOrComment, startsLine } from "./lexical.js";

export interface Directive {
  readonly at: number;
  readonly line: string;
}

export interface Close {
  /** Behind the closing bracket, or behind the `#endif` where branches closed it differently. */
  readonly end: number;
  /** Branches don't balance, or nothing closes it. */
  readonly partial: boolean;
  /** The text ran out: nothing closes it. */
  readonly unclosed: boolean;
  /** Directives on the way, in order. */
  readonly directives: readonly Directive[];
}

/** A conditional on the way: the brackets open at its `#if`, and behind its first branch. */
interface Frame {
  readonly at: readonly number[];
  behind: readonly number[] | undefined;
  branch: Branch;
}

/**
 * From the bracket at `open`. Braces are stronger than parentheses and square brackets: `(` left open
 * in a block ends with the block. `hasty`: the next `}` in the first column closes, whatever else is
 * open, which keeps the time linear on text that is no C at all.
 */
export function closeOf(text: string, open: number, hasty = false): Close {
  return new Matching(text, open, hasty).run();
}

class Matching {
  private readonly text: string;
  private readonly start: number;
  private readonly hasty: boolean;
  private readonly directives: Directive[] = [];
  private readonly frames: Frame[] = [];
  private open: number[] = [];
  private uneven = false;
  /** Where one branch closed the first bracket. */
  private closedAt = -1;

  constructor(text: string, start: number, hasty: boolean) {
    this.text = text;
    this.start = start;
    this.hasty = hasty;
  }

  run(): Close {
    const { text } = this;
    let i = this.start;
    while (i < text.length) {
      const next = skipLiteralOrComment(text, i);
      if (next > i) {
        i = next;
        continue;
      }
      const end = this.step(i);
      if (end !== undefined) return this.closed(end);
      i = this.next;
    }
    return this.rescued();
  }

  private next = 0;

  /** The offset behind all of it, once it is closed. */
  private step(i: number): number | undefined {
    const c = this.text.charCodeAt(i);
    this.next = i + 1;
    switch (c) {
      case 123: // {
      case 40: // (
      case 91: // [
        this.open.push(c);
        return undefined;
      case 125: // }
        return this.brace(i);
      case 41: // )
        return this.bracket(40, i);
      case 93: // ]
        return this.bracket(91, i);
      case 35: // #
        return startsLine(this.text, i) ? this.directive(i) : undefined;
      default:
        return undefined;
    }
  }

  private brace(i: number): number | undefined {
    if (this.hasty && this.text.charCodeAt(i - 1) === 10) return i + 1;
    const at = this.open.lastIndexOf(123);
    if (at < 0) {
      // A parenthesis that its block leaves open; the `}` is the block's.
      if (this.frames.length > 0 || this.open.length === 0) return undefined;
      this.uneven = true;
      return i;
    }
    this.open.length = at;
    return this.emptied(i + 1);
  }

  private bracket(kind: number, i: number): number | undefined {
    const at = this.open.lastIndexOf(kind);
    if (at < 0 || this.open.includes(123, at)) return undefined;
    this.open.length = at;
    return this.emptied(i + 1);
  }

  private emptied(end: number): number | undefined {
    const frame = this.frames.at(-1);
    if (frame !== undefined && this.open.length < frame.at.length) this.uneven = true;
    if (this.open.length > 0) return undefined;
    if (frame === undefined) return end;
    if (this.closedAt < 0) this.closedAt = end;
    return undefined;
  }

  private directive(i: number): number | undefined {
    const end = lineEndOf(this.text, i);
    const line = this.text.slice(i, end);
    this.directives.push({ at: i, line });
    this.next = end;
    const parsed = parseConditional(line);
    if (parsed === undefined) return undefined;
    if (parsed.keyword.startsWith("if")) this.enter(parsed.condition);
    else if (parsed.keyword === "endif") return this.leave(end);
    else this.turn(parsed.condition);
    const frame = this.frames.at(-1);
    if (frame?.branch.dead === true) this.next = endOfDeadBranch(this.text, end);
    return undefined;
  }

  private enter(condition: string): void {
    this.frames.push({ at: [...this.open], behind: undefined, branch: new Branch(condition) });
  }

  private turn(condition: string): void {
    let frame = this.frames.at(-1);
    if (frame === undefined) {
      // The other branch of a conditional that began before the first bracket.
      frame = { at: [], behind: undefined, branch: new Branch("") };
      this.frames.push(frame);
      this.uneven = true;
    }
    this.settle(frame);
    frame.branch = new Branch(condition, frame.branch);
    this.open = [...frame.at];
  }

  private leave(end: number): number | undefined {
    const frame = this.frames.pop();
    if (frame === undefined) {
      this.uneven = true;
      return undefined;
    }
    this.settle(frame);
    this.open = [...(frame.behind ?? frame.at)];
    if (this.open.length > 0 || this.frames.length > 0) return undefined;
    return end;
  }

  /** The first branch that can be compiled decides what is open behind the conditional. */
  private settle(frame: Frame): void {
    if (frame.branch.dead) return;
    if (frame.behind === undefined) frame.behind = [...this.open];
    else if (frame.behind.length !== this.open.length) this.uneven = true;
  }

  private closed(end: number): Close {
    return { end, partial: this.uneven, unclosed: false, directives: this.directives };
  }

  private rescued(): Close {
    const { text, start, closedAt } = this;
    const column = closedAt >= 0 ? closedAt : text.indexOf("\n}", start) + 2;
    const end = column < 2 ? text.length : column;
    const directives = this.directives.filter(({ at }) => at < end);
    return { end, partial: true, unclosed: true, directives };
  }
}
