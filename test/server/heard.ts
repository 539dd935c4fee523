// What a server said, kept by path, and waiting for it to say something.
import nodePath from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Diagnostic } from "vscode-languageserver";
import * as protocol from "../../src/protocol/messages.js";
import type { CoverageSnapshot } from "../../src/protocol/coverage.js";

/** What came from the server, in order. */
export interface Event {
  readonly method: string;
  readonly params: unknown;
}

const PATIENCE_MS = 20_000;

export class Heard {
  readonly folders: readonly string[];
  readonly events: Event[] = [];
  /** What the server wrote beside the protocol. */
  protected stderr = "";
  private readonly published = new Map<string, readonly Diagnostic[]>();
  private readonly waiting = new Set<() => void>();

  constructor(folders: readonly string[]) {
    this.folders = folders;
  }

  absolute(path: string, folder = this.folders[0]): string {
    return nodePath.isAbsolute(path) ? path : nodePath.join(folder ?? "", path);
  }

  uri(path: string, folder?: string): string {
    return pathToFileURL(this.absolute(path, folder)).toString();
  }

  protected heard(event: Event): void {
    this.events.push(event);
    if (event.method === "textDocument/publishDiagnostics") {
      const { uri, diagnostics } = event.params as { uri: string; diagnostics: Diagnostic[] };
      this.published.set(uri, diagnostics);
    }
    for (const check of [...this.waiting]) check();
  }

  /** Waits until `holds` says so, asking after each message of the server. */
  async until(holds: () => boolean, what: string): Promise<void> {
    if (holds()) return;
    await new Promise<void>((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        this.waiting.delete(check);
      };
      const check = (): void => {
        if (!holds()) return;
        end();
        resolve();
      };
      const timer = setTimeout(() => {
        end();
        reject(new Error(`waited ${PATIENCE_MS} ms in vain for: ${what}\n${this.told()}`));
      }, PATIENCE_MS);
      this.waiting.add(check);
    });
  }

  /** The state of things, for a test that fails. */
  private told(): string {
    const diagnostics = [...this.published].flatMap(([uri, list]) =>
      list.map(
        (d) =>
          `  ${uri.split("/").slice(-2).join("/")}:${d.range.start.line + 1} ${String(d.code)}`,
      ),
    );
    const last = this.statuses().at(-1);
    return [`status ${JSON.stringify(last)}`, ...diagnostics, this.stderr].join("\n");
  }

  private params<T>(method: string): T[] {
    return this.events.filter((e) => e.method === method).map((e) => e.params as T);
  }

  statuses(folder?: string): protocol.StatusParams[] {
    const all = this.params<protocol.StatusParams>(protocol.STATUS);
    const uri = folder === undefined ? undefined : pathToFileURL(folder).toString();
    return uri === undefined ? all : all.filter((status) => status.folder === uri);
  }

  status(folder = this.folders[0]): protocol.StatusParams | undefined {
    return this.statuses(folder).at(-1);
  }

  snapshot(folder = this.folders[0] ?? ""): CoverageSnapshot | undefined {
    const uri = pathToFileURL(folder).toString();
    const all = this.params<protocol.CoverageParams>(protocol.COVERAGE);
    return all.findLast((one) => one.folder === uri)?.snapshot;
  }

  diagnostics(path: string, folder?: string): readonly Diagnostic[] {
    return this.published.get(this.uri(path, folder)) ?? [];
  }

  /** `rule:line` of a document, from 1, in order. */
  marks(path: string, folder?: string): string[] {
    return this.diagnostics(path, folder)
      .map(({ code, range }) => `${String(code)}:${range.start.line + 1}`)
      .sort();
  }

  /** Of every document, `path rule:line`; paths below the folder. */
  allMarks(folder = this.folders[0] ?? ""): string[] {
    return [...this.published.keys()]
      .filter((uri) => uri.startsWith(`${pathToFileURL(folder).toString()}/`))
      .map((uri) => nodePath.relative(folder, fileURLToPath(uri)))
      .flatMap((path) => this.marks(path, folder).map((mark) => `${path} ${mark}`))
      .sort();
  }

  one(path: string, rule: string): Diagnostic {
    const found = this.diagnostics(path).find(({ code }) => code === rule);
    if (found === undefined)
      throw new Error(`no ${rule} in ${path}: ${this.marks(path).join(", ")}`);
    return found;
  }
}
