// `test`: runs the pages of rules and prints what does not hold.
import type { Rule } from "../model/rule.js";
import { checkPage } from "../scan/page-check.js";
import { loadGrammars } from "../scan/resources.js";
import { EXIT, UsageError } from "./output.js";
import { openBook } from "./session.js";

export async function testRules(
  ids: readonly string[],
  flags: { readonly workspace: string },
): Promise<void> {
  const book = openBook(flags.workspace);
  const rules = ids.length === 0 ? book.rules : ids.map((id) => ruleNamed(book.rules, id));
  const syntax = await loadGrammars();
  let passed = 0;
  let failed = 0;
  for (const rule of rules)
    for (const { sample, faults } of checkPage(rule, book, syntax)) {
      if (faults.length === 0) passed++;
      else failed++;
      if (faults.length > 0)
        console.log(
          `${rule.path.replace(/\.yaml$/, ".md")}:${String(sample.line + 1)}  ${sample.title}\n${faults.map((f) => `    ${f}`).join("\n")}`,
        );
    }
  console.log(`${String(passed)} passed, ${String(failed)} failed`);
  process.exitCode = failed > 0 ? EXIT.findings : EXIT.clean;
}

function ruleNamed(rules: readonly Rule[], id: string): Rule {
  const rule = rules.find((r) => r.id === id);
  if (rule === undefined) throw new UsageError(`there is no rule "${id}"`);
  return rule;
}
