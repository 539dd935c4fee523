// The extension: starts the language server and shows what it says. It computes nothing itself and
// reads no file of the workspace.
import * as vscode from "vscode";
import { showBadges } from "./badges.js";
import { startClient } from "./connection.js";
import { CoverageView } from "./coverage-view.js";
import { registerCommands } from "./commands.js";
import { PageProvider } from "./pages.js";
import { ProjectStates } from "./states.js";
import { showStatus } from "./status.js";

/** What tests and other extensions may ask. */
export interface Api {
  readonly states: ProjectStates;
  readonly coverage: CoverageView;
}

export async function activate(context: vscode.ExtensionContext): Promise<Api> {
  const log = vscode.window.createOutputChannel("Baseline 645", { log: true });
  const states = new ProjectStates();
  const coverage = new CoverageView(states, context.workspaceState);
  const client = await startClient(context, log, states);
  const pages = new PageProvider(client, states);
  context.subscriptions.push(
    log,
    states,
    coverage,
    pages,
    showBadges(),
    showStatus(states),
    registerCommands({ client, log, states, coverage, pages }),
    { dispose: () => void client.dispose() },
  );
  return { states, coverage };
}
