// Cuts C-family text into top-level items (functions, declarations, directives) in one lexical pass,
// without a grammar. Namespaces, `extern "C"` and class bodies are looked into: what they hold are
// items of their own, with the classes around them as context. Branches that are never compiled
// (`#if 0`) hold no items. The cutter never fails; text it cannot close becomes an item marked
// partial.
import type { Span } from "../base/span.js";
import { closeOf } from "./brackets.js";
import { Conditionals, endOfDeadBranch } from "./conditionals.js";
import { isOldStyle, opensBody, transparent } from "./heads.js";
import {
  blanked,
  isIdentifierPart,
  isSpace,
  lineEndOf,
  skipBlank,
  skipLiteralOrComment,
  startsLine,
} from "./lexical.js";

export interface Item {
  readonly at: Span;
  readonly kind: "function" | "declaration" | "directive";
  /** Classes around it, outermost first. */
  readonly context: readonly string[];
  readonly conditions: readonly string[];
  readonly partial: boolean;
}

const ACCESS =
  /^(?:public|private|protected|signals|slots|Q_SIGNALS|Q_SLOTS)\b[^:;{}()]{0,20}:(?!:)/;

/** After so many brackets that nothing closes, the text is not looked through to its end again. */
const PATIENCE = 8;

export function cutItems(text: string): Item[] {
  const cutter = new Cutter(text);
  cutter.run();
  return cutter.items;
}

/** Classes around an item, one list for each open bracket: an empty one for a namespace. */
type Context = readonly (readonly string[])[];

/** An item whose end is not found yet. */
interface Draft {
  readonly start: number;
  partial: boolean;
  /** A `=` stands outside of brackets: what follows is a value, never a body. */
  assigned: boolean;
  /** Declarations of parameters stand between the parameter list and the body. */
  oldStyle: boolean;
  /** First top-level parenthesis, and behind its end; -1 before there is one. */
  open: number;
  close: number;
  /** Conditionals around the item that hold from its start to its end. */
  floor: number;
  /** Its end stands in a branch of a conditional that began inside it. */
  ended: Item["kind"] | undefined;
}

const NOTHING: readonly string[] = [];

/** One pass over one text; a class because the position, context and conditions live together. */
class Cutter {
  readonly items: Item[] = [];
  private readonly text: string;
  private context: Context = [];
  private readonly conditionals = new Conditionals();
  /** By depth of `#if`: what was open at it, and what is behind its first branch. */
  private readonly contexts: { at: Context; behind: Context | undefined }[] = [];
  private at = 0;
  private unclosed = 0;

  constructor(text: string) {
    this.text = text;
  }

  run(): void {
    const { text } = this;
    while ((this.at = skipBlank(text, this.at)) < text.length) {
      const c = text.charCodeAt(this.at);
      if (c === 35) this.directive();
      else if (c === 125) this.closeTransparent();
      else if (c === 59) this.at++;
      else if (!this.skipAccess()) this.item();
    }
  }

  private closeTransparent(): void {
    this.context = this.context.slice(0, -1);
    this.at++;
  }

  private skipAccess(): boolean {
    if (this.context.length === 0) return false;
    const match = ACCESS.exec(this.text.slice(this.at, this.at + 40));
    if (match === null) return false;
    this.at += match[0].length;
    return true;
  }

  private directive(): void {
    const start = this.at;
    this.at = lineEndOf(this.text, start);
    const line = this.text.slice(start, this.at);
    const { depth: before, dead } = this.conditionals;
    if (this.conditionals.take(line)) this.branch(before, dead);
    else this.push("directive", start, false, before);
  }

  /** Each branch of a conditional starts in the context of its `#if`; the first live one's lasts. */
  private branch(before: number, wasDead: boolean): void {
    const { depth } = this.conditionals;
    if (depth > before) this.contexts[before] = { at: this.context, behind: undefined };
    else {
      const known = this.contexts[before - 1];
      if (known !== undefined) {
        if (!wasDead) known.behind ??= this.context;
        this.context = depth < before ? (known.behind ?? known.at) : known.at;
      }
    }
    if (this.conditionals.dead) this.at = endOfDeadBranch(this.text, this.at);
  }

  private push(kind: Item["kind"], start: number, partial: boolean, floor: number): void {
    let end = this.at;
    while (end > start + 1 && isSpace(this.text.charCodeAt(end - 1))) end--;
    this.items.push({
      at: { start, end },
      kind,
      context: this.context.length === 0 ? NOTHING : this.context.flat(),
      conditions: this.conditionals.stack(floor),
      partial,
    });
  }

  /** From the first character of an item to its `;` or the `}` that closes its body. */
  private item(): void {
    const { text } = this;
    const draft: Draft = {
      start: this.at,
      partial: false,
      assigned: false,
      oldStyle: false,
      open: -1,
      close: -1,
      floor: this.conditionals.depth,
      ended: undefined,
    };
    this.skipTemplate();
    while (this.at < text.length) {
      const next = skipLiteralOrComment(text, this.at);
      if (next > this.at) this.at = next;
      else {
        const kind = this.step(draft);
        if (kind === "transparent") return;
        if (kind !== undefined && this.ends(draft, kind)) return;
      }
    }
    this.push(draft.ended ?? "declaration", draft.start, draft.partial, draft.floor);
  }

