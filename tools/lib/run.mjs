// Starts the project's programs and says how they ended. The installed tools are started with this
// Node itself, not through a shell or a PATH, so it is the same on every system.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Longer than any honest run; a program that hangs must not hold the pipeline for ever. */
const LIMIT_MINUTES = 20;

/** The script of an installed package's command, to be run by Node. Throws where it is missing. */
export function commandOf(packageName, command) {
  const manifest = join(ROOT, "node_modules", packageName, "package.json");
  const { bin } = JSON.parse(readFileSync(manifest, "utf8"));
  return join(dirname(manifest), typeof bin === "string" ? bin : bin[command]);
}

/**
 * Runs `node ...args` in the project's root. With `show` the program writes to our own output,
 * otherwise what it wrote is handed back. `code` is undefined where it was killed or never started.
 */
export function node(args, { show = false } = {}) {
  return start(process.execPath, args, { show });
}

/** Runs npm: the one that started us, else the one on the PATH. */
export function npm(args) {
  const script = process.env.npm_execpath;
  if (script !== undefined && /npm-cli\.c?js$/.test(script)) {
    return start(process.execPath, [script, ...args], { show: true });
  }
  return start("npm", args, { show: true, shell: process.platform === "win32" });
}

function start(program, args, { show, shell = false }) {
  return new Promise((done) => {
    const stdio = show ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"];
    const child = spawn(program, args, { cwd: ROOT, shell, stdio });
    let output = "";
    const keep = (chunk) => {
      output += chunk;
    };
    const limit = setTimeout(() => {
      keep(`\nstopped after ${LIMIT_MINUTES} minutes`);
      // mocha runs its tests in a child of its own, and hands on this signal but not others.
      child.kill("SIGINT");
    }, LIMIT_MINUTES * 60_000);
    const end = (code) => {
      clearTimeout(limit);
      done({ code: code ?? undefined, output });
    };
    child.stdout?.setEncoding("utf8").on("data", keep);
    child.stderr?.setEncoding("utf8").on("data", keep);
    child.on("error", (error) => {
      keep(String(error));
      end(undefined);
    });
    child.on("close", end);
  });
}
