// One clause against one fact: how true it is, what it binds, and which values decided.
import type { FunctionFact } from "../model/fact.js";
import type { Clause, NameTest } from "../model/rule.js";
import type { Bound } from "../facts/bound.js";
import { option } from "../facts/values.js";
import type { Bindings } from "./bound-place.js";
import { matchCall } from "./call-clause.js";
import { fits, namesFit } from "./clause-names.js";
import { ClauseTest, isLiteral, type ClauseMatch } from "./clause-test.js";
import type { Matching } from "./matching.js";
import { matchPresence, matchSetting } from "./setting-clause.js";

import { matchObject, matchStore } from "./store-clause.js";
import { truthOf } from "./truth.js";

const NO: ClauseMatch = { truth: "false", bindings: new Map(), decided: [] };

export function matchClause(
  m: Matching,
  clause: Clause,
  at: Bound,
  bindings: Bindings,
): ClauseMatch {
  const { fact } = at;
  if (fact.word !== clause.word && !(clause.word === "setting" && fact.word === "kconfig-default"))
    return NO;
  if (!namesFit(clause, fact)) return NO;
  const test = new ClauseTest(m, at, bindings);
  switch (fact.word) {
    case "call":
      matchCall(m, clause, fact, at, test);
      break;
    case "store":
      matchStore(m, clause, fact, at, test);
      break;
    case "object":
      matchObject(m, clause, fact, at, test);
      break;
    case "setting":
    case "kconfig-default":
      matchSetting(m, clause, fact, at, test);
      break;
    case "define":
      if (clause.value?.direct === true && !isLiteral(fact.value)) test.say("false");
      else if (clause.value !== undefined) test.judged(clause.value, fact.value, fact.name);
      break;
    case "literal":
      test.value(clause.value, [option({ is: "text", text: fact.text })]);
      break;
    case "presence":
      matchPresence(m, clause, fact, at, test);
      break;
    case "function":
      matchFunction(m, clause, fact, at, test);
      break;
    case "include":
    case "kconfig-choice":
    case "ignore":
      break;
  }
  test.name(clause.as, at);
  return test.done();
}

function matchFunction(
  m: Matching,
  { flaw, marked }: Clause,
  { span, marks }: FunctionFact,
  { item, source }: Bound,
  test: ClauseTest,
): void {
  // Drivers mark functions that nobody calls.
  if (marked !== undefined)
    test.say(truthOf(source.ownership === "product" && isMarked(marked, marks)));
  if (flaw !== undefined) test.flaw(m.flows.flaw(item, span, flaw));
}

function isMarked(names: NameTest, marks: readonly string[] = []): boolean {
  return marks.some((mark) => fits(names, mark));
}
