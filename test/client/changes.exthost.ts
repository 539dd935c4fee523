// What moves diagnostics besides typing: settings of the folder, and other programs that write files.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as vscode from "vscode";
import { api, codesIn, diagnosticsIn, read, ready, until, uriIn, write } from "./sample.js";

async function set(name: string, value: unknown): Promise<void> {
  await vscode.workspace
    .getConfiguration("baseline645", uriIn("main"))
    .update(name, value, vscode.ConfigurationTarget.WorkspaceFolder);
}

function count(): number {
  return vscode.languages
    .getDiagnostics()
    .flatMap(([, diagnostics]) => diagnostics)
    .filter(({ source }) => source === "Baseline 645").length;
}

describe("settings", () => {
  let all = 0;
  before(async () => {
    await ready();
    all = count();
  });
  afterEach(async () => {
    await set("edition", undefined);
    await set("enable", undefined);
    await until("all is back", () => count() === all);
  });

  it("choose the edition", async () => {
    const { states } = await api();
    const edition = () => states.folders()[0]?.snapshot.edition;
    assert.equal(edition(), "3.1.3");
    await set("edition", "2.1.1");
    await until("the edition is another", () => edition() === "2.1.1");
    const ids = states.folders()[0]?.snapshot.provisions.map(({ id }) => id) ?? [];
    assert.ok(ids.includes("5.3-4") && !ids.includes("5.3-4A"));
  });

  it("switch it off", async () => {
    await set("enable", false);
    await until("nothing is shown", () => count() === 0);
    const { states } = await api();
    await until("it says so", () => states.all().every(({ phase }) => phase === "off"));
  });
});

describe("files that another program changes", () => {
  before(ready);

  it("move diagnostics of other files", async () => {
    const text = read("main/config.h");
    const has = () => codesIn("main/mqtt.c").includes("mqtt-without-tls");
    assert.ok(has());
    write(
      "main/config.h",
      text.replace(/#define MQTT_BRIDGE_URI .*/, "extern const char *MQTT_BRIDGE_URI;"),
    );
    await until("the finding is gone", () => !has());
    write("main/config.h", text);
    await until("the finding is back", has);
  });

  it("are followed when they come and go", async () => {
    write("main/extra.c", "#include <stdio.h>\nvoid f(void) { char b[8]; gets(b); }\n");
    await until("the new file is read", () => diagnosticsIn("main/extra.c").length === 1);
    fs.rmSync(uriIn("main/extra.c").fsPath);
    await until("it is forgotten", () => diagnosticsIn("main/extra.c").length === 0);
  });
});
