import assert from "node:assert/strict";
import * as fs from "node:fs";
import nodePath from "node:path";
import { toSlashes } from "../../src/base/paths.js";
import { admit, relativeSlashed } from "../../src/scan/admit.js";
import { walk } from "../../src/scan/walk.js";
import { checkWalk, walked, wantsFirmware, withTree } from "./tree.js";

describe("the walk: what is found", () => {
  it("gives wanted files by code units, whatever the order of the folders", async () => {
    await checkWalk(
      ["b/z.c", "b.c", "B.c", "a/b/c.c", "a.h", "b/README", "é.c", "_.c"],
      ["B.c", "_.c", "a.h", "a/b/c.c", "b.c", "b/z.c", "é.c"],
    );
  });

  it("gives sizes and absolute paths that can be read", async () => {
    await withTree({ "src/a.c": "int a;" }, async (tree) => {
      const { files } = await walk(tree.top, { wants: wantsFirmware });
      assert.deepEqual(
        files.map(({ path, size, absolute }) => [path, size, fs.readFileSync(absolute, "utf8")]),
        [["src/a.c", 6, "int a;"]],
      );
    });
  });

  it("takes a relative path and one with a slash at its end", async () => {
    await withTree(["src/a.c"], async (tree) => {
      const relative = nodePath.relative(process.cwd(), tree.top);
      assert.deepEqual(await walked(relative), ["src/a.c"]);
      assert.deepEqual(await walked(`${tree.top}${nodePath.sep}`), ["src/a.c"]);
    });
  });

  it("takes a single file whatever git and the configuration say", async () => {
    const files = { ".gitignore": "*.c\n", "src/a.c": "" };
    await checkWalk(files, ["a.c"], { exclude: ["*.c"] }, "src/a.c");
  });

  it("says of a single file that nobody reads it", async () => {
    await checkWalk(["notes.md"], ["- notes.md: no reader for this kind of file"], {}, "notes.md");
  });

  it("reports a path that is not there as an error", async () => {
    await withTree([], async (tree) => {
      const { problems, files } = await walk(tree.at("nothing"), { wants: wantsFirmware });
      assert.deepEqual(files, []);
      assert.deepEqual(
        problems.map(({ kind, severity, message }) => [kind, severity, message]),
        [["unreadable", "error", "Cannot be read: there is no such file or folder."]],
      );
    });
  });

  it("finds nothing in an empty folder, without complaint", async () => {
    await checkWalk([], []);
  });

  it("holds files to the size limit", async () => {
    await checkWalk(
      { "small.c": "12345678", "large.c": "123456789" },
      [
        "small.c",
        "! large.c: too-large warning: Not read: 9 bytes are more than the limit of 8 bytes a file.",
      ],
      { maxBytes: 8 },
    );
  });
});

describe("the walk: what is never walked", () => {
  it("passes over version control in silence, over installed and built things with a word", async () => {
    await checkWalk(
      [
        ".git/x.c",
        ".svn/x.c",
        "node_modules/m/x.c",
        "fw/.pio/build/x.c",
        "fw/.piolibdeps/x.c",
        "a.c",
      ],
      [
        "a.c",
        "- fw/.pio: build output",
        "- fw/.piolibdeps: installed dependencies",
        "- node_modules: installed dependencies",
      ],
    );
  });

  it("knows build output by what is in it, not by its name", async () => {
    await checkWalk(
      [
        "build/a.c",
        "out/CMakeCache.txt",
        "out/deep/b.c",
        "src/CMakeCache.txt",
        "src/CMakeLists.txt",
        "src/c.c",
      ],
      ["build/a.c", "src/CMakeLists.txt", "src/c.c", "- out: build output"],
    );
  });

  it("reads the folder it is given even where that is build output", async () => {
    await checkWalk(["CMakeCache.txt", "a.c"], ["a.c"]);
  });
});

