// The cheap part of a clause: whether the names in it fit those of a fact, before any value is resolved.
import type { Clause, NameTest } from "../model/rule.js";
import type { Fact, StoreFact } from "../model/fact.js";
import { accepts } from "../rules/pattern.js";
import { PREDICATES } from "../rules/words.js";

export function namesFit(clause: Clause, fact: Fact): boolean {
  if (fact.word === "store") {
    return (
      (clause.names === undefined || fieldPaths(fact.path).some((p) => fits(clause.names, p))) &&
      (clause.to === undefined || fits(clause.to, keeperOf(fact)))
    );
  }
  if (clause.names === undefined) return true;
  switch (fact.word) {
    case "call":
      return fits(clause.names, fact.callee);
    case "object":
      return fits(clause.names, fact.type);
    case "setting":
    case "kconfig-default":
      return fits(clause.names, fact.key);
    case "define":
    case "function":
      return fits(clause.names, fact.name);
    case "include":
      return fits(clause.names, fact.path) || fits(clause.names, fact.path.split("/").at(-1) ?? "");
    default:
      return true;
  }
}

export function fits(names: NameTest | undefined, text: string): boolean {
  if (names === undefined) return true;
  return accepts(
    names.tests,
    text,
    (p) => PREDICATES[p]?.test(text, { lists: new Map() }) ?? false,
  );
}

/** Where a store keeps its value, by the last name: `password` of `cfg.sta.password`. */
export function keeperOf(fact: StoreFact): string {
  return fieldPaths(fact.path).at(-1) ?? fact.base;
}

/** `a.b[].c` → `a.b.c`, `b.c`, `c`: a rule may name as much of the path as it needs. */
function fieldPaths(path: string): string[] {
  if (path === "") return [];
  const parts = path.replaceAll("[]", "").split(".").filter(Boolean);
  return parts.map((_, i) => parts.slice(i).join("."));
}
