// What a condition shows of the data in it, where it holds and where it does not:
// `if (len > sizeof buf) return;` limits `len` from there on.
import type { CallExpr, Expr } from "../../model/expr.js";
import { mayHold, numberOfAnswer, type Answer } from "./answers.js";
import { COUNTER, GROWTH, RECEIVED } from "./classes.js";
import { given, isData, parameterOf, type Knowledge, type Limit } from "./knowledge.js";
import { constantOf, isExcluded, type Constant } from "./flags.js";
import type { Judge } from "./judge.js";
import { lengthOf } from "./lengths.js";
import { bufferOf, keyOf, placeKey, placesIn } from "./place-keys.js";
import { nothingCame } from "./received.js";
import type { State } from "./state.js";

/** `state` from now on knows that `test` is true, or false. */
export function refine(state: State, test: Expr, truth: boolean, judge: Judge): void {
  if (test.is === "operation") refineOperation(state, test, truth, judge);
  else if (test.is === "call") refineCall(state, test, truth, judge);
  else {
    const key = placeKey(test);
    if (truth && key !== undefined) state.solid(key);
    if (key !== undefined) recall(state, key, truth ? "!=" : "==", "0", judge);
    if (!truth) nothingCame(state, test, "==", () => 0, judge);
    const question = key === undefined ? undefined : state.takeQuestion(key);
    if (question !== undefined) refine(state, question, truth, judge);
  }
}

type OperationExpr = Extract<Expr, { is: "operation" }>;

function refineOperation(state: State, test: OperationExpr, truth: boolean, judge: Judge): void {
  const { operator, operands } = test;
  const [a, b] = operands;
  if (a === undefined) return;
  if (operator === "!" || operator === "not") refine(state, a, !truth, judge);
  else if (b === undefined) return;
  else if (operator === "&&" || operator === "and") {
    if (truth) refineBoth(state, a, b, true, judge);
    else refineOne(state, a, b, false, judge);
  } else if (operator === "||" || operator === "or") {
    if (truth) refineOne(state, a, b, true, judge);
    else refineBoth(state, a, b, false, judge);
  } else if (Object.hasOwn(MIRRORED, operator)) compare(state, a, operator, b, truth, judge);
}

function refineBoth(state: State, a: Expr, b: Expr, truth: boolean, judge: Judge): void {
  refine(state, a, truth, judge);
  refine(state, b, truth, judge);
}

/** The first is so, or the second is: what both ways have in common. */
function refineOne(state: State, a: Expr, b: Expr, truth: boolean, judge: Judge): void {
  const other = state.copy();
  refine(other, a, !truth, judge);
  refine(other, b, truth, judge);
  refine(state, a, truth, judge);
  state.merge(other);
}

/** `a < b` says of `b` what `b > a` does. */
const MIRRORED: Readonly<Record<string, string>> = {
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
  "==": "==",
  "!=": "!=",
};

/** What holds where the comparison does not. */
const OPPOSITE: Readonly<Record<string, string>> = {
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  "==": "!=",
  "!=": "==",
};

function compare(
  state: State,
  a: Expr,
  operator: string,
  b: Expr,
  truth: boolean,
  judge: Judge,
): void {
  const holds = truth ? operator : (OPPOSITE[operator] ?? operator);
  judgedCalls(state, a, b, holds, judge);
  if (holds === "==") ended(state, a, b);
  recalled(state, a, holds, b, judge);
  recalled(state, b, MIRRORED[holds] ?? holds, a, judge);
  answered(state, a, holds, b, judge);
  answered(state, b, MIRRORED[holds] ?? holds, a, judge);
  if (holds === "!=") notNull(state, a, b);
  nothingCame(state, a, holds, () => judge.numberOf(b), judge);
  nothingCame(state, b, MIRRORED[holds] ?? holds, () => judge.numberOf(a), judge);
  shorten(state, a, holds, b, judge);
  shorten(state, b, MIRRORED[holds] ?? holds, a, judge);
  limit(state, a, holds, b, judge);
  limit(state, b, MIRRORED[holds] ?? holds, a, judge);
}

/** `status == OK`: what a status remembers of tests, where it holds none of the values that say otherwise. */
function recalled(state: State, a: Expr, operator: string, b: Expr, judge: Judge): void {
  const key = a.is === "name" || a.is === "member" ? placeKey(a) : undefined;
  const other = constantOf(b, (expr) => judge.numberOf(expr));
  if (key !== undefined && other !== undefined) recall(state, key, operator, other, judge);
}

function recall(state: State, key: string, operator: string, other: Constant, judge: Judge): void {
  const all = state.memoriesOf(key);
  const telling = all.filter(({ values }) =>
    values.every((value) => isExcluded(value, operator, other)),
  );
  if (telling.length === 0) return;
  // A test that asks for the variable itself would ask again.
  state.remember(key, []);
  for (const { test, truth } of telling) refine(state, test, truth, judge);
  state.remember(key, all);
}

