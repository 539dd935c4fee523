// Edits of several files go through VS Code's preview. There, what needs confirmation starts unticked,
// so that "Apply" would change nothing: here only a step that does nothing asks for the preview, to
// create a file that is there, and what is worth doing starts ticked.
import * as vscode from "vscode";

type Action = vscode.Command | vscode.CodeAction;

export function withPreviews(actions: readonly Action[]): Action[] {
  for (const action of actions) {
    if (action instanceof vscode.CodeAction && action.edit !== undefined && action.edit.size > 1)
      action.edit = previewed(action.edit, action.title);
  }
  return [...actions];
}

function previewed(edit: vscode.WorkspaceEdit, title: string): vscode.WorkspaceEdit {
  const files = edit.entries();
  const made = new vscode.WorkspaceEdit();
  const label = { label: title, needsConfirmation: false };
  const [first] = files;
  if (first !== undefined)
    made.createFile(first[0], { ignoreIfExists: true }, { ...label, needsConfirmation: true });
  for (const [uri, edits] of files)
    made.set(
      uri,
      edits.map((one): [vscode.TextEdit, typeof label] => [one, label]),
    );
  return made;
}
