// What a person reads over a squiggle: why it matters and what of the standard it goes against.
import type { Position } from "vscode-languageserver";
import type { LspRange } from "../protocol/places.js";
import { squiggles } from "./diagnostics.js";
import { hoverText } from "./pages.js";
import { lspRange } from "./places.js";
import type { Project } from "./project.js";

export interface FoundHover {
  readonly text: string;
  readonly range: LspRange;
}

export function hoverAt(
  project: Project,
  path: string,
  { line, character }: Position,
): FoundHover | undefined {
  const { own, edition } = project;
  if (own === undefined) return undefined;
  const here = squiggles(project).filter(({ evidence }) => {
    if (evidence.path !== path) return false;
    const { start, end } = lspRange(evidence.range);
    const isAfter = line > start.line || (line === start.line && character >= start.character);
    const isBefore = line < end.line || (line === end.line && character <= end.character);
    return isAfter && isBefore;
  });
  const [first] = here;
  if (first === undefined) return undefined;
  const texts = here.flatMap((finding) => {
    const rule = own.book.rules.find((r) => r.id === finding.rule);
    return rule === undefined ? [] : [hoverText(rule, finding.provisions, own.book, edition)];
  });
  return { text: texts.join("\n\n---\n\n"), range: lspRange(first.evidence.range) };
}
