// A client of the built language server: another process on its standard streams, a folder of its own,
// and the requests and notifications an editor would send. What the server says is kept by path, and
// tests wait for conditions on it, never for times.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import nodePath from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from "vscode-jsonrpc/node";
import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  Hover,
  InitializeResult,
  Position,
  Range,
  WorkspaceEdit,
} from "vscode-languageserver";
import * as protocol from "../../src/protocol/messages.js";
import { PLUG, projectWith, ROOT } from "../cli/run.js";
import { applied } from "./edits.js";
import { Heard } from "./heard.js";

export type Files = Readonly<Record<string, string | Uint8Array>>;
type Given = Partial<Record<keyof protocol.Settings, unknown>>;

export interface SessionOptions {
  /** `plain` is any other editor: it knows the Language Server Protocol and nothing of ours. */
  readonly client?: "ours" | "plain";
  /** Made into temporary folders; none: only lone files. */
  readonly folders: readonly Files[];
  readonly settings?: Given;
  /** Capabilities that the client has not. */
  readonly without?: readonly ("configuration" | "progress" | "documentChanges" | "annotations")[];
  /** Sent at once behind `initialized`, before the server can have asked for anything. */
  readonly open?: readonly string[];
}

const KIND = { created: 1, changed: 2, deleted: 3 } as const;

/** The plug as files; a test changes its own copy. */
export function plugFiles(): Record<string, string> {
  const paths = fs.readdirSync(PLUG, { recursive: true, encoding: "utf8" });
  const files = paths.filter((path) => fs.statSync(nodePath.join(PLUG, path)).isFile());
  return Object.fromEntries(
    files.map((path) => [
      path.replaceAll("\\", "/"),
      fs.readFileSync(nodePath.join(PLUG, path), "utf8"),
    ]),
  );
}

/** Starts a server, runs the test and ends the server, whatever the test says. */
export async function withServer(
  options: SessionOptions | Files,
  test: (session: Session) => Promise<void>,
): Promise<void> {
  const whole = isOptions(options) ? options : { folders: [options] };
  const session = new Session(whole);
  try {
    await session.start();
    await test(session);
  } finally {
    await session.stop();
  }
}

function isOptions(given: SessionOptions | Files): given is SessionOptions {
  return Array.isArray(given.folders);
}

export class Session extends Heard {
  /** Progress tokens in the order of their creation. */
  readonly tokens: (string | number)[] = [];
  settings: Given;
  capabilities: InitializeResult["capabilities"] = {};
  private readonly options: SessionOptions;
  private readonly server: ChildProcess;
  /** Fails when the server ends, so that nobody waits for an answer that cannot come. */
  private readonly died: Promise<never>;
  private readonly connection: MessageConnection;
  private readonly buffers = new Map<string, { text: string; version: number }>();

  constructor(options: SessionOptions) {
    super(options.folders.map((files) => fs.realpathSync(projectWith(files))));
    this.options = options;
    this.settings = options.settings ?? {};
    const program = nodePath.join(ROOT, "dist", "server.mjs");
    // What is asked of this Node to profile it is asked of the server's too.
    const profiling = process.execArgv.filter((arg) => arg.startsWith("--cpu-prof"));
    const server = spawn(process.execPath, [...profiling, program, "--stdio"]);
    server.stderr.on("data", (data: Buffer) => (this.stderr += data.toString()));
    this.server = server;
    this.died = once(server, "exit").then(([code]) => {
      throw new Error(`the server ended with ${String(code)}\n${this.stderr}`);
    });
    this.died.catch(() => undefined);
    this.connection = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    this.listen();
  }

