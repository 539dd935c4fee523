// What a call writes out. Of a call with a format it is what the conversions take as text, or byte by
// byte; of any other call it is every argument. Numbers, pointers, a few first letters and what a
// switch masks are no text of a secret.
import type { Expr } from "../model/expr.js";
import type { ObjectFact } from "../model/fact.js";
import type { Bound } from "../facts/bound.js";
import type { FactIndex } from "../facts/index.js";
import { placeAt } from "../facts/places.js";

export interface Printed {
  readonly expr: Expr;
  readonly as: "text" | "byte";
  /** What the format says before it, from the conversion before; absent where there is no format. */
  readonly label?: string;
  /** A precision says how much of it: `%.*s`. */
  readonly cut?: true;
}

export function printedBy(args: readonly Expr[], at: Bound, index: FactIndex): readonly Printed[] {
  const number = args.findIndex((arg) => formatOf(arg)?.includes("%") === true);
  const format = number < 0 ? undefined : formatOf(args[number]);
  const all: readonly Printed[] =
    format === undefined ? plainly(args) : conversionsOf(format, args.slice(number + 1));
  return all.filter(({ expr }) => !isMasked(expr) && !isNumber(expr, at, index));
}

/** Where there is a text without conversions nothing else is written: before it stand a tag and a handle. */
function plainly(args: readonly Expr[]): Printed[] {
  const text = args.find((arg) => arg.is === "text");
  const taken = text === undefined ? args : [text];
  return taken.map((expr) => ({ expr, as: isElement(expr) ? "byte" : "text" }));
}

/** The text of a format, with what a macro between its parts stands for taken for a number's end. */
function formatOf(expr: Expr | undefined): string | undefined {
  if (expr?.is === "text") return expr.text;
  if (expr?.is !== "concat" || expr.parts.every((part) => part.is !== "text")) return undefined;
  return expr.parts
    .map((part) =>
      part.is === "text"
        ? part.text
        : part.is === "name" && /^(?:PRI|SCN)/.test(part.name)
          ? "d"
          : "",
    )
    .join("");
}

const CONVERSION = /%[-+ #0']*(\*|\d+)?(?:\.(\*|\d*))?(?:hh|h|ll|l|j|z|t|L)?([a-zA-Z%])/g;
/** So many letters show no secret. */
const FEW = 4;

function conversionsOf(format: string, values: readonly Expr[]): Printed[] {
  const printed: Printed[] = [];
  let next = 0;
  let after = 0;
  for (const match of format.matchAll(CONVERSION)) {
    const [whole, width, precision, kind = ""] = match;
    if (kind === "%") continue;
    next += [width, precision].filter((size) => size === "*").length;
    const expr = values[next++];
    const label = format.slice(after, match.index);
    after = match.index + whole.length;
    if (expr !== undefined && isShown(kind, precision, expr))
      printed.push({
        expr,
        label,
        as: /[sS]/.test(kind) ? "text" : "byte",
        ...(precision === undefined ? {} : { cut: true as const }),
      });
  }
  return printed;
}

function isShown(kind: string, precision: string | undefined, expr: Expr): boolean {
  if (/[sS]/.test(kind)) return precision === undefined || !(Number(precision) <= FEW);
  return /[cxX]/.test(kind) && isElement(expr);
}

function isElement(expr: Expr): boolean {
  return expr.is === "member" && expr.path.endsWith("[]");
}

/** `hide ? "***" : password` */
function isMasked(expr: Expr): boolean {
  if (expr.is !== "either") return false;
  return expr.options.some(
    (o) =>
      isMasked(o) ||
      (o.is === "text" &&
        /^[\s*.•x<([]*(?:\*|•|x{3}|hidden|masked|redacted|secret)[\s*.•x>)\]]*$/i.test(o.text)),
  );
}

const NUMBERS =
  /^(?:bool|boolean|int|long|short|unsigned|float|double|size_t|u?int(?:8|16|32|64)_t|.*_e|.*_type_t)\b/;

/** A plain variable of a number's type. */
function isNumber(expr: Expr, at: Bound, index: FactIndex): boolean {
  if (expr.is !== "name") return false;
  const object: ObjectFact | undefined = placeAt(index, at, expr.name).object?.fact;
  return object !== undefined && object.form === undefined && NUMBERS.test(object.type);
}
