// The edit that accepts a finding: a comment above its line, or an entry of `.baseline645/config.yaml`
// where no comment can live or would survive.
import { nameOf } from "../base/paths.js";
import type { TextEdit, WorkspaceEdit } from "vscode-languageserver";
import { isMap, isSeq, parseDocument, YAMLSeq, type Document } from "yaml";
import { kindOf, sniff } from "../facts/kinds.js";
import type { IgnoreParams } from "../protocol/messages.js";
import { readConfig } from "../rules/config.js";
import { OWN_FOLDER } from "../rules/workspace.js";
import { uriOf } from "./places.js";
import type { Project } from "./project.js";

/** @throws where the configuration is broken, or the end is no date: nothing would come of it. */
export function ignoreEdit(project: Project, path: string, params: IgnoreParams): WorkspaceEdit {
  const { until, line } = params;
  if (until !== undefined && !/^\d{4}-\d\d-\d\d$/.test(until))
    throw new Error(`"${until}" is no date such as 2027-01-31`);
  const text = textOf(project, path);
  const lead = commentLead(path, text);
  return lead === undefined || text === undefined || isContinued(text, line)
    ? configEdit(project, path, params)
    : { changes: { [params.uri]: [commentAbove(text, lead, params)] } };
}

/** A comment between the lines of a macro would end it. */
function isContinued(text: string, line: number): boolean {
  return text.split(/\r?\n/)[line - 1]?.endsWith("\\") === true;
}

function textOf(project: Project, path: string): string | undefined {
  return project.source.buffer(path) ?? project.machine.text(project.folder, path);
}

/** How a comment begins in such a file; undefined where none can live, or menuconfig would drop it. */
function commentLead(path: string, text: string | undefined): string | undefined {
  if (text !== undefined && sniff(path, text) === "esphome") return "#";
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
    case "linux-config":
      return "#";
    case "sdkconfig":
      return isGenerated(path, text) ? undefined : "#";
    default:
      return undefined;
  }
}

/** `sdkconfig` is written by menuconfig, whatever it says; the defaults are a person's. */
function isGenerated(path: string, text: string | undefined): boolean {
  const name = nameOf(path);
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
  const newText = withEntry(before ?? "", own, path, params);
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

function withEntry(text: string, own: string, path: string, params: IgnoreParams): string {
  const [fault] = readConfig(text, own).problems;
  if (fault !== undefined) throw new Error(`mend ${own} first: ${fault.message}`);
  const document: Document = parseDocument(text);
  const { rule, reason, until } = params;
  const entry = { rule, path, reason: oneLine(reason), ...(until === undefined ? {} : { until }) };
  if (!isMap(document.contents)) document.contents = document.createNode({});
  const accepted = document.get("accepted");
  if (isSeq(accepted)) accepted.add(document.createNode(entry));
  else document.set("accepted", listOf(document.createNode(entry)));
  const written = document.toString({ lineWidth: 0 });
  return text.includes("\r\n") ? written.replace(/\r?\n/g, "\r\n") : written;
}

function listOf(node: unknown): YAMLSeq {
  const list = new YAMLSeq();
  list.add(node);
  return list;
}
