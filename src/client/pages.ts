// Pages of rules and provisions as documents that VS Code can open and draw. The server writes them.
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { PAGE, type PageParams, type PageResult } from "../protocol/messages.js";
import type { ProjectStates } from "./states.js";

const SCHEME = "baseline645-page";

/** VS Code's own editor that draws Markdown. */
const DRAWN = "vscode.markdown.preview.editor";

/** `id` is a rule's or a provision's. */
export function pageUri(id: string): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${id}.md` });
}

export class PageProvider implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly client: LanguageClient;
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly open = new Set<string>();
  private readonly registered: vscode.Disposable;

  constructor(client: LanguageClient, states: ProjectStates) {
    this.client = client;
    // The edition may have changed, and with it what a page says of the standard.
    const redraw = states.onDidChange(() => {
      for (const uri of this.open) this.changed.fire(vscode.Uri.parse(uri));
    });
    const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
    this.registered = vscode.Disposable.from(redraw, provider, this.changed);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    this.open.add(uri.toString());
    const id = uri.path.slice(1).replace(/\.md$/, "");
    const params: PageParams = { id };
    const page: PageResult = await this.client.sendRequest(PAGE, params);
    return page.markdown;
  }

  async show(id: string): Promise<void> {
    await vscode.commands.executeCommand("vscode.openWith", pageUri(id), DRAWN, { preview: true });
  }

  dispose(): void {
    this.registered.dispose();
  }
}
