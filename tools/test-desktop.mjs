// `npm run test:desktop [WORDS]`: the tests of the extension host, under the desktop VS Code that
// @vscode/test-electron downloads. Where it can't be downloaded or has no display, that is said and is
// no failure, unless BASELINE645_DESKTOP=required.
import { cpSync } from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";
import { runAlone } from "./lib/alone.mjs";
import { bundleHostTests } from "./lib/host-bundles.mjs";
import { ROOT } from "./lib/run.mjs";

const grep = process.argv.slice(2).join(" ");
const required = process.env.BASELINE645_DESKTOP === "required";

await runAlone("desktop", desktop, { before: [["tools/build.mjs"]], required });

async function desktop() {
  const { executable, reason } = await download();
  if (reason !== undefined) return { status: "NOT RUN", reason };
  if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return { status: "NOT RUN", reason: "desktop VS Code needs a display, for example xvfb-run" };
  }
  return run(executable);
}

async function download() {
  const cachePath = join(homedir(), ".cache", "baseline645", "vscode-desktop");
  const { downloadAndUnzipVSCode } = await import("@vscode/test-electron");
  try {
    return { executable: await downloadAndUnzipVSCode({ cachePath, version: "stable" }) };
  } catch (error) {
    const why = [error.message, error.cause?.message].filter(Boolean).join(": ");
    return { reason: `desktop VS Code could not be downloaded (${why})` };
  }
}

async function run(vscodeExecutablePath) {
  const [electron, { judge, readReport }, { PLUG, removeFolder, tempFolder }] = await Promise.all([
    import("@vscode/test-electron"),
    import("../out/test/host/report.js"),
    import("../out/test/host/places.js"),
  ]);
  const extensionTestsPath = await bundleHostTests();
  const workDir = tempFolder();
  const folder = join(workDir, "ws", basename(PLUG));
  cpSync(PLUG, folder, { recursive: true });
  const report = join(workDir, "report.jsonl");
  try {
    const ended = await electron
      .runTests({
        vscodeExecutablePath,
        extensionDevelopmentPath: ROOT,
        extensionTestsPath,
        extensionTestsEnv: { EXTTEST_REPORT: report, EXTTEST_GREP: grep },
        launchArgs: [
          folder,
          ...["--user-data-dir", join(workDir, "data")],
          ...["--extensions-dir", join(workDir, "extensions")],
          ...["--disable-workspace-trust", "--disable-telemetry", "--skip-welcome"],
          // Electron refuses to run as root inside its sandbox.
          ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        ],
      })
      .catch((error) => {
        if (error instanceof electron.TestRunFailedError)
          return error.code ?? `ended by ${error.signal}`;
        throw error;
      });
    return judge(ended, readReport(report));
  } finally {
    removeFolder(workDir);
  }
}
