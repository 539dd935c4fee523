#!/usr/bin/env node
// The language server as a program: speaks over standard input and output, or over the channel that a
// client asks for on the command line (`--stdio`, `--node-ipc`, `--socket=…`).
import * as fs from "node:fs";
import nodePath from "node:path";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { loadGrammars, packageFolder } from "../scan/resources.js";
import { nodeMachine } from "./machine-node.js";
import { serve } from "./server.js";

const asked = process.argv.slice(2).some((arg) => /^--(?:stdio|node-ipc|socket|pipe)/.test(arg));
const connection = asked
  ? createConnection(ProposedFeatures.all)
  : createConnection(ProposedFeatures.all, process.stdin, process.stdout);

const manifest = fs.readFileSync(nodePath.join(packageFolder(), "package.json"), "utf8");

serve(connection, {
  machine: nodeMachine(),
  syntax: await loadGrammars(),
  toolVersion: (JSON.parse(manifest) as { version: string }).version,
  today: () => new Date().toISOString().slice(0, 10),
});
