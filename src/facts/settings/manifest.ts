// Manifests of package managers, as far as they say which version of what a build takes: west.yml, and
// ESP-IDF's idf_component.yml and dependencies.lock. A project of west is a section with its revision; a
// component is a key of the section `dependencies`.
import { isMap, isScalar, isSeq, parseDocument, type Pair, type YAMLMap } from "yaml";
import type { Span } from "../../base/span.js";
import { nameOf } from "../../base/paths.js";
import type { Document, DocumentFacts } from "../../model/document.js";
import type { SettingFact } from "../../model/fact.js";
import { ignoresInYaml, wholeDocument } from "./reading.js";

export function readManifest(document: Document): DocumentFacts {
  const yaml = parseDocument(document.text, { prettyErrors: false, logLevel: "silent" });
  const complaints = yaml.errors.slice(0, 1).map(({ pos: [start, end], message }) => ({
    at: { start, end },
    message: `this is no YAML: ${message}`,
  }));
  const top: unknown = yaml.contents;
  const settings = !isMap(top)
    ? []
    : nameOf(document.path) === "west.yml"
      ? revisionsIn(top)
      : versionsIn(top);
  return wholeDocument(document, [...settings, ...ignoresInYaml(document.text)], complaints);
}

function revisionsIn(top: YAMLMap): SettingFact[] {
  const projects: unknown = top.getIn(["manifest", "projects"]);
  if (!isSeq(projects)) return [];
  return projects.items.flatMap((project: unknown) => {
    if (!isMap(project)) return [];
    const pair = pairOf(project, "revision");
    const name: unknown = project.get("name");
    return pair === undefined
      ? []
      : settingOf(pair, "revision", typeof name === "string" ? name : "");
  });
}

/** `name: "1.2"`, or the version inside `name: {version: "1.2"}`. */
function versionsIn(top: YAMLMap): SettingFact[] {
  const dependencies: unknown = top.get("dependencies");
  if (!isMap(dependencies)) return [];
  return dependencies.items.flatMap((pair) => {
    const key = isScalar(pair.key) ? String(pair.key.value) : "";
    const inner = isMap(pair.value) ? pairOf(pair.value, "version") : pair;
    return inner === undefined ? [] : settingOf(inner, key, "dependencies");
  });
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

function settingOf(pair: Pair, key: string, section: string): SettingFact[] {
  const { key: name, value } = pair;
  if (!isScalar(name) || !isScalar(value)) return [];
  const from = name.range?.[0];
  const at = value.range;
  if (from === undefined || at === undefined || at === null) return [];
  const valueSpan: Span = { start: at[0], end: at[1] };
  return [
    {
      word: "setting",
      key,
      section,
      // As written: YAML takes 5.10 for a number.
      value: typeof value.value === "string" ? value.value : (value.source ?? String(value.value)),
      quoted: value.type === "QUOTE_DOUBLE" || value.type === "QUOTE_SINGLE",
      span: { start: from, end: at[1] },
      valueSpan,
    },
  ];
}
