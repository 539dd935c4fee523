import assert from "node:assert/strict";
import { buildSelection } from "../../src/scan/globs.js";
import { checkWalk } from "./tree.js";

describe("what the configuration includes and excludes", () => {
  const files = ["main/a.c", "main/net/b.c", "lib/a.c", "lib/net/b.pb.c", "top.c"];

  it("excludes by name at any depth, by path from the top, and whole folders", async () => {
    await checkWalk(
      files,
      [
        "main/a.c",
        "- lib/a.c: excluded by the configuration",
        "- lib/net/b.pb.c: excluded by the configuration",
        "- main/net: excluded by the configuration",
        "- top.c: excluded by the configuration",
      ],
      { exclude: ["*.pb.c", "main/net/", "./lib/a.c", "/top.c"] },
    );
  });

  it("takes only what is included, and says what stays out", async () => {
    await checkWalk(
      files,
      [
        "main/a.c",
        "main/net/b.c",
        "- lib: not included by the configuration",
        "- top.c: not included by the configuration",
      ],
      { include: ["/main/"] },
    );
    await checkWalk(
      files,
      [
        "lib/net/b.pb.c",
        "main/net/b.c",
        "- lib/a.c: not included by the configuration",
        "- main/a.c: not included by the configuration",
        "- top.c: not included by the configuration",
      ],
      { include: ["net"] },
    );
  });

  it("lets exclude win over include", async () => {
    await checkWalk(
      ["main/a.c", "main/b.c"],
      ["main/a.c", "- main/b.c: excluded by the configuration"],
      { include: ["main/**"], exclude: ["main/{b,c}.c"] },
    );
  });

  it("finds dot folders and minds the case", () => {
    const { excludes } = buildSelection([], ["**/.cache/**", "Docs", "gen/**"]);
    const paths = ["a/.cache/x.c", "docs", "a/Docs", "a/.cache", "gen/.a/.b.c"];
    assert.deepEqual(paths.map(excludes), [true, false, true, true, true]);
  });

  it("tells folders that may hold something included from those that cannot", () => {
    const { mayHold } = buildSelection(["main/net/**", "*.ino"], []);
    assert.deepEqual(["main", "anything"].map(mayHold), [true, true]);
    const narrow = buildSelection(["main/net/**"], []);
    assert.deepEqual(
      ["main", "main/net", "main/net/x", "main/other", "mainly", "lib"].map(narrow.mayHold),
      [true, true, true, false, false, false],
    );
  });

  it("refuses globs that are empty, not globs, or could be slow, and goes on without them", async () => {
    const slow = "*a*a*a*a*a*a*a*a*b.c";
    const exclude = ["", "+(a|b)*.c", slow, "**/a/**/a/**/a/**/a/**/b", "x".repeat(1001), "b.c"];
    const { refused } = buildSelection([], exclude);
    assert.deepEqual(
      refused.map((sentence) => sentence.replace(/^.*was not used: /, "")),
      [
        "it is empty.",
        "parentheses are not part of a pattern.",
        "it holds too many wildcards; use ** or split it.",
        "it holds too many wildcards; use ** or split it.",
        "it is longer than 1000 characters.",
      ],
    );
    await checkWalk(
      ["a.c", "b.c"],
      [
        "a.c",
        "- b.c: excluded by the configuration",
        `! : syntax warning: The pattern ${JSON.stringify(slow)} was not used: it holds too many wildcards; use ** or split it.`,
      ],
      { exclude: [slow, "b.c"] },
    );
  });

  it("keeps ordinary globs", () => {
    const usual = [
      "**/*.c",
      "a/*/b/*/c/*.h",
      "src/**/*_test*.{c,h}",
      "third_party/",
      "x?.c",
      "[ab].c",
    ];
    assert.deepEqual(buildSelection(usual, usual).refused, []);
  });
});
