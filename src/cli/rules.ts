// `rules`: what is looked for, rule by rule.
import { openBook } from "./session.js";
import { deliver, UsageError } from "./output.js";
import type { Rule } from "../model/rule.js";

interface RulesFlags {
  readonly format: string;
  readonly provision?: readonly string[];
}

export function listRules(flags: RulesFlags): void {
  const book = openBook(".");
  const rules = book.rules.filter(
    (r) => flags.provision === undefined || r.provisions.some((p) => flags.provision?.includes(p)),
  );
  if (flags.format === "json") deliver(JSON.stringify(listing(rules), undefined, 2), undefined);
  else if (flags.format === "text") deliver(rules.map(line).join("\n"), undefined);
  else throw new UsageError(`unknown format "${flags.format}": use text or json`);
}

function line(rule: Rule): string {
  const stage = rule.stage === "trial" ? " (trial: off unless the configuration turns it on)" : "";
  return `${rule.id.padEnd(40)} ${rule.stance.padEnd(9)} ${rule.provisions.join(", ").padEnd(22)} ${rule.title}${stage}`;
}

function listing(rules: readonly Rule[]): unknown {
  return {
    schemaVersion: 1,
    rules: rules.map(({ id, title, stance, impact, stage, provisions, cwe, origin, path }) => ({
      id,
      title,
      stance,
      impact,
      stage,
      provisions,
      cwe,
      origin,
      path,
    })),
  };
}
