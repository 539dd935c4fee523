// What a call does with data: by its models, by the walk of the function it calls, or, of something
// unknown called on data, by its name alone.
import type { CallExpr, Expr } from "../../model/expr.js";
import type { Called } from "./called.js";
import { MAYBE_NULL } from "./classes.js";
import { inspect } from "./flaws.js";
import { isNumbersOnly } from "./formats.js";
import { refine, refineByMacro } from "./guards.js";
import { capacityAt, limitedIn, handedOn } from "./handed.js";
import { CLEAN, eitherOf, isData, without, type Knowledge } from "./knowledge.js";
import { applied, isMeant } from "./modelled.js";
import { register } from "./registering.js";
import type { State } from "./state.js";
import { summarised } from "./summarised.js";
import { isAsserting, isCleaning, isMeasuring } from "./telling-names.js";
import { writesUnknown } from "./unknown.js";
import type { Walker } from "./walker.js";

export function evaluateCall(call: CallExpr, state: State, walker: Walker): Knowledge {
  const args = call.args.map((arg) => walker.evaluate(arg, state));
  const limited = limitedIn(call, args, state, walker);
  if (call.receiver === undefined && writesUnknown(call, limited, state, walker))
    walker.found.flaw("unknown-text", call.span);
  call.args.forEach((arg, i) => {
    const known = limited[i] ?? CLEAN;
    const isSource = i > 0 && isData(known);
    const room = isSource ? capacityAt(call.args[0], state, walker) : undefined;
    walker.found.note(arg, known, false, room !== undefined);
  });
  const receiver =
    call.receiver === undefined ? CLEAN : walker.evaluate(call.on ?? receiverExpr(call), state);
  const called: Called = { call, args, limited, receiver, state, walker };
  if (call.receiver !== undefined) walker.found.follow(receiver, call.span);
  register(called);
  supposed(called);
  const behind = inspect(call, limited, state, walker);
  const all = resultOf(called);
  behind();
  const known = state.isProven(call) ? without(all, MAYBE_NULL) : all;
  if (!isData(known)) return known;
  if (isNumbersOnly(call)) return { ...known, checked: true, terminated: true };
  return isCleaning(call.callee) ? { ...known, checked: true } : known;
}

function resultOf(called: Called): Knowledge {
  const { call, receiver, walker } = called;
  const known = walker.modelsOf(call);
  const models = known.filter((model) => isMeant(model, called));
  if (models.length > 0) return eitherOf(models.map((model) => applied(model, called)));
  const all = walker.world.targetsOf(call, walker.at);
  // `read()` of a file is the system's; of the project's own of that name one in the same file is meant.
  const { path } = walker.at.source.document;
  const targets = known.length === 0 ? all : all.filter((t) => t.source.document.path === path);
  const handed = call.args.map((_, number) => handedOn(number, called));
  walker.found.calls.push({ callee: call.callee, targets, span: call.span, args: handed });
  if (targets.length > 0) return eitherOf(targets.map((target) => summarised(target, called)));
  return isData(receiver) && !isMeasuring(call.callee) ? receiver : CLEAN;
}

/** What holds behind the call, as it would not go on otherwise or has changed a text: `name.replace("<", "&lt;")`. */
function supposed({ call, state, walker }: Called): void {
  const [first] = call.args;
  if (first === undefined) return;
  if (isAsserting(call.callee)) refine(state, first, true, walker);
  else refineByMacro(state, call, walker);
  if (call.receiver !== undefined && /^replace(?:All)?$/.test(call.callee))
    if (first.is === "text" && /^[<>&"'\\/.;|`$]+$/.test(first.text))
      state.refine(call.receiver, { checked: true });
}

function receiverExpr({ receiver = "", span }: CallExpr): Expr {
  const [base = "", ...path] = receiver.split(".");
  if (path.length === 0) return { is: "name", name: base, span };
  return { is: "member", base, path: path.join("."), span };
}
