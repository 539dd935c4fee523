// Where a call has failed, by the steps of the function around it: the side of a branch, or the body of a
// loop, that is run only then. What success is follows from how a call is written: methods and questions
// give true, functions of C libraries give 0 or a constant of that meaning. What is not plain is no failure.
import type { Span } from "../base/span.js";
import type { Step } from "../model/body.js";
import type { Expr } from "../model/expr.js";
import type { CallFact } from "../model/fact.js";
import type { Bound } from "./bound.js";
import { bodyAround, holds } from "./order.js";

/** The fact is run only after the call has failed. */
export function isInFailure(fact: Bound, call: Bound<CallFact>): boolean {
  if (fact.item !== call.item || fact.fact.within !== call.fact.within) return false;
  const { span } = fact.fact;
  const body = bodyAround(fact, call.fact.span, span);
  return body !== undefined && failuresIn(body, asked(call)).some((steps) => mentions(steps, span));
}

/** The way that is taken when the call has failed does nothing but say so, and goes on. */
export function isShrugged(call: Bound<CallFact>): boolean {
  const body = bodyAround(call, call.fact.span, call.fact.span);
  if (body === undefined) return false;
  return failuresIn(body, asked(call)).some(
    (steps) => steps.length > 0 && steps.every((step) => onlySays(step)),
  );
}

const SAYS = /log|print|puts|trace|warn|debug|dbg|err(?:or)?$/i;

function onlySays(step: Step): boolean {
  return step.do === "evaluate" && step.value.is === "call" && SAYS.test(step.value.callee);
}

/**
 * The call, what it gives where all is well (undefined where nobody knows), where its result is put into a
 * variable, and where something else is.
 */
export type Asked = CallFact & {
  readonly gives: boolean | undefined;
  readonly since: number;
  readonly others: readonly number[];
};

export function asked({ fact, item }: Bound<CallFact>, gives = givesTrue(fact)): Asked {
  const stores = item.facts.flatMap((one) =>
    one.word === "store" && one.path === "" && one.base === fact.into ? [one.span] : [],
  );
  const own = stores.find((span) => holds(span, fact.span)) ?? fact.span;
  return { ...fact, gives, since: own.start, others: stores.map(({ start }) => start) };
}

/** What is done where the call has failed, outermost first. */
function failuresIn(steps: readonly Step[], call: Asked): (readonly Step[])[] {
  return steps.flatMap((step) => {
    switch (step.do) {
      case "branch":
        return [
          ...(means(step.test, true, call) ? [step.then] : []),
          ...(means(step.test, false, call) ? [step.otherwise] : []),
          ...failuresIn(step.then, call),
          ...failuresIn(step.otherwise, call),
        ];
      case "loop":
        return [
          ...(step.test !== undefined && means(step.test, true, call) ? [step.body] : []),
          ...failuresIn(step.body, call),
        ];
      case "select":
        return step.ways.flatMap(({ body }) => failuresIn(body, call));
      default:
        return [];
    }
  });
}

/** A step, or one in it, holds the place. */
function mentions(steps: readonly Step[], span: Span): boolean {
  return steps.some((step) => {
    switch (step.do) {
      case "evaluate":
        return holds(step.value.span, span);
      case "store":
        return holds(step.span, span);
      case "branch":
        return mentions(step.then, span) || mentions(step.otherwise, span);
      case "loop":
        return mentions(step.body, span) || mentions(step.after, span);
      case "select":
        return step.ways.some(({ body }) => mentions(body, span));
      case "leave":
        return step.value !== undefined && holds(step.value.span, span);
    }
  });
}

const NOT = new Set(["!", "not"]);
const AND = new Set(["&&", "and"]);
const OR = new Set(["||", "or"]);
const COMPARISONS = new Set(["==", "!=", "<"]);

/** Whether the call has failed where the test came out so. */
function means(test: Expr, truth: boolean, call: Asked): boolean {
  return outcomeOf(test, truth, call) === "failure";
}

export type Outcome = "success" | "failure" | undefined;

/** How the call went where the test came out so; undefined where that is not plain. */
export function outcomeOf(test: Expr, truth: boolean, call: Asked): Outcome {
  if (isResult(test, call))
    return call.gives === undefined ? undefined : call.gives === truth ? "success" : "failure";
  return test.is === "operation" ? joined(test.operator, test.operands, truth, call) : undefined;
}

