// Rule files and their pages → rules. A file with a fault is refused whole and named at the exact
// key; the others load. A rule without a page, a wrong sample, a right sample and a why is refused.
import { NO_FLOWS, type FlowModels } from "../model/flow-model.js";
import type { Problem } from "../model/problem.js";
import type { Absence, Case, Condition, Fix, Page, Reaching, Rule } from "../model/rule.js";
import type { Standard } from "../model/provision.js";
import { asksFor } from "./gate.js";
import { readPage } from "./page.js";
import { RuleForm, type CaseForm } from "./schema.js";
import { readConditions } from "./sentence.js";
import type { Reading } from "./text-tests.js";
import { faultsOfIssue, readYaml, type Fault, type KeyPath } from "./yaml.js";

/** A rule file as it lies on disk; `page` is the Markdown beside it. */
export interface RuleSource {
  readonly path: string;
  readonly yaml: string;
  readonly page: string | undefined;
  readonly origin: Rule["origin"];
}

export function loadRule(
  source: RuleSource,
  standard: Standard,
  lists: ReadonlyMap<string, readonly string[]>,
  flows: FlowModels = NO_FLOWS,
): { rule?: Rule; problems: Problem[] } {
  const yaml = readYaml(source.yaml, source.path, "rule");
  if (yaml.problems.length > 0) return { problems: [...yaml.problems] };
  const parsed = RuleForm.safeParse(yaml.plain);
  if (!parsed.success) {
    const faults = parsed.error.issues.flatMap((issue) => faultsOfIssue(issue));
    return { problems: faults.map(yaml.problem) };
  }
  const form = parsed.data;
  const faults: Fault[] = provisionFaults(form.provisions, standard);
  const reading: Reading = { lists, flows, faults };
  const cases = casesOf(form).map(({ written, at }) => caseOf(written, at, form, reading));
  faults.push(...fileFaults(form, source));
  faults.push(...dispatchFaults(cases, form), ...orderFaults(cases, form));
  const read = source.page === undefined ? undefined : readPage(source.page, pageOf(source));
  const problems = [...faults.map(yaml.problem), ...(read?.problems ?? [])];
  if (problems.length > 0 || read === undefined) return { problems };
  return { rule: ruleOf(form, cases, read.page, source), problems: [] };
}

function pageOf({ path }: RuleSource): string {
  return path.replace(/\.yaml$/, ".md");
}

/** A rule has a page, and the name of its file. */
function fileFaults({ id }: RuleForm, source: RuleSource): Fault[] {
  const faults: Fault[] = [];
  if (source.page === undefined)
    faults.push({ path: ["id"], message: `the page ${pageOf(source)} is missing` });
  const file = source.path.split("/").at(-1) ?? "";
  const expected = file.replace(/\.yaml$/, "");
  if (expected !== id)
    faults.push({
      path: ["id"],
      message: `a rule is named like its file: expected ${expected}`,
    });
  return faults;
}

function ruleOf(form: RuleForm, cases: readonly Case[], page: Page, source: RuleSource): Rule {
  const { id, provisions, cwe, stance, impact, stage, fallback, covers } = form;
  return {
    id,
    provisions,
    covers: covers ?? [],
    cwe,
    stance,
    impact,
    stage,
    fallback,
    place: form.place,
    title: page.title,
    cases,
    page,
    origin: source.origin,
    path: source.path,
  };
}

function provisionFaults(ids: readonly string[], standard: Standard): Fault[] {
  return ids.flatMap((id, i) =>
    standard.provisions.get(id)?.in["3.1.3"] === undefined
      ? [{ path: ["provisions", i], message: `V3.1.3 has no provision ${id}` }]
      : [],
  );
}

/** One case at the top, or several under `cases`; not both. */
function casesOf(form: RuleForm): { written: CaseForm; at: KeyPath }[] {
  const several = (form.cases ?? []).map((written, i) => ({ written, at: ["cases", i] }));
  const { when, unless, at, message, confidence, fixes } = form;
  if (when === undefined) return several;
  const one = { when, unless, at, message, confidence, fixes };
  return [{ written: one, at: [] }, ...several];
}

function caseOf(written: CaseForm, at: KeyPath, form: RuleForm, reading: Reading): Case {
  const when = readConditions(written.when, [...at, "when"], reading);
  const message = written.message ?? form.message;
  if (message === undefined)
    reading.faults.push({ path: at, message: "a case needs a message, of its own or the rule's" });
  const fixes = (written.fixes ?? form.fixes ?? []).map((fix, i) =>
    fixOf(fix, [...at, "fixes", i], reading),
  );
  return {
    when,
    unless: (written.unless ?? []).flatMap((entry, i) =>
      absenceOf(entry, [...at, "unless"], i, reading),
    ),
    ...(written.at === undefined ? {} : { at: written.at }),
    message: message ?? "",
    fixes: fixes.flatMap((fix) => fix ?? []),
    confidence: written.confidence ?? form.confidence,
  };
}

function absenceOf(entry: unknown, at: KeyPath, i: number, reading: Reading): Absence[] {
  const [condition] = readConditions([entry], at, reading).map((c) => c);
  if (condition === undefined) return [];
  const within = withinOf(entry) ?? (usesVariable(condition) ? "object" : usualReach(condition));
  return [{ condition, within, index: i }];
}

