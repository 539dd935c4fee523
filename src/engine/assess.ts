// The one door: facts, rule book, product and date in, an assessment out. No files, clock, console or
// network; the command line, the language server, the pages' tests and the benchmark all come
// through here.
import { compareText } from "../base/collections.js";
import { joinPath, folderOf } from "../base/paths.js";
import { comparePositions } from "../base/span.js";
import { sha256Text } from "../base/sha256.js";
import type { Assessment, Product, ReadingRecord } from "../model/assessment.js";
import type { Config } from "../model/config.js";
import { derive } from "../model/editions.js";
import type { Finding } from "../model/finding.js";
import { levelOf } from "../model/level.js";
import type { Problem } from "../model/problem.js";
import type { Edition, Standard } from "../model/provision.js";
import type { Case, Rule } from "../model/rule.js";
import { conditionsOf, isWord, rangeOf, type Bound } from "../facts/bound.js";
import { effectiveSettings, namesOfShipping } from "../facts/effective.js";
import { Flows } from "../facts/flow/flows.js";
import type { FlowModels } from "../model/flow-model.js";
import type { FactIndex } from "../facts/index.js";
import { resolver } from "../facts/resolve.js";
import { textOf, type Option } from "../facts/values.js";
import { answered } from "./answers.js";
import { Places } from "./bound-place.js";
import { FactsByPlace } from "./by-place.js";
import type { Matching } from "./matching.js";
import { coverageOf } from "./coverage.js";
import { excerptOf } from "./excerpt.js";
import { withoutFallbacks } from "./fallbacks.js";
import { fixesOf } from "./fixes.js";
import { holdsOf, type Held, type Near } from "./join.js";
import { fillMessage } from "./message.js";
import { firstLineOf, placeOf, spotOf } from "./place.js";
import { suppress } from "./suppress.js";
import type { TestWorld } from "./value-test.js";
import { trailOf, withUses } from "./trail.js";
import { truthOf } from "./truth.js";
import { wrappersIn } from "./wrappers.js";

export interface Rulebook {
  readonly standard: Standard;
  readonly rules: readonly Rule[];
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly flows: FlowModels;
}

export interface AssessInput {
  readonly index: FactIndex;
  readonly book: Rulebook;
  readonly config: Config;
  readonly product: Product;
  readonly edition: Edition;
  /** ISO date. */
  readonly today: string;
  readonly toolVersion: string;
  readonly reading: ReadingRecord;
  readonly problems: readonly Problem[];
  /** What `asked` found to hold, where no fact has changed since: it is not looked for again. */
  readonly held?: Asked["held"] | undefined;
  /** Fingerprints accepted earlier (`--baseline`). */
  readonly baseline?: ReadonlySet<string>;
}

export function assess(input: AssessInput): Assessment {
  const { index, book, config, product, edition, today } = input;
  const rules = activeRules(book.rules, config);
  const problems: Problem[] = [...input.problems];
  const matching = matchingOf(index, book);
  const all = rules.flatMap((rule) => findingsOf(matching, rule, input, problems));
  const raw = withoutFallbacks(all, rules);
  const printed = fingerprinted(raw);
  const known = new Set(book.rules.map((r) => r.id));
  const { findings, problems: said } = suppress(index, printed, config.accepted, known, today);
  const settled = answered(
    findings.map((f) => hiddenByBaseline(f, input.baseline)),
    { standard: book.standard, edition, product, today },
  );
  return {
    toolVersion: input.toolVersion,
    edition,
    today,
    findings: settled,
    coverage: coverageOf(book.standard, edition, product, settled, today),
    reading: input.reading,
    problems: [...problems, ...said],
    rules,
  };
}

/**
 * Findings of a project that is read in part: of cases without exceptions only, since what is unread
 * may hold the exception, and of no general rule, since a special one may say it better.
 */
export function findingsSoFar(input: AssessInput): readonly Finding[] {
  const rules = input.book.rules
    .filter((rule) => !rule.fallback)
    .map((rule) => ({ ...rule, cases: rule.cases.filter((one) => one.unless.length === 0) }));
  return assess({ ...input, book: { ...input.book, rules } }).findings;
}

/** What values hang on and no fact has told, or not in full. */
export interface Questions {
  readonly names: readonly string[];
  /** Functions whose definitions are needed, and those whose calls are: what gives a parameter. */
  readonly functions: readonly string[];
  readonly callers: readonly string[];
  /** Functions whose steps are needed. */
  readonly steps: readonly string[];
}

