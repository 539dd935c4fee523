// Small builders of standards, rules, findings and assessments for the tests of reports.
import { maskIn } from "../../src/model/mask.js";
import type {
  Assessment,
  Attestation,
  Coverage,
  CoverageStatus,
} from "../../src/model/assessment.js";
import type { Evidence, Excerpt, Finding, Step } from "../../src/model/finding.js";
import type { EditionStatus, Provision, Standard } from "../../src/model/provision.js";
import type { Rule } from "../../src/model/rule.js";
import type { Range } from "../../src/base/span.js";

export const SECRET = "correct-horse-battery";

export function range(line: number, column: number, length: number): Range {
  return { start: { line, column }, end: { line, column: column + length } };
}

/** Where `needle` stands in `source`, shown with its whole line, with the secret masked. */
function shown(
  source: string,
  needle: string,
): { readonly range: Range; readonly excerpt: Excerpt } {
  const lines = source.split("\n");
  const line = lines.findIndex((text) => text.includes(needle));
  if (line < 0) throw new Error(`no ${needle} in the source`);
  const text = lines[line] ?? "";
  const column = text.indexOf(needle);
  const mask = (part: string): string => maskIn(part, [SECRET]);
  const excerpt: Excerpt = {
    firstLine: line,
    lines: [mask(text)],
    marks: range(line, mask(text.slice(0, column)).length, mask(needle).length),
  };
  return { range: range(line, column, needle.length), excerpt };
}

export function place(path: string, source: string, needle: string): Evidence {
  return { path, ...shown(source, needle), trail: [], conditions: [] };
}

export function step(path: string, source: string, needle: string, message: string): Step {
  return { path, message, ...shown(source, needle) };
}

export function finding(overrides: Partial<Finding> & Pick<Finding, "rule" | "evidence">): Finding {
  return {
    stance: "violates",
    provisions: ["5.5-1"],
    impact: "high",
    confidence: "high",
    level: "error",
    variants: [],
    message: "Something is wrong.",
    fixes: [],
    print: `print-${overrides.rule}`,
    ...overrides,
  };
}

export function rule(overrides: Partial<Rule> & Pick<Rule, "id">): Rule {
  return {
    provisions: ["5.5-1"],
    covers: [],
    cwe: ["CWE-295"],
    stance: "violates",
    impact: "high",
    stage: "stable",
    fallback: false,
    place: "fact",
    title: `The rule ${overrides.id}`,
    cases: [{ when: [], unless: [], message: "", fixes: [], confidence: "high" }],
    page: {
      title: `The rule ${overrides.id}`,
      what: `What ${overrides.id} finds.`,
      why: "Why it matters.",
      limits: "",
      heedNot: "",
      samples: [],
      markdown: `# The rule ${overrides.id}\n\nWhat it finds.\n`,
    },
    origin: "builtin",
    path: `rules/5.5-communication/${overrides.id}.yaml`,
    ...overrides,
  };
}

const CLAUSES = new Map([
  ["5.1", "No shared default passwords"],
  ["5.4", "Protected storage of keys and other security parameters"],
  ["5.5", "Secure communication"],
  ["5.7", "Software integrity"],
  ["5.10", "Looking at telemetry for anomalies"],
  ["5.13", "Input validation"],
]);

function status(requirement: "M" | "R", appliesIf: readonly string[] = []): EditionStatus {
  return {
    requirement: requirement === "M" ? "mandatory" : "recommended",
    conditions: [],
    features: appliesIf.map((_, i) => "abc".charAt(i)),
    appliesIf,
    page: 20,
    pageVerified: true,
    link: "https://www.etsi.org/deliver/en_303645.pdf#page=20",
    confidence: { status: "high", conditions: "high", page: "high" },
  };
}

