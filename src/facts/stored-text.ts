// Text that a program holds and that nobody wrote into its source: an element of a JSON document, what
// settings, a file or a stream gave, a field of a structure. Told by how the expression is written and by the
// types of what it names.
import type { Expr } from "../model/expr.js";
import type { ObjectFact } from "../model/fact.js";
import type { Bound } from "./bound.js";
import { lastField, type FactIndex } from "./index.js";
import { placeAt, typeAt } from "./places.js";

const JSON_TYPE = /(?:^|::)(?:\w*Json(?:Document|Object|Variant|Array)\w*|json)\b|^cJSON$/;
const TEXT_TYPE = /^(?:const )?(?:char|String|std::string|string|uint8_t|unsigned char)$/;
const TEXT_METHODS = /^(?:getString|readString|readStringUntil|readLine|readline|getStringValue)$/;
const TEXT_CALLS =
  /^(?:cJSON_GetStringValue|json_object_get_string|json_string_value|getpass|fgets)$/;

export function isStoredText(index: FactIndex, expr: Expr, at: Bound): boolean {
  switch (expr.is) {
    case "member":
      return isElement(index, expr.base, expr.path, at) || isTextField(index, expr, at);
    case "operation":
      // `doc["name"] | ""` is the element, or the other where there is none.
      return expr.operator === "|" && expr.operands.some((one) => isStoredText(index, one, at));
    case "either":
      return expr.options.some((one) => isStoredText(index, one, at));
    case "call":
      return isGiven(index, expr, at);
    default:
      return false;
  }
}

/** Names whose declarations decide it: a field's and its structure's. */
export function namesOfStoredText(expr: Expr): readonly string[] {
  if (expr.is === "member") return expr.path === "" ? [] : [expr.base, lastField(expr.path)];
  if (expr.is === "operation") return expr.operands.flatMap(namesOfStoredText);
  return expr.is === "either" ? expr.options.flatMap(namesOfStoredText) : [];
}

const JSON_NAME = /^(?:root|doc|json|jsonDoc|jsonDocument|json_?obj(?:ect)?)$/i;

function isJson(index: FactIndex, base: string, at: Bound): boolean {
  const type = typeAt(index, at, base);
  return type === undefined || type === "auto" ? JSON_NAME.test(base) : JSON_TYPE.test(type);
}

function isElement(index: FactIndex, base: string, path: string, at: Bound): boolean {
  return path.startsWith("[]") && isJson(index, base, at);
}

/** A field that is an array of letters or a String wherever one of its name is declared. */
function isTextField(
  index: FactIndex,
  { base, path }: Extract<Expr, { is: "member" }>,
  at: Bound,
): boolean {
  if (path === "" || path.endsWith("[]")) return false;
  const field = lastField(path);
  if (field === "valuestring") return true;
  if (/fmt|format/i.test(field) || placeAt(index, at, base).object?.fact.constant === true)
    return false;
  const declared = fieldsOf(index, field);
  return declared.length > 0 && declared.every(holdsText);
}

export function fieldsOf(index: FactIndex, field: string): readonly ObjectFact[] {
  return [...index.fields(field)].map(({ fact }) => fact);
}

/** A String that outlives the function, or a field of letters, wherever its letters are. */
export function isLastingText(index: FactIndex, expr: Expr, at: Bound): boolean {
  if (expr.is === "name") {
    const fact = placeAt(index, at, expr.name).object?.fact;
    return fact !== undefined && /^(?:field|global|static)$/.test(fact.storage) && isString(fact);
  }
  if (expr.is !== "member" || expr.path === "" || expr.path.endsWith("[]")) return false;
  const declared = fieldsOf(index, lastField(expr.path));
  return (
    declared.length > 0 &&
    placeAt(index, at, expr.base).object?.fact.constant !== true &&
    declared.every((one) => holdsText(one) || (isLetters(one) && one.form === "pointer"))
  );
}

function isString({ type, form, constant }: ObjectFact): boolean {
  return !constant && form === undefined && /(?:^|::)[Ss]tring$/.test(type);
}

function isLetters({ type, constant }: ObjectFact): boolean {
  return !constant && type === "char";
}

/** `char *` may be an entry of a table of formats: only what has the letters in it counts. */
function holdsText({ type, form, constant }: ObjectFact): boolean {
  if (constant || !TEXT_TYPE.test(type)) return false;
  return form === "array" || (form === undefined && type.endsWith("tring"));
}

/** What a view is made of counts: `doc["x"].as<const char *>()`, `prefs.getString("x").c_str()`. */
const VIEWS = /^(?:as|to|c_str|substring)$/;

function isGiven(
  index: FactIndex,
  { callee, receiver }: Extract<Expr, { is: "call" }>,
  at: Bound,
): boolean {
  if (receiver === undefined) return TEXT_CALLS.test(callee);
  const method = callee.replace(/<.*$/s, "");
  if (!VIEWS.test(method)) return TEXT_METHODS.test(method);
  const [base = ""] = receiver.split(/[.[]/);
  return isJson(index, base, at) || /\b(?:getString|readString\w*)\(/.test(receiver);
}
