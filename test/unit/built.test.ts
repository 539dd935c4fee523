// What the last build was configured with: read where it lies in the workspace, and lowest of all layers.
import assert from "node:assert/strict";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { NO_CONFIG } from "../../src/model/config.js";
import { NO_PRODUCT } from "../../src/rules/config.js";
import { checkFiles } from "../../src/scan/check-project.js";
import { diskSource } from "../../src/scan/disk-source.js";
import { ProjectFiles } from "../../src/scan/project-files.js";
import { loadGrammars, loadRulebook } from "../../src/scan/resources.js";
import { check, IDF, ZEPHYR, type Files } from "./project-show.js";

async function within<T>(files: Files, then: (top: string) => Promise<T>): Promise<T> {
  const top = fs.mkdtempSync(join(tmpdir(), "built-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      fs.mkdirSync(dirname(join(top, path)), { recursive: true });
      fs.writeFileSync(join(top, path), text);
    }
    return await then(top);
  } finally {
    fs.rmSync(top, { recursive: true });
  }
}

const IDF_BUILD: Files = {
  "CMakeLists.txt": IDF,
  "sdkconfig.defaults": "CONFIG_LAMP=y\n",
  "build/CMakeCache.txt": "",
  "build/compiled.c": "int x;",
  "build/config/sdkconfig.cmake": `set(CONFIG_IDF_TARGET "esp32s3")
set(CONFIG_COMPILER_STACK_CHECK_MODE_NONE "y")
set(CONFIG_BOOTLOADER_APP_ROLLBACK_ENABLE "")
`,
};

/** Findings of one rule, as `path:line → files that its fixes edit`. */
async function findings(files: Files): Promise<string[]> {
  const { book } = loadRulebook();
  assert.ok(book !== undefined);
  const rules = { ...book, rules: book.rules.filter((r) => r.id === "runtime-hardening-disabled") };
  const syntax = await loadGrammars();
  return within(files, async (top) => {
    const workspace = { config: NO_CONFIG, product: NO_PRODUCT, problems: [] };
    const { assessment } = checkFiles(await diskSource(top), syntax, rules, workspace, {
      today: "2026-01-01",
      toolVersion: "0",
    });
    return assessment.findings.map(({ evidence, fixes }) => {
      const edited = new Set(fixes.flatMap((f) => f.edits.map((e) => e.path)));
      return `${evidence.path}:${String(evidence.range.start.line + 1)} → ${[...edited].join(" ")}`;
    });
  });
}

describe("what a build was configured with", () => {
  it("is all that is read of a build folder, and the report says so", async () => {
    for (const ignore of ["", "build/\n"])
      await within({ ...IDF_BUILD, ".gitignore": ignore }, async (top) => {
        const source = await diskSource(top);
        const path = "build/config/sdkconfig.cmake";
        assert.deepEqual(
          source.paths.filter((p) => p.startsWith("build/")),
          [path],
        );
        assert.equal(source.readAnyway?.get(path), "what the last build was configured with");
        const files = new ProjectFiles(source, NO_CONFIG);
        assert.equal(files.kindOf(path), "sdkconfig");
        assert.equal(files.project.ignored?.has(path), false);
      });
  });

  it("is read of what was left for editors as well, ignored or not", async () => {
    const files = {
      ...IDF_BUILD,
      ".gitignore": "compile_commands.json\nbuild/\n",
      "compile_commands.json": "[]",
      "build/compile_commands.json": "[]",
    };
    await within(files, async (top) => {
      const { readAnyway } = await diskSource(top);
      for (const path of ["compile_commands.json", "build/compile_commands.json"])
        assert.equal(readAnyway?.get(path), "what the last build was configured with", path);
    });
  });

  it("is the lowest layer of the variant that it was built for", () => {
    check(
      {
        "CMakeLists.txt": IDF,
        "sdkconfig.defaults.esp32s3": "",
        "sdkconfig.defaults.esp32c3": "",
        "build/config/sdkconfig.cmake": 'set(CONFIG_IDF_TARGET "esp32s3")\n',
      },
      `
      . esp-idf
        esp32c3 release: sdkconfig.defaults.esp32c3
        esp32s3 release: build/config/sdkconfig.cmake < sdkconfig.defaults.esp32s3
      `,
    );
    check(
      {
        "app/CMakeLists.txt": ZEPHYR,
        "app/prj.conf": "",
        "app/build/app/zephyr/.config": 'CONFIG_BOARD="thingy"\n',
      },
      `
      . unknown
        default release:
      app zephyr
        default release: app/build/app/zephyr/.config < app/prj.conf
      `,
    );
  });

  it("counts as nobody's where it was built for something else, or to debug", () => {
    check(
      {
        "CMakeLists.txt": IDF,
        "sdkconfig.defaults": "",
        "build-debug/config/sdkconfig.cmake": 'set(CONFIG_IDF_TARGET "esp32s3")\n',
      },
      `
      . esp-idf
        default release: sdkconfig.defaults
        build-debug development: build-debug/config/sdkconfig.cmake
      `,
    );
  });

  it("says what no file sets, and fixes go where they last", async () => {
    assert.deepEqual(await findings(IDF_BUILD), [
      "build/config/sdkconfig.cmake:2 → sdkconfig.defaults",
    ]);
  });

  it("says nothing where a file of the project decides", async () => {
    assert.deepEqual(
      await findings({
        ...IDF_BUILD,
        "sdkconfig.defaults":
          "CONFIG_COMPILER_STACK_CHECK_MODE_STRONG=y\nCONFIG_COMPILER_STACK_CHECK_MODE_NONE=n\n",
      }),
      [],
    );
  });
});
