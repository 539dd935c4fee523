// The texts that trees are compared over, and how a tree is written for comparing: what two parsers
// or two copies of one tree must agree on.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import nodePath from "node:path";
import type { DocumentKind } from "../../src/model/document.js";
import { kindOf } from "../../src/facts/kinds.js";
import { loadRulebook, packageFolder } from "../../src/scan/resources.js";
import type { GrammarName } from "../../src/syntax/runtime.js";

export interface OracleText {
  /** Where it stands, for people. */
  readonly name: string;
  readonly grammar: GrammarName;
  readonly text: string;
}

const GRAMMARS: Partial<Record<DocumentKind, GrammarName>> = {
  c: "c",
  cpp: "cpp",
  arduino: "cpp",
  header: "cpp",
};

/** Every C-family file of the sample firmware, and every one that a rule's page shows. */
export function oracleTexts(): readonly OracleText[] {
  const folder = nodePath.join(packageFolder(), "test", "sample");
  const files = fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const sample = files.flatMap((path) =>
    textOf(`test/sample/${path}`, path, () => fs.readFileSync(nodePath.join(folder, path), "utf8")),
  );
  const pages = (loadRulebook().book?.rules ?? []).flatMap((rule) =>
    rule.page.samples.flatMap(({ line, files: shown }) =>
      shown.flatMap(({ path, text }) =>
        textOf(`${rule.id}.md:${String(line + 1)} ${path}`, path, () => text),
      ),
    ),
  );
  assert.ok(sample.length >= 10 && pages.length >= 100, "there are texts to compare");
  return [...sample, ...pages];
}

function textOf(name: string, path: string, read: () => string): OracleText[] {
  const grammar = GRAMMARS[kindOf(path) ?? "cmake"];
  return grammar === undefined ? [] : [{ name, grammar, text: read() }];
}

/** What a tree shows, whoever made it. */
export interface Shown {
  readonly type: string;
  readonly isMissing: boolean;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly field: string | null;
  readonly children: readonly Shown[];
}

function linesOf(node: Shown, depth = 0): string[] {
  const { type, isMissing, startIndex, endIndex, field, children } = node;
  const role = field === null ? "" : `${field}: `;
  const own = `${role}${type}${isMissing ? " (missing)" : ""} ${startIndex}-${endIndex}`;
  return [`${"  ".repeat(depth)}${own}`, ...children.flatMap((child) => linesOf(child, depth + 1))];
}

/** The first place where the trees differ, with a line of each; undefined where they are equal. */
export function firstDifference(one: Shown, other: Shown): string | undefined {
  const ours = linesOf(one);
  const theirs = linesOf(other);
  const at = ours.findIndex((line, i) => line !== theirs[i]);
  if (at < 0 && ours.length === theirs.length) return undefined;
  const line = at < 0 ? ours.length : at;
  return `node ${String(line)}: ${ours[line] ?? "(none)"} ≠ ${theirs[line] ?? "(none)"}`;
}
