// YAML that people write → checked values. What is wrong comes back as problems at the exact key;
// nothing throws. Used for the standard, rules, lists and a workspace's own files.
import { isMap, isScalar, isSeq, parseDocument, type Document } from "yaml";
import type { z } from "zod";
import { lineStarts, positionAt, type Range } from "../base/span.js";
import type { Problem, ProblemKind } from "../model/problem.js";

export type KeyPath = readonly PropertyKey[];

/** Something wrong at a key, before it is known where in the text that is. */
export interface Fault {
  readonly path: KeyPath;
  readonly message: string;
  /** Mark the key itself, not its value. */
  readonly onKey?: boolean;
}

/** Of syntax errors the first ones count; the rest mostly follow from them. */
const SYNTAX_ERRORS = 10;

/** A file of ours is some kilobytes; a larger one is refused before it can cost time. */
const LARGEST = 1024 * 1024;

export interface YamlReading {
  readonly plain?: unknown;
  readonly problems: readonly Problem[];
  /** Turns a fault found later into a problem at its place. */
  readonly problem: (fault: Fault) => Problem;
  /** Where a key stands. */
  readonly place: (path: KeyPath) => { readonly path: string; readonly range: Range };
}

export function readYaml(text: string, path: string, kind: ProblemKind = "syntax"): YamlReading {
  const starts = lineStarts(text);
  const at = (start: number, end: number): Range => ({
    start: positionAt(starts, start),
    end: positionAt(starts, end),
  });
  const said = (range: Range, message: string): Problem => ({
    kind,
    path,
    range,
    message,
    severity: "error",
  });
  if (text.length > LARGEST) {
    const problem = said(at(0, 0), "the file is over 1 MiB and was not read");
    return {
      problems: [problem],
      problem: () => problem,
      place: () => ({ path, range: at(0, 0) }),
    };
  }
  let parsed: Document | undefined;
  const document = (): Document => (parsed ??= parseDocument(text, { prettyErrors: false }));
  const problem = (fault: Fault): Problem =>
    said(at(...offsetsOf(document(), fault)), `${pathWords(fault.path)}: ${fault.message}`);
  const place: YamlReading["place"] = (keys) => ({
    path,
    range: at(...offsetsOf(document(), { path: keys, message: "" })),
  });
  const json = jsonOf(text);
  if (json !== undefined) return { plain: json, problems: [], problem, place };
  const { errors } = document();
  if (errors.length > 0) {
    const problems = errors
      .slice(0, SYNTAX_ERRORS)
      .map((error) => said(at(error.pos[0], error.pos[1]), error.message));
    return { problems, problem, place };
  }
  const made = plainValue(document());
  if ("fault" in made) return { problems: [said(at(0, 0), made.fault)], problem, place };
  return { plain: made.plain, problems: [], problem, place };
}

/** JSON is YAML, and is read ten times faster: so the rule book is packed in it. */
function jsonOf(text: string): unknown {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // It may still be YAML, whose reader says what is wrong with it.
    return undefined;
  }
}

/** A broken or endless alias only shows itself when the value is made. */
function plainValue(document: Document): { plain: unknown } | { fault: string } {
  try {
    return { plain: document.toJS({ maxAliasCount: 100 }) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

export function faultsOfIssue(issue: z.core.$ZodIssue, below: KeyPath = []): Fault[] {
  if (issue.code !== "unrecognized_keys")
    return [{ path: [...below, ...issue.path], message: issue.message }];
  return issue.keys.map((key) => ({
    path: [...below, ...issue.path, key],
    message: "nobody knows this key",
    onKey: true,
  }));
}

function pathWords(path: KeyPath): string {
  return path.length === 0 ? "the file" : path.map(String).join(" > ");
}

/** Where a fault is marked: the value where it is short, else its key, else what encloses it. */
function offsetsOf(document: Document, fault: Fault): [start: number, end: number] {
  let node: unknown = document.contents;
  let mark: unknown = headOf(node);
  for (const part of fault.path) {
    const step = stepInto(node, part);
    if (step === undefined) break;
    node = step.node;
    mark = isScalar(node) && fault.onKey !== true ? node : step.head;
  }
  const range = isScalar(mark) || isSeq(mark) ? mark.range : undefined;
  return range ? [range[0], range[1]] : [0, 0];
}

function stepInto(node: unknown, part: PropertyKey): { node: unknown; head: unknown } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
    return pair && { node: pair.value, head: pair.key };
  }
  if (!isSeq(node)) return undefined;
  const item: unknown = node.items[Number(part)];
  return item === undefined ? undefined : { node: item, head: headOf(item) };
}

/** What stands for a map that may fill a screen: its first key. */
function headOf(node: unknown): unknown {
  return isMap(node) ? node.items[0]?.key : node;
}
