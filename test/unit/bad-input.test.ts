// What people's folders hold besides clean sources. None of it may stop a reading or pass unseen.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { buildWordScanner } from "../../src/base/word-scan.js";
import { readFile, readText } from "../../src/scan/files.js";
import { walk } from "../../src/scan/walk.js";
import { walked, wantsFirmware, withTree } from "./tree.js";
import type { Tree } from "./tree.js";

const LIMITS = { maxBytes: 4 * 1024 * 1024 };

/** Reading `path` as text gives these lines: the text's beginning, then the problems. */
function checkText(tree: Tree, path: string, expected: readonly string[]): void {
  const { text, problems } = readText(tree.at(path), LIMITS, path);
  assert.deepEqual(
    [
      ...(text === undefined ? [] : [text.slice(0, 40)]),
      ...problems.map(
        ({ kind, severity, path: at, message }) => `${at}: ${kind} ${severity}: ${message}`,
      ),
    ],
    expected,
  );
}

/** Runs as a user that permissions hold for; false where that cannot be had. */
async function asOrdinaryUser(run: () => Promise<void>): Promise<boolean> {
  if (process.platform === "win32") return false;
  if (process.geteuid?.() !== 0) {
    await run();
    return true;
  }
  try {
    process.seteuid?.(65534);
  } catch {
    return false;
  }
  try {
    await run();
  } finally {
    process.seteuid?.(0);
  }
  return true;
}

/** Says so where a test cannot be run on this system. */
function notHere(cannot: boolean): boolean {
  if (cannot) console.log(`      not tested on ${process.platform}`);
  return cannot;
}

describe("bad input: encodings", () => {
  it("reads Latin-1, and says that letters may be wrong", async () => {
    await withTree({ "a.c": Uint8Array.from([0x2f, 0x2f, 0x20, 0xfc, 0x0a]) }, (tree) => {
      checkText(tree, "a.c", [
        "// ü\n",
        "a.c: encoding info: Not valid UTF-8, first on line 1: read as Windows-1252, so letters beyond ASCII may be wrong.",
      ]);
    });
  });

  it("reads UTF-16 and UTF-8 with byte order marks", async () => {
    const files = {
      "le.c": Uint8Array.from([0xff, 0xfe, 0x69, 0, 0xfc, 0]),
      "be.c": Uint8Array.from([0xfe, 0xff, 0, 0x69, 0, 0xfc]),
      "utf8.c": Uint8Array.from([0xef, 0xbb, 0xbf, 0x69, 0xc3, 0xbc]),
    };
    await withTree(files, (tree) => {
      for (const path of Object.keys(files)) checkText(tree, path, ["iü"]);
    });
  });

  it("does not read binary files as text", async () => {
    await withTree({ "a.c": Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 1]) }, (tree) => {
      checkText(tree, "a.c", [
        "a.c: binary warning: Not text: it holds NUL bytes, so it was not read.",
      ]);
    });
  });

  it("reads an ignore file with a mark and Windows line ends", async () => {
    await withTree({ ".gitignore": "\uFEFFa.c\r\nb.c\r\n", "a.c": "", "b.c": "" }, async (tree) => {
      assert.deepEqual(await walked(tree.top), ["- a.c: ignored by git", "- b.c: ignored by git"]);
    });
  });
});

