// What people read about a rule or a provision, as Markdown: in hovers short, as a page whole.
import { derive, describeStatus, pageWords } from "../model/editions.js";
import type { Edition, Provision } from "../model/provision.js";
import type { Rule } from "../model/rule.js";
import type { Book } from "../rules/book.js";
import type { PageResult } from "../protocol/messages.js";

/** Undefined for an id that nobody knows. */
export function pageFor(id: string, book: Book, edition: Edition): PageResult | undefined {
  const rule = book.rules.find((r) => r.id === id);
  if (rule !== undefined) return { title: rule.title, markdown: rulePage(rule, book, edition) };
  const provision = book.standard.provisions.get(id);
  if (provision === undefined) return undefined;
  return {
    title: `Provision ${provision.id}`,
    markdown: provisionPage(provision, book, edition),
  };
}

function rulePage(rule: Rule, book: Book, edition: Edition): string {
  const lines = provisionsOf(rule.provisions, book, edition).map((p) => `- ${lineOf(p, edition)}`);
  return `${drawnAsText(rule.page.markdown)}\n\n## In the standard\n\n${lines.join("\n")}\n\n\`${rule.id}\`, impact ${rule.impact}.\n`;
}

/** A fence's info may name a file, which previews take for a language. */
function drawnAsText(markdown: string): string {
  return markdown.replace(/^```(\w+) (\S+)$/gm, "`$2`\n\n```$1");
}

function provisionPage(p: Provision, book: Book, edition: Edition): string {
  const rules = book.rules.filter((rule) =>
    rule.provisions.flatMap((id) => derive(book.standard, id, edition)).includes(p.id),
  );
  const list = (title: string, stance: Rule["stance"]): string[] => {
    const own = rules.filter((rule) => rule.stance === stance);
    return own.length === 0
      ? []
      : [`## ${title}`, own.map((rule) => `- ${rule.title} (\`${rule.id}\`)`).join("\n")];
  };
  const parts = [
    `# ${p.id}  ${p.gist}`,
    `Clause ${p.clause}, ${p.clauseTitle}. ${standingOf(p, edition)}.`,
    p.duty,
    ...(p.limits === "" ? [] : ["## What code cannot show", p.limits]),
    ...list("What would violate it", "violates"),
    ...list("What would be evidence", "supports"),
    ...(rules.length === 0
      ? ["No rule can say anything about it: only a person can attest it."]
      : []),
    ...(p.tests.length === 0
      ? []
      : ["## Tests of TS 103 701", p.tests.map((t) => `- [${t.id}](${t.link})`).join("\n")]),
    ...(p.change === "" ? [] : ["## Between the editions", p.change]),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** A finding's hover: why it matters, and what of the standard it goes against. */
export function hoverText(
  rule: Rule,
  provisions: readonly string[],
  book: Book,
  edition: Edition,
): string {
  const why = firstParagraph(rule.page.why);
  const lines = provisionsOf(provisions, book, edition).map((p) => lineOf(p, edition));
  return [`**${rule.title}**`, why, ...lines].filter((part) => part !== "").join("\n\n");
}

function firstParagraph(text: string): string {
  return text.trim().split(/\n\s*\n/)[0] ?? "";
}

/** "**5.5-1** … (mandatory), [page 16 of ETSI EN 303 645](…)" */
function lineOf(p: Provision, edition: Edition): string {
  const status = p.in[edition];
  if (status === undefined) return `**${p.id}** ${p.gist}`;
  const link = `[${pageWords(status)} of EN 303 645 V${edition}](${status.link})`;
  return `**${p.id}** ${p.gist} *${describeStatus(status)}*, ${link}`;
}

function standingOf(p: Provision, edition: Edition): string {
  const status = p.in[edition];
  if (status === undefined) return `V${edition} has no such provision`;
  return `In V${edition} ${describeStatus(status)}, [${pageWords(status)}](${status.link})`;
}

function provisionsOf(ids: readonly string[], book: Book, edition: Edition): Provision[] {
  const derived = new Set(ids.flatMap((id) => derive(book.standard, id, edition)));
  return [...derived].flatMap((id) => book.standard.provisions.get(id) ?? []);
}
