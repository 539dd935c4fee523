// What one walk of a function finds, and what it asks of the walks of others.
import type { Span } from "../../base/span.js";
import type { Step } from "../../model/body.js";
import type { CallExpr, Expr } from "../../model/expr.js";
import type { FunctionFact } from "../../model/fact.js";
import type { FlowClass, FlowModels } from "../../model/flow-model.js";
import type { FlawName } from "../../model/rule.js";
import type { Bound } from "../bound.js";
import type { FactIndex } from "../index.js";
import type { TrailStep } from "../values.js";
import type { Answer } from "./answers.js";
import type { Knowledge } from "./knowledge.js";

/** A call of a function of the project, with what its arguments hold. */
export interface CallSite {
  readonly callee: string;
  readonly targets: readonly Bound<FunctionFact>[];
  readonly span: Span;
  readonly args: readonly Knowledge[];
}

/** A function that gets data as its parameters because of where it is registered. */
export interface Registration {
  readonly name: string;
  /** Where the function itself stands, of a lambda. */
  readonly span?: Span;
  readonly parameters: ReadonlyMap<number, Knowledge>;
}

/** What is written behind a parameter, by its number and field: see outs.ts. */
export type OutKey = string;

/** What one walk found. */
export interface Walk {
  /** By where the expression starts. */
  readonly seen: ReadonlyMap<number, Seen>;
  readonly calls: readonly CallSite[];
  readonly registrations: readonly Registration[];
  readonly result: Knowledge;
  /** Written behind pointers that callers gave. */
  readonly outs: ReadonlyMap<OutKey, Knowledge>;
  /** Written to variables that other functions see. */
  readonly shared: ReadonlyMap<string, Knowledge>;
  /** Those of them that it, or a function that it calls, puts a text of its own into. */
  readonly ended: ReadonlySet<string>;
  /** Pointers that may be null and are followed. */
  readonly followed: readonly Followed[];
  readonly flaws: readonly Flaw[];
  /** Of each of its ends, what holds there of its parameters. */
  readonly answers: readonly Answer[];
  /** A budget ended it early. */
  readonly cutOff: boolean;
}

/** A call that may give no pointer, and where what it gave is followed without a look at it. */
export interface Followed {
  readonly item: Bound["item"];
  readonly call: Span;
  readonly use: TrailStep;
}

/** A call or a function that is wrong by what is done around it. */
export interface Flaw {
  readonly kind: FlawName;
  readonly item: Bound["item"];
  readonly of: Span;
  /** Where it becomes so. */
  readonly since?: TrailStep;
}

export interface Seen {
  readonly known: Knowledge;
  /** Of a subscript: it may be one past the last element. */
  readonly pastEnd: boolean;
  /** Of an argument: the first one is a buffer whose size is known. */
  readonly intoFixed: boolean;
}

/** What a walk asks of the walks of other functions. */
export interface World {
  readonly index: FactIndex;
  readonly models: FlowModels;
  targetsOf(call: CallExpr, at: Bound): readonly Bound<FunctionFact>[];
  /** What a function is known to return and to write behind its parameters, `#n` among it. */
  summaryOf(
    fn: Bound<FunctionFact>,
    asking: Bound,
  ): Pick<Walk, "result" | "outs" | "answers" | "ended"> | undefined;
  /** Callers give data of the class as the parameter that `#n` stands for. */
  isGiven(parameter: FlowClass, name: FlowClass, at: Bound): boolean;
  /** Data in a variable that several functions see; undefined where it is local or holds none. */
  sharedAt(key: string, at: Bound): Knowledge | undefined;
  isShared(base: string, at: Bound): boolean;
  numberOf(expr: Expr, at: Bound): number | undefined;
  /** A text that is known, such as a format with a name. */
  textOf(expr: Expr, at: Bound): string | undefined;
  /** The declaration of a name would say more: of what data goes into, or of a size. */
  ask(name: string, at: Bound, into?: Knowledge): void;
  /** The declaration of a place, whatever goes into it. */
  want(key: string, at: Bound): void;
  /** Letters of the longest text that an expression can be; undefined where one of them is unknown. */
  longestText(expr: Expr, at: Bound): number | undefined;
  /** Letters of what each known caller gives as a parameter at most; undefined for one that is unknown. */
  givenLengths(fn: Bound<FunctionFact>, parameter: number): readonly (number | undefined)[];
  /** Something else than a call names the function in its file: who calls it through that is not known. */
  isHandedOn(fn: Bound<FunctionFact>): boolean;
  /** It is one byte by its declared type. */
  isByte(expr: Expr, at: Bound): boolean;
}

export type Function = Pick<FunctionFact, "params"> & { readonly body: readonly Step[] };