/** What a scan should look for next. */
export interface Asked {
  /** Each question under the case that asked it first. */
  readonly questions: ReadonlyMap<Case, Questions>;
  /** Cases whose first clause holds somewhere: the words of the others matter now. */
  readonly started: ReadonlySet<Case>;
  /** What holds so far. */
  readonly held: ReadonlyMap<Case, readonly Held[]>;
}

/** Of these cases; the ones that follow data need `flows`. */
export function asked(
  index: FactIndex,
  book: Rulebook,
  cases: Iterable<Case>,
  flows: Flows | undefined,
): Asked {
  const matching = matchingOf(index, book, flows);
  const { asked: names, askedFunctions: functions, askedCallers: callers } = matching.resolver;
  const { askedSteps: steps } = matching.resolver;
  const questions = new Map<Case, Questions>();
  const started = new Set<Case>();
  const held = new Map<Case, readonly Held[]>();
  for (const one of cases) {
    const before = [names.size, functions.size, callers.size, steps.size] as const;
    try {
      held.set(one, [...holdsOf(matching, one, { onStart: () => started.add(one) })]);
    } catch {
      // `assess` looks for what is not in `held`, meets the same error, and reports the rule.
      held.delete(one);
    }
    questions.set(one, {
      names: [...names].slice(before[0]),
      functions: [...functions].slice(before[1]),
      callers: [...callers].slice(before[2]),
      steps: [...steps].slice(before[3]),
    });
  }
  return { questions, started, held };
}

/** Everything that happened at the facts a rule looks at, for `explain`. */
export function near(index: FactIndex, book: Rulebook, rule: Rule): { held: Held[]; near: Near[] } {
  const matching = matchingOf(index, book);
  const missed: Near[] = [];
  const held = rule.cases.flatMap((one) => [
    ...holdsOf(matching, one, { onNear: (n) => missed.push(n) }),
  ]);
  return { held, near: missed };
}

/** Sentences that count, in the book's order. */
export function activeCases(book: Rulebook, config: Config): readonly Case[] {
  return activeRules(book.rules, config).flatMap((rule) => rule.cases);
}

function activeRules(rules: readonly Rule[], config: Config): Rule[] {
  return rules
    .filter((r) => !config.off.includes(r.id))
    .filter((r) => r.stage === "stable" || config.trial.includes(r.id));
}

function matchingOf(index: FactIndex, book: Rulebook, followed?: Flows): Matching {
  const files = keyFiles(index);
  const values = resolver(index);
  const places = new Places(index);
  let flows = followed;
  return {
    index,
    resolver: values,
    places,
    byPlace: new FactsByPlace(places),
    // Followed once some sentence asks.
    get flows(): Flows {
      return (flows ??= new Flows(index, book.flows));
    },
    world: (at): TestWorld => ({
      lists: book.lists,
      holds: (written, what) => {
        const folders = [folderOf(at.source.document.path), at.source.root.folder];
        const paths = written.split(/[\s,;]+/).map((path) => path.replace(FOLDER_VARIABLE, ""));
        return truthOf(
          paths.some((path) => folders.some((f) => files.get(joinPath(f, path))?.has(what))),
        );
      },
    }),
  };
}

/** A build's name for the document's own folder or the project's, before a path in it. */
const FOLDER_VARIABLE =
  /^\$\{(?:CMAKE_CURRENT_(?:LIST|SOURCE)_DIR|CMAKE_SOURCE_DIR|PROJECT_(?:SOURCE_)?DIR|project_dir|COMPONENT_(?:DIR|PATH)|APPLICATION_(?:SOURCE|CONFIG)_DIR|APP_DIR|platformio\.\w+)\}\//;

/** Path → what its presence facts say it holds. */
function keyFiles(index: FactIndex): ReadonlyMap<string, ReadonlySet<string>> {
  const files = new Map<string, Set<string>>();
  for (const kind of ["private-key", "public-key", "certificate"])
    for (const { source } of index.find("presence", kind)) {
      const { path } = source.document;
      files.set(path, (files.get(path) ?? new Set()).add(kind));
    }
  return files;
}

/** A rule that crashes is reported and yields nothing; the others go on. */
function findingsOf(m: Matching, rule: Rule, input: AssessInput, problems: Problem[]): Finding[] {
  try {
    const all = rule.cases.flatMap((one) =>
      [...(input.held?.get(one) ?? holdsOf(m, one))].flatMap((held) => {
        const finding = findingOf(m, rule, one, held, input);
        return finding === undefined ? [] : [{ finding, held }];
      }),
    );
    const wrapped = new Set(wrappersIn(all));
    return unique(all.flatMap((one) => (wrapped.has(one) ? [] : [one.finding])));
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    problems.push({
      kind: "rule",
      path: rule.path,
      message: `the rule ${rule.id} crashed and was left out: ${said}`,
      severity: "error",
    });
    return [];
  }
}

