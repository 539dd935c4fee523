// Flow models as files: `rules/flows/<name>.yaml`, and a workspace's own under `.baseline645/flows/`.
// They say where data comes in, what passes it on and what limits it (see model/flow-model.ts).
import { z } from "zod";
import { asArray } from "../base/collections.js";
import type { Problem } from "../model/problem.js";
import type {
  CallModel,
  FieldModel,
  FlowClass,
  FlowModels,
  HandlerModel,
  Spot,
} from "../model/flow-model.js";
import type { GateWord } from "../model/gate-word.js";
import { faultsOfIssue, readYaml } from "./yaml.js";

const Text = z.string().min(1);
const Names = z.union([Text, z.array(Text).min(1)]).transform((names) => asArray(names));
const Class = z.string().regex(/^[a-z][a-z-]*$/, "expected the name of a class such as network");
const SpotForm = z
  .string()
  .regex(/^(?:result|receiver|args?\.\d+)$/, "expected result, receiver, arg.N or args.N");
const Number_ = z.string().regex(/^\d+$/, "expected an argument number from 0");

const Call = z.strictObject({
  call: Names,
  on: Names.optional(),
  named: Names.optional(),
  gives: z.record(SpotForm, Class).optional(),
  passes: z
    .array(
      z.strictObject({
        from: z.union([SpotForm, z.array(SpotForm).min(1)]).transform((spots) => asArray(spots)),
        to: SpotForm,
      }),
    )
    .optional(),
  "at-most": z
    .string()
    .regex(/^arg\.\d+$/, "expected arg.N")
    .optional(),
  terminated: z.boolean().optional(),
  limits: z.literal(true).optional(),
  numbers: z.literal(true).optional(),
  checks: z.literal(true).optional(),
  compares: z.enum(["zero", "true"]).optional(),
  allocates: z
    .string()
    .regex(/^arg\.\d+$/, "expected arg.N")
    .optional(),
  measures: z.literal(true).optional(),
});

const Field = z.strictObject({
  type: Names,
  fields: Names,
  gives: Class,
  terminated: z.boolean().optional(),
});

const Handler = z.union([
  z.strictObject({
    handler: Names,
    on: Names.optional(),
    named: Names.optional(),
    arg: z.int().min(0),
    parameters: z.record(Number_, Class),
    terminated: z.boolean().optional(),
  }),
  z.strictObject({
    field: Names,
    in: Names,
    parameters: z.record(Number_, Class),
    terminated: z.boolean().optional(),
  }),
]);

export const FlowForm = z.strictObject({
  says: Text,
  source: Text,
  calls: z.array(Call).optional(),
  fields: z.array(Field).optional(),
  handlers: z.array(Handler).optional(),
});

/** The models of all files together; a refused file is named in the problems. */
export function loadFlows(files: readonly { readonly path: string; readonly text: string }[]): {
  models: FlowModels;
  problems: readonly Problem[];
} {
  const calls = new Map<string, CallModel[]>();
  const fields: FieldModel[] = [];
  const handlers: HandlerModel[] = [];
  const problems: Problem[] = [];
  for (const { path, text } of files) {
    const yaml = readYaml(text, path, "rule");
    if (yaml.problems.length > 0) {
      problems.push(...yaml.problems);
      continue;
    }
    const parsed = FlowForm.safeParse(yaml.plain);
    if (!parsed.success) {
      const faults = parsed.error.issues.flatMap((issue) => faultsOfIssue(issue));
      problems.push(...faults.map(yaml.problem));
      continue;
    }
    for (const form of parsed.data.calls ?? [])
      for (const name of form.call) {
        const models = calls.get(name) ?? [];
        models.push(callModel(form));
        calls.set(name, models);
      }
    fields.push(...(parsed.data.fields ?? []).map(fieldModel));
    handlers.push(...(parsed.data.handlers ?? []).flatMap(handlerModels));
  }
  return { models: { calls, fields, handlers }, problems };
}

function callModel(form: z.infer<typeof Call>): CallModel {
  const { on, named, gives = {}, passes = [], terminated, compares } = form;
  const atMost = numberOf(form["at-most"]);
  const allocates = numberOf(form.allocates);
  return {
    ...(on === undefined ? {} : { on }),
    ...(named === undefined ? {} : { named }),
    gives: new Map(Object.entries(gives) as [Spot, FlowClass][]),
    passes: passes as CallModel["passes"],
    ...(atMost === undefined ? {} : { atMost }),
    ...(terminated === undefined ? {} : { terminated }),
    limits: form.limits === true,
    numbers: form.numbers === true,
    checks: form.checks === true,
    ...(compares === undefined ? {} : { compares }),
    ...(allocates === undefined ? {} : { allocates }),
    measures: form.measures === true,
  };
}

function numberOf(spot: string | undefined): number | undefined {
  return spot === undefined ? undefined : Number(spot.slice("arg.".length));
}

function fieldModel({ type, fields, gives, terminated }: z.infer<typeof Field>): FieldModel {
  return { types: type, fields, gives, ...(terminated === undefined ? {} : { terminated }) };
}

function handlerModels(form: z.infer<typeof Handler>): readonly HandlerModel[] {
  const parameters = new Map(Object.entries(form.parameters).map(([i, one]) => [Number(i), one]));
  const end = form.terminated === undefined ? {} : { terminated: form.terminated };
  if ("field" in form)
    return form.field.map((field) => ({ arg: 0, field, types: form.in, parameters, ...end }));
  const on = {
    ...(form.on === undefined ? {} : { on: form.on }),
    ...(form.named === undefined ? {} : { named: form.named }),
  };
  return form.handler.map((call) => ({ call, ...on, arg: form.arg, parameters, ...end }));
}

/**
 * Words one of which stands where data of a class comes in. Methods are found by their receiver's name;
 * where only its type is known, what declares such a variable is read, and flow asks for its uses.
 */
export function flowWords(models: FlowModels, classes: readonly FlowClass[]): readonly GateWord[] {
  const isWanted = (one: FlowClass): boolean => classes.includes(one);
  const words: GateWord[] = [];
  const types = new Set<string>();
  for (const [word, all] of models.calls)
    for (const model of all)
      if ([...model.gives.values()].some(isWanted)) add(words, types, word, model);
  for (const { types: own, gives } of models.fields)
    if (isWanted(gives)) for (const type of own) types.add(type);
  for (const { call, on, named, types: own = [], parameters } of models.handlers) {
    if (![...parameters.values()].some(isWanted)) continue;
    if (call !== undefined) add(words, types, call, { ...(on && { on }), ...(named && { named }) });
    for (const type of own) types.add(type);
  }
  for (const word of types) words.push({ word, kind: "word", where: "anywhere" });
  return words;
}

function add(
  words: GateWord[],
  types: Set<string>,
  word: string,
  { on = [], named = [] }: Pick<CallModel, "on" | "named">,
): void {
  if (on.length + named.length === 0) words.push({ word, kind: "word", where: "call" });
  else if (on.includes("*")) words.push({ word, kind: "word", where: "method" });
  else if (named.length > 0) words.push({ word, kind: "word", where: "method", receivers: named });
  for (const type of on) if (type !== "*") types.add(type);
}
