// A VS Code server on this machine, for one run: its settings, extensions, home and temp files lie in
// a folder of its own, and with it ends every process that it started.
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Host } from "./install-host.js";
import { tempFolder } from "./places.js";
import { runProgram } from "./run-program.js";

const START_LIMIT_MS = 60_000;

/** Nothing on the screen that a test did not ask for, and nothing that asks the network. */
const QUIET = {
  "workbench.startupEditor": "none",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.enableExperiments": false,
  "workbench.tips.enabled": false,
  "window.commandCenter": false,
  "window.title": "${activeEditorShort}${separator}${rootName}",
  "git.enabled": false,
  "git.openRepositoryInParentFolders": "never",
  "npm.autoDetect": "off",
  "task.autoDetect": "off",
  "typescript.disableAutomaticTypeAcquisition": true,
  "files.autoSave": "off",
  "files.simpleDialog.enable": true,
  "editor.minimap.enabled": false,
};

export interface ServerOptions {
  /**
   * Lets the workbench run an extension's tests. It also suppresses dialogs and notifications, so a
   * test of what a person sees leaves it out.
   */
  readonly driver?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Installed before the start. */
  readonly vsix?: string;
  /** Where the run writes, a new temp folder where it is not given. */
  readonly workDir?: string;
}

export interface Server {
  /** `127.0.0.1:port`. */
  readonly authority: string;
  /** All that this run writes; the caller removes it. */
  readonly workDir: string;
  readonly logFile: string;
  stop(): Promise<void>;
}

/** @throws where the server does not come up, or the extension can't be installed. */
export async function startServer(host: Host, options: ServerOptions = {}): Promise<Server> {
  const workDir = options.workDir ?? tempFolder();
  const env = environment(workDir, options.env);
  const user = join(workDir, "data", "User");
  fs.mkdirSync(user, { recursive: true });
  fs.writeFileSync(join(user, "settings.json"), JSON.stringify({ ...QUIET, ...options.settings }));
  if (options.vsix !== undefined) await installExtension(host, workDir, env, options.vsix);

  const logFile = join(workDir, "server.log");
  const log = fs.openSync(logFile, "a");
  const child = spawn(
    host.node,
    [
      host.serverMain,
      ...["--host", "127.0.0.1", "--port", "0"],
      ...["--without-connection-token", "--accept-server-license-terms"],
      ...["--telemetry-level", "off", "--disable-workspace-trust"],
      // An extension host whose page is gone must not wait for it.
      ...["--reconnection-grace-time", "5"],
      ...(options.driver === true ? ["--enable-smoke-test-driver"] : []),
      ...folders(workDir),
    ],
    { env, stdio: ["ignore", "pipe", log], detached: true },
  );
  const stop = stopper(child.pid);
  const port = await new Promise<string>((resolve, reject) => {
    const fail = (why: string) => {
      void stop();
      reject(new Error(`the VS Code server ${why}; its log is ${logFile}`));
    };
    const limit = setTimeout(() => fail("did not start in time"), START_LIMIT_MS);
    let output = "";
    child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
      fs.writeSync(log, chunk);
      output += chunk;
      const found = /Web UI available at http:\/\/[^:]+:(\d+)/.exec(output)?.[1];
      if (found === undefined) return;
      clearTimeout(limit);
      resolve(found);
    });
    child.on("error", (error) => fail(`could not be run (${error.message})`));
    child.on("exit", (code) => {
      clearTimeout(limit);
      fail(`ended with ${code ?? "a signal"}`);
    });
  });
  return { authority: `127.0.0.1:${port}`, workDir, logFile, stop };
}

function folders(workDir: string): string[] {
  return [
    ...["--server-data-dir", workDir],
    ...["--user-data-dir", join(workDir, "data")],
    ...["--extensions-dir", join(workDir, "extensions")],
  ];
}

/** The caller's environment without the editor it may run in, and with every home in `workDir`. */
function environment(
  workDir: string,
  more: Readonly<Record<string, string>> = {},
): NodeJS.ProcessEnv {
  const temp = join(workDir, "t");
  fs.mkdirSync(temp, { recursive: true });
  const outer = /^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/;
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name))),
    HOME: workDir,
    TMPDIR: temp,
    XDG_RUNTIME_DIR: temp,
    XDG_CONFIG_HOME: workDir,
    XDG_CACHE_HOME: workDir,
    ...more,
  };
}

async function installExtension(
  host: Host,
  workDir: string,
  env: NodeJS.ProcessEnv,
  vsix: string,
): Promise<void> {
  const args = [host.serverMain, ...folders(workDir), "--install-extension", vsix];
  const { ok, all } = await runProgram(host.node, args, { env });
  // It also ends with 0 where it could not install.
  if (!ok || !all.includes("was successfully installed")) {
    throw new Error(`${vsix} could not be installed:\n${all}`);
  }
}

const running = new Set<number>();

/** Ends the server's process group: extension hosts and language servers would outlive its process. */
function stopper(pid: number | undefined): () => Promise<void> {
  if (pid === undefined) return () => Promise.resolve();
  if (running.size === 0) stopWithUs();
  running.add(pid);
  return async () => {
    if (!running.delete(pid)) return;
    signalGroup(pid, "SIGTERM");
    for (let i = 0; i < 30 && signalGroup(pid, 0); i++) await wait(100);
    signalGroup(pid, "SIGKILL");
  };
}

let watched = false;

function stopWithUs(): void {
  if (watched) return;
  watched = true;
  const killAll = () => {
    for (const pid of running) signalGroup(pid, "SIGKILL");
  };
  process.once("exit", killAll);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      killAll();
      process.exit(130);
    });
  }
}

/** Whether there was such a group. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false;
    throw error;
  }
}

/** The workbench's address for a folder, with what the page is to do, as VS Code's payload. */
export function workbenchUrl(
  server: Server,
  folder: string,
  payload: Readonly<Record<string, string>> = {},
): string {
  const pairs = [...Object.entries({ skipWelcome: "true", skipReleaseNotes: "true", ...payload })];
  const query = new URLSearchParams({ folder, payload: JSON.stringify(pairs) });
  return `http://${server.authority}/?${query.toString()}`;
}

/** A file or folder of this machine, as the page names it. */
export function remoteUri(server: Server, path: string): string {
  return `vscode-remote://${server.authority}${encodeURI(path)}`;
}
