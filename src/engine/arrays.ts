// Arrays whose size a `sizeof` at that place would give: neither a pointer nor a parameter, and
// declared where it can be seen.
import type { Expr } from "../model/expr.js";
import type { ObjectFact } from "../model/fact.js";
import { isWord, type Bound } from "../facts/bound.js";
import type { FactIndex } from "../facts/index.js";
import { placeAt, typeAt } from "../facts/places.js";
import { isSdkArray } from "../facts/flow/sizes.js";

export interface SeenArray {
  /** How it is named there. */
  readonly name: string;
  /** Its elements are `char`. */
  readonly isText: boolean;
  /** Of elements: what stands in its brackets, and where; absent of a field of the SDK. */
  readonly elements?: { readonly expr: Expr; readonly at: Bound };
}

/** The array that the expression stands for; undefined where it is none that may be written to. */
export function arrayNamed(index: FactIndex, expr: Expr, at: Bound): SeenArray | undefined {
  if (expr.is === "address")
    return expr.of.is === "name" ? arrayNamed(index, expr.of, at) : undefined;
  const name = at.item.text.slice(expr.span.start, expr.span.end);
  if (expr.is === "member" && isSdkArray(expr.path)) return { name, isText: false };
  const found =
    expr.is === "name"
      ? visibleArray(index, expr.name, at)
      : expr.is === "member"
        ? arrayField(index, expr, at)
        : undefined;
  if (found === undefined) return undefined;
  const { elements, type } = found.fact;
  const sized = elements === undefined ? {} : { elements: { expr: elements, at: found } };
  return { name, isText: type === "char", ...sized };
}

function visibleArray(index: FactIndex, name: string, at: Bound): Bound<ObjectFact> | undefined {
  const { object, scope } = placeAt(index, at, name);
  if (object === undefined || !isSized(object.fact)) return undefined;
  if (scope === "function") return localsNamed(index, name, at).every(isSized) ? object : undefined;
  const isHere = object.source.document.path === at.source.document.path;
  const isMember = object.fact.storage === "field" || object.item.context.length > 0;
  return isHere || isMember ? object : undefined;
}

/** In another block of the function a pointer may have the same name. */
function localsNamed(index: FactIndex, name: string, at: Bound): ObjectFact[] {
  return index
    .aboutIn(at.source.document.path, name)
    .filter((b): b is Bound<ObjectFact> => isWord(b, "object") && b.item === at.item)
    .filter((b) => b.fact.within === at.fact.within)
    .map((b) => b.fact);
}

/** A field of the variable's own type; further down, every field of the name is one. */
function arrayField(
  index: FactIndex,
  { base, path }: { readonly base: string; readonly path: string },
  at: Bound,
): Bound<ObjectFact> | undefined {
  const names = path.split(".");
  const fields = [...index.fields(names.at(-1) ?? "")];
  const type = names.length === 1 ? typeAt(index, at, base) : undefined;
  const own =
    type === undefined ? fields : fields.filter(({ fact }) => fact.inside?.at(-1) === type);
  return own.every(({ fact }) => isSized(fact)) ? own[0] : undefined;
}

function isSized(fact: ObjectFact): boolean {
  return (
    fact.form === "array" &&
    fact.storage !== "parameter" &&
    !fact.constant &&
    (fact.elements !== undefined || (fact.initialised && fact.storage !== "extern"))
  );
}
