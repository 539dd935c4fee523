// The licence check, shown packages that may not ship.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { removeFolder, ROOT, tempFolder } from "../host/places.js";

interface Notices {
  readonly text: string;
  readonly problems: readonly string[];
  readonly count: number;
}

type ThirdPartyNotices = (root: string, metafiles: object[], grammars: string[]) => Notices;

const TOOL = pathToFileURL(join(ROOT, "tools", "lib", "notices.mjs")).href;

const MIT = { license: "MIT", LICENSE: "MIT License\r\nCopyright (c) someone" };

type Package = Readonly<Record<string, string>>;

/** The notices of a project that bundles the packages; a package is its licence and its files. */
async function noticesOf(
  packages: Readonly<Record<string, Package>>,
  grammars: string[] = [],
): Promise<Notices> {
  const { thirdPartyNotices } = (await import(TOOL)) as { thirdPartyNotices: ThirdPartyNotices };
  const root = tempFolder();
  const write = (path: string, text: string) => {
    fs.mkdirSync(dirname(join(root, path)), { recursive: true });
    fs.writeFileSync(join(root, path), text);
  };
  write("package.json", JSON.stringify({ dependencies: packages }));
  const inputs: Record<string, object> = { "src/main.ts": { bytesInOutput: 10 } };
  for (const [name, { license, ...files }] of Object.entries(packages)) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", license }));
    for (const [file, text] of Object.entries(files)) write(`node_modules/${name}/${file}`, text);
    const bytesInOutput = name === "unused" ? 0 : 10;
    inputs[`node_modules/${name}/lib/index.js`] = { bytesInOutput };
  }
  try {
    return thirdPartyNotices(root, [{ outputs: { "dist/x.js": { inputs } } }], grammars);
  } finally {
    removeFolder(root);
  }
}

describe("third-party notices", () => {
  it("print the licence of each package once, in order", async () => {
    const { text, problems, count } = await noticesOf({
      zebra: MIT,
      "@scope/ape": { ...MIT, "NOTICE.txt": "Notice of ape" },
      unused: { license: "GPL-3.0" },
    });
    assert.deepEqual(problems, []);
    assert.equal(count, 2);
    assert.match(
      text,
      /@scope\/ape 1\.0\.0\nMIT\n\nMIT License\nCopyright \(c\) someone\n\nNotice of ape\n\n-+\n\nzebra/,
    );
    assert.doesNotMatch(text, /unused|\r/);
  });

  it("refuse a licence that is not on the list, and one that is not named", async () => {
    const { problems } = await noticesOf({
      copyleft: { ...MIT, license: "GPL-3.0-only" },
      mixed: { ...MIT, license: "(MIT AND GPL-2.0)" },
      chosen: { ...MIT, license: "(GPL-2.0 OR MIT)" },
      silent: { LICENSE: "Copyright someone" },
    });
    assert.deepEqual(problems, [
      "copyleft 1.0.0: its licence is GPL-3.0-only",
      "mixed 1.0.0: its licence is (MIT AND GPL-2.0)",
      "silent 1.0.0: its licence is not named",
    ]);
  });

  it("refuse a package without a licence text; the end of its README will do", async () => {
    const { problems, text } = await noticesOf({
      bare: { license: "MIT" },
      told: { license: "MIT", "README.md": "# told\n\nLicense\n-------\nCopyright (c) told\n" },
    });
    assert.deepEqual(problems, ["bare 1.0.0: it has no licence text"]);
    assert.match(text, /Copyright \(c\) told/);
  });

  it("know the grammars, which no program bundles", async () => {
    const grammar = { ...MIT, "grammar-a.wasm": "" };
    const { problems, text } = await noticesOf({ unused: grammar }, [
      "dist/grammars/grammar-a.wasm",
      "dist/grammars/grammar-b.wasm",
    ]);
    assert.deepEqual(problems, ["no package holds grammar-b.wasm"]);
    assert.match(text, /^unused 1\.0\.0$/m);
  });
});
