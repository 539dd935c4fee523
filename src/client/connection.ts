// The line to the language server, which runs as a process of its own, so that nothing it does can
// hold up typing.
import * as vscode from "vscode";
import {
  LanguageClient,
  TransportKind,
  type LanguageClientOptions,
  type ServerOptions,
} from "vscode-languageclient/node";
import {
  COVERAGE,
  LOG,
  STATUS,
  type ClientOptions,
  type CoverageParams,
  type LogParams,
  type StatusParams,
} from "../protocol/messages.js";
import { pageUri } from "./pages.js";
import { withPreviews } from "./previews.js";
import type { ProjectStates } from "./states.js";
import { sentence } from "./status.js";

/** Whatever the server reads: an unsaved buffer of it wins over the disk. */
const DOCUMENTS = [
  ...["c", "cpp", "arduino", "sdkconfig", "kconfig", "partitions", "cmake"].map((language) => ({
    scheme: "file",
    language,
  })),
  // VS Code's globs know no braces within braces: a pattern with such matches nothing.
  {
    scheme: "file",
    pattern: "**/*.{c,h,cc,hh,cpp,hpp,cxx,hxx,ino,pde,conf,ini,csv,yaml,yml,cmake,pem,key,crt,cer}",
  },
  { scheme: "file", pattern: "**/{sdkconfig*,Kconfig*,CMakeLists.txt,*defconfig,.config}" },
  { scheme: "file", pattern: "**/.baseline645/**/*.{yaml,md}" },
];

export async function startClient(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  states: ProjectStates,
): Promise<LanguageClient> {
  const module = context.asAbsolutePath("dist/server.mjs");
  const server: ServerOptions = { module, transport: TransportKind.ipc };
  const ours: ClientOptions = { baseline645: { protocol: 1 } };
  const options: LanguageClientOptions = {
    documentSelector: DOCUMENTS,
    initializationOptions: ours,
    outputChannel: log,
    diagnosticCollectionName: "baseline645",
    middleware: {
      handleDiagnostics: (uri, diagnostics, next) => {
        next(uri, diagnostics.map(linkedToPage));
      },
      provideCodeActions: async (document, range, at, token, next) => {
        const actions = await next(document, range, at, token);
        return withPreviews(actions ?? []);
      },
    },
  };
  const client = new LanguageClient("baseline645", "Baseline 645", server, options);
  client.onNotification(COVERAGE, (params: CoverageParams) => {
    states.covered(params);
  });
  client.onNotification(STATUS, (params: StatusParams) => {
    if (params.phase !== "reading" && states.phaseOf(params.folder) !== params.phase)
      log.info(sentence(params));
    states.said(params);
  });
  client.onNotification(LOG, ({ lines }: LogParams) => {
    for (const { level, text } of lines) write(log, level, text);
  });
  context.subscriptions.push(
    vscode.workspace.onDidChangeWorkspaceFolders(({ removed }) => {
      for (const { uri } of removed) states.gone(uri.toString());
    }),
  );
  await client.start();
  return client;
}

/** The server names the page on disk; here it opens drawn, not as Markdown source. */
function linkedToPage(diagnostic: vscode.Diagnostic): vscode.Diagnostic {
  const { code } = diagnostic;
  if (typeof code === "object" && typeof code.value === "string")
    diagnostic.code = { value: code.value, target: pageUri(code.value) };
  return diagnostic;
}

function write(
  log: vscode.LogOutputChannel,
  level: LogParams["lines"][number]["level"],
  text: string,
): void {
  if (level === "warning") log.warn(text);
  else log[level](text);
}
