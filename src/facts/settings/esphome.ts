// Configurations of ESPHome: every scalar is a setting under its dotted path, `wifi.ap.password`, and so is
// every mapping or empty key, with an empty value, as `api:` alone means something. Items of a list have the
// list's path; one with a platform has that below it, `ota.esphome.password`. What a tag brings from elsewhere
// stands as written, `!secret name`; `!include` and `!remove` also make a key of their own, `web_server.!include`.
// Options for ESP-IDF have their bare names. Substitutions are followed within the file.
import { isAlias, isMap, isScalar, isSeq, parseDocument, type Pair, type Scalar } from "yaml";
import type { Document as Yaml, YAMLMap, YAMLSeq } from "yaml";
import type { Span } from "../../base/span.js";
import { nameOf } from "../../base/paths.js";
import type { Document, DocumentFacts } from "../../model/document.js";
import type { Fact, SettingFact } from "../../model/fact.js";
import { substituted, substitutionsIn, type Substitutions } from "./esphome-values.js";
import { ignoresInYaml, wholeDocument, type Complaint } from "./reading.js";

/** A larger one is made by a program, and would cost seconds. */
const LARGEST = 1024 * 1024;
/** The parser takes the square of a line's length where each character opens something anew. */
const LONGEST_LINE = 20_000;
const MOST_LINES = 20_000;
/** Aliases may multiply what is written. */
const MOST_FACTS = 20_000;
const DEEPEST = 60;

interface Reading {
  readonly yaml: Yaml;
  readonly substitutions: Substitutions;
  readonly facts: Fact[];
  /** Of a broken file nobody knows what stands below a key. */
  readonly isWhole: boolean;
}

/** Where a node stands. */
interface At {
  readonly path: string;
  readonly key: Span;
  readonly depth: number;
}

export function isSecretsFile(path: string): boolean {
  return /^secrets\.ya?ml$/.test(nameOf(path));
}

export function readEsphome(document: Document): DocumentFacts {
  const { text, path } = document;
  const parsed = parse(text);
  if ("complaint" in parsed) return wholeDocument(document, [], [parsed.complaint]);
  const { yaml } = parsed;
  const complaints = yaml.errors.slice(0, 1).map(({ pos: [start, end], message }) => ({
    at: { start, end },
    message: `this is no YAML: ${message}`,
  }));
  const top: unknown = yaml.contents;
  const reading: Reading = {
    yaml,
    substitutions: substitutionsIn(top),
    facts: [],
    isWhole: complaints.length === 0,
  };
  const at = { path: isSecretsFile(path) ? "secrets" : "", key: { start: 0, end: 0 }, depth: 0 };
  if (isMap(top)) readMap(top, at, reading);
  else if (isSeq(top)) readList(top, at, reading);
  return wholeDocument(document, [...reading.facts, ...ignoresInYaml(text)], complaints);
}

function parse(text: string): { yaml: Yaml } | { complaint: Complaint } {
  const start = { start: 0, end: 0 };
  if (text.length > LARGEST)
    return { complaint: { at: start, message: "the file is over 1 MiB and was not read." } };
  const lines = text.split("\n");
  if (lines.length > MOST_LINES || lines.some((line) => line.length > LONGEST_LINE))
    return { complaint: { at: start, message: "too many or too long lines; not read." } };
  try {
    const options = { prettyErrors: false, logLevel: "silent", uniqueKeys: false } as const;
    return { yaml: parseDocument(text, options) };
  } catch (error) {
    // The parser goes down with what is nested.
    const said = error instanceof Error ? error.message : String(error);
    return { complaint: { at: start, message: `this is no YAML: ${said}` } };
  }
}

function readMap(map: YAMLMap, at: At, reading: Reading): void {
  for (const pair of map.items) readPair(pair, at, reading);
}

