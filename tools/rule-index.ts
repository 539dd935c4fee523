// rules/README.md: every rule, every provision, what speaks for it, and where nothing can and why.
import { parse } from "yaml";
import { z } from "zod";
import type { Provision } from "../src/model/provision.js";
import { statusCode } from "../src/model/editions.js";
import type { Rule } from "../src/model/rule.js";
import type { Book } from "../src/rules/book.js";

const Reasons = z.record(z.string(), z.string());

const Sides = z.record(
  z.string(),
  z.strictObject({ violates: z.string().optional(), supports: z.string().optional() }),
);
type Side = "violates" | "supports";

/** Throws where a provision has no rule, or rules of one side only, and nobody says why. */
export function ruleIndex(book: Book, reasonsYaml: string, sidesYaml: string): string {
  const reasons = new Map(Object.entries(Reasons.parse(parse(reasonsYaml))));
  const provisions = [...book.standard.provisions.values()].filter(
    (p) => p.in["3.1.3"] !== undefined,
  );
  const silent = provisions.filter((p) => rulesOf(book, p).length === 0);
  const missing = silent.filter((p) => !reasons.has(p.id));
  if (missing.length > 0)
    throw new Error(
      `say in rules/provisions/without-rules.yaml why no rule speaks for: ${missing.map((p) => p.id).join(", ")}`,
    );
  const idle = [...reasons.keys()].filter((id) => !silent.some((p) => p.id === id));
  if (idle.length > 0)
    throw new Error(
      `rules/provisions/without-rules.yaml explains what has rules: ${idle.join(", ")}`,
    );
  return [
    "# The rule book",
    "",
    "This file is generated (`npm run generate`). Provisions carry their V3.1.3 numbers.",
    "",
    totals(book, provisions, silent),
    "",
    "## Rules",
    "",
    "| Rule | Stance | Provisions | What it says |",
    "| --- | --- | --- | --- |",
    ...book.rules.map(ruleRow),
    "",
    "## Provisions",
    "",
    "Reach says how far reading a project can go: *code* shows most of it, *partly* some of it, *repository* means that",
    "files of the repository can be evidence, *process* that neither can.",
    "",
    "| Provision | Status | Reach | Gist | Rules |",
    "| --- | --- | --- | --- | --- |",
    ...provisions.map((p) => provisionRow(book, p)),
    "",
    "## Provisions that no rule speaks for",
    "",
    "They stay open until a person attests to them.",
    "",
    ...silent.map((p) => `- **${p.id}** ${p.gist}: ${reasons.get(p.id) ?? ""}`),
    "",
    "## Provisions with rules of one side",
    "",
    "Code can show some of each of these. No rule finds what is named here.",
    "",
    ...oneSided(book, provisions, Sides.parse(parse(sidesYaml))),
    "",
  ].join("\n");
}

/** Of provisions that code can show: why no rule finds a violation of it, or evidence for it. */
function oneSided(
  book: Book,
  provisions: readonly Provision[],
  said: z.infer<typeof Sides>,
): readonly string[] {
  const lines: string[] = [];
  const used = new Set<string>();
  for (const provision of provisions) {
    const rules = rulesOf(book, provision);
    if (rules.length === 0 || !["code", "partly"].includes(provision.reach)) continue;
    for (const side of ["violates", "supports"] as const) {
      if (rules.some(({ stance }) => stance === side) || provision.id.startsWith("6-")) continue;
      const why = said[provision.id]?.[side];
      if (why === undefined)
        throw new Error(`say in one-sided.yaml why no rule of ${provision.id} ${side}`);
      used.add(`${provision.id} ${side}`);
      lines.push(`- **${provision.id}** ${provision.gist}, ${WHAT[side]}: ${why}`);
    }
  }
  for (const [id, sides] of Object.entries(said))
    for (const side of Object.keys(sides))
      if (!used.has(`${id} ${side}`))
        throw new Error(`one-sided.yaml explains what has rules: ${id} ${side}`);
  return lines;
}

const WHAT: Readonly<Record<Side, string>> = { violates: "violations", supports: "evidence" };

function totals(
  book: Book,
  provisions: readonly Provision[],
  silent: readonly Provision[],
): string {
  const count = (stance: Rule["stance"]): number =>
    book.rules.filter((r) => r.stance === stance).length;
  const trial = book.rules.filter((r) => r.stage === "trial").length;
  return (
    `${String(book.rules.length)} rules: ${String(count("violates"))} find violations, ${String(count("supports"))} find evidence, ` +
    `${String(count("asks"))} ask${onTrial(trial)}. ` +
    `They speak for ${String(provisions.length - silent.length)} of ${String(provisions.length)} provisions.`
  );
}

function onTrial(trial: number): string {
  if (trial === 0) return "";
  return `; ${String(trial)} of them ${trial === 1 ? "is" : "are"} on trial and off unless the configuration says otherwise`;
}

function rulesOf(book: Book, provision: Provision): readonly Rule[] {
  return book.rules.filter((r) => r.provisions.includes(provision.id));
}

function ruleRow(rule: Rule): string {
  const path = rule.path.replace(/^rules\//, "").replace(/\.yaml$/, ".md");
  const stage = rule.stage === "trial" ? " *(trial)*" : "";
  return `| [${rule.id}](${path})${stage} | ${rule.stance} | ${rule.provisions.join(", ")} | ${rule.title} |`;
}

function provisionRow(book: Book, provision: Provision): string {
  const status = provision.in["3.1.3"];
  const code = status === undefined ? "" : statusCode(status);
  const rules = rulesOf(book, provision).map((r) => r.id);
  return `| [${provision.id}](${status?.link ?? ""}) | ${code} | ${provision.reach} | ${provision.gist} | ${rules.join(", ")} |`;
}
