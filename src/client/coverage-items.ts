// What a node of the coverage view looks like: label, icon, tooltip, and what a click does. Icons are
// told apart by shape as well as by colour, and no state is green: nothing here is a clean bill.
import * as vscode from "vscode";
import type { CoverageStatus } from "../model/assessment.js";
import type { FindingEntry, ProvisionState, UnseenFile } from "../protocol/coverage.js";
import type { Location } from "../protocol/places.js";
import { clauseUri } from "./badges.js";
import type { Node, UnseenKind } from "./coverage-nodes.js";

interface Look {
  readonly words: string;
  readonly icon: string;
  readonly colour?: string;
}

export const STATE_LOOKS: Readonly<Record<CoverageStatus, Look>> = {
  violated: { words: "violated", icon: "error", colour: "problemsErrorIcon.foreground" },
  disputed: {
    words: "attested, and violated in code",
    icon: "alert",
    colour: "problemsErrorIcon.foreground",
  },
  lapsed: { words: "attestation ended", icon: "history", colour: "problemsWarningIcon.foreground" },
  open: { words: "open", icon: "circle-large-outline" },
  evidenced: { words: "seen in code", icon: "eye", colour: "problemsInfoIcon.foreground" },
  attested: { words: "attested", icon: "account", colour: "problemsInfoIcon.foreground" },
  "not-applicable": { words: "not applicable", icon: "circle-slash", colour: "disabledForeground" },
};

const FINDING_LOOKS: Readonly<Record<FindingEntry["kind"], Look>> = {
  violation: { words: "violation", icon: "error", colour: "problemsErrorIcon.foreground" },
  accepted: { words: "accepted", icon: "bell-slash", colour: "disabledForeground" },
  question: { words: "question", icon: "question" },
  answered: { words: "answered", icon: "account", colour: "disabledForeground" },
  evidence: { words: "seen in code", icon: "eye", colour: "problemsInfoIcon.foreground" },
};

const LEVEL_LOOKS: Readonly<Record<FindingEntry["level"], Look>> = {
  error: FINDING_LOOKS.violation,
  warning: { words: "violation", icon: "warning", colour: "problemsWarningIcon.foreground" },
  note: { words: "violation", icon: "info", colour: "problemsInfoIcon.foreground" },
  hidden: { words: "violation", icon: "info" },
};

const UNSEEN_WORDS: Readonly<Record<UnseenKind, string>> = {
  problems: "Problems",
  skipped: "Skipped",
  partial: "Partly parsed",
  leftOut: "Left out by policy",
};

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

export function itemOf(node: Node): vscode.TreeItem {
  switch (node.is) {
    case "folder":
      return folderItem(node);
    case "clause":
      return clauseItem(node);
    case "state":
      return described(
        item(capital(STATE_LOOKS[node.state].words), Collapsed, STATE_LOOKS[node.state]),
        String(node.of.length),
      );
    case "provision":
      return provisionItem(node.provision);
    case "finding":
      return findingItem(node.finding);
    case "attestation":
      return opening(
        item(node.attestation.words, None, STATE_LOOKS.attested),
        node.attestation.at,
        node.attestation.words,
      );
    case "more":
      return item(`and ${String(node.count)} more`, None);
    case "unseen":
      return unseenItem(node);
    case "unseen-kind":
      return described(item(UNSEEN_WORDS[node.kind], Collapsed), String(node.files.length));
    case "unseen-file":
      return unseenFileItem(node.file);
  }
}

function item(label: string, state: vscode.TreeItemCollapsibleState, look?: Look): vscode.TreeItem {
  const made = new vscode.TreeItem(label, state);
  if (look !== undefined) made.iconPath = iconOf(look);
  return made;
}

function iconOf({ icon, colour }: Look): vscode.ThemeIcon {
  return colour === undefined
    ? new vscode.ThemeIcon(icon)
    : new vscode.ThemeIcon(icon, new vscode.ThemeColor(colour));
}

function described(made: vscode.TreeItem, description: string): vscode.TreeItem {
  made.description = description;
  return made;
}

/** A click goes to the place; the tooltip says the whole of what the label may cut off. */
function opening(
  made: vscode.TreeItem,
  at: Location | undefined,
  tooltip: string,
): vscode.TreeItem {
  made.tooltip = tooltip;
  if (at !== undefined)
    made.command = { title: "Go to", command: "baseline645.goTo", arguments: [at] };
  return made;
}

function folderItem({ name, snapshot }: Extract<Node, { is: "folder" }>): vscode.TreeItem {
  const made = item(name, Expanded, { words: "", icon: "folder" });
  return described(made, countsOf(snapshot.provisions));
}

