// What a program cost: CPU seconds of it and its threads, wall seconds, and for Node its peak memory.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import os from "node:os";
import nodePath from "node:path";

export interface Usage {
  readonly cpu: number;
  readonly wall: number;
  readonly peakMegabytes?: number;
}

/** A Node program reports its own usage when it ends. */
export function runNode(args: readonly string[]): Usage {
  const report = nodePath.join(os.tmpdir(), `b645-usage-${String(process.pid)}.json`);
  const hook = `process.on("exit",()=>{const u=process.resourceUsage();require("fs").writeFileSync(${JSON.stringify(report)},JSON.stringify({cpu:(u.userCPUTime+u.systemCPUTime)/1e6,peak:u.maxRSS/1024}))})`;
  const hookFile = `${report}.cjs`;
  fs.writeFileSync(hookFile, hook);
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, ["--require", hookFile, ...args], {
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  const wall = Number(process.hrtime.bigint() - start) / 1e9;
  if (status !== 0) throw new Error(`ended with ${String(status)}: ${stderr}`);
  const { cpu, peak } = JSON.parse(fs.readFileSync(report, "utf8")) as {
    cpu: number;
    peak: number;
  };
  fs.rmSync(report);
  fs.rmSync(hookFile);
  return { cpu, wall, peakMegabytes: peak };
}

/** Any other program, timed by the shell; undefined where it is not installed. */
export function runShell(program: string, args: readonly string[]): Usage | undefined {
  if (!fs.existsSync(program)) return undefined;
  const quoted = [program, ...args].map((a) => `'${a.replaceAll("'", `'\\''`)}'`).join(" ");
  const script = `TIMEFORMAT='%R %U %S'; time ${quoted} >/dev/null 2>/dev/null`;
  const { stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
  const [wall = 0, user = 0, system = 0] = stderr.trim().split(" ").map(Number);
  return { wall, cpu: user + system };
}

export function median(usages: readonly Usage[]): Usage {
  const sorted = [...usages].sort((a, b) => a.cpu - b.cpu);
  const middle = sorted[sorted.length >> 1];
  if (middle === undefined) throw new Error("nothing was measured");
  return middle;
}
