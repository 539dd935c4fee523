// One clause against one fact: how true it is, what it binds, and which values decided.
import type { Clause } from "../model/rule.js";
import type { Bound } from "../facts/bound.js";
import { option } from "../facts/values.js";
import type { Bindings } from "./bound-place.js";
import { matchCall } from "./call-clause.js";
import { namesFit } from "./clause-names.js";
import { ClauseTest, isLiteral, type ClauseMatch } from "./clause-test.js";
import type { Matching } from "./matching.js";
import { matchPresence, matchSetting } from "./setting-clause.js";
import { matchObject, matchStore } from "./store-clause.js";

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
      if (clause.flaw !== undefined) test.flaw(m.flows.flaw(at.item, fact.span, clause.flaw));
      break;
    case "include":
    case "kconfig-choice":
    case "ignore":
      break;
  }
  test.name(clause.as, at);
  return test.done();
}
