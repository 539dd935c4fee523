import { checkWalk } from "./tree.js";

describe("what git ignores", () => {
  it("leaves out ignored files and folders, and names them", async () => {
    await checkWalk(
      {
        ".gitignore": "gen/\n*.tmp.c\n# *.h\n\n",
        "a.c": "",
        "b.tmp.c": "",
        "gen/c.c": "",
        "d.h": "",
      },
      ["a.c", "d.h", "- b.tmp.c: ignored by git", "- gen: ignored by git"],
    );
  });

  it("reads nested files: the inner one wins, in its own folder only", async () => {
    await checkWalk(
      {
        ".gitignore": "local*.c\n",
        "app/.gitignore": "!local.c\n/only-here.c\n",
        "app/local.c": "",
        "app/local2.c": "",
        "app/only-here.c": "",
        "app/deep/only-here.c": "",
        "lib/local.c": "",
        "only-here.c": "",
      },
      [
        "app/deep/only-here.c",
        "app/local.c",
        "only-here.c",
        "- app/local2.c: ignored by git",
        "- app/only-here.c: ignored by git",
        "- lib/local.c: ignored by git",
      ],
    );
  });

  it("lets an inner file open a folder that an outer one closes", async () => {
    await checkWalk(
      { ".gitignore": "out/\n", "a/.gitignore": "!out/\n", "a/out/x.c": "", "b/out/x.c": "" },
      ["a/out/x.c", "- b/out: ignored by git"],
    );
  });

  it("cannot take a file back out of an ignored folder", async () => {
    await checkWalk({ ".gitignore": "out/\n!out/keep.c\n", "out/keep.c": "" }, [
      "- out: ignored by git",
    ]);
  });

  it("anchors patterns with a slash, also in folders whose names look like patterns", async () => {
    await checkWalk(
      { "x[1]/.gitignore": "a/b.c\n", "x[1]/a/b.c": "", "x[1]/c/a/b.c": "", "x1/a/b.c": "" },
      ["x1/a/b.c", "x[1]/c/a/b.c", "- x[1]/a/b.c: ignored by git"],
    );
  });

  it("reads .git/info/exclude, below .gitignore in rank", async () => {
    await checkWalk(
      {
        ".git/info/exclude": "mine.c\nkept.c\n",
        ".gitignore": "!kept.c\n",
        "src/mine.c": "",
        "src/kept.c": "",
      },
      ["src/kept.c", "- src/mine.c: ignored by git"],
    );
  });

  it("heeds the repository above the folder it is given", async () => {
    await checkWalk(
      {
        "repo/.git/info/exclude": "*.x.c\n",
        "repo/.gitignore": "/sub/app/gen/\n",
        "repo/sub/.gitignore": "b.c\n",
        ".gitignore": "a.c\n",
        "repo/sub/app/gen/g.c": "",
        "repo/sub/app/a.c": "",
        "repo/sub/app/b.c": "",
        "repo/sub/app/c.x.c": "",
      },
      ["a.c", "- b.c: ignored by git", "- c.x.c: ignored by git", "- gen: ignored by git"],
      {},
      "repo/sub/app",
    );
  });

  it("reads a folder it is given even where git ignores it", async () => {
    await checkWalk(
      { ".git/HEAD": "", ".gitignore": "product/\n", "product/main/a.c": "" },
      ["a.c"],
      {},
      "product/main",
    );
  });

  it("does not carry rules into a repository inside", async () => {
    await checkWalk(
      {
        ".gitignore": "a.c\n",
        "a.c": "",
        "inner/.git/HEAD": "",
        "inner/.gitignore": "/b.c\n",
        "inner/a.c": "",
        "inner/b.c": "",
        "inner/c/b.c": "",
      },
      ["inner/a.c", "inner/c/b.c", "- a.c: ignored by git", "- inner/b.c: ignored by git"],
    );
  });

  it("minds the case on every system", async () => {
    await checkWalk({ ".gitignore": "BUILD/\n", "build/a.c": "" }, ["build/a.c"]);
  });

  it("reads settings that an SDK reads although git ignores them, and says so", async () => {
    await checkWalk(
      {
        ".gitignore": "sdkconfig*\n*.conf\n*.ini\n*.csv\nsecret*\n",
        sdkconfig: "",
        "boards/sdkconfig.defaults": "",
        "prj.conf": "",
        "platformio.ini": "",
        "platformio_override.ini": "",
        "other.ini": "",
        "partitions_two_ota.csv": "",
        "data.csv": "",
        "secrets.h": "",
      },
      [
        "boards/sdkconfig.defaults (ignored by git but read by the SDK)",
        "partitions_two_ota.csv (ignored by git but read by the SDK)",
        "platformio.ini (ignored by git but read by the SDK)",
        "platformio_override.ini (ignored by git but read by the SDK)",
        "prj.conf (ignored by git but read by the SDK)",
        "sdkconfig (ignored by git but read by the SDK)",
        "- data.csv: ignored by git",
        "- other.ini: ignored by git",
        "- secrets.h: ignored by git",
      ],
    );
  });
});