function clauseItem({ id, title, of }: Extract<Node, { is: "clause" }>): vscode.TreeItem {
  const violated = of.filter(({ state }) => state === "violated" || state === "disputed").length;
  const made = item(`${id}  ${title}`, violated > 0 ? Expanded : Collapsed);
  made.resourceUri = clauseUri(id, violated);
  made.tooltip = `${id}  ${title}\n${countsOf(of)}`;
  return described(made, countsOf(of));
}

/** "2 violated, 3 open" */
export function countsOf(provisions: readonly ProvisionState[]): string {
  const counts = new Map<CoverageStatus, number>();
  for (const { state } of provisions) counts.set(state, (counts.get(state) ?? 0) + 1);
  return (Object.keys(STATE_LOOKS) as CoverageStatus[])
    .flatMap((state) => {
      const count = counts.get(state);
      return count === undefined ? [] : [`${String(count)} ${STATE_LOOKS[state].words}`];
    })
    .join(", ");
}

function provisionItem(provision: ProvisionState): vscode.TreeItem {
  const { id, gist, state, findings, attestation } = provision;
  const hasChildren = findings.length > 0 || attestation !== undefined;
  const made = item(`${id}  ${gist}`, hasChildren ? Collapsed : None, STATE_LOOKS[state]);
  made.description = descriptionOf(provision);
  made.tooltip = tooltipOf(provision);
  made.contextValue = findings.length > 0 ? "provision-found" : "provision";
  made.accessibilityInformation = {
    label: `Provision ${id}, ${gist}, ${STATE_LOOKS[state].words}`,
  };
  return made;
}

function descriptionOf({ state, findings, mandatory, silent }: ProvisionState): string {
  const violations = findings.filter((f) => f.kind === "violation").length;
  const evidence = findings.filter((f) => f.kind === "evidence").length;
  return [
    silent && state === "open" ? "for a person to attest" : STATE_LOOKS[state].words,
    ...(violations > 1 ? [`${String(violations)} findings`] : []),
    ...(evidence > 0 && state !== "evidenced" ? [`${String(evidence)} seen in code`] : []),
    ...(mandatory ? [] : ["recommended"]),
  ].join(", ");
}

function tooltipOf(provision: ProvisionState): vscode.MarkdownString {
  const { id, gist, duty, standing, page, limits, tests, state, silent } = provision;
  const text = new vscode.MarkdownString(undefined, true);
  text.appendMarkdown(`**${id}  ${gist}**\n\n`);
  text.appendMarkdown(`$(${STATE_LOOKS[state].icon}) ${capital(STATE_LOOKS[state].words)}\n\n`);
  text.appendMarkdown(`${duty}\n\n`);
  text.appendMarkdown(`*${capital(standing)}*, [${page.words} of the standard](${page.link})\n\n`);
  if (silent) text.appendMarkdown("No rule can tell: only a person can attest it.\n\n");
  if (limits !== "") text.appendMarkdown(`What code cannot show: ${limits}\n\n`);
  if (tests.length > 0) text.appendMarkdown(`TS 103 701: ${tests.join(", ")}`);
  return text;
}

function findingItem(finding: FindingEntry): vscode.TreeItem {
  const { kind, level, message, where, note, at, rule } = finding;
  const made = item(where, None, kind === "violation" ? LEVEL_LOOKS[level] : FINDING_LOOKS[kind]);
  made.description = message;
  made.contextValue = "finding";
  const lines = [message, where, ...(note === "" ? [] : [note]), rule];
  return opening(made, at, lines.join("\n"));
}

function unseenItem({ snapshot, onlyOpen }: Extract<Node, { is: "unseen" }>): vscode.TreeItem {
  const { skipped, partial, leftOut, problems } = snapshot.unseen;
  const counts = [
    ...(problems.length > 0 ? [`${String(problems.length)} problems`] : []),
    ...(skipped.length > 0 ? [`${String(skipped.length)} skipped`] : []),
    ...(partial.length > 0 ? [`${String(partial.length)} partly parsed`] : []),
    ...(leftOut.length > 0 ? [`${String(leftOut.length)} left out`] : []),
  ];
  const hasFiles = counts.length > 0;
  if (onlyOpen) counts.unshift("all but open files");
  const isAll = counts.length === 0;
  const made = item("Not looked at", hasFiles ? Collapsed : None, {
    words: "",
    icon: "eye-closed",
  });
  made.tooltip = isAll
    ? "Every file that there is a reader for was read."
    : "What was skipped, cut off, only partly parsed or left out by policy.";
  return described(made, isAll ? "nothing was left out" : counts.join(", "));
}

function unseenFileItem({ path, why, at }: UnseenFile): vscode.TreeItem {
  const made = item(path === "" ? why : path, None);
  if (path !== "") made.description = why;
  return opening(made, at, path === "" ? why : `${path}\n${why}`);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