function joined(operator: string, [a, b]: readonly Expr[], truth: boolean, call: Asked): Outcome {
  if (a === undefined) return undefined;
  if (NOT.has(operator)) return outcomeOf(a, !truth, call);
  if (b === undefined) return undefined;
  if (AND.has(operator))
    return truth ? (outcomeOf(a, true, call) ?? outcomeOf(b, true, call)) : undefined;
  if (OR.has(operator)) return eitherOf([a, b], truth, call);
  return COMPARISONS.has(operator) ? compared(operator, a, b, truth, call) : undefined;
}

/** Of `a || b` both are false, or one is true: that it was the call's is no proof that all went well. */
function eitherOf(sides: readonly Expr[], truth: boolean, call: Asked): Outcome {
  const outcomes = sides.map((side) => outcomeOf(side, truth, call));
  if (outcomes.includes("failure")) return "failure";
  return !truth && outcomes.includes("success") ? "success" : undefined;
}

function compared(operator: string, a: Expr, b: Expr, truth: boolean, call: Asked): Outcome {
  if (operator === "<") return negative(a, b, truth, call);
  const other = isResult(a, call) ? b : isResult(b, call) ? a : undefined;
  const success = other === undefined ? undefined : isSuccess(other, call);
  if (success === undefined) return undefined;
  const isEqual = (operator === "==") === truth;
  if (success !== isEqual) return "failure";
  // Not the one failure that is asked for may be another.
  return success || isNothing(other, call) ? "success" : undefined;
}

function negative(a: Expr, b: Expr, truth: boolean, call: Asked): Outcome {
  const isAsked = isResult(a, call) && b.is === "number" && b.value === 0;
  return isAsked ? (truth ? "failure" : "success") : undefined;
}

/** What a call gives that gives true where all is well, and nothing else where it is not. */
function isNothing(expr: Expr | undefined, call: Asked): boolean {
  if (call.gives !== true) return false;
  return expr?.is === "number"
    ? expr.value === 0
    : expr?.is === "name" && /^false$/i.test(expr.name);
}

/** The call itself, or the variable that has just taken what it gave. */
export function isResult(expr: Expr, call: Asked): boolean {
  if (expr.is === "call")
    return expr.span.start === call.span.start && expr.span.end === call.span.end;
  if (expr.is !== "name" || call.into !== expr.name) return false;
  const { start } = expr.span;
  return call.since <= start && !call.others.some((other) => call.since < other && other < start);
}

const SUCCESS =
  /^(?:true|TRUE|pdTRUE|pdPASS|\w+_(?:OK|SUCCESS|PASS)|OK|SUCCESS|ERR_OK|WL_CONNECTED|ESP_OK)$/;
const FAILURE =
  /^(?:false|FALSE|pdFALSE|pdFAIL|NULL|nullptr|\w*_(?:FAIL|FAILED|ERROR|ERR)(?:_\w+)?|ESP_ERR_\w+|WL_\w+)$/;

export function isSuccess(expr: Expr, call: Pick<Asked, "gives">): boolean | undefined {
  if (expr.is === "number") {
    const isTrue = call.gives;
    const isYes = SUCCESS.test(expr.written) || (expr.value !== 0 && expr.value !== -1);
    return isTrue === undefined || expr.value < 0 ? false : isTrue === isYes;
  }
  if (expr.is !== "name") return undefined;
  if (SUCCESS.test(expr.name)) return true;
  return FAILURE.test(expr.name) ? false : undefined;
}

/** Functions of C libraries that give 0 where all went well, unless they answer a question. */
const GIVES_ZERO =
  /^(?:esp_|mbedtls_|psa_|bootutil_|lwip_|zsock_|mqtt_|http_client_|nvs_|atcab_|bt_|lte_lc_)|^(?:getaddrinfo|connect)$/;
const QUESTION = /(?:^|_)is_|enabled$|^uECC_verify$/;

/** Undefined where neither is known. */
function givesTrue({ callee, receiver }: CallFact): boolean | undefined {
  if (receiver !== undefined || QUESTION.test(callee)) return true;
  return GIVES_ZERO.test(callee) ? false : undefined;
}
