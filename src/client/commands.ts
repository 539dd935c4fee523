// The commands, by name. Each is a few lines that call the one who knows.
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { COMMANDS, RESCAN, type StandardLink } from "../protocol/messages.js";
import type { Location } from "../protocol/places.js";
import type { Node } from "./coverage-nodes.js";
import type { CoverageView } from "./coverage-view.js";
import { ignore, type IgnoreTarget } from "./ignore.js";
import type { PageProvider } from "./pages.js";
import type { ProjectStates } from "./states.js";

export interface Parts {
  readonly client: LanguageClient;
  readonly log: vscode.LogOutputChannel;
  readonly states: ProjectStates;
  readonly coverage: CoverageView;
  readonly pages: PageProvider;
}

export function registerCommands({
  client,
  log,
  states,
  coverage,
  pages,
}: Parts): vscode.Disposable {
  const commands: Readonly<Record<string, (...args: never[]) => unknown>> = {
    [COMMANDS.explain]: async (what?: string | Node) => {
      const id = idOf(what) ?? (await pickProvision(states));
      if (id !== undefined) await pages.show(id);
    },
    [COMMANDS.openStandard]: async (what: readonly StandardLink[] | Node) => {
      const link = "is" in what ? linkOf(what) : await pickLink(what);
      if (link !== undefined) await vscode.env.openExternal(vscode.Uri.parse(link));
    },
    [COMMANDS.ignoreHere]: (target: IgnoreTarget) => ignore(client, target, false),
    [COMMANDS.ignoreUntil]: (target: IgnoreTarget) => ignore(client, target, true),
    "baseline645.goTo": (what: Location | Node) => goTo(placeOf(what)),
    "baseline645.rescan": () => client.sendRequest(RESCAN, {}),
    "baseline645.showLog": () => {
      log.show();
    },
    "baseline645.groupByClause": () => {
      coverage.group("clause");
    },
    "baseline645.groupByState": () => {
      coverage.group("state");
    },
    "baseline645.showAll": () => {
      coverage.filter("all");
    },
    "baseline645.showViolated": () => {
      coverage.filter("violated");
    },
    "baseline645.showOpen": () => {
      coverage.filter("open");
    },
    "baseline645.switchEdition": () => switchEdition(states),
  };
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([id, run]) => vscode.commands.registerCommand(id, run)),
  );
}

function idOf(what: string | Node | undefined): string | undefined {
  if (what === undefined || typeof what === "string") return what;
  if (what.is === "finding") return what.finding.rule;
  return what.is === "provision" ? what.provision.id : undefined;
}

function linkOf(what: Node): string | undefined {
  return what.is === "provision" || what.is === "finding" ? what.provision.page.link : undefined;
}

async function pickLink(links: readonly StandardLink[]): Promise<string | undefined> {
  if (links.length < 2) return links[0]?.link;
  const items = links.map(({ id, gist, link }) => ({ label: id, description: gist, link }));
  const picked = await vscode.window.showQuickPick(items, { title: "Open in the standard" });
  return picked?.link;
}

function placeOf(what: Location | Node): Location | undefined {
  if (!("is" in what)) return what;
  if (what.is === "finding") return what.finding.at;
  if (what.is === "provision") return what.provision.findings[0]?.at;
  return undefined;
}

async function goTo(place: Location | undefined): Promise<void> {
  if (place === undefined) return;
  const { start, end } = place.range;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  await vscode.window.showTextDocument(vscode.Uri.parse(place.uri), { selection });
}

async function pickProvision(states: ProjectStates): Promise<string | undefined> {
  const [folder] = states.folders();
  const items = (folder?.snapshot.provisions ?? []).map(({ id, gist, standing }) => ({
    label: id,
    description: gist,
    detail: standing,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: "Explain a provision",
    matchOnDescription: true,
  });
  return picked?.label;
}

/** Writes the setting of each folder, where the other edition then holds. */
async function switchEdition(states: ProjectStates): Promise<void> {
  const now = states.folders()[0]?.snapshot.edition;
  const items = [
    { label: "V3.1.3", value: "3.1.3" },
    { label: "V2.1.1", value: "2.1.1" },
    { label: "As .baseline645/config.yaml says", value: "config" },
  ].map((item) => (item.value === now ? { ...item, description: "shown now" } : item));
  const picked = await vscode.window.showQuickPick(items, { title: "Edition of EN 303 645" });
  if (picked === undefined) return;
  for (const folder of vscode.workspace.workspaceFolders ?? [])
    await vscode.workspace
      .getConfiguration("baseline645", folder)
      .update(
        "edition",
        picked.value === "config" ? undefined : picked.value,
        vscode.ConfigurationTarget.WorkspaceFolder,
      );
}
