import assert from "node:assert/strict";
import fc from "fast-check";
import { trackedPaths } from "../../src/scan/git-index.js";
import { walked, withTree } from "./tree.js";

/** An index as git writes it. Version 3 has an extended entry, version 4 shares beginnings. */
function indexOf(version: 2 | 3 | 4, paths: readonly string[]): Uint8Array {
  const bytes = [...ascii("DIRC"), ...number32(version), ...number32(paths.length)];
  let before = "";
  for (const path of paths) {
    const start = bytes.length;
    const flags = version === 3 ? [0x40, path.length, 0x40, 0] : [0, path.length];
    bytes.push(...new Array<number>(60).fill(0xee), ...flags);
    if (version === 4) {
      let kept = 0;
      while (kept < before.length && before[kept] === path[kept]) kept++;
      bytes.push(...varint(before.length - kept), ...ascii(path.slice(kept)), 0);
      before = path;
    } else {
      bytes.push(...ascii(path), 0);
      while ((bytes.length - start) % 8 !== 0) bytes.push(0);
    }
  }
  return Uint8Array.from([...bytes, ...new Array<number>(20).fill(0xcc)]);
}

const ascii = (text: string): number[] => [...new TextEncoder().encode(text)];
const number32 = (value: number): number[] => [0, 0, value >> 8, value & 255];
/** For up to two bytes, which names of up to 16,000 letters do not exceed. */
const varint = (value: number): number[] =>
  value < 128 ? [value] : [128 | ((value >> 7) - 1), value & 127];

describe("what git tracks", () => {
  const long = `deep/${"d".repeat(200)}/x.c`;
  const paths = ["a.c", "a/b/c.h", "a/b/d.h", "deep/a", long, "é.c"];
  const expected = ["a", "a.c", "a/b", "a/b/c.h", "a/b/d.h", "deep", "deep/a", long.slice(0, -4)];

  for (const version of [2, 3, 4] as const) {
    it(`is read from an index of version ${version}, with the folders above`, () => {
      const tracked = trackedPaths(indexOf(version, paths));
      assert.deepEqual([...tracked].sort(), [...expected, long, "é.c"].sort());
    });
  }

  it("is unknown where the index is none, of another version, or empty", () => {
    assert.equal(trackedPaths(new Uint8Array()).size, 0);
    assert.equal(trackedPaths(Uint8Array.from(ascii("DIRC"))).size, 0);
    const other = indexOf(2, ["a.c"]);
    other[7] = 9;
    assert.equal(trackedPaths(other).size, 0);
    assert.equal(trackedPaths(indexOf(2, [])).size, 0);
  });

  it("is read up to where an index is cut or damaged, without end or fall", () => {
    const version = fc.constantFrom(2 as const, 3 as const, 4 as const);
    const damage = fc.array(fc.tuple(fc.nat(900), fc.nat(255)), { maxLength: 4 });
    fc.assert(
      fc.property(version, fc.nat(900), damage, (which, length, changes) => {
        const index = indexOf(which, paths).slice(0, length);
        for (const [at, value] of changes) if (at < index.length) index[at] = value;
        assert.ok(trackedPaths(index).size < 1000);
      }),
    );
  });

  it("is not ignored, and what lies beside it is", async () => {
    const files = {
      ".git/index": indexOf(2, ["include/secrets.h", "sdkconfig"]),
      ".gitignore": "include/\nsdkconfig\nprj.conf\n",
      "include/secrets.h": "",
      "include/other.h": "",
      sdkconfig: "",
      "prj.conf": "",
    };
    await withTree(files, async (tree) => {
      assert.deepEqual(await walked(tree.top), [
        "include/secrets.h",
        "prj.conf (ignored by git but read by the SDK)",
        "sdkconfig",
        "- include/other.h: ignored by git",
      ]);
      assert.deepEqual(await walked(tree.at("include")), [
        "secrets.h",
        "- other.h: ignored by git",
      ]);
    });
  });

  it("is found in a worktree or submodule through its .git file", async () => {
    const files = {
      "main/.git/modules/sub/index": indexOf(4, ["a.c"]),
      "main/.git/modules/sub/info/exclude": "c.c\n",
      "main/sub/.git": "gitdir: ../.git/modules/sub\n",
      "main/sub/.gitignore": "a.c\nb.c\n",
      "main/sub/a.c": "",
      "main/sub/b.c": "",
      "main/sub/c.c": "",
    };
    await withTree(files, async (tree) => {
      assert.deepEqual(await walked(tree.at("main")), [
        "sub/a.c",
        "- sub/b.c: ignored by git",
        "- sub/c.c: ignored by git",
      ]);
    });
  });

  it("is not looked for on other computers", async () => {
    // Two slashes name a server on Windows; elsewhere they are one, so the index would be found.
    const files = { "other/index": indexOf(2, ["a.c"]), ".gitignore": "a.c\n", "a.c": "" };
    await withTree(files, async (tree) => {
      for (const [slashes, expected] of [
        ["/", "a.c"],
        ["//", "- a.c: ignored by git"],
      ]) {
        tree.write(".git", `gitdir: ${String(slashes)}${tree.at("other").replace(/^\//, "")}\n`);
        if (process.platform !== "win32") assert.deepEqual(await walked(tree.top), [expected]);
      }
    });
  });
});
