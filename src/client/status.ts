// One item in the status bar for the workspace, one language status for the document at hand.
import * as vscode from "vscode";
import type { StatusParams } from "../protocol/messages.js";
import type { ProjectStates } from "./states.js";

export function showStatus(states: ProjectStates): vscode.Disposable {
  const bar = vscode.window.createStatusBarItem(
    "baseline645.status",
    vscode.StatusBarAlignment.Left,
    50,
  );
  bar.name = "Baseline 645";
  bar.command = "baseline645.coverage.focus";
  const language = vscode.languages.createLanguageStatusItem("baseline645.reading", {
    scheme: "file",
  });
  language.name = "Baseline 645";
  language.command = { title: "Show log", command: "baseline645.showLog" };
  const draw = (): void => {
    drawBar(bar, states.all());
    drawLanguage(language, states);
  };
  draw();
  return vscode.Disposable.from(
    bar,
    language,
    states.onDidChange(draw),
    vscode.window.onDidChangeActiveTextEditor(draw),
  );
}

function drawBar(bar: vscode.StatusBarItem, statuses: readonly StatusParams[]): void {
  const working = statuses.filter(({ phase }) => phase !== "off");
  if (working.length === 0) {
    bar.hide();
    return;
  }
  bar.text = barText(working);
  bar.tooltip = working.map(sentence).join("\n");
  bar.show();
}

function barText(statuses: readonly StatusParams[]): string {
  const reading = statuses.find(({ phase }) => phase === "reading");
  if (reading !== undefined) return "$(sync~spin) 645";
  if (statuses.some(({ phase }) => phase === "failed")) return "$(error) 645: failed";
  if (statuses.some(({ phase }) => phase === "stopped")) return "$(debug-pause) 645: stopped";
  const violations = statuses.reduce((sum, status) => sum + status.violations, 0);
  const scope = statuses.every((status) => status.scope === "open-files") ? ", open files" : "";
  return `$(law) 645: ${count(violations, "finding")}${scope}`;
}

/** What was looked at in a folder, said so that silence is not taken for health. */
export function sentence(status: StatusParams): string {
  const { name, phase, done, total, message, violations, tookMs } = status;
  switch (phase) {
    case "reading":
      return `${name}: reading ${String(done)} of ${String(total)} files`;
    case "stopped":
      return `${name}: stopped after ${String(done)} of ${String(total)} files; nothing can be said of the project`;
    case "failed":
      return `${name}: ${message ?? "failed"}`;
    case "off":
      return `${name}: switched off`;
    case "ready":
      return `${name}: ${count(violations, "finding")}; ${looked(status)} in ${(tookMs / 1000).toFixed(1)} s`;
  }
}

function looked({ scope, read, parsed, partial, skipped }: StatusParams): string {
  const parts = [
    scope === "open-files"
      ? `only ${count(read, "open file")} looked at, not the whole folder`
      : `${count(read, "file")} read, ${String(parsed)} of them parsed`,
    ...(partial > 0 ? [`${String(partial)} partly parsed`] : []),
    ...(skipped > 0 ? [`${String(skipped)} skipped`] : []),
  ];
  return parts.join(", ");
}

function drawLanguage(item: vscode.LanguageStatusItem, states: ProjectStates): void {
  const document = vscode.window.activeTextEditor?.document.uri;
  const status = document === undefined ? undefined : states.statusFor(document);
  item.busy = status?.phase === "reading";
  item.severity =
    status !== undefined && (status.partial > 0 || status.skipped > 0 || status.phase === "failed")
      ? vscode.LanguageStatusSeverity.Warning
      : vscode.LanguageStatusSeverity.Information;
  item.text = status === undefined ? "Baseline 645: not looked at" : healthOf(status);
  item.detail = status === undefined ? "" : sentence(status);
}

/** Parse health in a few words. */
function healthOf({ phase, scope, partial, skipped }: StatusParams): string {
  if (phase !== "ready") return `Baseline 645: ${phase}`;
  if (partial + skipped > 0)
    return `Baseline 645: ${String(partial)} partly parsed, ${String(skipped)} skipped`;
  return scope === "open-files" ? "Baseline 645: open files only" : "Baseline 645: all files read";
}

function count(n: number, noun: string): string {
  return `${String(n)} ${noun}${n === 1 ? "" : "s"}`;
}