describe("bad input: sizes", () => {
  it("reads empty files", async () => {
    await withTree(["a.c", "sdkconfig"], async (tree) => {
      assert.deepEqual(await walked(tree.top), ["a.c", "sdkconfig"]);
      checkText(tree, "a.c", [""]);
    });
  });

  it("refuses a huge file when it finds it and when it reads it", async () => {
    await withTree(["a.c", "huge.c"], async (tree) => {
      fs.truncateSync(tree.at("huge.c"), 3_000_000_000);
      const why =
        "too-large warning: Not read: 3,000,000,000 bytes are more than the limit of 4,194,304 bytes a file.";
      assert.deepEqual(await walked(tree.top), ["a.c", `! huge.c: ${why}`]);
      checkText(tree, "huge.c", [`huge.c: ${why}`]);
    });
  });

  it("reads up to the limit and not one byte more", async () => {
    await withTree({ "a.c": "12345678" }, (tree) => {
      assert.ok("bytes" in readFile(tree.at("a.c"), { maxBytes: 8 }));
      assert.ok("problem" in readFile(tree.at("a.c"), { maxBytes: 7 }));
    });
  });

  it("reads and searches one line of a megabyte", async () => {
    const line = `${"x".repeat(500_000)} gets ${"y".repeat(500_000)}`;
    await withTree({ "line.c": line }, (tree) => {
      const read = readFile(tree.at("line.c"), LIMITS);
      assert.ok("bytes" in read);
      const places: number[] = [];
      buildWordScanner([{ word: "gets", kind: "word" }]).scan(read.bytes, (_, start) => {
        places.push(start);
        return undefined;
      });
      assert.deepEqual(places, [500_001]);
      assert.equal(readText(tree.at("line.c"), LIMITS).text, line);
    });
  });

  it("sets a huge ignore file aside, and says so", async () => {
    await withTree({ ".gitignore": "a.c\n".repeat(300_000), "a.c": "" }, async (tree) => {
      assert.deepEqual(await walked(tree.top), [
        "a.c",
        "! .gitignore: too-large warning: Not read: 1,200,000 bytes are more than the limit of 1,048,576 bytes a file.",
      ]);
    });
  });
});

describe("bad input: things that cannot be read", () => {
  it("reports a folder where a file is expected", async () => {
    await withTree(["main.c/inner.c", ".gitignore/x"], async (tree) => {
      checkText(tree, "main.c", [
        "main.c: unreadable warning: Cannot be read: a folder stands where a file is expected.",
      ]);
      assert.deepEqual(await walked(tree.top), ["main.c/inner.c"]);
    });
  });

  it("reports a file that went away, and never throws on a path that cannot be", async () => {
    await withTree([], (tree) => {
      checkText(tree, "gone.c", [
        "gone.c: unreadable warning: Cannot be read: there is no such file or folder.",
      ]);
      for (const path of ["a\0b.c", "x".repeat(5000)]) {
        const read = readFile(`${tree.top}/${path}`, LIMITS, "odd.c");
        assert.ok("problem" in read && read.problem.kind === "unreadable", path.slice(0, 9));
      }
    });
  });

  it("never names the folder outside the project", async () => {
    await withTree(["d.c/x"], (tree) => {
      for (const path of ["gone.c", "d.c", "d.c/x/y.c"]) {
        const read = readFile(tree.at(path), LIMITS, path);
        assert.ok("problem" in read);
        assert.ok(!JSON.stringify(read.problem).includes(tree.top));
      }
    });
  });

  it("reports files and folders without permission as missing judgements", async function () {
    await withTree(["open/a.c", "closed/b.c", "secret.c"], async (tree) => {
      fs.chmodSync(tree.top, 0o755);
      fs.chmodSync(tree.at("closed"), 0);
      fs.chmodSync(tree.at("secret.c"), 0);
      const tried = await asOrdinaryUser(async () => {
        assert.deepEqual(await walked(tree.top), [
          "open/a.c",
          "secret.c",
          "! closed: unreadable error: Cannot be read: permission is denied.",
        ]);
        checkText(tree, "secret.c", [
          "secret.c: unreadable error: Cannot be read: permission is denied.",
        ]);
      });
      fs.chmodSync(tree.at("closed"), 0o755);
      if (!tried) {
        console.log("      permissions do not hold for this user: not tested");
      }
    });
  });

  it("does not wait at a named pipe", async function () {
    if (notHere(process.platform === "win32")) return;
    await withTree([], async (tree) => {
      execFileSync("mkfifo", [tree.at("pipe.c"), tree.at("pipe.txt")]);
      assert.deepEqual(await walked(tree.top), ["- pipe.c: a pipe, a socket or a device"]);
      const why = "unreadable warning: Not read: it is a pipe, a socket or a device, not a file.";
      checkText(tree, "pipe.c", [`pipe.c: ${why}`]);
      assert.deepEqual(await walked(tree.at("pipe.c")), [`! pipe.c: ${why}`]);
    });
  });

  it("survives names that are no text", async function () {
    if (notHere(process.platform !== "linux")) return;
    await withTree(["a.c"], async (tree) => {
      const odd = (name: string): Buffer =>
        Buffer.concat([Buffer.from(`${tree.top}/`), Buffer.from([0xff]), Buffer.from(name)]);
      fs.writeFileSync(odd(".c"), "");
      fs.mkdirSync(odd(""));
      tree.write("new\nline.c");
      const why = "unreadable warning: Cannot be read: there is no such file or folder.";
      assert.deepEqual(await walked(tree.top), [
        "a.c",
        "new\nline.c",
        `! \uFFFD: ${why}`,
        `! \uFFFD.c: ${why}`,
      ]);
      fs.rmSync(odd(".c"));
      fs.rmdirSync(odd(""));
    });
  });
});