/** `text[n - 1] == '\0'` */
function ended(state: State, a: Expr, b: Expr): void {
  for (const [element, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const isElement = element.is === "member" && element.path.endsWith("[]");
    if (isElement && other.is === "number" && other.value === 0)
      state.refine(bufferOf(keyOf(element.base, element.path)), { terminated: true });
  }
}

/** `item != NULL`, from either side. */
function notNull(state: State, a: Expr, b: Expr): void {
  for (const [pointer, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const key = placeKey(pointer);
    const isNull =
      (other.is === "name" && other.name === "NULL") ||
      (other.is === "number" && other.value === 0);
    if (!isNull) continue;
    if (key !== undefined) state.solid(key);
    // `item` was set from a call, or the call stands here: asked again, it gives the same.
    const asked = key === undefined ? pointer : state.questionOf(key);
    if (asked?.is === "call") state.prove(asked);
  }
}

/** `strlen(name) < sizeof buf`: the text is that long at most. */
function shorten(state: State, a: Expr, operator: string, b: Expr, judge: Judge): void {
  if (operator !== "<" && operator !== "<=" && operator !== "==") return;
  if (!mayMeasure(a, state)) return;
  const length = lengthOf(a, state, (expr) => judge.numberOf(expr));
  const [text, ...others] = length?.terms ?? [];
  if (length === undefined || text === undefined || others.length > 0) return;
  const most = judge.numberOf(b);
  if (most === undefined) return;
  const letters = most - length.plus - (operator === "<" ? 1 : 0);
  state.shorten(text, { letters, span: b.span });
}

/** What is no length of a text need not be looked up to say so. */
function mayMeasure(expr: Expr, state: State): boolean {
  if (expr.is === "call" || expr.is === "operation") return true;
  return state.lengthOf(placeKey(expr) ?? "") !== undefined;
}

/** `a` cannot exceed `b`, as long as `b` is not itself such data without a limit. */
function limit(state: State, a: Expr, operator: string, b: Expr, judge: Judge): void {
  if (operator !== "<" && operator !== "<=" && operator !== "==") return;
  // An answer that says "fine" says nothing of the number: see `answered`.
  if (operator === "==" && a.is === "call" && judge.modelsOf(a).length === 0) {
    for (const key of placesIn(a)) state.refine(key, { checked: true });
    return;
  }
  const other = judge.evaluate(b, state);
  const most = { expr: b, strict: operator === "<" };
  if (isData(other) && !other.bounded) if (count(state, a, other, most) || !isLimit(other)) return;
  limitPlaces(state, a, operator, most);
}

function limitPlaces(state: State, a: Expr, operator: string, most: Limit): void {
  const exact = placeKey(a);
  const isWhole = operator === "==" && (a.is !== "call" || !isTrivial(a));
  const equal = isWhole ? { checked: true } : {};
  for (const key of placesIn(a))
    state.refine(key, { bounded: true, ...equal, ...(key === exact ? { most } : {}) });
}

/** What was received is as long as it is, and not longer than what it was asked for with. */
function isLimit({ bounded, most, from }: Knowledge): boolean {
  if (bounded || (most !== undefined && from.has(RECEIVED))) return true;
  // A size that callers give: `copy(to, room, from, len)`.
  return [...from.keys()].every((name) => parameterOf(name) !== undefined);
}

/** What came from further away has usually been judged on its way. */
const LONGEST_COUNT = 6;

function count(state: State, a: Expr, limit: Knowledge, most: Limit): boolean {
  const before = a.is === "name" ? state.get(a.name) : undefined;
  if (a.is !== "name" || before === undefined || limit.from.has(RECEIVED)) return false;
  // What stays the same is compared, and counts nothing.
  if (before.from.size === 0) return false;
  const isOwn = [...before.from.keys()].every((name) => name === GROWTH || name === COUNTER);
  if (!isOwn && !before.from.has(COUNTER)) return false;
  const [way = []] = limit.from.values();
  if (way.length > LONGEST_COUNT) return false;
  const counter = given(COUNTER, way);
  const from = new Map([...counter.from, ...limit.from]);
  state.count(a.name, { ...counter, from, most });
  return true;
}

/** `check(len) < 0`: what the answers that fit have in common. */
function answered(state: State, a: Expr, operator: string, b: Expr, judge: Judge): void {
  const key = placeKey(a);
  const asked = a.is === "call" || key === undefined ? a : state.questionOf(key);
  if (asked?.is === "call")
    says(
      state,
      asked,
      operator,
      numberOfAnswer(b, (expr) => judge.numberOf(expr)),
      judge,
    );
}

function says(
  state: State,
  call: CallExpr,
  operator: string,
  other: Answer["value"],
  judge: Judge,
): void {
  const possible = judge.answersOf(call).filter(({ value }) => mayHold(value, operator, other));
  const [first, ...others] = possible;
  if (first === undefined) return;
  for (const what of ["bounded", "checked"] as const)
    for (const [number, parts] of first[what]) {
      const key = placeKey(call.args[number]);
      if (key === undefined) continue;
      for (const part of parts)
        if (others.every((one) => one[what].get(number)?.includes(part) === true))
          state.refine(key + part, { [what]: true });
    }
}

const GUARD =
  /^(?:VerifyOr\w+|(?:[A-Z0-9_]*_)?(?:CHECK|REQUIRE|ENSURE|VERIFY|ASSERT)(?:_[A-Z0-9_]+)?|[A-Z0-9_]*(?:RETURN|GOTO|EXIT|FAIL|BAIL|JUMP)_(?:IF_NOT|IF_FALSE|UNLESS|ON_FALSE)[A-Z0-9_]*)$/;
const LEAVE =
  /^[A-Z0-9_]*(?:RETURN|GOTO|EXIT|FAIL|BAIL|JUMP|THROW|ERROR)_(?:IF|ON_TRUE|WHEN)[A-Z0-9_]*$/;

/** `CHECK(len <= MAX)`, `RETURN_IF(len > MAX)`: macros that leave; `assert` is gone in a release. */
export function refineByMacro(state: State, call: CallExpr, judge: Judge): void {
  const [test] = call.args;
  if (test?.is !== "operation") return;
  if (GUARD.test(call.callee)) refine(state, test, true, judge);
  else if (LEAVE.test(call.callee)) refine(state, test, false, judge);
}

/** `strcmp(a, "x") == 0`, `strstr(path, "..") != NULL`, `p.indexOf("..") >= 0`. */
function judgedCalls(state: State, a: Expr, b: Expr, operator: string, judge: Judge): void {
  for (const [call, other] of [
    [a, b],
    [b, a],
  ] as const) {
    if (call.is !== "call") continue;
    const compares = judge.modelsOf(call).find((m) => m.compares !== undefined)?.compares;
    if (compares === undefined) {
      markChecks(state, call, judge);
      continue;
    }
    const isZero = other.is === "number" && other.value === 0;
    const saysEqual = compares === "zero" ? isZero : !isZero;
    if ((operator === "==" && saysEqual) || (operator === "!=" && !saysEqual))
      markEqual(state, call);
  }
}

function refineCall(state: State, call: CallExpr, truth: boolean, judge: Judge): void {
  const compares = judge.modelsOf(call).find((m) => m.compares !== undefined)?.compares;
  says(state, call, truth ? "!=" : "==", 0, judge);
  if (truth) state.prove(call);
  if (compares === undefined) markChecks(state, call, judge);
  else if (truth === (compares === "true")) markEqual(state, call);
}

/** A slash at the start and `http://` say nothing of the rest. */
const TRIVIAL = /^(?:https?(?::\/{0,2})?|[/.?#]|)$/i;
const ELEMENT = /^(?:charAt|at|front|back)$/;

function isTrivial({ args, callee }: CallExpr): boolean {
  return ELEMENT.test(callee) || args.some((arg) => arg.is === "text" && TRIVIAL.test(arg.text));
}

/** It is one of a few texts that the code names. */
function markEqual(state: State, call: CallExpr): void {
  if (isTrivial(call)) return;
  for (const key of placesIn(call)) state.refine(key, { checked: true, bounded: true });
}

const JUDGES =
  /valid|check|verif|allow|permit|safe|sanit|contains|whitelist|auth|match|(?:^|_)is_?[A-Za-z]|^is[A-Z]/i;

/** Of a function that was not read: what it judges is a length. */
const LENGTHS = /len|size|range|bound|limit|fit|space|room|capacity|valid/i;

/** Which of its answers says "fine" is not known: it counts either way. */
function markChecks(state: State, call: CallExpr, judge: Judge): void {
  const models = judge.modelsOf(call);
  for (const arg of call.args) state.solid(placeKey(arg) ?? "");
  if (isTrivial(call)) return;
  const checks = models.some((m) => m.checks) || (models.length === 0 && JUDGES.test(call.callee));
  const limits = checks && models.length === 0 && LENGTHS.test(call.callee);
  const more = limits ? { checked: true, bounded: true } : { checked: true };
  // One by one, all elements are judged.
  const places = placesIn(call).map((key) => key.replace(/\[\]$/, ""));
  if (checks || limits) for (const key of places) state.refine(key, more);
}
