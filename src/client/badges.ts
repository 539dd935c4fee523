// How many provisions of a clause are violated, at the right edge of its row, where no long title can
// push it out of sight. VS Code draws such badges for addresses, so each clause has one.
import * as vscode from "vscode";

const SCHEME = "baseline645-clause";

/** Of a clause with so many violated provisions. */
export function clauseUri(id: string, violated: number): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${id}`, query: String(violated) });
}

export function showBadges(): vscode.Disposable {
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration: ({ scheme, query }) => {
      if (scheme !== SCHEME || query === "0") return undefined;
      return new vscode.FileDecoration(
        query,
        `${query} violated`,
        new vscode.ThemeColor("list.errorForeground"),
      );
    },
  });
}