/** Several cases may see the same place: the first says it, with the uses that the others know. */
function unique(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, Finding>();
  for (const f of findings) {
    const { path, range } = f.evidence;
    const key = `${path}:${String(range.start.line)}:${String(range.start.column)}`;
    const first = seen.get(key);
    seen.set(key, first === undefined ? f : withUses(first, f));
  }
  return [...seen.values()];
}

function findingOf(
  m: Matching,
  rule: Rule,
  one: Case,
  held: Held,
  input: AssessInput,
): Finding | undefined {
  const at = (one.at === undefined ? undefined : held.named.get(one.at)) ?? held.trigger;
  if (held.facts.some((b) => b.source.ownership !== "product")) return undefined;
  const secrets = secretsOf(rule, held);
  const place = placeOf(rule, at, held.decided);
  const { bound, span } = place ?? { bound: at, span: spotOf(at, held.decided) };
  const conditions = [
    ...[at, bound].flatMap(conditionsOf).filter(isTelling),
    ...held.decided.flatMap((o) => o.conditions),
  ];
  const variants = variantsOf(m, at);
  const { standard } = input.book;
  const provisions = rule.provisions.flatMap((p) => derive(standard, p, input.edition));
  const level =
    input.config.levels.get(rule.id) ??
    levelOf(standard, input.edition, input.product, provisions, rule.impact, one.confidence);
  return {
    rule: rule.id,
    stance: rule.stance,
    provisions: rule.provisions,
    impact: rule.impact,
    confidence: one.confidence,
    level,
    variants,
    message: fillMessage(one.message, at, held.decided, secrets.length > 0),
    evidence: {
      path: bound.source.document.path,
      range: rangeOf(bound.item, firstLineOf(bound, span)),
      excerpt: excerptOf(bound.item, firstLineOf(bound, span), secrets),
      trail: trailOf(held, at, bound, secrets),
      conditions: [...new Set(conditions)],
    },
    fixes: fixesOf(one.fixes, { index: m.index, resolver: m.resolver, at, held }),
    print: "",
  };
}

function isTelling(condition: string): boolean {
  return !/^!defined\(\w*_H_*\)$|__cplusplus/.test(condition);
}

function variantsOf(m: Matching, at: Bound): readonly string[] {
  const { fact, source } = at;
  if (isWord(at, "define")) return namesOfShipping(at);
  if (fact.word !== "setting" && fact.word !== "kconfig-default") return [];
  const effective = effectiveSettings(m.index, source.root, fact.key);
  return effective.find((e) => e.bound.fact === fact)?.variants ?? [];
}

/** Under 5.1 and 5.4 the deciding texts are the secrets themselves, or name the files that hold them. */
function secretsOf(rule: Rule, held: Held): string[] {
  if (rule.stance !== "violates") return [];
  if (!rule.provisions.some((p) => p.startsWith("5.1-") || p.startsWith("5.4-"))) return [];
  return held.decided.flatMap((o: Option) => {
    const text = textOf(o.value);
    return text === undefined || text.length < 4 || KEY_FILE.test(text) ? [] : [text];
  });
}

const KEY_FILE = /\.(?:pem|key|der|p8|pk8)$/i;

/** Prints in order of place, so that equal findings are told apart by their ordinal. */
function fingerprinted(findings: readonly Finding[]): Finding[] {
  const counts = new Map<string, number>();
  return [...findings].sort(byPlace).map((f) => {
    const text = f.evidence.excerpt.lines.join("\n").replace(/\s+/g, " ").trim();
    const basis = `${f.rule}\n${text}`;
    const ordinal = counts.get(basis) ?? 0;
    counts.set(basis, ordinal + 1);
    return { ...f, print: sha256Text(`${basis}\n${String(ordinal)}`).slice(0, 32) };
  });
}

function byPlace(a: Finding, b: Finding): number {
  return (
    compareText(a.evidence.path, b.evidence.path) ||
    comparePositions(a.evidence.range.start, b.evidence.range.start) ||
    compareText(a.rule, b.rule)
  );
}

function hiddenByBaseline(finding: Finding, baseline: ReadonlySet<string> | undefined): Finding {
  if (finding.suppressed !== undefined || baseline?.has(finding.print) !== true) return finding;
  return { ...finding, suppressed: { by: "baseline", reason: "accepted in the baseline file" } };
}
