// What the parameters of a macro or a function stand for while its body is looked at: the arguments
// of one call, to be looked at where that call stands.
import type { Expr } from "../model/expr.js";
import type { DefineFact, FunctionFact } from "../model/fact.js";
import type { Bound } from "./bound.js";

export interface Given {
  readonly expr: Expr;
  readonly at: Bound;
  /** What the names in the argument itself stand for. */
  readonly frame: Frame | undefined;
}

export interface Frame {
  readonly of: Bound<DefineFact> | Bound<FunctionFact>;
  readonly given: ReadonlyMap<string, Given>;
}

/** A call of a macro, or of a function, that is being followed. */
export function enter(of: Frame["of"], args: readonly Expr[], at: Bound, frame?: Frame): Frame {
  const names = of.fact.params?.map((p) => (typeof p === "string" ? p : p.name)) ?? [];
  const given = new Map<string, Given>();
  names.forEach((name, i) => {
    const expr = args[i];
    if (expr !== undefined) given.set(name, { expr, at, frame });
  });
  return { of, given };
}

/** What `name` was given as, where `at` stands in the body of what was called. */
export function givenAs(frame: Frame | undefined, name: string, at: Bound): Given | undefined {
  const given = frame?.given.get(name);
  if (frame === undefined || given === undefined || at.item !== frame.of.item) return undefined;
  const { fact } = frame.of;
  const isInside = fact.word === "define" ? at.fact === fact : at.fact.within === fact.name;
  return isInside ? given : undefined;
}

/** A place in the body of a function, from which its names are looked up. */
export function bodyOf({ fact, item, source }: Bound<FunctionFact>): Bound {
  return { fact: { ...fact, within: fact.name }, item, source };
}

/** The text of `#x`: what was written, and for a parameter that was itself given, what that was. */
export function writtenOf({ expr, at, frame }: Given): string {
  const outer = expr.is === "name" ? givenAs(frame, expr.name, at) : undefined;
  if (outer !== undefined) return writtenOf(outer);
  return at.item.text.slice(expr.span.start, expr.span.end).replace(/\s+/g, " ").trim();
}
