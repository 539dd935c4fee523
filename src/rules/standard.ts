// Reads the standard as data (rules/provisions/en-303-645.yaml) into the model. What is wrong with
// the file comes back as problems at the exact key, never as an exception. A standard comes back
// only when nothing is wrong: half a standard would make every total a lie.
import { z } from "zod";
import type { Problem } from "../model/problem.js";
import {
  EDITIONS,
  type Edition,
  type EditionStatus,
  type GateConfidence,
  type Gates,
  type Provision,
  type Standard,
} from "../model/provision.js";
import { faultsOfIssue, readYaml, type Fault } from "./yaml.js";

const Words = z.string().trim().min(1);
const Sure = z.enum(["high", "medium", "low", "unverified"]);
const PageSure = z.enum(["verified", "estimated"]);
const Id = z.string().regex(/^\d+(?:\.\d+)?-\d+[A-Z]?$/, "expected an id such as 5.4-3 or 5.6-4A");
const Pdf = z
  .string()
  .regex(/^https:\/\/www\.etsi\.org\/\S+\.pdf$/, "expected the https address of an etsi.org PDF");
const Page = z.int().positive();
const Cwe = z.string().regex(/^CWE-[1-9]\d*$/, "expected a CWE id such as CWE-798");

const Status = z.strictObject({
  is: z.enum(["mandatory", "recommended"]),
  conditions: z.array(z.string()).default([]),
  features: z.array(z.string()).default([]),
  page: Page,
  note: Words.optional(),
  confidence: z
    .strictObject({
      status: Sure.optional(),
      conditions: Sure.optional(),
      page: PageSure.optional(),
    })
    .default({}),
});

const Test = z.strictObject({
  id: z.string().regex(/^\d+(?:\.\d+)?-\d+[A-Z]?-\d+$/, "expected an id such as 5.4-3-1"),
  kind: z.enum(["conceptual", "functional", "conceptual/functional"]),
  page: Page,
  confidence: Sure.optional(),
});

const Row = z.strictObject({
  id: Id,
  clause: z.string(),
  gist: Words,
  duty: Words,
  reach: z.enum(["code", "partly", "repository", "process"]),
  limits: Words,
  in: z.strictObject({ "2.1.1": Status.optional(), "3.1.3": Status.optional() }),
  voidIn: z.array(z.enum(EDITIONS)).default([]),
  replaces: z.array(Id).default([]),
  replacedBy: z.array(Id).default([]),
  change: Words,
  cwe: z.array(Cwe).default([]),
  tests: z.array(Test).default([]),
});

const EditionHead = z.strictObject({
  document: Pdf,
  confidence: z.strictObject({ status: Sure, conditions: Sure, page: PageSure }),
});

const GateTexts = z.strictObject({ confidence: Sure, texts: z.record(z.string(), Words) });

const StandardFile = z.strictObject({
  title: Words,
  editions: z.strictObject({ "2.1.1": EditionHead, "3.1.3": EditionHead }),
  testSpecification: z.strictObject({ title: Words, document: Pdf }),
  clauses: z.record(z.string(), Words),
  conditions: z.strictObject({ "2.1.1": GateTexts, "3.1.3": GateTexts }),
  features: z.strictObject({ "2.1.1": GateTexts, "3.1.3": GateTexts }),
  provisions: z.array(Row).min(1),
});

type Status = z.infer<typeof Status>;
type Row = z.infer<typeof Row>;
type StandardFile = z.infer<typeof StandardFile>;

export function loadStandard(
  text: string,
  path: string,
): { standard?: Standard; problems: Problem[] } {
  const reading = readYaml(text, path);
  if (reading.problems.length > 0) return { problems: [...reading.problems] };
  const parsed = StandardFile.safeParse(reading.plain, {
    error: (issue) => (issue.input === undefined ? "this is missing" : undefined),
  });
  const faults = parsed.success
    ? faultsOf(parsed.data)
    : parsed.error.issues.flatMap((issue) => faultsOfIssue(issue));
  if (!parsed.success || faults.length > 0) return { problems: faults.map(reading.problem) };
  return { standard: standardOf(parsed.data), problems: [] };
}

/** What the shape alone cannot promise: names are known, and both sides of a replacement agree. */
function faultsOf(file: StandardFile): Fault[] {
  const rows = new Map<string, Row>();
  const faults: Fault[] = [];
  file.provisions.forEach((row, i) => {
    if (rows.has(row.id)) {
      faults.push({ path: ["provisions", i, "id"], message: `${row.id} is there twice` });
    }
    rows.set(row.id, row);
  });
  const used = new Set(file.provisions.map((row) => row.clause));
  for (const clause of Object.keys(file.clauses)) {
    if (used.has(clause)) continue;
    const message = "no provision stands in this clause";
    faults.push({ path: ["clauses", clause], message, onKey: true });
  }
  file.provisions.forEach((row, i) => {
    for (const fault of [...rowFaults(file, row), ...replacementFaults(rows, row)]) {
      faults.push({ ...fault, path: ["provisions", i, ...fault.path] });
    }
  });
  return faults;
}

