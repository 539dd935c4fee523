// The language server as a web worker, for editors that run in a browser. What it needs is fetched from
// where the worker came from: the rule book, its schemas and the grammars.
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
} from "vscode-languageserver/browser";
import type { BookSources } from "../rules/book.js";
import { loadSyntax } from "../syntax/runtime.js";
import { webMachine } from "./machine-web.js";
import { serve } from "./server.js";

/** A worker's own scope, as far as it is used here; Node's types know none. */
declare const self: {
  readonly location: { readonly href: string };
  postMessage(message: unknown): void;
};
declare function reportError(error: unknown): void;

/** The worker lies in `dist/web/`. */
const base = new URL("../../", self.location.href).toString();

async function bytes(path: string): Promise<Uint8Array> {
  const answer = await fetch(new URL(path, base));
  if (!answer.ok) throw new Error(`${path} cannot be fetched: ${String(answer.status)}`);
  return new Uint8Array(await answer.arrayBuffer());
}

async function text(path: string): Promise<string> {
  return new TextDecoder().decode(await bytes(path));
}

const SCHEMAS = ["config", "product", "rule", "list"];

async function start(): Promise<void> {
  const [book, schemas, manifest, syntax] = await Promise.all([
    text("dist/book.json"),
    Promise.all(
      SCHEMAS.map(async (name) => [name, await text(`rules/schema/${name}.schema.json`)] as const),
    ),
    text("package.json"),
    loadSyntax((name) => bytes(`dist/grammars/${name}.wasm`)),
  ]);
  serve(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
    syntax,
    machine: webMachine({ book: JSON.parse(book) as BookSources, schemas: new Map(schemas), base }),
    toolVersion: (JSON.parse(manifest) as { version: string }).version,
    today: () => new Date().toISOString().slice(0, 10),
  });
}

// Without any of it nothing can be judged: the editor hears of it as the worker's `error`.
start().catch(reportError);
