// The licences of what is bundled: from esbuild's record of what went into each program, and from the
// packages themselves. Refuses a package whose licence is not one that lets it ship in this one, or
// that has no licence text.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

const ALLOWED = new Set([
  "MIT",
  "ISC",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "0BSD",
  "BlueOak-1.0.0",
  "Unlicense",
  "CC0-1.0",
  "Python-2.0",
]);

const LEGAL_FILE = /^(licen[cs]e|copying|notice|third-?party-?notices?)\b/i;

/**
 * @param root the folder that holds node_modules
 * @param metafiles what esbuild tells of the programs that ship
 * @param grammars paths of the grammars that ship, each named as in its package
 * @returns the text of the notices, and what stands against shipping
 */
export function thirdPartyNotices(root, metafiles, grammars) {
  const problems = [];
  const folders = new Set(metafiles.flatMap(bundledFolders));
  for (const grammar of grammars) {
    const folder = folderOfGrammar(root, basename(grammar));
    if (folder === undefined) problems.push(`no package holds ${basename(grammar)}`);
    else folders.add(folder);
  }
  const packages = [...folders].map((folder) => readPackage(root, folder));
  packages.sort((a, b) => (a.title < b.title ? -1 : 1));
  for (const { title, license, texts } of packages) {
    if (!isAllowed(license)) problems.push(`${title}: its licence is ${license ?? "not named"}`);
    if (texts.length === 0) problems.push(`${title}: it has no licence text`);
  }
  return { text: draw(packages), problems, count: packages.length };
}

/** Folders of node_modules of which at least a byte is in the program. */
function bundledFolders({ outputs }) {
  return Object.values(outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? []);
}

/** The dependency whose folder holds the grammar. */
function folderOfGrammar(root, file) {
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return Object.keys(dependencies)
    .map((name) => `node_modules/${name}`)
    .find((folder) => existsSync(join(root, folder, file)));
}

function readPackage(root, folder) {
  const path = join(root, folder);
  const { name, version, license, homepage } = JSON.parse(
    readFileSync(join(path, "package.json"), "utf8"),
  );
  const texts = readdirSync(path)
    .filter((file) => LEGAL_FILE.test(file))
    .sort()
    .map((file) => readFileSync(join(path, file), "utf8"));
  return {
    title: `${name} ${version}`,
    license,
    homepage,
    texts: texts.length > 0 ? texts : fromReadme(path),
  };
}

/** Some packages print their licence in the last section of their README, and nowhere else. */
function fromReadme(path) {
  const readme = join(path, "README.md");
  if (!existsSync(readme)) return [];
  const text = readFileSync(readme, "utf8").replaceAll("\r\n", "\n");
  const section = /^(?:#+ *licen[cs]e.*|licen[cs]e.*\n-+)\n([\s\S]*)/im.exec(text)?.[1] ?? "";
  return /copyright/i.test(section) ? [section] : [];
}

/** One of several to choose from is enough; of several that all hold, all must be allowed. */
function isAllowed(license) {
  if (typeof license !== "string") return false;
  return license
    .replaceAll(/[()]/g, "")
    .split(/ OR /i)
    .some((choice) => choice.split(/ AND /i).every((name) => ALLOWED.has(name.trim())));
}

function draw(packages) {
  const parts = packages.map(({ title, license, homepage, texts }) => {
    const head = [title, license, homepage].filter((line) => line !== undefined).join("\n");
    return [head, ...texts.map((text) => text.replaceAll("\r\n", "\n").trim())].join("\n\n");
  });
  const intro =
    "Baseline 645 is licensed under the Apache License 2.0, see LICENSE. Its programs and grammars\n" +
    "hold the following packages of others, each under the licence that is printed with it.";
  return `${[intro, ...parts].join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}
