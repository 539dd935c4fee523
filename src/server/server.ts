// The language server: what the Language Server Protocol asks, answered from the projects. Everything
// that judges is the engine's; this file only connects.
import {
  CodeActionKind,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  MarkupKind,
  ResponseError,
  TextDocuments,
  TextDocumentSyncKind,
  ErrorCodes,
  type Connection,
  type Hover,
  type InitializeResult,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { DEFAULT_EDITION } from "../model/provision.js";
import * as protocol from "../protocol/messages.js";
import { loadBook } from "../rules/book.js";
import type { Syntax } from "../syntax/runtime.js";
import { abilitiesOf, foldersOf } from "./abilities.js";
import { actionsFor, FIX_ALL } from "./actions.js";
import { completeOwn } from "./own-completion.js";
import { hoverAt } from "./hover.js";
import { ignoreEdit } from "./ignore.js";
import { isOwn } from "./own-files.js";
import type { Machine } from "./machine.js";
import { pageFor } from "./pages.js";
import { fileOf, pathIn } from "./places.js";
import { Publisher } from "./publisher.js";
import { settingsFrom } from "./settings.js";
import { uriOfFolder, Workspace } from "./workspace.js";

export interface ServerParts {
  readonly machine: Machine;
  readonly syntax: Syntax;
  readonly toolVersion: string;
  /** ISO date. */
  today(): string;
}

export function serve(connection: Connection, parts: ServerParts): void {
  const documents = new TextDocuments(TextDocument);
  const publisher = new Publisher(connection);
  let client = abilitiesOf(undefined);
  const workspace = new Workspace(
    { ...parts, listener: publisher },
    async (uri) =>
      client.configuration
        ? settingsFrom(
            await connection.workspace.getConfiguration({ scopeUri: uri, section: "baseline645" }),
          )
        : protocol.DEFAULT_SETTINGS,
    (project) => {
      publisher.gone(project);
    },
  );
  publisher.speaksFor = (project, uri) => workspace.find(uri)?.project === project;
  let folders: readonly string[] = [];

  connection.onInitialize((params): InitializeResult => {
    client = abilitiesOf(params);
    publisher.client = client;
    folders = foldersOf(params);
    return {
      capabilities: CAPABILITIES,
      serverInfo: { name: "baseline645", version: parts.toolVersion },
    };
  });

  connection.onInitialized(async () => {
    // Documents may be opened before the client has answered anything.
    const projects = folders.flatMap((uri) => workspace.add(uri, documents.all()) ?? []);
    await register();
    for (const project of projects) await workspace.start(project);
  });

  async function register(): Promise<void> {
    if (client.watching)
      await connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: "**/*" }],
      });
    if (client.configuration)
      await connection.client.register(DidChangeConfigurationNotification.type, {
        section: "baseline645",
      });
    if (client.folders)
      connection.workspace.onDidChangeWorkspaceFolders(async ({ added, removed }) => {
        for (const { uri } of removed) workspace.remove(uri, documents.all());
        for (const { uri } of added) {
          const project = workspace.add(uri, documents.all());
          if (project !== undefined) await workspace.start(project);
        }
      });
  }

  documents.onDidOpen(({ document }) => {
    workspace.opened(document);
  });
  documents.onDidChangeContent(({ document }) => {
    workspace.edited(document);
  });
  documents.onDidClose(({ document }) => {
    workspace.closed(document);
  });

  connection.onDidChangeConfiguration(() => workspace.refreshSettings());
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const project of workspace.all())
      project.changedOnDisk(
        changes.flatMap(({ uri, type }) => {
          const file = fileOf(uri);
          const path = file === undefined ? undefined : pathIn(project.folder, file);
          return path === undefined ? [] : [{ path, isNew: type === FileChangeType.Created }];
        }),
      );
  });

  connection.onHover(async ({ textDocument, position }): Promise<Hover | null> => {
    const placed = workspace.find(textDocument.uri);
    if (placed === undefined) return null;
    await placed.project.settled();
    const found = hoverAt(placed.project, placed.path, position);
    return found === undefined
      ? null
      : { contents: { kind: MarkupKind.Markdown, value: found.text }, range: found.range };
  });

  connection.onCodeAction(async (params) => {
    const placed = workspace.find(params.textDocument.uri);
    if (placed === undefined) return [];
    await placed.project.settled();
    return actionsFor(placed.path, params, {
      project: placed.project,
      versionOf: (uri) => documents.get(uri)?.version ?? null,
      client,
    });
  });

  connection.onCompletion(({ textDocument, position }) => {
    const placed = workspace.find(textDocument.uri);
    const text = documents.get(textDocument.uri)?.getText();
    const book = placed?.project.own?.book;
    if (placed === undefined || text === undefined || book === undefined) return [];
    if (!isOwn(placed.path)) return [];
    return completeOwn(placed.path, text, position.line, position.character, book, parts.machine);
  });

  connection.onRequest(protocol.PAGE, ({ id, folder }: protocol.PageParams) => {
    const project = [...workspace.all()].find(
      (p) => folder === undefined || uriOfFolder(p) === folder,
    );
    const book = project?.own?.book ?? loadBook(parts.machine.book()).book;
    const edition = project?.edition ?? DEFAULT_EDITION;
    const page = book === undefined ? undefined : pageFor(id, book, edition);
    if (page === undefined) throw invalid(`there is no rule and no provision "${id}"`);
    return page;
  });

  connection.onRequest(protocol.IGNORE, async (params: protocol.IgnoreParams) => {
    const placed = workspace.find(params.uri);
    if (placed === undefined) throw invalid(`${params.uri} is in no folder of the workspace`);
    if (params.reason.trim() === "") throw invalid("an accepted finding needs a reason");
    await placed.project.settled();
    try {
      return ignoreEdit(placed.project, placed.path, params);
    } catch (error) {
      throw invalid(error instanceof Error ? error.message : String(error));
    }
  });

  connection.onRequest(protocol.RESCAN, ({ folder }: protocol.RescanParams) => {
    for (const project of workspace.all())
      if (folder === undefined || uriOfFolder(project) === folder) project.readAgain();
  });

  documents.listen(connection);
  connection.listen();
}

function invalid(message: string): ResponseError<undefined> {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}

const CAPABILITIES: InitializeResult["capabilities"] = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  hoverProvider: true,
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
  completionProvider: { triggerCharacters: [":", " ", "-"] },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};
