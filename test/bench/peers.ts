// The same questions for other tools: every finite call, store and type name of the rule book as an
// ast-grep rule, and every gated word as a ripgrep pattern. They answer less (no values, no joins), so
// the comparison is on their side.
import * as fs from "node:fs";
import nodePath from "node:path";
import type { Clause, Condition, Rule } from "../../src/model/rule.js";
import type { Book } from "../../src/rules/book.js";
import { AwakeWords } from "../../src/scan/awake.js";

export function writePeerRules(book: Book, work: string): string {
  const folder = nodePath.join(work, "rules");
  fs.mkdirSync(folder, { recursive: true });
  for (const rule of book.rules)
    for (const language of ["c", "cpp"]) {
      const text = peerRule(rule, language);
      if (text !== undefined)
        fs.writeFileSync(nodePath.join(folder, `${rule.id}-${language}.yml`), text);
    }
  const config = nodePath.join(work, "sgconfig.yml");
  fs.writeFileSync(
    config,
    `ruleDirs: [${JSON.stringify(folder)}]\nlanguageGlobs: {cpp: ["*.h", "*.ino"]}\n`,
  );
  return config;
}

function peerRule(rule: Rule, language: string): string | undefined {
  const clauses = rule.cases.flatMap((one) => one.when.flatMap(clausesOf));
  const any = clauses.flatMap(patternsOf);
  if (any.length === 0) return undefined;
  const lines = any.map((pattern) => `    - ${pattern}`);
  return `id: ${rule.id}-${language}\nlanguage: ${language}\nrule:\n  any:\n${lines.join("\n")}\n`;
}

function clausesOf(condition: Condition): readonly Clause[] {
  return condition.is === "clause" ? [condition.clause] : condition.of.flatMap(clausesOf);
}

function patternsOf(clause: Clause): string[] {
  const names = (clause.names?.tests ?? []).flatMap((t) => (t.by === "one-of" ? t.texts : []));
  if (names.length === 0) return [];
  const regex = JSON.stringify(
    `(^|[.>:])(${names.map((n) => n.split(".").at(-1) ?? n).join("|")})$`,
  );
  switch (clause.word) {
    case "call":
      return [`{ kind: call_expression, has: { field: function, regex: ${regex} } }`];
    case "store":
      return [
        `{ kind: assignment_expression, has: { field: left, regex: ${regex} } }`,
        `{ kind: initializer_pair, has: { kind: field_designator, regex: ${regex} } }`,
      ];
    case "define":
      return [`{ kind: preproc_def, has: { field: name, regex: ${regex} } }`];
    case "object":
      return [`{ kind: declaration, has: { field: type, regex: ${regex} } }`];
    default:
      return [];
  }
}

export function writeWords(book: Book, work: string): string {
  const file = nodePath.join(work, "words.txt");
  const escaped = new AwakeWords(book.rules).gate.words.map(({ word, kind }) => {
    const plain = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return kind === "word" ? `\\b${plain}\\b` : `(?i:${plain})`;
  });
  fs.writeFileSync(file, `${escaped.join("\n")}\n`);
  return file;
}
