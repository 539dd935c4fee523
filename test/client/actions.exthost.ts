// Code actions as VS Code gets them: fixes first, the one safe fix preferred, and what is applied is
// gone.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as vscode from "vscode";
import { codesIn, diagnosticsIn, read, ready, until, uriIn, write } from "./sample.js";

const CONSOLE = "main/console.cpp";
const TWO_SAFE = `#include <Arduino.h>

void show(void)
{
    char note[16];
    Serial.printf(note);
    Serial.printf(note);
}
`;

describe("code actions", () => {
  before(ready);

  it("offer the fix, then what else can be done", async () => {
    const actions = await actionsAt("main/diag.c", "mbedtls-verify-disabled");
    assert.deepEqual(
      actions.map(({ title }) => title),
      [
        "Require verification",
        "Ignore mbedtls-verify-disabled here…",
        "Ignore mbedtls-verify-disabled until a date…",
        "Explain mbedtls-verify-disabled",
        "Open in the standard",
      ],
    );
    for (const action of actions) assert.equal(action.kind?.value, "quickfix");
    // A choice is a person's to make.
    assert.ok(actions.every(({ isPreferred }) => isPreferred !== true));
  });

  it("prefer the one safe fix, which changes settings in every file that sets them", async () => {
    const [fix] = await actionsAt("sdkconfig", "debug-stub-enabled");
    assert.equal(fix?.isPreferred, true);
    const files = fix.edit?.entries().map(([uri]) => uri.path.split("/").at(-1));
    assert.deepEqual(files?.sort(), ["sdkconfig", "sdkconfig.defaults"]);
  });

  it("remove the finding when they are applied", async () => {
    const before = read("main/diag.c");
    const [fix] = await actionsAt("main/diag.c", "mbedtls-verify-disabled");
    assert.ok(fix?.edit);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await until("the finding is gone", () => codesIn("main/diag.c").length === 0);
    const left = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      uriIn("main/diag.c"),
      new vscode.Range(36, 0, 36, 80),
    );
    assert.deepEqual(
      left.filter(({ title }) => title === "Require verification"),
      [],
    );
    await revert("main/diag.c");
    assert.equal(read("main/diag.c"), before);
    await until("the finding is back", () => codesIn("main/diag.c").length === 1);
  });

  it("fix all that is safe on request", async () => {
    write(CONSOLE, TWO_SAFE);
    try {
      const document = await openFile(CONSOLE);
      await until("both are found", () => codesIn(CONSOLE).length === 2);
      const kind = "source.fixAll.baseline645";
      const [all] = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        new vscode.Range(0, 0, document.lineCount, 0),
        kind,
      );
      assert.equal(all?.kind?.value, kind);
      assert.ok(all.edit);
      assert.ok(await vscode.workspace.applyEdit(all.edit));
      assert.equal(document.getText().match(/Serial\.print\(note\)/g)?.length, 2);
      await until("nothing is left", () => codesIn(CONSOLE).length === 0);
      await revert(CONSOLE);
      await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
      await until("they are back", () => codesIn(CONSOLE).length === 2);
    } finally {
      fs.rmSync(uriIn(CONSOLE).fsPath);
    }
    await until("the file is forgotten", () => codesIn(CONSOLE).length === 0);
  });
});

async function actionsAt(path: string, rule: string): Promise<vscode.CodeAction[]> {
  await openFile(path);
  const found = diagnosticsIn(path).find(
    ({ code }) => typeof code === "object" && code.value === rule,
  );
  assert.ok(found, `no ${rule} in ${path}`);
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    uriIn(path),
    found.range,
    vscode.CodeActionKind.QuickFix.value,
    20,
  );
}

/** As a person does: what a test opens by the API stays open for minutes after its editor is closed. */
async function openFile(path: string): Promise<vscode.TextDocument> {
  await vscode.commands.executeCommand("vscode.open", uriIn(path));
  const document = vscode.window.activeTextEditor?.document;
  assert.equal(document?.uri.toString(), uriIn(path).toString());
  return document;
}

async function revert(path: string): Promise<void> {
  await openFile(path);
  await vscode.commands.executeCommand("workbench.action.files.revert");
}
