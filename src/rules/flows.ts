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
  PartModel,
  Spot,
  VariableModel,
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

/** Names of classes, or of constants as they are written: `{ arg.0: [local-socket, AF_UNIX] }`. */
const Part = z
  .record(z.string().regex(/^arg\.\d+$/, "expected arg.N"), Names)
  .refine((parts) => Object.keys(parts).length === 1, "expected one argument");

const Call = z.strictObject({
  call: Names,
  where: Part.optional(),
  except: Part.optional(),
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

const Variable = z.strictObject({
  variable: Names,
  gives: Class,
  terminated: z.boolean().optional(),
});

/** A class, or the argument of the same call that the function is given. */
const Parameters = z.record(Number_, z.union([Class, z.string().regex(/^arg\.\d+$/)]));

const Handler = z.union([
  z.strictObject({
    handler: Names,
    on: Names.optional(),
    named: Names.optional(),
    arg: z.int().min(0),
    parameters: Parameters,
    terminated: z.boolean().optional(),
  }),
  z.strictObject({
    field: Names,
    in: Names,
    parameters: Parameters,
    terminated: z.boolean().optional(),
  }),
  z.strictObject({
    function: Names,
    parameters: Parameters,
    terminated: z.boolean().optional(),
  }),
]);

export const FlowForm = z.strictObject({
  says: Text,
  source: Text,
  calls: z.array(Call).optional(),
  fields: z.array(Field).optional(),
  handlers: z.array(Handler).optional(),
  variables: z.array(Variable).optional(),
});

/** The models of all files together; a refused file is named in the problems. */
export function loadFlows(files: readonly { readonly path: string; readonly text: string }[]): {
  models: FlowModels;
  problems: readonly Problem[];
} {
  const calls = new Map<string, CallModel[]>();
  const fields: FieldModel[] = [];
  const handlers: HandlerModel[] = [];
  const variables: VariableModel[] = [];
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
    variables.push(...(parsed.data.variables ?? []).flatMap(variableModels));
  }
  return { models: { calls, fields, handlers, variables }, problems };
}

function callModel(form: z.infer<typeof Call>): CallModel {
  const { on, named, gives = {}, passes = [], terminated, compares } = form;
  const atMost = numberOf(form["at-most"]);
  const allocates = numberOf(form.allocates);
  const [where, except] = [partModel(form.where), partModel(form.except)];
  return {
    ...(where === undefined ? {} : { where }),
    ...(except === undefined ? {} : { except }),
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

function partModel(parts: z.infer<typeof Part> | undefined): PartModel | undefined {
  for (const [spot, all] of Object.entries(parts ?? {})) {
    const classes = all.filter((one) => Class.safeParse(one).success);
    const names = all.filter((one) => !classes.includes(one));
    return { arg: Number(spot.slice("arg.".length)), classes, names };
  }
  return undefined;
}

function numberOf(spot: string | undefined): number | undefined {
  return spot === undefined ? undefined : Number(spot.slice("arg.".length));
}

function fieldModel({ type, fields, gives, terminated }: z.infer<typeof Field>): FieldModel {
  return { types: type, fields, gives, ...(terminated === undefined ? {} : { terminated }) };
}

function variableModels({
  variable,
  gives,
  terminated,
}: z.infer<typeof Variable>): readonly VariableModel[] {
  const end = terminated === undefined ? {} : { terminated };
  return variable.map((name) => ({ name, gives, ...end }));
}

function handlerModels(form: z.infer<typeof Handler>): readonly HandlerModel[] {
  const parameters: HandlerModel["parameters"] = new Map(
    Object.entries(form.parameters).map(([i, one]) => [Number(i), one]),
  );
  const end = form.terminated === undefined ? {} : { terminated: form.terminated };
  if ("field" in form)
    return form.field.map((field) => ({ arg: 0, field, types: form.in, parameters, ...end }));
  if ("function" in form)
    return form.function.map((one) => ({ arg: 0, function: one, parameters, ...end }));
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
  const words: GateWord[] = [];
  const types = new Set<string>();
  const wanted = wantedOf(models, classes);
  const isWanted = (one: FlowClass): boolean => wanted.has(one);
  for (const [word, model] of callsOf(models))
    if (model.where === undefined && [...model.gives.values()].some(isWanted))
      add(words, types, word, model);
  for (const field of models.fields)
    if (isWanted(field.gives)) for (const type of field.types) types.add(type);
  for (const { name, gives } of models.variables)
    if (isWanted(gives)) words.push({ word: name, kind: "word", where: "anywhere" });
  for (const handler of models.handlers)
    if ([...handler.parameters.values()].some(isWanted)) addHandler(words, types, handler);
  for (const word of types) words.push({ word, kind: "word", where: "anywhere" });
  return words;
}

function callsOf({ calls }: FlowModels): (readonly [word: string, model: CallModel])[] {
  return [...calls].flatMap(([word, all]) => all.map((model) => [word, model] as const));
}

/** What gives data of a class only where it is called on another starts where that one comes in. */
function wantedOf(models: FlowModels, classes: readonly FlowClass[]): ReadonlySet<FlowClass> {
  const wanted = new Set(classes);
  for (const [, { where, gives }] of callsOf(models))
    if (where !== undefined && [...gives.values()].some((one) => classes.includes(one)))
      for (const one of where.classes) wanted.add(one);
  return wanted;
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

function addHandler(
  words: GateWord[],
  types: Set<string>,
  { call, on, named, types: own = [], function: name }: HandlerModel,
): void {
  if (name !== undefined) words.push({ word: name, kind: "word", where: "call" });
  if (call !== undefined) add(words, types, call, { ...(on && { on }), ...(named && { named }) });
  for (const type of own) types.add(type);
}
