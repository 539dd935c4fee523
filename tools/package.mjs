// `npm run package`: builds, writes the third-party notices and packs the extension into
// dist/<name>-<version>.vsix. Refuses a package that is too large or holds what may not ship.
//   --built   takes dist/ as it is
import { createVSIX } from "@vscode/vsce";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { thirdPartyNotices } from "./lib/notices.mjs";
import { node, ROOT } from "./lib/run.mjs";

const LIMIT_BYTES = 6 * 1024 * 1024;

/** The programs that ship, as tools/build.mjs names its records of them. */
const PROGRAMS = ["client", "server"];

if (!process.argv.includes("--built")) {
  const { code } = await node(["tools/build.mjs"], { show: true });
  if (code !== 0) process.exit(1);
}
if (writeNotices()) await pack();

/** Whether all that is bundled may ship. */
function writeNotices() {
  const metafiles = PROGRAMS.map((name) => join(ROOT, "out", "meta", `${name}.json`));
  const missing = metafiles.filter((file) => !existsSync(file));
  if (missing.length > 0) return fail(`not built: ${missing.join(", ")}`);
  const { text, problems, count } = thirdPartyNotices(
    ROOT,
    metafiles.map((file) => JSON.parse(readFileSync(file, "utf8"))),
    readdirSync(join(ROOT, "dist", "grammars")),
  );
  if (problems.length > 0) return fail(`licences:\n  ${problems.join("\n  ")}`);
  writeFileSync(join(ROOT, "THIRD-PARTY-NOTICES.txt"), text);
  console.log(`notices of ${count} packages`);
  return true;
}

async function pack() {
  const { name, version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const packagePath = join(ROOT, "dist", `${name}-${version}.vsix`);
  await createVSIX({
    cwd: ROOT,
    packagePath,
    // What ships is bundled: node_modules stays out.
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
    // Rules' pages show what they find: keys and addresses that are made up. Other kinds still stop it.
    allowPackageSecrets: ["privatekey", "slack"],
  });
  const { size } = statSync(packagePath);
  const told = `${packagePath}: ${mebibytes(size)} MB of at most ${mebibytes(LIMIT_BYTES)}`;
  if (size > LIMIT_BYTES) fail(told);
  else console.log(told);
}

function fail(why) {
  console.error(`package: ${why}`);
  process.exitCode = 1;
  return false;
}

function mebibytes(bytes) {
  return (bytes / 1024 / 1024).toFixed(2);
}
