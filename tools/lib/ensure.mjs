// Installs what is missing: compares what package-lock.json wants with what npm wrote into
// node_modules, and runs `npm ci` where they differ. Imports no package, since there may be none.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { npm, ROOT } from "./run.mjs";

/** Makes node_modules what the lock file says; says so in one line, ends the process if it can't. */
export async function ensure() {
  const missing = missingPackages(ROOT);
  if (missing.length === 0) {
    console.log("packages: all there");
    return;
  }
  console.log(`packages: ${missing.length} missing or outdated (${missing[0]} …), running npm ci`);
  const { code } = await npm(["ci"]);
  if (code !== 0) {
    console.error("packages: npm ci failed, so nothing else was run");
    process.exit(2);
  }
}

/** Folders of node_modules that the lock file wants and that are not there in its version. */
function missingPackages(root) {
  const wanted = packagesIn(join(root, "package-lock.json"));
  const installed = packagesIn(join(root, "node_modules", ".package-lock.json"));
  return Object.entries(wanted)
    .filter(([path, { optional }]) => path.startsWith("node_modules/") && optional !== true)
    .filter(
      ([path, { version }]) =>
        installed[path]?.version !== version || !existsSync(join(root, path, "package.json")),
    )
    .map(([path]) => path.slice("node_modules/".length));
}

function packagesIn(lockFile) {
  return existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, "utf8")).packages : {};
}
