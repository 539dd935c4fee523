// One process at a time: a lock file that names its owner. It saves work and is no more than that:
// what it guards must stay right when two owners meet, since a dead owner's lock is taken over.
import * as fs from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

const POLL_MS = 250;

/** Does the work while holding the lock, after waiting for another owner that is still alive. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  while (!take(file)) {
    if (!isAlive(ownerOf(file))) fs.rmSync(file, { force: true });
    else await wait(POLL_MS);
  }
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

/** The lock appears with its owner's name in it: a half-written one would look like a dead owner's. */
function take(file: string): boolean {
  const mine = `${file}.${process.pid}`;
  fs.writeFileSync(mine, String(process.pid));
  try {
    fs.linkSync(mine, file);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    fs.rmSync(mine);
  }
}

function ownerOf(file: string): number | undefined {
  try {
    return Number(fs.readFileSync(file, "utf8"));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

function isAlive(pid: number | undefined): boolean {
  if (pid === undefined) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
