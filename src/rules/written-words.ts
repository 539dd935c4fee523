// Words of calls that are told by what is handed to them rather than by their own names: everything
// calls `printf`, and few items print something whose name says password.
import type { GateWord } from "../model/gate-word.js";
import type { Clause, TextTest } from "../model/rule.js";
import { PREDICATES } from "./words.js";

/** Words one of which stands in every such call; undefined where its own name must do. */
export function writtenWords({ prints, anyArg, args }: Clause): readonly GateWord[] | undefined {
  const values = [prints?.value, anyArg, ...[...(args?.values() ?? [])].map((arg) => arg.value)];
  for (const value of values) {
    const words = value?.named === undefined ? undefined : wordsOf(value.named.tests, "name");
    if (words !== undefined) return words;
  }
  return prints?.label === undefined ? undefined : wordsOf(prints.label, "format");
}

function wordsOf(
  tests: readonly TextTest[],
  where: "name" | "format",
): readonly GateWord[] | undefined {
  const words: GateWord[] = [];
  for (const test of tests) {
    const own = wordsOfTest(test, where);
    if (own === undefined) return undefined;
    words.push(...own);
  }
  return words;
}

/** Predicates tell rare names from others; `f` and `*file` stand everywhere. */
function wordsOfTest(test: TextTest, where: "name" | "format"): readonly GateWord[] | undefined {
  if (test.by !== "predicate") return undefined;
  return PREDICATES[test.name]?.shape?.map((word) => ({
    word,
    kind: "part",
    where,
    ...(where === "name" ? { fits: test.name } : {}),
  }));
}
