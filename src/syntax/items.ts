// Cuts C-family text into top-level items (functions, declarations, directives) in one lexical pass,
// without a grammar. Namespaces, `extern "C"` and class bodies are looked into: what they hold are
// items of their own, with the classes around them as context. The cutter never fails; text it cannot
// close becomes an item marked partial.
import type { Span } from "../base/span.js";
import { Conditionals } from "./conditionals.js";
import {
  isIdentifierPart,
  isSpace,
  lineEndOf,
  matchingClose,
  skipBlank,
  skipLiteralOrComment,
} from "./lexical.js";

export interface Item {
  readonly at: Span;
  readonly kind: "function" | "declaration" | "directive";
  /** Classes around it, outermost first. */
  readonly context: readonly string[];
  readonly conditions: readonly string[];
  readonly partial: boolean;
}

const ACCESS = /^(?:public|private|protected|signals|slots)\b[^:;{}()]{0,20}:(?!:)/;
const TRANSPARENT =
  /^(?:inline\s+)?namespace\b[^={}();]*$|^extern\s*"C(?:\+\+)?"\s*$|^(?:template\s*<.*>\s*)?class\b(?:\s+(?:final|__\w+|alignas\([^)]*\)|[A-Z_0-9]+_(?:API|EXPORT)))*\s+(?<type>\w+)[^=();]*$/s;

export function cutItems(text: string): Item[] {
  const cutter = new Cutter(text);
  cutter.run();
  return cutter.items;
}

/** One pass over one text; a class because the position, context and conditions live together. */
class Cutter {
  readonly items: Item[] = [];
  private readonly text: string;
  private readonly context: string[] = [];
  private readonly conditionals = new Conditionals();
  private at = 0;

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
    this.context.pop();
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
    const end = lineEndOf(this.text, start);
    this.at = end;
    const line = this.text.slice(start, end);
    if (!this.conditionals.take(line)) this.push("directive", start, end, false);
  }

  private classes(): string[] {
    return this.context.filter((name) => name !== "");
  }

  private push(kind: Item["kind"], start: number, end: number, partial: boolean): void {
    this.items.push({
      at: { start, end },
      kind,
      context: this.classes(),
      conditions: this.conditionals.stack(),
      partial,
    });
  }

  /** From the first character of an item to its `;` or the `}` that closes its body. */
  // eslint-disable-next-line complexity -- a scanner is one decision on a character
  private item(): void {
    const { text } = this;
    const start = this.at;
    const conditions = this.conditionals.stack();
    let partial = false;
    let i = start;
    while (i < text.length) {
      const next = skipLiteralOrComment(text, i);
      if (next > i) {
        i = next;
        continue;
      }
      const c = text.charCodeAt(i);
      if (c === 59) {
        i++;
        break;
      }
      if (c === 35 && this.startsLine(i)) {
        // A conditional inside an unfinished head: both branches belong to one item.
        const end = lineEndOf(text, i);
        this.conditionals.take(text.slice(i, end));
        partial = true;
        i = end;
        continue;
      }
      if (c === 125) break;
      if (c === 40) {
        const close = matchingClose(text, i);
        partial ||= close.partial;
        i = close.end;
        if (this.isBareMacro(start, i)) break;
        continue;
      }
      if (c === 123) {
        const head = text.slice(start, i).trim();
        const transparent = TRANSPARENT.exec(head);
        if (transparent !== null) {
          // A namespace holds plain variables, not members: it opens a level without a name.
          this.context.push(transparent.groups?.["type"] ?? "");
          this.at = i + 1;
          return;
        }
        const close = matchingClose(text, i);
        partial ||= close.partial;
        i = close.end;
        if (isFunctionHead(head)) {
          this.finish("function", start, i, partial, conditions);
          return;
        }
        continue;
      }
      i++;
    }
    this.finish("declaration", start, Math.max(i, start + 1), partial, conditions);
  }

  private finish(
    kind: Item["kind"],
    start: number,
    end: number,
    partial: boolean,
    conditions: readonly string[],
  ): void {
    this.items.push({
      at: { start, end },
      kind,
      context: this.classes(),
      conditions: [...conditions],
      partial,
    });
    this.at = end;
  }

  private startsLine(offset: number): boolean {
    for (let i = offset - 1; i >= 0; i--) {
      const c = this.text.charCodeAt(i);
      if (c === 10 || c === 13) return true;
      if (!isSpace(c)) return false;
    }
    return true;
  }

  /** `LOG_MODULE_REGISTER(app)` without a semicolon must not swallow the function below it. */
  private isBareMacro(start: number, end: number): boolean {
    const { text } = this;
    if (!/^[A-Z_][A-Z0-9_]*\s*\($/.test(headUpToParen(text, start))) return false;
    let i = end;
    let newline = false;
    while (i < text.length && isSpace(text.charCodeAt(i))) {
      newline ||= text.charCodeAt(i) === 10;
      i++;
    }
    return newline && (isIdentifierPart(text.charCodeAt(i)) || text.charCodeAt(i) === 35);
  }
}

function headUpToParen(text: string, start: number): string {
  const paren = text.indexOf("(", start);
  return paren < 0 || paren - start > 80 ? "" : text.slice(start, paren + 1);
}

const FUNCTION_TAIL =
  /(?:\)|\bconst|\boverride|\bnoexcept|\bfinal|\bvolatile|&|->\s*[\w:<>*&\s]+)$/;
const CONSTRUCTOR_TAIL = /\)\s*:\s*[^;]*$/s;

/** True where `head` (the text before a `{`) opens a function body and not a list or a type. */
function isFunctionHead(head: string): boolean {
  if (/(?<!operator\s*[-+*/%^&|<>!=]?)=\s*(?:\([^)]*\)\s*)?$/.test(head)) return false;
  if (FUNCTION_TAIL.test(head)) return head.includes("(") && !isAttributedType(head);
  return CONSTRUCTOR_TAIL.test(head);
}

/** `struct __attribute__((packed))` followed by its body: parentheses, but no function. */
function isAttributedType(head: string): boolean {
  return /^(?:typedef\s+)?(?:struct|union|enum)\s+(?:__attribute__\s*\(\(.*\)\)|alignas\s*\(.*\))$/s.test(
    head,
  );
}
