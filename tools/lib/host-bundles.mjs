// Bundles the tests that VS Code loads: CommonJS, because the host loads them with `require`, into a
// folder that holds nothing else, so that a test whose source is gone does not go on passing.
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./run.mjs";

const OUT = join(ROOT, "out", "host");

/** Builds test/client for the extension host. Gives the file to load. */
export async function bundleHostTests() {
  // Not at the top: what imports this may be about to install it.
  const { build } = await import("esbuild");
  rmSync(OUT, { recursive: true, force: true });
  const tests = readdirSync(join(ROOT, "test", "client")).filter((f) => f.endsWith(".exthost.ts"));
  await build({
    absWorkingDir: ROOT,
    entryPoints: ["suite.ts", ...tests].map((name) => join("test", "client", name)),
    outdir: OUT,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    // The host gives the first; the second loads files of its own at run time.
    external: ["vscode", "mocha"],
    sourcemap: true,
    logLevel: "warning",
  });
  return join(OUT, "suite.cjs");
}
