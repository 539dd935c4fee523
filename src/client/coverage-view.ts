// The coverage view: a native tree of what the server says, grouped and filtered as a person likes.
import * as vscode from "vscode";
import { itemOf } from "./coverage-items.js";
import {
  childrenOf,
  rootsOf,
  type Choice,
  type Filter,
  type Grouping,
  type Node,
} from "./coverage-nodes.js";
import type { ProjectStates, ShownFolder } from "./states.js";

export const VIEW = "baseline645.coverage";

const ONLY_OPEN = "Only open files are looked at, not the whole folder.";

const KEPT = "baseline645.view";

export class CoverageView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly states: ProjectStates;
  private readonly memory: vscode.Memento;
  private readonly changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<Node>;
  private readonly listening: vscode.Disposable;
  private choice: Choice;

  constructor(states: ProjectStates, memory: vscode.Memento) {
    this.states = states;
    this.memory = memory;
    this.choice = memory.get<Choice>(KEPT) ?? { grouping: "clause", filter: "all" };
    this.view = vscode.window.createTreeView(VIEW, {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.listening = states.onDidChange(() => {
      this.redraw();
    });
    this.redraw();
  }

  group(grouping: Grouping): void {
    this.choose({ ...this.choice, grouping });
  }

  filter(filter: Filter): void {
    this.choose({ ...this.choice, filter });
  }

  private choose(choice: Choice): void {
    this.choice = choice;
    void this.memory.update(KEPT, choice);
    this.redraw();
  }

  private redraw(): void {
    const { grouping, filter } = this.choice;
    void vscode.commands.executeCommand("setContext", "baseline645.grouping", grouping);
    void vscode.commands.executeCommand("setContext", "baseline645.filter", filter);
    const folders = this.states.folders();
    const violated = folders.flatMap(({ snapshot }) =>
      snapshot.provisions.filter((p) => p.state === "violated" || p.state === "disputed"),
    ).length;
    this.view.badge =
      violated === 0
        ? undefined
        : {
            value: violated,
            tooltip: `${String(violated)} ${violated === 1 ? "provision" : "provisions"} violated`,
          };
    // The title, since a view that is alone in its container has no place for a description.
    this.view.title = titleOf(folders.map(({ snapshot }) => snapshot.edition));
    this.view.message = messageOf(folders, filter);
    this.changed.fire(undefined);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return itemOf(node);
  }

  getChildren(node?: Node): Node[] {
    return node === undefined
      ? rootsOf(this.states.folders(), this.choice)
      : childrenOf(node, this.choice);
  }

  dispose(): void {
    this.listening.dispose();
    this.view.dispose();
    this.changed.dispose();
  }
}

/** "V3.1.3" */
function titleOf(editions: readonly string[]): string {
  const named = [...new Set(editions)].map((edition) => `V${edition}`).join(", ");
  return named === "" ? "Coverage" : named;
}

/** Said where what is shown is not all there is. */
function messageOf(folders: readonly ShownFolder[], filter: Filter): string {
  if (folders.length === 0) return "";
  const filtered = filter === "all" ? [] : [`Only ${filter} provisions are shown.`];
  const isPartial = folders.every(({ onlyOpen }) => onlyOpen);
  return [...filtered, ...(isPartial ? [ONLY_OPEN] : [])].join(" ");
}
