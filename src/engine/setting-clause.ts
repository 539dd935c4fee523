// Settings and files: in which kind of file, in which section, worth what.
import type { Clause, NameTest } from "../model/rule.js";
import type { Fact, PresenceFact } from "../model/fact.js";
import type { Bound } from "../facts/bound.js";
import { isLasting } from "../facts/durable.js";
import { option } from "../facts/values.js";
import { isPublishedKey } from "../rules/words.js";
import { fits } from "./clause-names.js";
import type { ClauseTest } from "./clause-test.js";
import type { Matching } from "./matching.js";
import { truthOf } from "./truth.js";

export function matchSetting(
  m: Matching,
  clause: Clause,
  fact: Extract<Fact, { word: "setting" | "kconfig-default" }>,
  at: Bound,
  test: ClauseTest,
): void {
  const { kind } = at.source.document;
  // Linux's builds share names with SDKs and mean something else: `CONFIG_WATCHDOG` of BusyBox is a program.
  // What a command gives counts for those alone that ask for it.
  const isMeant = clause.kinds?.includes(kind) ?? !/^(?:linux-config|build-commands)$/.test(kind);
  test.say(truthOf(isMeant));
  if (clause.section !== undefined)
    test.say(truthOf(fact.word === "setting" && fits(clause.section, fact.section ?? "")));
  if (clause.path !== undefined) test.say(truthOf(isAt(clause.path, at)));
  if (clause.lasting !== undefined)
    test.say(truthOf(isLasting(m.index, fact, at) === clause.lasting));
  test.value(
    clause.value,
    [option({ is: "text", text: fact.value }, fact.value === "y" ? ["true"] : [])],
    fact.key,
  );
}

export function matchPresence(
  m: Matching,
  clause: Clause,
  fact: PresenceFact,
  at: Bound,
  test: ClauseTest,
): void {
  const { presence } = clause;
  if (presence === undefined) return;
  test.say(truthOf(presence.kind === fact.kind));
  if (presence.encrypted !== undefined)
    test.say(truthOf((fact.encrypted ?? false) === presence.encrypted));
  if (presence.path !== undefined) test.say(truthOf(isAt(presence.path, at)));
  if (presence.known !== undefined) {
    const { lists } = m.world(at);
    test.say(truthOf(isPublishedKey(fact.sha256, fact.halfSha256, lists)));
  }
}

/** By the slashed path, or by the file's name alone. */
function isAt(wanted: NameTest, { source }: Bound): boolean {
  const { path } = source.document;
  return fits(wanted, path) || fits(wanted, path.split("/").at(-1) ?? "");
}