  private listen(): void {
    const { connection } = this;
    connection.onNotification((method, params) => this.heard({ method, params }));
    connection.onUnhandledProgress((params) => this.heard({ method: "$/progress", params }));
    connection.onRequest("client/registerCapability", () => null);
    connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) =>
      items.map(() => this.settings),
    );
    connection.onRequest("window/workDoneProgress/create", ({ token }: { token: string }) => {
      this.tokens.push(token);
      this.heard({ method: "window/workDoneProgress/create", params: { token } });
      return null;
    });
    // A server that is killed on purpose breaks the pipe; what a test waits for tells the rest.
    connection.onError(() => undefined);
    connection.listen();
  }

  async start(): Promise<void> {
    const { client = "ours", without = [], open = [] } = this.options;
    const has = (name: (typeof without)[number]): boolean => !without.includes(name);
    const workspaceFolders = this.folders.map((folder) => this.workspaceFolder(folder));
    const result = await this.request<InitializeResult>("initialize", {
      processId: process.pid,
      rootUri: null,
      workspaceFolders,
      capabilities: {
        workspace: {
          configuration: has("configuration"),
          workspaceFolders: true,
          didChangeWatchedFiles: { dynamicRegistration: true },
          workspaceEdit: {
            documentChanges: has("documentChanges"),
            ...(has("annotations") ? { changeAnnotationSupport: {} } : {}),
          },
        },
        window: { workDoneProgress: has("progress") },
      },
      ...(client === "ours" ? { initializationOptions: { baseline645: { protocol: 1 } } } : {}),
    });
    this.capabilities = result.capabilities;
    this.notify("initialized", {});
    for (const path of open) this.open(path);
  }

  private workspaceFolder(folder: string): { uri: string; name: string } {
    return { uri: pathToFileURL(folder).toString(), name: nodePath.basename(folder) };
  }

  /** Shuts the server down as the protocol asks; gives the exit code. */
  async stop(): Promise<number | null> {
    if (this.server.exitCode === null && this.server.signalCode === null) {
      const ended = once(this.server, "exit");
      await this.request("shutdown", undefined).catch(() => this.server.kill());
      this.notify("exit", undefined);
      const timer = setTimeout(() => this.server.kill("SIGKILL"), 20_000);
      await ended;
      clearTimeout(timer);
    }
    this.connection.dispose();
    for (const folder of this.folders) fs.rmSync(folder, { recursive: true, force: true });
    return this.server.exitCode;
  }

  isRunning(): boolean {
    return this.server.exitCode === null && this.server.signalCode === null;
  }

  notify(method: string, params: unknown): void {
    void this.connection.sendNotification(method, params);
  }

  request<T>(method: string, params: unknown): Promise<T> {
    return Promise.race([this.connection.sendRequest<T>(method, params), this.died]);
  }

  // What an editor does.

  /** The buffer's text, or the disk's. */
  text(path: string): string {
    const buffer = this.buffers.get(this.uri(path));
    return buffer?.text ?? fs.readFileSync(this.absolute(path), "utf8");
  }

  open(path: string, text = this.text(path), languageId = "c"): void {
    const uri = this.uri(path);
    this.buffers.set(uri, { text, version: 1 });
    this.notify("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
  }

  /** Opens the document where it is not open, and replaces its text. */
  edit(path: string, change: string | ((text: string) => string)): void {
    const uri = this.uri(path);
    if (!this.buffers.has(uri)) this.open(path);
    const before = this.buffers.get(uri) ?? { text: "", version: 0 };
    const text = typeof change === "string" ? change : change(before.text);
    const version = before.version + 1;
    this.buffers.set(uri, { text, version });
    this.notify("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
  }

  /** One keystroke, as the protocol's incremental change. */
  type(path: string, at: Position, typed: string): void {
    const uri = this.uri(path);
    const before = this.buffers.get(uri) ?? { text: "", version: 0 };
    const range = { start: at, end: at };
    const version = before.version + 1;
    this.buffers.set(uri, { text: applied(before.text, [{ range, newText: typed }]), version });
    this.notify("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ range, text: typed }],
    });
  }

  close(path: string): void {
    this.buffers.delete(this.uri(path));
    this.notify("textDocument/didClose", { textDocument: { uri: this.uri(path) } });
  }

  save(path: string): void {
    this.write(path, this.text(path));
    this.notify("textDocument/didSave", { textDocument: { uri: this.uri(path) } });
  }

  /** Another program writes a file. */
  write(path: string, text: string | Uint8Array): void {
    const absolute = this.absolute(path);
    const kind = fs.existsSync(absolute) ? KIND.changed : KIND.created;
    fs.mkdirSync(nodePath.dirname(absolute), { recursive: true });
    fs.writeFileSync(absolute, text);
    this.touch({ [path]: kind });
  }

  delete(path: string): void {
    fs.rmSync(this.absolute(path), { recursive: true });
    this.touch({ [path]: KIND.deleted });
  }

  rename(from: string, to: string): void {
    fs.mkdirSync(nodePath.dirname(this.absolute(to)), { recursive: true });
    fs.renameSync(this.absolute(from), this.absolute(to));
    this.touch({ [from]: KIND.deleted, [to]: KIND.created });
  }

  private touch(files: Readonly<Record<string, number>>): void {
    const changes = Object.entries(files).map(([path, type]) => ({ uri: this.uri(path), type }));
    this.notify("workspace/didChangeWatchedFiles", { changes });
  }

  changeFolders(added: readonly string[], removed: readonly string[]): void {
    const event = {
      added: added.map((folder) => this.workspaceFolder(folder)),
      removed: removed.map((folder) => this.workspaceFolder(folder)),
    };
    this.notify("workspace/didChangeWorkspaceFolders", { event });
  }

  configure(settings: Given): void {
    this.settings = settings;
    this.notify("workspace/didChangeConfiguration", { settings: null });
  }

  /** Applies an edit as editors do: to the buffer where there is one, else to the disk. */
  apply(edit: WorkspaceEdit): void {
    for (const change of edit.documentChanges ?? [])
      if ("textDocument" in change)
        this.applyTo(change.textDocument.uri, change.edits as Parameters<typeof applied>[1]);
      else if (change.kind === "create") this.write(fileURLToPath(change.uri), "");
    for (const [uri, edits] of Object.entries(edit.changes ?? {})) this.applyTo(uri, edits);
  }

  private applyTo(uri: string, edits: Parameters<typeof applied>[1]): void {
    const path = fileURLToPath(uri);
    if (this.buffers.has(uri)) this.edit(path, (text) => applied(text, edits));
    else this.write(path, applied(this.text(path), edits));
  }

  // What an editor asks.

  /** Where `needle` begins in the document as it stands. */
  at(path: string, needle: string): Position {
    const before = this.text(path).split(needle, 1)[0] ?? "";
    if (before.length === this.text(path).length) throw new Error(`${path} has no "${needle}"`);
    const lines = before.split("\n");
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  }

  hover(path: string, position: Position): Promise<Hover | null> {
    return this.request("textDocument/hover", { textDocument: { uri: this.uri(path) }, position });
  }

  codeActions(path: string, range: Range, only?: readonly string[]): Promise<CodeAction[]> {
    const context = {
      diagnostics: this.diagnostics(path),
      ...(only === undefined ? {} : { only }),
    };
    const textDocument = { uri: this.uri(path) };
    return this.request("textDocument/codeAction", { textDocument, range, context });
  }

  /** Labels of what is offered there. */
  async completions(path: string, position: Position): Promise<string[]> {
    const textDocument = { uri: this.uri(path) };
    const params = { textDocument, position };
    const items = await this.request<CompletionItem[]>("textDocument/completion", params);
    return items.map(({ label }) => label);
  }

  ignore(
    path: string,
    diagnostic: Diagnostic,
    reason: string,
    until?: string,
  ): Promise<WorkspaceEdit> {
    return this.request(protocol.IGNORE, {
      uri: this.uri(path),
      rule: String(diagnostic.code),
      line: diagnostic.range.start.line,
      reason,
      ...(until === undefined ? {} : { until }),
    } satisfies protocol.IgnoreParams);
  }

  /** Until all that was sent is judged and what came of it has arrived. */
  async settle(): Promise<void> {
    for (;;) {
      // A request is answered behind the judgement of what was typed before it.
      await this.hover(this.folders.length === 0 ? "/none.c" : "none.c", { line: 0, character: 0 });
      const isReading = (): boolean =>
        this.folders.some((folder) => (this.status(folder)?.phase ?? "reading") === "reading");
      if (!isReading()) return;
      await this.until(() => !isReading(), "the end of a reading");
    }
  }
}
