// `.baseline645/config.yaml` and `product.yaml`, read and checked. A fault is named at its key, and
// what is right around it still counts.
import { z } from "zod";
import type { Attestation, Product } from "../model/assessment.js";
import { NO_CONFIG, type Config } from "../model/config.js";
import type { Problem } from "../model/problem.js";
import { faultsOfIssue, readYaml, type YamlReading } from "./yaml.js";

const IsoDate = z
  .union([z.string(), z.date()])
  .transform((value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value))
  .pipe(z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "expected a date such as 2027-01-31"));

const Accepted = z.strictObject({
  rule: z.string().min(1),
  path: z.string().min(1),
  reason: z.string().min(1, "an accepted finding needs a reason"),
  until: IsoDate.optional(),
  by: z.string().min(1).optional(),
});

export const ConfigForm = z.strictObject({
  edition: z.enum(["2.1.1", "3.1.3"]).optional(),
  rules: z
    .strictObject({
      off: z.array(z.string()).default([]),
      trial: z.array(z.string()).default([]),
    })
    .optional(),
  paths: z
    .strictObject({
      include: z.array(z.string()).default([]),
      exclude: z.array(z.string()).default([]),
    })
    .optional(),
  vendored: z.array(z.string()).default([]),
  own: z.array(z.string()).default([]),
  levels: z.record(z.string(), z.enum(["error", "warning", "note", "hidden"])).default({}),
  accepted: z.array(Accepted).default([]),
});

export const ProductForm = z.strictObject({
  name: z.string().min(1).optional(),
  features: z.record(z.string(), z.boolean()).default({}),
  attestations: z
    .array(
      z.strictObject({
        provision: z.string().min(1),
        claim: z.enum(["met", "not-met", "not-applicable"]),
        because: z.string().min(1, "an attestation needs a reason"),
        by: z.string().min(1),
        on: IsoDate,
        until: IsoDate.optional(),
        refs: z.array(z.string()).default([]),
      }),
    )
    .default([]),
});

export function readConfig(text: string, path: string): { config: Config; problems: Problem[] } {
  const yaml = readYaml(text, path);
  if (yaml.problems.length > 0) return { config: NO_CONFIG, problems: [...yaml.problems] };
  const parsed = ConfigForm.safeParse(yaml.plain ?? {});
  if (!parsed.success) {
    const faults = parsed.error.issues.flatMap((issue) => faultsOfIssue(issue));
    return { config: NO_CONFIG, problems: faults.map(yaml.problem) };
  }
  return { config: configOf(parsed.data, yaml.place), problems: [] };
}

function configOf(form: z.infer<typeof ConfigForm>, place: YamlReading["place"]): Config {
  const { edition, rules, paths, vendored, own, levels, accepted } = form;
  return {
    ...(edition === undefined ? {} : { edition }),
    off: rules?.off ?? [],
    trial: rules?.trial ?? [],
    include: paths?.include ?? [],
    exclude: paths?.exclude ?? [],
    vendored,
    own,
    levels: new Map(Object.entries(levels)),
    accepted: accepted.map(({ until, by, ...rest }, i) => ({
      ...rest,
      ...(until === undefined ? {} : { until }),
      ...(by === undefined ? {} : { by }),
      place: place(["accepted", i]),
    })),
  };
}

export const NO_PRODUCT: Product = { features: new Map(), attestations: [] };

export function readProduct(text: string, path: string): { product: Product; problems: Problem[] } {
  const yaml = readYaml(text, path);
  const parsed = ProductForm.safeParse(yaml.plain ?? {});
  if (yaml.problems.length > 0) return { product: NO_PRODUCT, problems: [...yaml.problems] };
  if (!parsed.success) {
    const faults = parsed.error.issues.flatMap((issue) => faultsOfIssue(issue));
    return { product: NO_PRODUCT, problems: faults.map(yaml.problem) };
  }
  const { name, features, attestations } = parsed.data;
  return {
    problems: [],
    product: {
      ...(name === undefined ? {} : { name }),
      features: new Map(Object.entries(features)),
      attestations: attestations.map(({ until, ...rest }, i): Attestation => ({
        ...rest,
        ...(until === undefined ? {} : { until }),
        place: yaml.place(["attestations", i]),
      })),
    },
  };
}
