// The edit that accepts a finding: a comment above its line, or an entry of `.baseline645/config.yaml`
// where no comment can live or would survive.
import * as fs from "node:fs";
import nodePath from "node:path";
import type { TextEdit, WorkspaceEdit } from "vscode-languageserver";
import { isMap, isSeq, parseDocument, YAMLSeq, type Document } from "yaml";
import { kindOf } from "../facts/kinds.js";
import type { IgnoreParams } from "../protocol/messages.js";
import { OWN_FOLDER } from "./own-files.js";
import { uriOf } from "./places.js";
import type { Project } from "./project.js";

/** @throws where the configuration is broken: an entry can be added to what can be read alone. */
export function ignoreEdit(project: Project, path: string, params: IgnoreParams): WorkspaceEdit {
  const text = textOf(project, path);
  const lead = commentLead(path, text);
  return lead === undefined || text === undefined
    ? configEdit(project, path, params)
    : { changes: { [params.uri]: [commentAbove(text, lead, params)] } };
}

function textOf(project: Project, path: string): string | undefined {
  const buffer = project.source.buffer(path);
  if (buffer !== undefined) return buffer;
  const absolute = nodePath.join(project.folder, path);
  return fs.existsSync(absolute) ? fs.readFileSync(absolute, "utf8") : undefined;
}

/** How a comment begins in such a file; undefined where none can live, or menuconfig would drop it. */
function commentLead(path: string, text: string | undefined): string | undefined {
  switch (kindOf(path)) {
    case "c":
    case "cpp":
    case "arduino":
    case "header":
      return "//";
    case "platformio":
      return ";";
    case "cmake":
    case "kconfig":
    case "kconfig-fragment":
      return "#";
    case "sdkconfig":
      return isGenerated(path, text) ? undefined : "#";
    default:
      return undefined;
  }
}

/** `sdkconfig` is written by menuconfig, whatever it says; the defaults are a person's. */
function isGenerated(path: string, text: string | undefined): boolean {
  const name = nodePath.posix.basename(path);
  return !name.includes("defaults") || /^#\s*Automatically generated/im.test(text ?? "");
}

function commentAbove(text: string, lead: string, params: IgnoreParams): TextEdit {
  const lines = text.split(/\r?\n/);
  const line = lines[params.line] ?? "";
  const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const at = { line: params.line, character: 0 };
  return {
    range: { start: at, end: at },
    newText: `${indent}${lead} baseline645: ignore ${params.rule}${untilWords(params)} -- ${oneLine(params.reason)}${newline}`,
  };
}

function untilWords({ until }: IgnoreParams): string {
  return until === undefined ? "" : ` until ${until}`;
}

function oneLine(reason: string): string {
  return reason.replace(/\s+/g, " ").trim();
}

/** Adds to `accepted`, keeping comments and order of what is there. */
function configEdit(project: Project, path: string, params: IgnoreParams): WorkspaceEdit {
  const own = `${OWN_FOLDER}/config.yaml`;
  const uri = uriOf(project.folder, own);
  const before = textOf(project, own);
  const document: Document = parseDocument(before ?? "");
  const [fault] = document.errors;
  if (fault !== undefined) throw new Error(`mend ${own} first: ${fault.message}`);
  const { rule, reason, until } = params;
  const entry = { rule, path, reason: oneLine(reason), ...(until === undefined ? {} : { until }) };
  if (!isMap(document.contents)) document.contents = document.createNode({});
  const accepted = document.get("accepted");
  if (isSeq(accepted)) accepted.add(document.createNode(entry));
  else document.set("accepted", listOf(document.createNode(entry)));
  const newText = document.toString({ lineWidth: 0 });
  const lines = (before ?? "").split("\n");
  const end = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  const edit = { range: { start: { line: 0, character: 0 }, end }, newText };
  if (before !== undefined) return { changes: { [uri]: [edit] } };
  return {
    documentChanges: [
      { kind: "create", uri, options: { ignoreIfExists: true } },
      { textDocument: { uri, version: null }, edits: [edit] },
    ],
  };
}

function listOf(node: unknown): YAMLSeq {
  const list = new YAMLSeq();
  list.add(node);
  return list;
}
