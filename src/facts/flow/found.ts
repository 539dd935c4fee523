// What one walk of a function finds, put down while it goes.
import type { Expr } from "../../model/expr.js";
import type { FunctionFact } from "../../model/fact.js";
import type { FlawName } from "../../model/rule.js";
import type { Span } from "../../base/span.js";
import type { Bound } from "../bound.js";
import type { TrailStep } from "../values.js";
import type { Answer } from "./answers.js";
import { MAYBE_NULL } from "./classes.js";
import { CLEAN, either, isData, type Knowledge } from "./knowledge.js";
import { lastName } from "./shapes.js";
import type { CallSite, Flaw, Followed, OutKey, Registration, Seen, Walk } from "./world.js";

export class Found implements Walk {
  readonly seen = new Map<number, Seen>();
  readonly calls: CallSite[] = [];
  readonly registrations: Registration[] = [];
  readonly outs = new Map<OutKey, Knowledge>();
  readonly shared = new Map<string, Knowledge>();
  readonly ended = new Set<string>();
  readonly followed: Followed[] = [];
  readonly flaws: Flaw[] = [];
  readonly answers: Answer[] = [];
  result = CLEAN;
  cutOff = false;
  private readonly at: Bound<FunctionFact>;

  constructor(at: Bound<FunctionFact>) {
    this.at = at;
  }

  /** Notes what reaches an expression; of several visits the worst counts. */
  note(expr: Expr, known: Knowledge, pastEnd = false, intoFixed = false): void {
    if (!isData(known)) return;
    const key = expr.span.start;
    const before = this.seen.get(key);
    this.seen.set(key, {
      known: before === undefined ? known : either(before.known, known),
      pastEnd: pastEnd || before?.pastEnd === true,
      intoFixed: intoFixed || before?.intoFixed === true,
    });
  }

  flaw(kind: FlawName, of: Span, since?: TrailStep): void {
    this.flaws.push({ kind, item: this.at.item, of, ...(since === undefined ? {} : { since }) });
  }

  /** A pointer is followed: `item->value`, `item->value()`. */
  follow(pointer: Knowledge, span: Span): void {
    const source = pointer.from.get(MAYBE_NULL)?.[0];
    if (source === undefined) return;
    const use = { bound: this.at, span, what: "followed here without a look at it" };
    this.followed.push({ item: source.bound.item, call: source.span, use });
  }

  /** A function by its name, a lambda by its place. */
  register(handler: Expr, parameters: ReadonlyMap<number, Knowledge>): void {
    const name = handler.is === "lambda" ? "" : lastName(handler);
    if (name === undefined) return;
    const span = handler.is === "lambda" ? { span: handler.span } : {};
    this.registrations.push({ name, ...span, parameters });
  }
}
