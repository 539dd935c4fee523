// "Ignore here…" and "until…": asks for the reason, which is what makes an acceptance one, and applies
// the edit that the server writes.
import * as vscode from "vscode";
import type { LanguageClient, WorkspaceEdit } from "vscode-languageclient/node";
import { IGNORE, type IgnoreParams } from "../protocol/messages.js";

export interface IgnoreTarget {
  readonly uri: string;
  readonly rule: string;
  readonly line: number;
}

export async function ignore(
  client: LanguageClient,
  target: IgnoreTarget,
  withDate: boolean,
): Promise<void> {
  const until = withDate ? await askDate(target.rule) : undefined;
  if (withDate && until === undefined) return;
  const reason = await vscode.window.showInputBox({
    title: `Ignore ${target.rule}`,
    prompt: "Why is this acceptable? The reason is written beside it.",
    placeHolder: "bench network only",
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === "" ? "A reason is needed." : undefined),
  });
  if (reason === undefined) return;
  const params: IgnoreParams = { ...target, reason, ...(until === undefined ? {} : { until }) };
  try {
    const edit: WorkspaceEdit = await client.sendRequest(IGNORE, params);
    const converted = await client.protocol2CodeConverter.asWorkspaceEdit(edit);
    await vscode.workspace.applyEdit(converted);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`Baseline 645: ${said}`);
  }
}

/** ISO date, from today on. */
async function askDate(rule: string): Promise<string | undefined> {
  const today = new Date().toISOString().slice(0, 10);
  return vscode.window.showInputBox({
    title: `Ignore ${rule} until`,
    prompt: "The finding comes back after this day.",
    value: inMonths(3),
    ignoreFocusOut: true,
    validateInput: (text) => {
      if (!isDate(text)) return `Write a date such as ${inMonths(3)}.`;
      return text < today ? "That day has passed." : undefined;
    },
  });
}

/** A day that there is: JavaScript takes the 31st of February for a day in March. */
function isDate(text: string): boolean {
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

function inMonths(months: number): string {
  const date = new Date();
  date.setMonth(date.getMonth() + months);
  return date.toISOString().slice(0, 10);
}
