// Diagnostics in a real editor: the same as the command line's, each leading to its rule's page.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { api, codeOf, ready, type Said, saidByTheCommandLine, SOURCE, uriIn } from "./sample.js";

describe("findings", () => {
  before(ready);

  it("are those of the command line", () => {
    const base = uriIn("").toString().replace(/\/$/, "");
    const shown = vscode.languages.getDiagnostics().flatMap(([uri, diagnostics]): Said[] =>
      diagnostics
        .filter(({ source }) => source === SOURCE)
        .map((one) => ({
          rule: codeOf(one),
          path: uri.toString().slice(base.length + 1),
          line: one.range.start.line + 1,
        })),
    );
    const told = saidByTheCommandLine();
    assert.ok(told.length > 10);
    assert.deepEqual(shown.map(words).sort(), told.map(words).sort());
  });

  it("lead to their rule's page and along their trail", () => {
    const found = vscode.languages
      .getDiagnostics(uriIn("main/config.h"))
      .find((one) => codeOf(one) === "softap-hardcoded-password");
    assert.ok(found);
    assert.ok(typeof found.code === "object");
    assert.equal(found.code.target.toString(), "baseline645-page:/softap-hardcoded-password.md");
    const steps = (found.relatedInformation ?? []).map(({ location, message }) => ({
      file: location.uri.toString(),
      message,
    }));
    assert.deepEqual(steps, [{ file: uriIn("main/wifi.c").toString(), message: "used here" }]);
  });

  it("are counted for the status bar", async () => {
    const { states } = await api();
    assert.deepEqual(
      states.all().map(({ violations, scope }) => ({ violations, scope })),
      [{ violations: saidByTheCommandLine().length, scope: "project" }],
    );
  });

  it("have a hover", async () => {
    const uri = uriIn("main/config.h");
    const at = new vscode.Position(11, 10);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      uri,
      at,
    );
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((part) => (part instanceof vscode.MarkdownString ? part.value : ""))
      .join("\n");
    assert.match(text, /5\.1-1/);
    assert.match(text, /https:\/\/www\.etsi\.org\//);
  });
});

function words({ path, line, rule }: Said): string {
  return `${path}:${line} ${rule}`;
}
