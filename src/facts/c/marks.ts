// Attributes that say in which memory a function is kept: `__ramfunc`, `__attribute__((section(".RamFunc")))`.
// The grammars never see attributes, so they are read off the text, where it holds one of their words at all.
import type { Fact } from "../../model/fact.js";
import { attributesIn } from "../../syntax/blank.js";

interface Mark {
  readonly at: number;
  readonly name: string;
}

const WORDS = /section|ram_?func/i;
const SECTION = /\bsection(?:__)?\s*\(\s*"([^"]*)"/g;

/** The functions with the marks that stand in front of them, or right behind their heads. */
export function withMarks(text: string, facts: readonly Fact[]): readonly Fact[] {
  if (!WORDS.test(text) || !facts.some(({ word }) => word === "function")) return facts;
  const functions = facts.filter(({ word }) => word === "function");
  const marked = new Map<Fact, string[]>();
  for (const { at, name } of marksIn(text)) {
    const fact = functions.find(({ span }) => at < span.end) ?? functions.at(-1);
    if (fact !== undefined) marked.set(fact, [...(marked.get(fact) ?? []), name]);
  }
  return facts.map((fact) => {
    const marks = marked.get(fact);
    return marks === undefined || fact.word !== "function" ? fact : { ...fact, marks };
  });
}

function marksIn(text: string): Mark[] {
  return attributesIn(text).flatMap(({ start, end }) => {
    const written = text.slice(start, end);
    if (!written.endsWith(")")) return [{ at: start, name: written }];
    return [...written.matchAll(SECTION)].map(([, name = ""]) => ({ at: start, name }));
  });
}
