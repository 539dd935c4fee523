// The form of a rule file, as a schema: the loader checks against it, and the JSON schema that
// editors use is generated from it. A clause's first key chooses the clause's own schema, so that a
// message names the key that is wrong.
import { z } from "zod";
import type { DocumentKind } from "../model/document.js";
import { FLAWS } from "../model/rule.js";

const Text = z.string().min(1);
const Name = z.union([Text, z.number(), z.boolean()]).transform(String);
/** Exact text, a glob with `*`, `/regex/`, `@list` or a predicate. */
const Names = z.union([Name, z.array(Name).min(1)]);
const Variable = z.string().regex(/^\$[a-z][a-z0-9-]*$/, "expected a variable such as $cfg");
const TestText = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const Tests = z.union([TestText, z.array(TestText).min(1)]);

const ValueForm = z.strictObject({
  bind: Variable.optional(),
  /** Binds a text as well as a place: the key that something is asked for by. */
  same: Variable.optional(),
  known: z.boolean().optional(),
  direct: z.literal(true).optional(),
  defaulted: z.boolean().optional(),
  is: Tests.optional(),
  not: Tests.optional(),
  like: Tests.optional(),
  "not-like": Tests.optional(),
  matches: Tests.optional(),
  "at-least": z.number().optional(),
  "at-most": z.number().optional(),
  length: z
    .strictObject({ "at-least": z.int().optional(), "at-most": z.int().optional() })
    .optional(),
  file: z.enum(["private-key", "public-key", "certificate"]).optional(),
  has: Names.optional(),
  returns: Tests.optional(),
  named: Names.optional(),
  operator: Tests.optional(),
  /** An element of a JSON document, a field that holds letters, what settings or a file gave. */
  text: z.literal("stored").optional(),
  /** Nothing but zeros, or an empty text, which erases what was there. */
  zeros: z.boolean().optional(),
  from: Names.optional(),
  bounded: z.boolean().optional(),
  checked: z.boolean().optional(),
  terminated: z.boolean().optional(),
  "past-end": z.literal(true).optional(),
  /** The first argument of the same call is a buffer whose size is known. */
  into: z.literal("fixed").optional(),
});

/** Short forms: `$conf` binds, a text or a list is `is`. */
const Value = z.union([ValueForm, Tests]);

const Count = z.strictObject({
  "at-least": z.int().min(0).optional(),
  "at-most": z.int().min(0).optional(),
});

const shared = {
  as: z
    .string()
    .regex(/^\$[a-z][a-z0-9-]*$/)
    .optional(),
  within: z
    .enum(["statement", "function", "object", "file", "configuration", "project", "workspace"])
    .optional(),
  after: Variable.optional(),
  before: Variable.optional(),
  "on-failure-of": Variable.optional(),
};

const On = z.union([
  Names,
  z.strictObject({ bind: Variable.optional(), names: Names.optional(), type: Names.optional() }),
]);

/** The kinds of document that settings stand in. */
const SETTING_KINDS = [
  "sdkconfig",
  "kconfig-fragment",
  "linux-config",
  "kconfig",
  "platformio",
  "partitions",
  "manifest",
  "esphome",
  "build-commands",
] as const satisfies readonly DocumentKind[];

export const CLAUSES = {
  call: z.strictObject({
    call: Names,
    on: On.optional(),
    arg: z
      .record(z.string().regex(/^\d+$/, "expected an argument number from 0"), Value)
      .optional(),
    "any-arg": Value.optional(),
    prints: z
      .strictObject({
        label: Names.optional(),
        value: Value.optional(),
        whole: z.literal(true).optional(),
      })
      .optional(),
    args: Count.optional(),
    flaw: z.enum(FLAWS).optional(),
    /** In a loop that goes on until it has gone well, and in which nothing waits. */
    repeats: z.literal("at-once").optional(),
    result: z.union([z.enum(["ignored", "checked", "followed", "shrugged"]), Variable]).optional(),
    ...shared,
  }),
  store: z.strictObject({
    store: z.strictObject({
      in: Names.optional(),
      field: Names.optional(),
      to: Names.optional(),
      of: Variable.optional(),
      how: z.array(z.enum(["init", "assign", "copy"])).optional(),
      index: Value.optional(),
    }),
    value: Value.optional(),
    ...shared,
  }),
  setting: z.strictObject({
    setting: Names,
    value: Value.optional(),
    section: Names.optional(),
    in: z.array(z.enum(SETTING_KINDS)).min(1).optional(),
    /** False: it stands only where the SDK's tools write anew. */
    lasting: z.boolean().optional(),
    /** Of the file it stands in: a text, a glob or a regex over its slashed path, or its name. */
    path: Names.optional(),
    ...shared,
  }),
  define: z.strictObject({ define: Names, value: Value.optional(), ...shared }),
  literal: z.strictObject({ literal: Value, ...shared }),
  include: z.strictObject({ include: Names, ...shared }),
  function: z.strictObject({
    /** `any`, where only the mark counts. */
    function: Names,
    flaw: z.enum(FLAWS).optional(),
    /** An attribute, or the name of a section, of a function of the product's own. */
    marked: Names.optional(),
    ...shared,
  }),
  object: z.strictObject({
    object: z.union([Variable, z.literal("any")]),
    type: Names,
    arg: z.record(z.string().regex(/^\d+$/), Value).optional(),
    elements: Value.optional(),
    initialised: z.boolean().optional(),
    ...shared,
  }),
  presence: z.strictObject({
    /** `file`: a document for people that says whom to tell about a vulnerability. */
    presence: z.enum(["private-key", "public-key", "certificate", "file"]),
    path: Names.optional(),
    encrypted: z.boolean().optional(),
    known: z.literal("public").optional(),
    ...shared,
  }),
} as const;

