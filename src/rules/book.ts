// The rule book: standard, lists and rules put together from their sources. Refused files are named
// in the problems; the rest of the book stands.
import type { Problem } from "../model/problem.js";
import type { Standard } from "../model/provision.js";
import type { Rule } from "../model/rule.js";
import { compareText } from "../base/collections.js";
import type { FlowModels } from "../model/flow-model.js";
import { loadFlows } from "./flows.js";
import { loadList } from "./lists.js";
import { loadRule, type RuleSource } from "./load.js";
import { loadStandard } from "./standard.js";

export interface BookSources {
  readonly standard: { readonly path: string; readonly text: string };
  readonly lists: readonly { readonly path: string; readonly text: string }[];
  readonly flows: readonly { readonly path: string; readonly text: string }[];
  readonly rules: readonly RuleSource[];
}

export interface Book {
  readonly standard: Standard;
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly flows: FlowModels;
  /** By id. */
  readonly rules: readonly Rule[];
}

export function loadBook(sources: BookSources): { book?: Book; problems: Problem[] } {
  const { standard, problems } = loadStandard(sources.standard.text, sources.standard.path);
  if (standard === undefined) return { problems };
  const lists = new Map<string, readonly string[]>();
  for (const { path, text } of sources.lists) {
    const read = loadList(text, path);
    problems.push(...read.problems);
    if (read.list !== undefined) lists.set(read.name, read.list);
  }
  const { models: flows, problems: refused } = loadFlows(sources.flows);
  problems.push(...refused);
  const rules = new Map<string, Rule>();
  for (const source of sources.rules) {
    const read = loadRule(source, standard, lists, flows);
    problems.push(...read.problems);
    if (read.rule === undefined) continue;
    const twin = rules.get(read.rule.id);
    if (twin === undefined) rules.set(read.rule.id, read.rule);
    else problems.push(doubled(source.path, twin));
  }
  const sorted = [...rules.values()].sort((a, b) => compareText(a.id, b.id));
  return { book: { standard, lists, flows, rules: sorted }, problems };
}

function doubled(path: string, twin: Rule): Problem {
  return {
    kind: "rule",
    path,
    message: `the id ${twin.id} is taken by ${twin.path}: give this rule another`,
    severity: "error",
  };
}
