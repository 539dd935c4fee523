// Bundles what ships into dist/: one file for each program, and the grammars beside them. The rules
// are not bundled, they are read from the package's rules/ at run time.
import { build } from "esbuild";
import { chmod, copyFile, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { packBook } from "./lib/book.mjs";
import { ROOT } from "./lib/run.mjs";

const PROGRAMS = { cli: "src/cli/main.ts", server: "src/server/main.ts" };
/** VS Code's extension host loads CommonJS and gives `vscode` itself. */
const EXTENSION = "src/client/extension.ts";

const require = createRequire(import.meta.url);
const GRAMMARS = [
  require.resolve("web-tree-sitter/web-tree-sitter.wasm"),
  require.resolve("tree-sitter-c/tree-sitter-c.wasm"),
  require.resolve("tree-sitter-cpp/tree-sitter-cpp.wasm"),
];

/** Bundled CommonJS packages still ask for `require` and `__filename`; ESM has neither. */
const REQUIRE =
  'import { createRequire as baseline645Require } from "node:module"; ' +
  "const require = baseline645Require(import.meta.url); " +
  "const __filename = import.meta.filename;";
/** Its CommonJS form asks for its parts in a way that no bundler follows. */
const JSONC = { "jsonc-parser": require.resolve("jsonc-parser").replace("/umd/", "/esm/") };
const SHEBANG = "#!/usr/bin/env node\n";

/** What went into a bundle, for the notices of the package. */
async function keepMeta(name, { metafile }) {
  const folder = join(ROOT, "out", "meta");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.json`), JSON.stringify(metafile));
}

async function bundle(name, entry) {
  const outfile = join(ROOT, "dist", `${name}.mjs`);
  // esbuild keeps the entry's own first line, and a second one would be a syntax error.
  const hasShebang = (await readFile(join(ROOT, entry), "utf8")).startsWith("#!");
  const result = await build({
    metafile: true,
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    alias: JSONC,
    sourcemap: true,
    banner: { js: (hasShebang ? "" : SHEBANG) + REQUIRE },
    logLevel: "warning",
  });
  await keepMeta(name, result);
  await chmod(outfile, 0o755);
  return `${name}.mjs ${size((await stat(outfile)).size)}`;
}

async function bundleExtension() {
  const outfile = join(ROOT, "dist", "client.cjs");
  const result = await build({
    metafile: true,
    absWorkingDir: ROOT,
    entryPoints: [EXTENSION],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    external: ["vscode"],
    sourcemap: true,
    logLevel: "warning",
  });
  await keepMeta("client", result);
  return `client.cjs ${size((await stat(outfile)).size)}`;
}

/** The server for a web worker. A module of Node's in it fails the build; paths are pure text. */
async function bundleWorker() {
  const outfile = join(ROOT, "dist", "web", "server.js");
  const result = await build({
    metafile: true,
    absWorkingDir: ROOT,
    entryPoints: ["src/server/main.browser.ts"],
    outfile,
    bundle: true,
    platform: "browser",
    target: "es2022",
    format: "iife",
    alias: { "node:path": "path-browserify", ...JSONC },
    plugins: [withoutNode],
    sourcemap: true,
    logLevel: "warning",
  });
  await keepMeta("server-web", result);
  return `web/server.js ${size((await stat(outfile)).size)}`;
}

/** The parser's loader asks for these only where it finds itself in Node. */
const NEVER_ASKED = /node_modules\/web-tree-sitter\//;

const withoutNode = {
  name: "without-node",
  setup({ onResolve }) {
    onResolve({ filter: /^(?:node:|(?:fs|module|url|os|child_process)(?:\/|$))/ }, (asked) => {
      if (asked.path === "node:path") return undefined;
      if (NEVER_ASKED.test(asked.importer)) return { path: asked.path, external: true };
      return { errors: [{ text: `${asked.path} is not there in a web worker` }] };
    });
  },
};

async function copyGrammars() {
  const folder = join(ROOT, "dist", "grammars");
  await mkdir(folder, { recursive: true });
  await Promise.all(GRAMMARS.map((file) => copyFile(file, join(folder, basename(file)))));
  return `${GRAMMARS.length} grammars`;
}

const size = (bytes) => `${Math.round(bytes / 1024)} KiB`;

const began = performance.now();
try {
  // Nothing is removed first: who runs one of these programs now goes on.
  const parts = await Promise.all([
    ...Object.entries(PROGRAMS).map(([name, entry]) => bundle(name, entry)),
    bundleExtension(),
    bundleWorker(),
    copyGrammars(),
  ]);
  parts.push(`book.json ${size(packBook())}`);
  console.log(`built dist/: ${parts.join(", ")} in ${Math.round(performance.now() - began)} ms`);
} catch (error) {
  // esbuild has already printed what is wrong in the sources.
  console.error(`build failed: ${error.message.split("\n")[0]}`);
  process.exitCode = 1;
}