  /** An end inside of a conditional that began in the item ends the item at its `#endif`. */
  private ends(draft: Draft, kind: Item["kind"]): boolean {
    this.at = Math.max(this.at, draft.start + 1);
    if (this.conditionals.depth > draft.floor) {
      draft.ended ??= kind;
      return false;
    }
    this.push(draft.ended ?? kind, draft.start, draft.partial, draft.floor);
    return true;
  }

  /** One character, or one pair of brackets, of an item; says what the item is where it ends. */
  private step(draft: Draft): Item["kind"] | "transparent" | undefined {
    const { text, at } = this;
    const c = text.charCodeAt(at);
    if (c === 40) return this.parentheses(draft);
    if (c === 123) return this.braces(draft);
    if (c === 35 && startsLine(text, at)) return this.conditionalInside(draft);
    // A `}` is what encloses the item's, or nobody's.
    if (c === 125) return this.strayBrace(draft);
    this.at++;
    if (c === 61) draft.assigned ||= !isOperatorName(text, at);
    if (c !== 59) return undefined;
    draft.oldStyle = isOldStyle(text, draft.open, draft.close, at);
    return draft.oldStyle ? undefined : "declaration";
  }

  private strayBrace(draft: Draft): Item["kind"] | undefined {
    if (this.conditionals.depth <= draft.floor) return "declaration";
    this.at++;
    return undefined;
  }

  private parentheses(draft: Draft): Item["kind"] | undefined {
    if (draft.open < 0) draft.open = this.at;
    this.skipBrackets(draft);
    if (draft.close < 0) draft.close = this.at;
    return this.isBareMacro(draft) ? "declaration" : undefined;
  }

  private braces(draft: Draft): Item["kind"] | "transparent" | undefined {
    const { start, open, close } = draft;
    const head = withoutDirectives(this.text.slice(start, this.at)).trimEnd();
    const names = draft.assigned ? undefined : transparent(head);
    if (names !== undefined) {
      this.context = [...this.context, names];
      this.at++;
      return "transparent";
    }
    const isBody = draft.oldStyle || opensBody(head, open < 0 ? -1 : open - start, close - start);
    this.skipBrackets(draft);
    return isBody && !draft.assigned ? "function" : undefined;
  }

  private skipBrackets(draft: Draft): void {
    const close = closeOf(this.text, this.at, this.unclosed > PATIENCE);
    if (close.unclosed) this.unclosed++;
    draft.partial ||= close.partial;
    for (const { line } of close.directives) this.takeInside(draft, line);
    this.at = close.end;
  }

  /** A conditional inside of an unfinished item: all its branches belong to the item. */
  private conditionalInside(draft: Draft): Item["kind"] | undefined {
    const end = lineEndOf(this.text, this.at);
    const taken = this.takeInside(draft, this.text.slice(this.at, end));
    this.at = end;
    if (!taken) return undefined;
    draft.partial = true;
    if (this.conditionals.dead) this.at = endOfDeadBranch(this.text, this.at);
    return this.conditionals.depth <= draft.floor ? draft.ended : undefined;
  }

  private takeInside(draft: Draft, line: string): boolean {
    const before = this.conditionals.depth;
    const taken = this.conditionals.take(line);
    // Into another branch, or out of the last one, of a conditional that began before the item.
    if (taken && before <= draft.floor && this.conditionals.depth <= before)
      draft.floor = Math.max(0, before - 1);
    return taken;
  }

  /** The `=` of a default argument is none of the item's. */
  private skipTemplate(): void {
    TEMPLATE.lastIndex = this.at;
    if (!TEMPLATE.test(this.text)) return;
    let depth = 1;
    let i = TEMPLATE.lastIndex;
    for (; i < this.text.length && depth > 0; i++) {
      const c = this.text.charCodeAt(i);
      if (c === 60) depth++;
      else if (c === 62) depth--;
      else if (c === 59 || c === 123 || c === 35 || c === 34) return;
    }
    this.at = i;
  }

  /** `LOG_MODULE_REGISTER(app)` without a semicolon must not swallow the function below it. */
  private isBareMacro({ start, open, close }: Draft): boolean {
    if (close !== this.at) return false;
    if (!/^(?:static\s+)?[A-Z_][A-Z0-9_]*\s*$/.test(this.text.slice(start, open))) return false;
    const next = skipBlank(this.text, close);
    if (!this.text.slice(close, next).includes("\n")) return false;
    const c = this.text.charCodeAt(next);
    return isIdentifierPart(c) || c === 35;
  }
}

function withoutDirectives(head: string): string {
  return head.includes("#") ? head.replace(/^[ \t]*#.*$/gm, blanked) : head;
}

const TEMPLATE = /template\s*</y;

/** The `=` of `operator==`, `operator+=` and their like. */
function isOperatorName(text: string, at: number): boolean {
  return /\boperator\s*[-+*/%^&|<>!=]{0,2}$/.test(text.slice(Math.max(0, at - 16), at));
}