function readPair(pair: Pair, at: At, reading: Reading): void {
  const { key, value } = pair;
  const range = isScalar(key) ? key.range : undefined;
  if (!isScalar(key) || range === undefined || range === null) return;
  const name = String(key.value);
  const span = { start: range[0], end: range[1] };
  if (at.path === "" && at.depth === 0) {
    // Kept for anchors, and for nobody else.
    if (name.startsWith(".")) return;
    if (name === "packages") {
      readPackages(value, { ...at, key: span }, reading);
      return;
    }
  }
  const below = name === "<<" ? at.path : pathBelow(at.path, name);
  readNode(value, { path: below, key: span, depth: at.depth + 1 }, reading);
}

function pathBelow(path: string, name: string): string {
  if (path.endsWith(".sdkconfig_options")) return name;
  return path === "" ? name : `${path}.${name}`;
}

function readNode(written: unknown, at: At, reading: Reading): void {
  const node = isAlias(written) ? written.resolve(reading.yaml) : written;
  if (at.depth > DEEPEST || reading.facts.length >= MOST_FACTS) return;
  if (isIncluded(node)) addInclude(node, at, reading);
  else if (tagOf(node) === "!remove") add(reading, at, { key: `${at.path}.!remove`, value: "" });
  else if (isMap(node) && isLoneItem(node, at)) readItem(node, at, reading);
  else if (isMap(node)) {
    addHead(at, reading);
    readMap(node, at, reading);
  } else if (isSeq(node)) readList(node, at, reading);
  else if (isScalar(node) && node.value !== null) addScalar(node, at, reading);
  else addHead(at, reading);
}

function tagOf(node: unknown): string | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) ? node.tag : undefined;
}

function isIncluded(node: unknown): boolean {
  return tagOf(node)?.startsWith("!include") === true;
}

function readList(list: YAMLSeq, at: At, reading: Reading): void {
  for (const written of list.items) {
    const item: unknown = isAlias(written) ? written.resolve(reading.yaml) : written;
    const below = { ...at, depth: at.depth + 1 };
    if (isMap(item) && !isIncluded(item)) readItem(item, below, reading);
    else {
      const key = (isScalar(item) ? spanOf(item) : undefined) ?? at.key;
      readNode(item, { ...below, key }, reading);
    }
  }
}

/** A list of one needs no dash; up to 2023 the device itself had a platform. */
function isLoneItem(map: YAMLMap, { path, depth }: At): boolean {
  return depth === 1 && path !== "esphome" && pairOf(map, "platform") !== undefined;
}

/** One with a platform says something by being there, as an empty key does. */
function readItem(item: YAMLMap, at: At, reading: Reading): void {
  if (at.depth > DEEPEST) return;
  const platform = platformOf(item, reading);
  if (platform === undefined) {
    readMap(item, at, reading);
    return;
  }
  const below = { path: pathBelow(at.path, platform.name), key: platform.at, depth: at.depth };
  addHead(below, reading);
  readMap(item, below, reading);
}

