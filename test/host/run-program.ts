// Runs a program to its end and hands back what it said. Never throws because a program failed: the
// caller knows whether that is a fault or a thing this machine lacks.
import { spawn } from "node:child_process";

export interface Ran {
  readonly ok: boolean;
  /** Standard output alone. */
  readonly out: string;
  /** Both outputs, in the order they came. */
  readonly all: string;
}

interface How {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

export function runProgram(program: string, args: readonly string[], how: How = {}): Promise<Ran> {
  return new Promise((done) => {
    const child = spawn(program, args, { ...how, stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let all = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      out += chunk;
      all += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      all += chunk;
    });
    child.on("error", (error) => done({ ok: false, out, all: all + String(error) }));
    child.on("close", (code) => done({ ok: code === 0, out, all }));
  });
}

/** The last line that says something: what a program ended with. */
export function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
