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
import { COMMANDS, type StandardLink } from "../protocol/messages.js";
import type { Uri } from "../protocol/places.js";
import type { ClientAbilities } from "./abilities.js";
import { SOURCE, squiggles } from "./diagnostics.js";
import { lspRange, uriOf } from "./places.js";
import type { Project } from "./project.js";

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.baseline645`;

export interface ActionContext {
  readonly project: Project;
  /** Version of an open document; null for one that is not open. */
  versionOf(uri: Uri): number | null;
  readonly client: Pick<ClientAbilities, "isOurs" | "documentChanges" | "annotations">;
}

export function actionsFor(
  path: string,
  { range, context }: CodeActionParams,
  at: ActionContext,
): CodeAction[] {
  const wants = (kind: string): boolean =>
    context.only?.some((only) => only === "" || `${kind}.`.startsWith(`${only}.`)) ?? true;
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
  return at.client.isOurs ? [...fixes, ...commandActions(finding, path, diagnostics, at)] : fixes;
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
    action("Open in the standard", COMMANDS.openStandard, standardLinks(finding, project)),
  ];
}

function standardLinks({ provisions }: Finding, { own, edition }: Project): StandardLink[] {
  if (own === undefined) return [];
  const { standard } = own.book;
  const ids = new Set(provisions.flatMap((id) => derive(standard, id, edition)));
  return [...ids].flatMap((id) => {
    const provision = standard.provisions.get(id);
    const link = provision?.in[edition]?.link;
    return provision === undefined || link === undefined
      ? []
      : [{ id, gist: provision.gist, link }];
  });
}

/** Edits beyond the document that a person looks at are shown to them first. */
function editOf({ edits }: FindingFix, path: string, at: ActionContext): WorkspaceEdit {
  const { documentChanges, annotations } = at.client;
  const byUri = groupBy(edits, (edit) => uriOf(at.project.folder, edit.path));
  const isAnnotated = annotations && edits.some((edit) => edit.path !== path);
  const note = isAnnotated && documentChanges ? { annotationId: ANNOTATION } : {};
  const changes = [...byUri].map(([uri, own]) => {
    const written = own.map(({ range, newText }) => ({ range: lspRange(range), newText, ...note }));
    return [uri, written] as const;
  });
  if (!documentChanges) return { changes: Object.fromEntries(changes) };
  const versioned = changes.map(([uri, own]): TextDocumentEdit => ({
    textDocument: { uri, version: at.versionOf(uri) },
    edits: own,
  }));
  return {
    documentChanges: versioned,
    ...(isAnnotated ? { changeAnnotations: { [ANNOTATION]: WIDE } } : {}),
  };
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
