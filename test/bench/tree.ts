// A tree to measure on: somebody's, or a million lines made from the sample firmware. Most files of a
// real tree concern no rule, so the made one is mostly hardware code, with a whole product now and then.
import * as fs from "node:fs";
import nodePath from "node:path";

const LINES = 1_000_000;
/** One product for so many drivers. */
const DRIVERS = 40;

export function makeTree(root: string, target: string): string {
  const plug = nodePath.join(root, "test", "sample", "plug");
  const drivers = ["relay.c", "metering.c"].map((name) =>
    fs.readFileSync(nodePath.join(plug, "components", "plug_hw", name), "utf8"),
  );
  let lines = 0;
  for (let i = 0; lines < LINES; i++) {
    const folder = nodePath.join(target, `part${String(i >> 6)}`);
    fs.mkdirSync(folder, { recursive: true });
    const text = (drivers[i % drivers.length] ?? "").replace(
      /\b(plug|relay|metering)_/g,
      `$1${String(i)}_`,
    );
    fs.writeFileSync(nodePath.join(folder, `driver${String(i)}.c`), text.repeat(4));
    lines += text.split("\n").length * 4;
    if (i % (DRIVERS * 8) === 0)
      fs.cpSync(plug, nodePath.join(target, `product${String(i)}`), { recursive: true });
  }
  return target;
}

export function measureTree(tree: string): { files: number; lines: number; bytes: number } {
  const size = { files: 0, lines: 0, bytes: 0 };
  for (const entry of fs.readdirSync(tree, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(?:c|h|cc|cpp|hpp|ino)$/.test(entry.name)) continue;
    const bytes = fs.readFileSync(nodePath.join(entry.parentPath, entry.name));
    size.files++;
    size.bytes += bytes.length;
    for (const byte of bytes) if (byte === 10) size.lines++;
  }
  return size;
}
