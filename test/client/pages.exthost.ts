// Pages of rules and provisions as documents, and the log's channel.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { ready, until } from "./sample.js";

describe("pages", () => {
  before(ready);

  async function page(id: string): Promise<vscode.TextDocument> {
    return vscode.workspace.openTextDocument(vscode.Uri.parse(`baseline645-page:/${id}.md`));
  }

  it("of a rule are Markdown with why, wrong, right and the provisions", async () => {
    const document = await page("softap-hardcoded-password");
    assert.equal(document.languageId, "markdown");
    const text = document.getText();
    assert.match(text, /^# The access point has the same password on every unit/);
    for (const heading of ["## Why it matters", "## Wrong", "## Right", "## In the standard"])
      assert.ok(text.includes(heading), `no ${heading}`);
  });

  it("of a provision say what would violate it and where it stands", async () => {
    const text = (await page("5.1-1")).getText();
    assert.match(text, /^# 5\.1-1/);
    assert.match(text, /\(https:\/\/www\.etsi\.org\/.*#page=13\)/);
    assert.match(text, /`softap-hardcoded-password`/);
  });

  it("of an unknown id are refused", async () => {
    await assert.rejects(page("no-such-rule"), /no-such-rule/);
  });

  it("open drawn, not as source", async () => {
    await vscode.commands.executeCommand("baseline645.explain", "5.1-1");
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputCustom);
    assert.equal(input.viewType, "vscode.markdown.preview.editor");
  });
});

describe("the log", () => {
  it("can be shown", async () => {
    await vscode.commands.executeCommand("baseline645.showLog");
    const isLog = ({ uri }: vscode.TextDocument) =>
      uri.scheme === "output" && uri.path.includes("Baseline 645");
    await until("it is a document", () => vscode.workspace.textDocuments.some(isLog));
    const log = vscode.workspace.textDocuments.find(isLog);
    assert.ok(log);
    await until("it says something", () => /\[(info|debug|warning)\]/.test(log.getText()));
  });
});