describe("the walk: links", () => {
  // Windows lets only some users make links.
  if (process.platform === "win32") return;

  it("walks a real folder once, under its real name, also where links lead in a circle", async () => {
    await withTree(["a/x.c", "b/y.c"], async (tree) => {
      tree.link("a/up", "..");
      tree.link("a/self", ".");
      tree.link("a/other", "../b");
      tree.link("b/back", "../a");
      assert.deepEqual(await walked(tree.top), ["a/x.c", "b/y.c"]);
    });
  });

  it("reaches through a link what nothing else reaches, once", async () => {
    await withTree({ ".gitignore": "/store/\n", "store/x.c": "" }, async (tree) => {
      tree.link("lib1", "store");
      tree.link("lib2", "store");
      assert.deepEqual(await walked(tree.top), ["lib1/x.c", "- store: ignored by git"]);
    });
  });

  it("walks a folder once that links reach from outside and from above", async () => {
    const files = { ".gitignore": "/store/\n", "store/sub/prj.conf": "", "store/x.c": "" };
    await withTree(files, async (tree) => {
      tree.link("lib1", "store/sub");
      tree.link("lib2", "store");
      const expected = ["lib1/prj.conf", "lib2/x.c", "- store: ignored by git"];
      assert.deepEqual(await walked(tree.top), expected);
    });
  });

  it("lets the first link by code units give the name", async () => {
    await withTree({ ".gitignore": "/store/\n", "store/x.c": "" }, async (tree) => {
      for (const folder of ["c", "a", "b"]) tree.link(`${folder}/lib`, "../store");
      assert.deepEqual(await walked(tree.top), ["a/lib/x.c", "- store: ignored by git"]);
    });
  });

  it("does not say that something is left out which is read by its real name", async () => {
    await withTree({ ".gitignore": "out/\n", "src/x.c": "" }, async (tree) => {
      tree.link("out", "src");
      assert.deepEqual(await walked(tree.top), ["src/x.c"]);
    });
  });

  it("does not go round what is excluded or never walked", async () => {
    await withTree([".git/x.c", "node_modules/m/x.c", "vendor/x.c"], async (tree) => {
      tree.link("g", ".git");
      tree.link("m", "node_modules/m");
      tree.link("v.c", "vendor/x.c");
      tree.link("w", "vendor");
      assert.deepEqual(await walked(tree.top, { exclude: ["/vendor"] }), [
        "- m: installed dependencies",
        "- node_modules: installed dependencies",
        "- v.c: excluded by the configuration",
        "- vendor: excluded by the configuration",
        "- w: excluded by the configuration",
      ]);
    });
  });

  it("does not leave the folder", async () => {
    await withTree(["inside/a.c", "outside/b.c"], async (tree) => {
      tree.link("inside/folder", "../outside");
      tree.link("inside/file.c", "../outside/b.c");
      tree.link("inside/absolute", tree.at("outside"));
      tree.link("inside/unwanted.txt", "../outside/b.c");
      assert.deepEqual(await walked(tree.at("inside")), [
        "a.c",
        "- absolute: a link that leads out of the folder",
        "- file.c: a link that leads out of the folder",
        "- folder: a link that leads out of the folder",
      ]);
    });
  });

  it("takes a file once, but settings under each of their names", async () => {
    await withTree(["real.c", "sdkconfig.prod", "template.txt"], async (tree) => {
      tree.link("alias.c", "real.c");
      tree.link("sdkconfig", "sdkconfig.prod");
      tree.link("made.c", "template.txt");
      assert.deepEqual(await walked(tree.top), ["made.c", "real.c", "sdkconfig", "sdkconfig.prod"]);
    });
  });

  it("takes a top that is itself a link", async () => {
    await withTree(["real/a.c"], async (tree) => {
      tree.link("top", "real");
      tree.link("real/circle", "../top");
      assert.deepEqual(await walked(tree.at("top")), ["a.c"]);
    });
  });
});

describe("admitting a file that the walk left out", () => {
  it("gives the file with the reason", async () => {
    await withTree({ ".gitignore": "include/\n", "include/secrets.h": "#define A" }, (tree) => {
      assert.deepEqual(
        admit(tree.top, "include/secrets.h", { because: "our sources include it" }),
        {
          file: {
            path: "include/secrets.h",
            absolute: tree.at("include/secrets.h"),
            size: 9,
            because: "our sources include it",
          },
        },
      );
    });
  });

  it("gives nothing where there is no file, or it lies outside", async () => {
    await withTree(["top/folder/a.c", "outside.h"], (tree) => {
      const top = tree.at("top");
      assert.equal(admit(top, "no.h", {}), undefined);
      assert.equal(admit(top, "folder", {}), undefined);
      assert.equal(admit(top, "../outside.h", {}), undefined);
      if (process.platform === "win32") return;
      tree.link("top/out.h", "../outside.h");
      assert.equal(admit(top, "out.h", {}), undefined);
    });
  });

  it("holds it to the size limit", async () => {
    await withTree({ "a.h": "123" }, (tree) => {
      const admitted = admit(tree.top, "a.h", { maxBytes: 2 });
      assert.ok(admitted !== undefined && "problem" in admitted);
      assert.equal(admitted.problem.kind, "too-large");
    });
  });
});

describe("paths", () => {
  it("are slashed on Windows and relative to the top", () => {
    const { win32 } = nodePath;
    const cases: [top: string, absolute: string, expected: string | undefined][] = [
      ["C:\\work\\fw", "C:\\work\\fw\\main\\wifi.c", "main/wifi.c"],
      ["C:\\work\\fw\\", "c:\\WORK\\fw\\main", "main"],
      ["C:\\work\\fw", "C:\\work\\fw", ""],
      ["C:\\work\\fw", "C:\\work\\other\\x.c", undefined],
      ["C:\\work\\fw", "C:\\work\\fw2\\x.c", undefined],
      ["C:\\work\\fw", "D:\\work\\fw\\x.c", undefined],
      ["C:\\work\\fw", "C:\\work\\fw\\..hidden\\x.c", "..hidden/x.c"],
      ["\\\\server\\share\\fw", "\\\\server\\share\\fw\\a.c", "a.c"],
    ];
    for (const [top, absolute, expected] of cases) {
      assert.equal(relativeSlashed(win32, top, absolute), expected, absolute);
    }
  });

  it("keep a backslash that is part of a name elsewhere", () => {
    const { posix } = nodePath;
    assert.equal(relativeSlashed(posix, "/fw", "/fw/a/b\\c.c"), "a/b\\c.c");
    assert.equal(relativeSlashed(posix, "/fw", "/fw2/a.c"), undefined);
    assert.equal(relativeSlashed(posix, "/fw", "/"), undefined);
    assert.equal(relativeSlashed(posix, "/", "/a.c"), "a.c");
  });

  it("given by people are slashed", () => {
    assert.deepEqual(
      ["main\\wifi.c", ".\\main\\wifi.c", "./main/wifi.c", "main/wifi.c"].map(toSlashes),
      ["main/wifi.c", "main/wifi.c", "main/wifi.c", "main/wifi.c"],
    );
  });
});