function platformOf(item: YAMLMap, reading: Reading): { name: string; at: Span } | undefined {
  const pair = pairOf(item, "platform");
  if (pair === undefined || !isScalar(pair.key) || !isScalar(pair.value)) return undefined;
  const [start, end] = [pair.key.range?.[0], pair.value.range?.[1]];
  if (typeof pair.value.value !== "string" || start === undefined || end === undefined)
    return undefined;
  const { value } = substituted(pair.value.value, reading.substitutions);
  return { name: value, at: { start, end } };
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

/** Each is a configuration that is put together with this one. */
function readPackages(node: unknown, at: At, reading: Reading): void {
  if (isMap(node) && pairOf(node, "url") === undefined)
    for (const { key, value } of node.items)
      readPackage(value, (isScalar(key) ? spanOf(key) : undefined) ?? at.key, reading);
  else for (const one of isSeq(node) ? node.items : [node]) readPackage(one, undefined, reading);
}

function readPackage(written: unknown, name: Span | undefined, reading: Reading): void {
  const one: unknown = isAlias(written) ? written.resolve(reading.yaml) : written;
  const key = name ?? (isScalar(one) ? spanOf(one) : undefined) ?? { start: 0, end: 0 };
  const top = { path: "", key, depth: 1 };
  if (isIncluded(one)) addInclude(one, top, reading);
  else if (isMap(one)) readInline(one, top, reading);
  else if (isScalar(one) && one.value !== null) {
    addRemote(one, reading);
    addScalar(one, { ...top, path: "packages" }, reading);
  }
}

/** What a repository holds is said in keys too; everything else stands right there. */
function readInline(map: YAMLMap, top: At, reading: Reading): void {
  const url = pairOf(map, "url");
  if (url === undefined) {
    readMap(map, { ...top, depth: 0 }, reading);
    return;
  }
  addRemote(url.value, reading);
  readMap(map, { ...top, path: "packages" }, reading);
}

/** No file of the project holds it. */
function addRemote(node: unknown, reading: Reading): void {
  const span = isScalar(node) ? spanOf(node) : undefined;
  if (isScalar(node) && span !== undefined)
    reading.facts.push({ word: "include", path: String(node.value), span });
}

/** `!include file`, `!include {file: …, vars: …}`, `!include_dir_merge_list folder`. */
function addInclude(node: unknown, at: At, reading: Reading): void {
  const file: unknown = isMap(node) ? node.get("file", true) : node;
  if (!isScalar(file)) return;
  const { value } = substituted(String(file.value), reading.substitutions);
  const span = spanOf(file) ?? at.key;
  reading.facts.push({ word: "include", path: value, span });
  add(reading, at, { key: pathBelow(at.path, "!include"), value }, span);
}

function addHead(at: At, reading: Reading): void {
  if (reading.isWhole && at.path !== "") add(reading, at, { key: at.path, value: "" });
}

function addScalar(node: Scalar, at: At, reading: Reading): void {
  const span = spanOf(node);
  if (span === undefined || at.path === "") return;
  const { tag } = node;
  if (tag?.startsWith("!") === true && tag !== "!literal") {
    const rest = tag === "!lambda" ? "" : ` ${String(node.value)}`;
    add(reading, at, { key: at.path, value: `${tag}${rest}` }, span);
  } else add(reading, at, { key: at.path, ...valueOf(node, at, reading) }, span);
}

function valueOf(node: Scalar, { path }: At, reading: Reading): Omit<Said, "key"> {
  const quoted = node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE";
  // As written: YAML takes 5.10 for a number.
  const written = typeof node.value === "string" ? node.value : (node.source ?? "");
  const { value, through } = substituted(written, reading.substitutions);
  return {
    value: quoted ? value : truthIn(value, path.startsWith("CONFIG_")),
    quoted,
    ...(through === undefined ? {} : { through }),
  };
}

/** ESPHome takes YAML 1.1's words for truth; for Kconfig they become `y` and `n`. */
function truthIn(value: string, isOption: boolean): string {
  if (/^(?:true|yes|on)$/i.test(value)) return isOption ? "y" : "true";
  if (/^(?:false|no|off)$/i.test(value)) return isOption ? "n" : "false";
  return value;
}

function spanOf(node: Scalar): Span | undefined {
  const { range } = node;
  return range ? { start: range[0], end: range[1] } : undefined;
}

type Said = Pick<SettingFact, "key" | "value"> & Partial<Pick<SettingFact, "quoted" | "through">>;

function add({ facts }: Reading, at: At, said: Said, value?: Span): void {
  const { start, end } = at.key;
  // What an alias brings stands where it is written, away from its key.
  const own = value !== undefined && value.start >= end ? value : undefined;
  facts.push({
    word: "setting",
    quoted: false,
    ...said,
    valueSpan: value ?? { start: end, end },
    span: value !== undefined && own === undefined ? value : { start, end: own?.end ?? end },
  });
}