describe("bad input: links", () => {
  // Windows lets only some users make links.
  if (notHere(process.platform === "win32")) return;

  it("reports links that lead nowhere or to themselves", async () => {
    await withTree(["a.c"], async (tree) => {
      tree.link("dangling.c", "gone.c");
      tree.link("loop.c", "loop.c");
      tree.link("ping.c", "pong.c");
      tree.link("pong.c", "ping.c");
      tree.link("folder", "gone");
      const circle = "unreadable warning: Cannot be read: its links lead in a circle.";
      assert.deepEqual(await walked(tree.top), [
        "a.c",
        "- folder: a link that leads nowhere",
        "! dangling.c: unreadable warning: Cannot be read: there is no such file or folder.",
        `! loop.c: ${circle}`,
        `! ping.c: ${circle}`,
        `! pong.c: ${circle}`,
      ]);
    });
  });

  it("ends where folders lead in circles, however they are crossed", async () => {
    await withTree([], async (tree) => {
      const folders = ["a", "b", "c", "d"];
      for (const from of folders) {
        tree.write(`${from}/x.c`);
        for (const to of folders) tree.link(`${from}/to-${to}`, `../${to}`);
        tree.link(`${from}/top`, "..");
      }
      assert.deepEqual(await walked(tree.top), ["a/x.c", "b/x.c", "c/x.c", "d/x.c"]);
    });
  });

  it("does not read a .gitignore that is a link, as git does not", async () => {
    await withTree({ rules: "a.c\n", "a.c": "" }, async (tree) => {
      tree.link(".gitignore", "rules");
      assert.deepEqual(await walked(tree.top), ["a.c"]);
    });
  });
});

describe("bad input: patterns that were made to be slow", () => {
  // A fault here shows as a run that does not end.
  const name = "a".repeat(240);

  it("are harmless in an ignore file", async () => {
    const patterns = [`${"*a".repeat(60)}b.c`, `${"**/a/".repeat(20)}b.c`, "[".repeat(500)];
    const files = { ".gitignore": patterns.join("\n"), [`${"a/".repeat(100)}${name}.c`]: "" };
    await withTree(files, async (tree) => {
      const { files: found } = await walk(tree.top, { wants: wantsFirmware });
      assert.equal(found.length, 1);
    });
  });

  it("are harmless in the configuration", async () => {
    const exclude = [
      `${"*a".repeat(60)}b.c`,
      "*a*a*a*a*b.c",
      `${"**/a/".repeat(20)}b.c`,
      "(a|aa)+b.c",
      "@(a|aa)*(a|aa)b",
      `${"{a,aa}".repeat(40)}b.c`,
      "{".repeat(500),
      "[a]+[a]+[a]+[a]+[a]+b.c",
    ];
    await withTree([`${"a/".repeat(100)}${name}.c`], async (tree) => {
      const { files: found } = await walk(tree.top, { wants: wantsFirmware, exclude });
      assert.equal(found.length, 1);
    });
  });
});