function provision(id: string, gist: string, overrides: Partial<Provision>): Provision {
  const clause = id.slice(0, id.indexOf("-"));
  return {
    id,
    clause,
    clauseTitle: CLAUSES.get(clause) ?? "",
    gist,
    duty: "",
    reach: "code",
    limits: "",
    in: { "2.1.1": status("M"), "3.1.3": status("M") },
    voidIn: [],
    replaces: [],
    replacedBy: [],
    change: "",
    cwe: [],
    tests: [],
    ...overrides,
  };
}

const NETWORK = "5.13-1B";

export function standard(): Standard {
  const recommended = { "2.1.1": status("R"), "3.1.3": status("R") };
  const all = [
    provision("5.1-1", "No shared default password outside factory state", {
      in: { "3.1.3": status("M", ["the product uses passwords outside its factory state"]) },
    }),
    provision("5.4-3", "No secrets compiled into the source", {}),
    provision("5.5-1", "Communicate with current good cryptography", {}),
    provision("5.5-3", "Crypto algorithms can be exchanged", { in: recommended }),
    provision("5.5-7", "Secrets stay confidential on remotely reachable interfaces", {}),
    provision("5.7-1", "Secure boot", { in: recommended }),
    provision("5.10-1", "Look at telemetry for security anomalies", {
      in: { "3.1.3": status("R", ["the product collects telemetry", "it reaches a service"]) },
    }),
    provision("5.13-1", "Validate data from UI, APIs and networks", {
      in: { "2.1.1": status("M") },
      voidIn: ["3.1.3"],
      replacedBy: [NETWORK],
    }),
    provision(NETWORK, "Validate network input", {
      in: { "3.1.3": status("M") },
      replaces: ["5.13-1"],
    }),
  ];
  return {
    title: "ETSI EN 303 645",
    clauses: CLAUSES,
    conditions: { "2.1.1": new Map(), "3.1.3": new Map() },
    features: { "2.1.1": new Map(), "3.1.3": new Map() },
    gateConfidence: {
      "2.1.1": { conditions: "high", features: "high" },
      "3.1.3": { conditions: "high", features: "high" },
    },
    provisions: new Map(all.map((one) => [one.id, one])),
  };
}

export function coverage(
  id: string,
  state: CoverageStatus,
  findings: readonly Finding[],
  attestation?: Attestation,
): Coverage {
  const one = standard().provisions.get(id);
  if (one === undefined) throw new Error(`no provision ${id}`);
  const here = findings.filter((each) => each.provisions.includes(id));
  return {
    provision: one,
    status: state,
    violations: here.filter((each) => each.stance === "violates"),
    evidence: here.filter((each) => each.stance === "supports"),
    questions: here.filter((each) => each.stance === "asks"),
    ...(attestation === undefined ? {} : { attestation }),
  };
}

export function assessment(overrides: Partial<Assessment> = {}): Assessment {
  return {
    toolVersion: "0.1.0",
    edition: "3.1.3",
    today: "2027-03-01",
    findings: [],
    coverage: new Map(),
    reading: { read: 0, parsed: 0, followed: 0, partial: [], skipped: [], leftOut: [] },
    problems: [],
    rules: [],
    ...overrides,
  };
}

/** The same assessment and standard, met in another order. */
export function shuffled(one: Assessment): Assessment {
  const turned = <T>(list: readonly T[]): T[] => [...list.slice(2), ...list.slice(0, 2)].reverse();
  return {
    ...one,
    findings: turned(one.findings),
    coverage: new Map(
      turned([...one.coverage]).map(([id, entry]) => [
        id,
        {
          ...entry,
          violations: turned(entry.violations),
          evidence: turned(entry.evidence),
          questions: turned(entry.questions),
        },
      ]),
    ),
    reading: {
      ...one.reading,
      partial: turned(one.reading.partial),
      skipped: turned(one.reading.skipped),
      leftOut: turned(one.reading.leftOut),
    },
    problems: turned(one.problems),
    rules: turned(one.rules),
  };
}

export function shuffledStandard(): Standard {
  const one = standard();
  return { ...one, provisions: new Map([...one.provisions].reverse()) };
}
