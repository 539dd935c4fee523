// The two rings that need a real VS Code: tests inside its extension host, and tests that drive its
// workbench in a browser. Both run what is compiled and built already. Where this machine can't have
// the host or a browser they say so; that is NOT RUN, which a pipeline takes for a failure.
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundleHostTests } from "./host-bundles.mjs";
import { runMochaIn } from "./mocha.mjs";
import { ROOT } from "./run.mjs";

const compiled = (name) => import(pathToFileURL(join(ROOT, "out", "test", "host", name)).href);

/** Ring "editor": test/client/*.exthost.ts, in the extension host, on a copy of the sample. */
export async function runEditorTests(grep) {
  const ready = await prepare();
  if (ready.status !== undefined) return ready;
  const [{ runExtensionTests }, { PLUG }] = await Promise.all([
    compiled("run-extension-tests.js"),
    compiled("places.js"),
  ]);
  const tests = await bundleHostTests();
  return runExtensionTests(ready.host, ready.browser, {
    extension: ROOT,
    tests,
    folder: PLUG,
    ...(grep === undefined ? {} : { grep }),
  });
}

/** Ring "workbench": test/workbench/*.test.ts, which install the package that was just made. */
export async function runWorkbenchTests(grep) {
  const ready = await prepare();
  if (ready.status !== undefined) return ready;
  const { vsixPath } = await compiled("places.js");
  if (!existsSync(vsixPath())) return { status: "NOT RUN", reason: `there is no ${vsixPath()}` };
  return runMochaIn("workbench", grep);
}

/** The host and the browser, or the ring's result where they can't be had. */
async function prepare() {
  if (!existsSync(join(ROOT, "out", "test", "host"))) {
    return { status: "NOT RUN", reason: "the tests are not compiled" };
  }
  const [{ installHost }, { findBrowser }, { isMissing, SHOTS }] = await Promise.all([
    compiled("install-host.js"),
    compiled("browser.js"),
    compiled("places.js"),
  ]);
  const found = await findBrowser();
  if (isMissing(found)) return { status: "NOT RUN", reason: found.missing };
  const host = await installHost();
  if (isMissing(host)) return { status: "NOT RUN", reason: host.missing };
  mkdirSync(SHOTS, { recursive: true });
  return { host, browser: found.browser };
}
