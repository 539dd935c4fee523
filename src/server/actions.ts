// Code actions: the fixes of a finding, and what else a person can do about it.
import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type Command,
  type Diagnostic,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { groupBy } from "../base/collections.js";
import { comparePositions, type Range } from "../base/span.js";
import { derive } from "../model/editions.js";
import type { Finding, FindingFix, TextEdit } from "../model/finding.js";
import { COMMANDS } from "../protocol/messages.js";
import type { Uri } from "../protocol/places.js";
import { SOURCE, squiggles } from "./diagnostics.js";
import { lspRange, uriOf } from "./places.js";
import type { Project } from "./project.js";

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.baseline645`;

export interface ActionContext {
  readonly project: Project;
  /** Version of an open document; null for one that is not open. */
  versionOf(uri: Uri): number | null;
  /** The client carries out our commands. */
  readonly isOurs: boolean;
}

export function actionsFor(
  path: string,
  { range, context }: CodeActionParams,
  at: ActionContext,
): CodeAction[] {
  const wants = (kind: string): boolean =>
    context.only?.some((only) => kind === only || kind.startsWith(`${only}.`)) ?? true;
  const here = squiggles(at.project).filter((f) => f.evidence.path === path);
  const touched = here.filter((f) => touches(f.evidence.range, range));
  return [
    ...(wants(CodeActionKind.QuickFix)
      ? touched.flatMap((finding) => quickFixes(finding, path, context.diagnostics, at))
      : []),
    ...(wants(FIX_ALL) ? fixAll(here, path, at) : []),
  ];
}

function touches(range: Range, asked: CodeActionParams["range"]): boolean {
  const after = comparePositions(range.start, positionOf(asked.end)) > 0;
  const before = comparePositions(range.end, positionOf(asked.start)) < 0;
  return !after && !before;
}

function positionOf({ line, character }: { line: number; character: number }): Range["start"] {
  return { line, column: character };
}

function quickFixes(
  finding: Finding,
  path: string,
  known: readonly Diagnostic[],
  at: ActionContext,
): CodeAction[] {
  const diagnostics = known.filter((d) => d.source === SOURCE && dataOf(d) === finding.print);
  const safe = finding.fixes.filter((fix) => fix.safety === "safe");
  const fixes = finding.fixes.map((fix): CodeAction => ({
    title: titleOf(fix),
    kind: CodeActionKind.QuickFix,
    diagnostics,
    isPreferred: safe.length === 1 && fix === safe[0],
    edit: editOf(fix, path, at),
  }));
  return at.isOurs ? [...fixes, ...commandActions(finding, path, diagnostics, at)] : fixes;
}

function dataOf({ data }: Diagnostic): unknown {
  return typeof data === "object" && data !== null ? Reflect.get(data, "print") : undefined;
}

const WARNING: Readonly<Record<FindingFix["safety"], string>> = {
  safe: "",
  choice: "",
  irreversible: " (cannot be undone on a device)",
};

function titleOf({ title, safety }: FindingFix): string {
  return `${title}${WARNING[safety]}`;
}

function commandActions(
  finding: Finding,
  path: string,
  diagnostics: Diagnostic[],
  { project }: ActionContext,
): CodeAction[] {
  const uri = uriOf(project.folder, path);
  const target = { uri, rule: finding.rule, line: finding.evidence.range.start.line };
  const action = (title: string, command: string, ...args: unknown[]): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    command: { title, command, arguments: args } satisfies Command,
  });
  return [
    action(`Ignore ${finding.rule} here…`, COMMANDS.ignoreHere, target),
    action(`Ignore ${finding.rule} until a date…`, COMMANDS.ignoreUntil, target),
    action(`Explain ${finding.rule}`, COMMANDS.explain, finding.rule),
    ...standardLinks(finding, project).map(({ id, link }) =>
      action(`Open ${id} in the standard`, COMMANDS.openStandard, link),
    ),
  ];
}

function standardLinks(
  { provisions }: Finding,
  { own, assessment }: Project,
): { id: string; link: string }[] {
  if (own === undefined || assessment === undefined) return [];
  const { standard } = own.book;
  const { edition } = assessment;
  const ids = new Set(provisions.flatMap((id) => derive(standard, id, edition)));
  return [...ids].flatMap((id) => {
    const link = standard.provisions.get(id)?.in[edition]?.link;
    return link === undefined ? [] : [{ id, link }];
  });
}

/** Edits beyond the document that a person looks at are shown to them first. */
function editOf({ edits }: FindingFix, path: string, at: ActionContext): WorkspaceEdit {
  const byPath = groupBy(edits, (edit) => edit.path);
  const isWide = [...byPath.keys()].some((p) => p !== path);
  const documentChanges = [...byPath].map(([p, own]): TextDocumentEdit => {
    const uri = uriOf(at.project.folder, p);
    return {
      textDocument: { uri, version: at.versionOf(uri) },
      edits: own.map((edit) => ({
        range: lspRange(edit.range),
        newText: edit.newText,
        ...(isWide ? { annotationId: ANNOTATION } : {}),
      })),
    };
  });
  return isWide
    ? { documentChanges, changeAnnotations: { [ANNOTATION]: WIDE } }
    : { documentChanges };
}

const ANNOTATION = "baseline645";
const WIDE = {
  label: "Baseline 645",
  description: "a setting in every file that sets it",
  needsConfirmation: true,
} as const;

/** Safe fixes that stay in the document and do not touch each other, as one edit. */
function fixAll(findings: readonly Finding[], path: string, at: ActionContext): CodeAction[] {
  const taken: TextEdit[] = [];
  for (const { fixes } of findings) {
    const fix = fixes.find((f) => f.safety === "safe");
    if (fix === undefined || fix.edits.some((edit) => edit.path !== path)) continue;
    if (fix.edits.some((edit) => taken.some((other) => overlap(edit.range, other.range)))) continue;
    taken.push(...fix.edits);
  }
  if (taken.length === 0) return [];
  const title = "Fix what is safe to fix (Baseline 645)";
  const edit = editOf({ title, safety: "safe", edits: taken }, path, at);
  return [{ title, kind: FIX_ALL, edit }];
}

function overlap(a: Range, b: Range): boolean {
  return comparePositions(a.start, b.end) <= 0 && comparePositions(b.start, a.end) <= 0;
}