export type ClauseWord = keyof typeof CLAUSES;
export type ClauseForm = { [W in ClauseWord]: z.infer<(typeof CLAUSES)[W]> };

export const FixForm = z.strictObject({
  title: Text.describe("What the fix does, and what comes of it."),
  safety: z
    .enum(["safe", "choice", "irreversible"])
    .describe(
      "safe: never weakens and never takes away a login or a connection; choice: needs a thought, which the title names; irreversible: cannot be undone on a device.",
    ),
  replace: z
    .string()
    .regex(/^(?:value|name|fact|printed|step|arg\.\d+)$/)
    .optional()
    .describe(
      "The part of the fact that is written anew, by `with` or `without`; `step`: the argument where the trail ends.",
    ),
  with: z
    .string()
    .optional()
    .describe(
      "The new text. Blanks: {0} an argument, {(0)} in parentheses where it is more than a name, {1..} from that one to the last; {receiver}, {key}, {base}; with `sized`, {size} is the sizeof of that array and {text} the array as a text; with `step`, {step} is what stood there.",
    ),
  without: Text.optional().describe("A part of what is joined by `|`, taken out."),
  set: z.record(z.string(), TestText).optional().describe("Settings and what they shall be."),
  remove: z.enum(["fact", "line"]).optional(),
  before: Text.optional().describe("A line in front of the statement."),
  after: Text.optional().describe("A line behind it."),
  append: Text.optional().describe("Arguments behind the last one of the call."),
  "add-field": Text.optional().describe("One more field beside a field that is set."),
  swap: z.record(Text, Text).optional().describe("How a text begins, and how it shall begin."),
  include: Text.optional().describe("A header that the new text needs; <…> as it is written."),
  at: z
    .union([z.enum(["written", "trail"]), Variable])
    .optional()
    .describe(
      "Where the edit is made. `written`: not the part itself but the literal it comes from, only where a call can stand there. `trail`: the last call on the way that the data took. `$n`: the fact of that clause. Otherwise where the squiggle would stand.",
    ),
  into: z
    .literal("pointer")
    .optional()
    .describe("With `at: written`: the field, which an SDK declares, is a pointer and no array."),
  sized: z
    .string()
    .regex(/^arg\.\d+$/)
    .optional()
    .describe("Only where this argument is an array whose size can be seen, not a pointer."),
  widths: z
    .string()
    .regex(/^arg\.\d+$/)
    .optional()
    .describe(
      "In the format that is this argument each %s and %[ gets the width that its array leaves room for.",
    ),
  unused: z.literal(true).optional().describe("Only where nobody takes what the call gives."),
});

const AnyClause: z.ZodType = z.lazy(() =>
  z.union([
    ...Object.values(CLAUSES),
    z.strictObject({ any: z.array(AnyClause).min(1) }),
    z.strictObject({ all: z.array(AnyClause).min(1) }),
  ]),
);

const Confidence = z.enum(["high", "medium", "low"]);

const caseParts = {
  when: z.array(z.unknown()).min(1),
  unless: z.array(z.unknown()).optional(),
  at: z
    .string()
    .regex(/^\$[a-z][a-z0-9-]*$/)
    .optional(),
  message: Text.optional(),
  confidence: Confidence.optional(),
  fixes: z.array(FixForm).optional(),
};

const head = {
  id: z.string().regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, "expected words joined by hyphens"),
  provisions: z.array(z.string()).min(1),
  covers: z.array(Text).optional(),
  cwe: z.array(z.string().regex(/^CWE-[1-9]\d*$/, "expected a CWE id such as CWE-798")).default([]),
  stance: z.enum(["violates", "supports", "asks"]),
  impact: z.enum(["critical", "high", "medium", "low"]),
  confidence: Confidence,
  stage: z.enum(["trial", "stable"]).default("stable"),
  fallback: z.boolean().default(false),
  place: z.enum(["fact", "value", "cause"]).default("fact"),
  message: Text.optional(),
};

export const RuleForm = z.strictObject({
  ...caseParts,
  ...head,
  when: caseParts.when.optional(),
  cases: z.array(z.strictObject(caseParts)).min(1).optional(),
});
export type RuleForm = z.infer<typeof RuleForm>;
export type CaseForm = z.infer<z.ZodObject<typeof caseParts>>;

/** The same form with clauses spelled out, for the JSON schema that editors get. */
const described = {
  ...caseParts,
  when: z.array(AnyClause).min(1),
  unless: z.array(AnyClause).optional(),
};
export const DescribedRule = z.strictObject({
  ...described,
  ...head,
  when: described.when.optional(),
  cases: z.array(z.strictObject(described)).min(1).optional(),
});

export const ListForm = z.strictObject({
  says: Text,
  source: Text,
  entries: z.array(TestText).min(1),
});

export function jsonSchemaOf(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
}
