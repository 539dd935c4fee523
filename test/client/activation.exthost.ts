// The extension is there under its own name and activates on the sample product, without a word of
// the test asking it to.
import assert from "node:assert/strict";
import * as vscode from "vscode";

const ID = "baseline645.baseline645";

describe("activation", () => {
  it("happens by itself in a folder that holds firmware", async () => {
    const extension = vscode.extensions.getExtension(ID);
    assert.ok(extension, `${ID} is not among the extensions`);
    await until(() => extension.isActive, "the extension is active");
  });

  it("opens the sample product", () => {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder, "no folder is open");
  });
});

async function until(holds: () => boolean, what: string): Promise<void> {
  for (let i = 0; i < 300 && !holds(); i++) await new Promise((done) => setTimeout(done, 100));
  assert.ok(holds(), `not in time: ${what}`);
}
