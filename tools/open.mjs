// `npm run open [FOLDER]`: a real VS Code with the extension, for a person to click through in a
// browser of their own. Without a folder it opens a copy of the sample product, which may be changed
// at will; a folder that is named is opened in place. Runs until Ctrl+C, and leaves nothing behind.
import { cpSync, existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ensure } from "./lib/ensure.mjs";
import { commandOf, node, ROOT } from "./lib/run.mjs";

const named = process.argv[2];
if (named !== undefined && !existsSync(named)) fail(`there is no ${named}`);

await ensure();
// What has type errors is compiled too: this is no check.
await node([commandOf("typescript", "tsc"), "-p", "tsconfig.json"]);
const packed = await node(["tools/package.mjs"]);
if (packed.code !== 0) fail(packed.output);

const compiled = (name) => import(pathToFileURL(join(ROOT, "out", "test", "host", name)).href);
const [
  { installHost },
  { startServer, workbenchUrl },
  { isMissing, PLUG, removeFolder, vsixPath },
] = await Promise.all(["install-host.js", "server.js", "places.js"].map(compiled));

const host = await installHost();
if (isMissing(host)) fail(host.missing);
const server = await startServer(host, { vsix: vsixPath() });
// After the server's own handler, which ends all that writes there.
process.once("exit", () => removeFolder(server.workDir));

const folder = named === undefined ? copyOfTheSample() : resolve(named);
const what = named === undefined ? `a copy of the sample product, ${folder}` : folder;
console.log(`
VS Code with Baseline 645 on ${what}:

  ${workbenchUrl(server, folder)}

Everyone on this machine can open it, nobody else. Ctrl+C ends it.`);

function copyOfTheSample() {
  const copy = join(server.workDir, "ws", "plug");
  cpSync(PLUG, copy, { recursive: true });
  return copy;
}

function fail(why) {
  console.error(`open: ${why}`);
  process.exit(1);
}