function withinOf(entry: unknown): Reaching | undefined {
  if (typeof entry !== "object" || entry === null) return undefined;
  const written = entry as Record<string, unknown>;
  const nested = written["any"] ?? written["all"];
  return (
    (written["within"] as Reaching | undefined) ??
    (Array.isArray(nested) ? withinOf(nested[0]) : undefined)
  );
}

/** Settings and files speak for the whole project; code for its function. */
function usualReach(condition: Condition): Reaching {
  if (condition.is !== "clause")
    return condition.of.map(usualReach).includes("project") ? "project" : "function";
  return ["setting", "presence", "define", "include"].includes(condition.clause.word)
    ? "project"
    : "function";
}

function usesVariable(condition: Condition): boolean {
  if (condition.is !== "clause") return condition.of.some(usesVariable);
  const { on, args, of } = condition.clause;
  const inArgs = [...(args?.values() ?? [])].some((arg) => arg.bind !== undefined);
  return of !== undefined || on?.bind !== undefined || inArgs;
}

type WrittenFix = NonNullable<CaseForm["fixes"]>[number];

function fixOf(fix: WrittenFix, at: KeyPath, reading: Reading): Fix | undefined {
  const edits = editsOf(fix);
  const [edit] = edits;
  const fault = (message: string): void => {
    reading.faults.push({ path: at, message });
  };
  if (edit === undefined || edits.length > 1) {
    fault(
      "a fix does one thing: replace, set, remove, before, after, append, add-field, widths or swap",
    );
    return undefined;
  }
  for (const message of misfitsOf(fix, edit)) fault(message);
  const { sized, include, unused, into } = fix;
  return {
    title: fix.title,
    safety: fix.safety,
    edit,
    ...(include === undefined ? {} : { include }),
    ...(fix.at === undefined ? {} : { at: fix.at }),
    ...(into === undefined ? {} : { into }),
    ...(sized === undefined ? {} : { sized: argumentOf(sized) }),
    ...(unused === undefined ? {} : { unused }),
  };
}

/** What of a fix says nothing without something else in it. */
function* misfitsOf(fix: WrittenFix, edit: Fix["edit"]): Iterable<string> {
  const text = [fix.with, fix.before, fix.after, fix.append].join("");
  if (fix.sized === undefined && /\{(?:size|text)\}/.test(text))
    yield "{size} and {text} are of the array that `sized` names";
  if (fix.at === "written" && edit.do !== "replace") yield "`at: written` is for `replace`";
  if (fix.into !== undefined && fix.at !== "written") yield "`into` goes with `at: written`";
}

/** `arg.1` → 1. */
function argumentOf(written: string): number {
  return Number(written.slice("arg.".length));
}

function editsOf(fix: WrittenFix): Fix["edit"][] {
  const { replace, without, set, remove, before, after, append, widths, swap } = fix;
  const edits: Fix["edit"][] = [];
  if (replace !== undefined)
    edits.push(
      without === undefined
        ? { do: "replace", what: replace, with: fix.with ?? "" }
        : { do: "cut", what: replace, part: without },
    );
  if (set !== undefined) edits.push({ do: "set", settings: Object.entries(set) });
  if (remove !== undefined) edits.push({ do: "remove", what: remove });
  if (before !== undefined) edits.push({ do: "insert", where: "before", text: before });
  if (after !== undefined) edits.push({ do: "insert", where: "after", text: after });
  if (append !== undefined) edits.push({ do: "append", text: append });
  if (fix["add-field"] !== undefined) edits.push({ do: "add-field", text: fix["add-field"] });
  if (widths !== undefined) edits.push({ do: "widths", argument: argumentOf(widths) });
  if (swap !== undefined) edits.push({ do: "swap", starts: Object.entries(swap) });
  return edits;
}

/** `after: $n` needs a clause before it that is called `$n`. */
function orderFaults(cases: readonly Case[], form: RuleForm): Fault[] {
  return cases.flatMap((one, i) => {
    const at = form.when === undefined ? ["cases", i] : [];
    const names = new Set<string>();
    const faults: Fault[] = [];
    const look = (condition: Condition, path: KeyPath): void => {
      if (condition.is !== "clause") {
        for (const each of condition.of) look(each, path);
        return;
      }
      const { after, before, onFailureOf, as } = condition.clause;
      for (const name of [after, before, onFailureOf])
        if (name !== undefined && !names.has(name))
          faults.push({
            path,
            message: `no clause before this one is named ${name} (\`as: ${name}\`)`,
          });
      if (as !== undefined) names.add(as);
    };
    one.when.forEach((condition, n) => {
      look(condition, [...at, "when", n]);
    });
    for (const { at: place } of one.fixes)
      if (place?.startsWith("$") === true && !names.has(place))
        faults.push({ path: [...at, "fixes"], message: `no clause is named ${place}` });
    for (const { condition, index } of one.unless) look(condition, [...at, "unless", index]);
    return faults;
  });
}

/** Without a finite word in its first clause a rule would have to look at everything. */
function dispatchFaults(cases: readonly Case[], form: RuleForm): Fault[] {
  return cases.flatMap((one, i) => {
    const at = form.when === undefined ? ["cases", i, "when"] : ["when"];
    const first = one.when[0];
    if (first === undefined) return [];
    return asksFor(first) === undefined
      ? [{ path: at, message: "the first clause needs a name, a list or a word to search for" }]
      : [];
  });
}
