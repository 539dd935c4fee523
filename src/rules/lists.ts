// Lists that rules name with `@`: `rules/data/<name>.yaml`, each with what it is and where it is from.
import type { Problem } from "../model/problem.js";
import { ListForm } from "./schema.js";
import { faultsOfIssue, readYaml } from "./yaml.js";

export interface ListReading {
  readonly name: string;
  readonly list?: readonly string[];
  readonly problems: readonly Problem[];
}

export function loadList(text: string, path: string): ListReading {
  const name =
    path
      .split("/")
      .at(-1)
      ?.replace(/\.yaml$/, "") ?? "";
  const yaml = readYaml(text, path, "rule");
  if (yaml.problems.length > 0) return { name, problems: yaml.problems };
  const parsed = ListForm.safeParse(yaml.plain);
  if (parsed.success) return { name, list: parsed.data.entries, problems: [] };
  const faults = parsed.error.issues.flatMap((issue) => faultsOfIssue(issue));
  return { name, problems: faults.map(yaml.problem) };
}
