// What is known of a variable, a field or an element where it is read: what was said of it, what its type or
// the C library gives, or what other functions have put there.
import type { Span } from "../../base/span.js";
import type { Expr } from "../../model/expr.js";
import type { FieldModel } from "../../model/flow-model.js";
import { WEAK_RANDOM } from "./classes.js";
import { CLEAN, given, type Knowledge } from "./knowledge.js";
import { fieldModel } from "./models.js";
import { bufferOf, holderOf, memberKey } from "./place-keys.js";
import { element } from "./shapes.js";
import type { State } from "./state.js";
import { subscriptOfRead } from "./subscripts.js";
import type { Walker } from "./walker.js";

type MemberExpr = Extract<Expr, { is: "member" }>;
type NameExpr = Extract<Expr, { is: "name" }>;

export function evaluatePlace(
  expr: NameExpr | MemberExpr,
  state: State,
  walker: Walker,
): Knowledge {
  return expr.is === "name" ? variable(expr, state, walker) : member(expr, state, walker);
}

function variable(expr: NameExpr, state: State, walker: Walker): Knowledge {
  return state.get(expr.name) ?? ofLibrary(expr, walker) ?? ofOthers(expr.name, state, walker);
}

/** What a typed field holds is kept, so that tests can tell more of it. */
function member(expr: MemberExpr, state: State, walker: Walker): Knowledge {
  const { base, path, span } = expr;
  const index = subscriptOfRead(expr, state, walker);
  // Who guesses the number knows which element it picks.
  if (index?.from.has(WEAK_RANDOM) === true) return index;
  const key = memberKey(expr);
  if (path !== "") walker.found.follow(state.get(holderOf(key) ?? key) ?? CLEAN, span);
  const own = fieldModel(walker.world, base, path, walker.at);
  const known = state.get(key);
  if (known !== undefined && (own === undefined || known.from.has(own.gives)))
    return index === undefined ? known : element(known);
  return own === undefined ? ofOthers(key, state, walker) : ofField(own, key, span, state, walker);
}

function ofField(
  own: FieldModel,
  key: string,
  span: Span,
  state: State,
  walker: Walker,
): Knowledge {
  const fresh = comingIn(own, span, walker);
  state.set(bufferOf(key), fresh);
  return fresh;
}

/** What a shared variable holds is kept as well. */
function ofOthers(key: string, state: State, { world, at }: Walker): Knowledge {
  const shared = world.sharedAt(key, at);
  if (shared !== undefined) state.set(key, shared);
  return shared ?? CLEAN;
}

/** What the C library has put into a variable of its own: `optarg`. */
function ofLibrary({ name, span }: NameExpr, walker: Walker): Knowledge | undefined {
  const own = walker.world.models.variables.find((one) => one.name === name);
  if (own === undefined) return undefined;
  const object = walker.objectOf(name);
  if (object !== undefined && object.storage !== "extern") return undefined;
  return comingIn(own, span, walker);
}

function comingIn(
  { gives, terminated }: Pick<FieldModel, "gives" | "terminated">,
  span: Span,
  { at }: Walker,
): Knowledge {
  const step = { bound: at, span, what: `${gives} data comes in here` };
  return given(gives, [step], terminated === undefined ? {} : { terminated });
}