function rowFaults(file: StandardFile, row: Row): Fault[] {
  const faults: Fault[] = [];
  if (!Object.hasOwn(file.clauses, row.clause)) {
    faults.push({ path: ["clause"], message: `clause ${row.clause} has no title under "clauses"` });
  }
  if (EDITIONS.every((edition) => row.in[edition] === undefined)) {
    faults.push({ path: ["in"], message: `${row.id} has no status in any edition` });
  }
  for (const edition of EDITIONS) {
    const status = row.in[edition];
    if (status === undefined) continue;
    if (row.voidIn.includes(edition)) {
      const message = `${row.id} cannot be void and have a status in V${edition}`;
      faults.push({ path: ["voidIn"], message });
    }
    for (const gates of ["conditions", "features"] as const) {
      status[gates].forEach((gate, i) => {
        if (Object.hasOwn(file[gates][edition].texts, gate)) return;
        const message = `"${gate}" has no text under "${gates}" of V${edition}`;
        faults.push({ path: ["in", edition, gates, i], message });
      });
    }
  }
  return faults;
}

function replacementFaults(rows: ReadonlyMap<string, Row>, row: Row): Fault[] {
  const side = (list: "replaces" | "replacedBy", mirror: "replaces" | "replacedBy"): Fault[] =>
    row[list].flatMap((id, i) => {
      const other = rows.get(id);
      if (other?.[mirror].includes(row.id) === true) return [];
      const message =
        other === undefined
          ? `there is no provision ${id}`
          : `${id} does not name ${row.id} under "${mirror}"`;
      return [{ path: [list, i], message }];
    });
  return [...side("replaces", "replacedBy"), ...side("replacedBy", "replaces")];
}

function standardOf(file: StandardFile): Standard {
  const { conditions, features } = file;
  const sure = (edition: Edition): GateConfidence => ({
    conditions: conditions[edition].confidence,
    features: features[edition].confidence,
  });
  const provisions = file.provisions.map((row) => provisionOf(file, row));
  return {
    title: file.title,
    // Taken from the provisions: an object with keys such as "4" and "6" forgets their order.
    clauses: new Map(provisions.map((p) => [p.clause, p.clauseTitle])),
    conditions: { "2.1.1": gatesOf(conditions["2.1.1"]), "3.1.3": gatesOf(conditions["3.1.3"]) },
    features: { "2.1.1": gatesOf(features["2.1.1"]), "3.1.3": gatesOf(features["3.1.3"]) },
    gateConfidence: { "2.1.1": sure("2.1.1"), "3.1.3": sure("3.1.3") },
    provisions: new Map(provisions.map((p) => [p.id, p])),
  };
}

function gatesOf(gates: z.infer<typeof GateTexts>): Gates {
  return new Map(Object.entries(gates.texts));
}

function provisionOf(file: StandardFile, row: Row): Provision {
  const statuses: Partial<Record<Edition, EditionStatus>> = {};
  for (const edition of EDITIONS) {
    const status = row.in[edition];
    if (status !== undefined) statuses[edition] = statusOf(file, edition, status);
  }
  return {
    ...row,
    clauseTitle: file.clauses[row.clause] ?? "",
    in: statuses,
    tests: row.tests.map(({ id, kind, page, confidence }) => ({
      id,
      kind,
      link: `${file.testSpecification.document}#page=${page}`,
      ...(confidence === undefined ? {} : { confidence }),
    })),
  };
}

function statusOf(file: StandardFile, edition: Edition, status: Status): EditionStatus {
  const { document, confidence: usual } = file.editions[edition];
  const texts = (gates: "features" | "conditions"): string[] =>
    status[gates].map((gate) => file[gates][edition].texts[gate] ?? gate);
  const page = status.confidence.page ?? usual.page;
  return {
    requirement: status.is,
    conditions: status.conditions,
    features: status.features,
    appliesIf: [...texts("features"), ...texts("conditions")],
    page: status.page,
    pageVerified: page === "verified",
    link: `${document}#page=${status.page}`,
    confidence: {
      status: status.confidence.status ?? usual.status,
      conditions: status.confidence.conditions ?? usual.conditions,
      page,
    },
    ...(status.note === undefined ? {} : { note: status.note }),
  };
}
